"""Requests of an operator about one attempt, which the running bot carries out."""

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
