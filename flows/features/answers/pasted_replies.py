"""Replies about what is in no answer: a pasted statement, and words or recordings that need a place."""

from dataclasses import dataclass

from flows.engine.screen import Reply


@dataclass(frozen=True, slots=True)
class Share:
    """A passage of a pasted statement, and the question that it would answer."""

    number: int
    heading: str
    count: int
    begins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteProposal(Reply):
    """Which passage of a pasted statement answers which question."""

    shares: tuple[Share, ...]
    before: int
    """Words above the first heading."""
    asked_number: int
    """The question under which it was pasted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseWords(Reply):
    """Words were kept, and are in no answer."""

    count: int
    begins: str


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
