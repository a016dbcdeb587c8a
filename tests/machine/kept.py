"""What a person has sent and what must therefore be somewhere: every word, and where words may be."""

import re
from collections.abc import Iterator

from criteria.library import Library
from flows.engine.prompts import Prompt, PromptKind
from flows.features.declarations import handlers as declaration_handlers
from flows.features.facts import handlers as fact_handlers
from flows.features.held_badges.handlers import AT_THE_LIST
from flows.features.reminders import preferences as reminder_preferences
from flows.model.draft import AudioPart, Draft, LinkPart, Part, TextPart
from flows.model.stages import Stage

WORD = re.compile(r"\bw\d+x\b")
"""A word of the person's own: each is used once."""
HEARD = re.compile(r"\bp\d+x\b")
"""A word that a program wrote down: each is used once."""


def parts(draft: Draft) -> Iterator[Part]:
    """Every part of a draft, in an answer, put away, or in no answer."""
    for given in draft.answers.values():
        yield from given.parts
        yield from given.struck
    yield from draft.unplaced
    yield from (part for part in (draft.whole,) if part)


def sounds(draft: Draft) -> list[AudioPart]:
    """Every recording of a draft, wherever it is."""
    return [part for part in parts(draft) if isinstance(part, AudioPart)]


def links(draft: Draft) -> list[LinkPart]:
    """Every link that a draft holds as evidence, put away or not."""
    return [part for part in parts(draft) if isinstance(part, LinkPart)]


def held(draft: Draft) -> list[str]:
    """All words that a draft holds, wherever they are."""
    said = [part.text if isinstance(part, TextPart) else part.url for part in parts(draft) if not is_sound(part)]
    made = [sound.transcript for sound in sounds(draft) if sound.transcript]
    mends = [mend.text for one in made for mend in (*one.mends, *one.replaced)]
    stated = [value for one in draft.facts.values() for value in one.values]
    use = [draft.ai.tool or "", draft.ai.link or ""] if draft.ai else []
    pasted = [*(part.text for part in draft.pasted), *(one.link for one in draft.awards)]
    # The part of a message that was filed stands in an answer, and the rest of it is kept aside.
    aside = [one.text.replace(one.filed, "", 1) for one in draft.asides]
    return [*said, *mends, *stated, *use, *pasted, *aside]


def is_sound(part: Part) -> bool:
    """Whether a part is a recording."""
    return isinstance(part, AudioPart)


class KeptWords:
    """The words that must be somewhere, by the message that brought them."""

    def __init__(self) -> None:
        self.words: dict[int, tuple[str, frozenset[str]]] = {}

    def remember(self, shelf: Library, draft: Draft | None, place: Prompt | None, key: int, said: str) -> None:
        """Notes the words of a message, unless it answers something short that a later answer takes the place of."""
        if draft is None or place is None or not WORD.search(said):
            return
        if draft.is_open and draft.stage is not Stage.checking and not _passing(shelf, draft, place, said):
            self.words[key] = (draft.id, frozenset(WORD.findall(said)))

    def reworded(self, key: int, said: str) -> None:
        """Notes that a message was edited: its old words may go, and the new ones are there."""
        draft = self.words[key][0]
        self.words[key] = (draft, frozenset(WORD.findall(said)))


def _passing(shelf: Library, draft: Draft, place: Prompt, said: str) -> bool:
    """Whether a message answers what is asked there, so that it is evidence nowhere."""
    if place.ask in _OF_REMINDERS and len(said) <= reminder_preferences.LONGEST:
        return True
    badge, there = shelf.at(draft.badge, draft.version), place.beneath
    if there.ask is PromptKind.fact:
        return len(said) <= fact_handlers.LONGEST and badge.fact(there.fact) is not None
    if badge.prerequisites and (there.ask in AT_THE_LIST or not badge.questions):
        # Links are awards, taken or refused. At the list of a badge without questions, words are no answer either.
        listed = there.ask in AT_THE_LIST and not badge.questions
        return listed or all("/" in word for word in said.split())
    longest = {
        PromptKind.ai_tool: declaration_handlers.LONGEST_TOOL,
        PromptKind.ai_link: declaration_handlers.LONGEST_LINK,
    }.get(there.ask, 0)
    return draft.stage is Stage.declaring and len(said) <= longest


_OF_REMINDERS = frozenset({PromptKind.break_time, PromptKind.days, PromptKind.zone, PromptKind.month})
