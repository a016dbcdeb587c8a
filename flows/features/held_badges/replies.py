"""Replies about badges that a worker holds: the list, and what was found of the awards they gave."""

from dataclasses import dataclass
from datetime import datetime

from flows.engine.screen import Phrases, Screen
from flows.model.award import AwardVerdict, Why
from flows.rules.held_badges import Ground, Tally
from flows.rules.web_address import AddressFault


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingRules(Screen):
    """How badges are ticked, and how an award is given; said before the first one."""

    of: int
    needed: int


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One badge of the list. `ground` is None while it is not ticked."""

    number: int
    title: str
    ground: Ground | None
    waiting: bool = False
    """Whether an award of it is being looked at."""


@dataclass(frozen=True, slots=True)
class EarnedAt:
    """Where badges are earned, by their numbers."""

    page: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldChange:
    """What a typed message did to the ticks, by the numbers of the badges."""

    ticked: tuple[int, ...] = ()
    taken_away: tuple[int, ...] = ()
    already: tuple[int, ...] = ()
    """They were to be ticked, and were before."""
    not_ticked: tuple[int, ...] = ()
    """Their ticks were to be taken away, and there were none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList(Screen):
    """A part of the list of badges to be held."""

    lines: tuple[HeldLine, ...]
    tally: Tally
    part: int
    """Which part of the list it is, from 1."""
    parts: int
    earned_at: tuple[EarnedAt, ...]
    """Where those of this part are earned that are not ticked."""
    outside: tuple[int, ...] = ()
    """Numbers that were typed and that no badge has."""
    left: tuple[int, ...] = ()
    """Those that are not ticked, by their numbers; empty while none is ticked."""
    change: HeldChange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAllOrLast(Screen):
    """Are all badges meant, or the last one of the list?"""

    of: int

    def render(self, say: Phrases) -> str:
        """Asks what the number stands for."""
        return say.phrase("held-all-or-last", of=self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhichHeld(Screen):
    """Which of several badges is meant, whose titles have the words that were typed?"""

    lines: tuple[tuple[int, str], ...]
    """Numbers and titles."""

    def render(self, say: Phrases) -> str:
        """Asks for one number."""
        lines = [say.phrase("held-line", number=number, title=title) for number, title in self.lines]
        return "\n".join([say.phrase("held-which"), *lines])


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNoneHeld(Screen):
    """Asks before every tick is taken away."""

    held: int


@dataclass(frozen=True, slots=True)
class GivenAward:
    """An award in a list: what the worker calls it, which badge it is of, and what was found."""

    name: str
    """The file's name or the link, as it was sent."""
    badge: str
    """The badge as the award itself names it; empty where it does not."""
    thing: int
    """The number of the badge that it is of; 0 while that is not known."""
    title: str
    verdict: AwardVerdict | None
    why: Why | None = None
    ground: Ground = Ground.stated
    goes: bool = True
    """Whether it goes to the issuer, as far as is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardNews(Screen):
    """What was found of the awards that were given last."""

    awards: tuple[GivenAward, ...]
    tally: Tally
    waiting: int = 0
    """How many more are still being looked at."""
    busy: int = 0
    """How many of these wait because too much came at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAward(Screen):
    """Which badge is this award of?"""

    award: GivenAward
    perhaps: tuple[tuple[int, str], ...]
    """The numbers and titles of those that it may be."""
    of: int
    unknown: bool = False
    """The worker named one that is not there."""
    several: bool = False
    """The worker named more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardList(Screen):
    """Every award that was given."""

    awards: tuple[GivenAward, ...]
    outside: str = ""
    """A number that was typed, and that none of them has."""
    numbers: bool = False
    """Numbers were typed without a word that says what is to become of them."""
    after: datetime | None = None
    """Some could be looked at again, and not before this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardsWait(Screen):
    """Awards were looked at again often enough for now."""

    after: datetime
    """When they can be looked at again."""
    times: int
    """How often that is within an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardLinkFault(Screen):
    """A link cannot be that of an award: why, and what to do."""

    url: str
    fault: AddressFault
