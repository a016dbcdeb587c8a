"""Replies about what is in no answer: a pasted statement, and words or recordings that need a place."""

from dataclasses import dataclass

from flows.engine.screen import Reply
from flows.rules.statement import Doubt


@dataclass(frozen=True, slots=True)
class Share:
    """A passage of a pasted statement, and the question that it would answer."""

    number: int
    heading: str
    count: int
    begins: str
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteProposal(Reply):
    """Which passage of a pasted statement answers which question."""

    shares: tuple[Share, ...]
    before: int
    """Words that would stay in no answer."""
    left_out: str = ""
    """How they begin."""
    empty: tuple[int, ...] = ()
    """The numbers of the questions that would have no words."""
    doubts: tuple[Doubt, ...] = ()
    """Why it is not sure; none where it is, or where the worker chose the places."""
    asked_number: int
    """The question under which it was pasted."""

    @property
    def state_of(self) -> str:
        """The whole statement, of which more may come."""
        return f"{self.place.draft}:paste" if self.place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteMoves(Reply):
    """The passages of a pasted statement, numbered, to move one of them."""

    passages: tuple[Share, ...]
    """Each with the number of its question, 0 where it is in no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteTo(Reply):
    """Asks where one passage goes."""

    count: int
    begins: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteStep(Reply):
    """One piece of a pasted statement, and the question that it likely answers."""

    text: str
    number: int
    of: int
    current: int
    """The question of the piece before it; 0 for the first piece."""
    likely: int
    heading: str
    """The heading of the likely question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseWords(Reply):
    """Words were kept, and are in no answer."""

    count: int
    begins: str

    @property
    def state_of(self) -> str:
        """All words in no answer: the older ones are listed with the newest."""
        return f"{self.place.draft}:loose" if self.place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseSound(Reply):
    """A recording was sent where nothing was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseList(Reply):
    """All words that are in no answer, whole."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Reply):
    """Words stay in no answer, as the worker chose."""
