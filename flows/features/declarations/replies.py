"""Replies of the last steps before sending: the use of AI, the declarations, and the last look."""

from dataclasses import dataclass

from criteria.model import Badge, Declaration, Issuer
from flows.engine.screen import Reply
from flows.rules.held_badges import Tally
from flows.rules.word_count import TooLong


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiUse(Reply):
    """Whether AI tools were used."""

    explain: str
    written: bool = False
    """Whether the evidence holds words that a program wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiTool(Reply):
    """Which AI tool was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiLink(Reply):
    """The link to the AI chat."""

    wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDeclaration(Reply):
    """One declaration."""

    declaration: Declaration
    issuer: Issuer
    number: int
    of: int
    kept: tuple[str, ...] = ()
    """Likely personal details that the worker looked at and kept, where it is about those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCheck(Reply):
    """What will be sent to whom, and that it will be public."""

    badge: Badge
    issuer: Issuer
    total: int
    links: int = 0
    about: bool = False
    """Whether the total is an estimate."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    too_long: TooLong | None = None
    """Where the worker pastes the text: that it has too many words for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TooHeavyToSend(Reply):
    """With these recordings the message is larger than the issuer's mailbox takes."""

    issuer: Issuer
    weighs: int
    """MB, rounded up."""
    takes: int
    """MB."""
