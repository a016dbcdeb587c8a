"""What an operator asks for on the command line, of one attempt or of one person, and the running bot carries out."""

from dataclasses import dataclass
from enum import Enum

from flows.model.decision import Decision


class RequestKind(Enum):
    """What may be asked of a delivery that waits."""

    retry = "retry"
    """Try it now."""
    give_up = "give_up"
    """Try it no more, and tell the worker."""


@dataclass(frozen=True, slots=True)
class OperatorRequest:
    """What is asked for: a decision that came in another way, or something of a delivery."""

    reference: str
    attempt: int
    wish: Decision | RequestKind
    credential: str = ""
    """The badge itself, where a decision brings it."""


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """A detail to put right, in drafts that are not sent and for the next badge; or a lock to take off."""

    fact: str = ""
    """The id of the fact in the badge's file, such as `email`; empty for the other wish."""
    value: str = ""
    lock_off: bool = False
    """Whether the lock on their answers is what is to go."""
