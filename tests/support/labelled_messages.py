"""A labelled message, and what came of it."""

from dataclasses import dataclass

AT_QUESTIONS = frozenset({"question", "question_done"})
"""The prompts whose messages may be evidence."""


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """One labelled message."""

    id: str
    at: str
    before: str
    text: str
    act: str
    also: str = ""
    value: str | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class MessageOutcome:
    """What came of a message."""

    act: str
    kept: str
    """What of it stands in the answer now, or is offered to."""
    asks: bool
    value: str = ""
    agrees: bool | None = None
    because: tuple[str, ...] = ()
