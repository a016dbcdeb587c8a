"""A prompt in one line: shown again after words that were no answer to it."""

from dataclasses import dataclass

from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortPrompt(Screen):
    """What is asked, in one line, with the buttons of the whole screen. It keeps the person where they were."""

    ask: PromptKind
    name: str = ""
    """The label of the detail that is asked for, where it is one."""
    number: int = 0
    """The number of the statement, where it is one."""
    unlike: bool = True
    """Whether it says first that the message was not understood as an answer."""
    kept: str = ""
    """The opening of the message, where it says that the draft keeps it out of the answers."""

    @property
    def state_of(self) -> str:
        """The prompt: saying once that it still stands is enough."""
        return f"{self.place.draft}:{self.ask.value}" if self.place else ""

    def render(self, say: Phrases) -> str:
        asked = say.phrase(f"short-{self.ask.value}", name=self.name, number=self.number)
        if self.kept:
            return f"{say.phrase('short-kept', begins=self.kept)} {asked}"
        return f"{say.phrase('short-not-taken')} {asked}" if self.unlike else asked


SHORT = frozenset(
    {
        PromptKind.consent, PromptKind.right_badge, PromptKind.prior_facts, PromptKind.fact, PromptKind.review,
        PromptKind.screening, PromptKind.nobody, PromptKind.ai_use, PromptKind.ai_tool, PromptKind.ai_link,
        PromptKind.declaration, PromptKind.final,
    }
)  # fmt: skip
"""The prompts that have a line of their own, `short-<value>` in the wording."""


def shortened(full: Screen, *, name: str = "", number: int = 0, unlike: bool = True) -> Screen:
    """The same prompt and buttons as a whole screen, in one line; the screen itself where there is no such line."""
    if full.place is None or full.place.ask not in SHORT:
        return full
    return ShortPrompt(
        ask=full.place.ask, name=name, number=number, unlike=unlike, place=full.place, offers=full.offers
    )
