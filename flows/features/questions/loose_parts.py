"""Words and recordings that are in no answer yet: asking where they belong."""

from dataclasses import dataclass

from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.payloads import Loose, PartOf
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, rows
from flows.model.draft import Part, TextPart
from flows.rules import progress
from flows.rules.evidence import links as link_rules
from flows.rules.evidence import word_count as counter
from flows.text.glimpses import glimpse


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseWords(Notice):
    """Words were kept, and are in no answer."""

    count: int
    begins: str

    KEY = "loose"

    @property
    def state_of(self) -> str:
        """All words in no answer: the older ones are listed with the newest."""
        return f"{self.place.draft}:loose" if self.place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseSound(Notice):
    """A recording was sent where nothing was asked."""

    KEY = "loose-sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Notice):
    """Words stay in no answer, as the worker chose."""

    KEY = "left-out"


def ask_place(work: DraftContext, part: Part) -> LooseWords | LooseSound:
    """Asks where words or a recording belong that are in no answer."""
    presses = (
        work.press(Action.place, Loose(part.key, number), number, question.heading)
        for number, question in enumerate(work.badge.questions, 1)
        if not progress.is_locked(work.draft, question.id)
    )
    place = work.place(PromptKind.loose, Loose(part.key))
    offers = (*rows(presses, 1), (work.press(Action.leave_out),))
    if not isinstance(part, TextPart):
        return LooseSound(place=place, offers=offers)
    if link_rules.is_fit(work.badge, part):
        offers = ((work.press(Action.link_whole, PartOf(key=part.key)),), *offers)
    return LooseWords(count=max(1, counter.strict(part.text)), begins=glimpse(part.text), place=place, offers=offers)
