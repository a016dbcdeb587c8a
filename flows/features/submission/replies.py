"""Replies about the way to the issuer: on it, there, or to be gone by the worker."""

from dataclasses import dataclass
from datetime import date

from criteria.model import Badge, Issuer
from flows.engine.message import Attachment
from flows.engine.screen import Phrases, Screen
from flows.model.decision import Failure, Way
from flows.rules.word_count import TooLong


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay(Screen):
    """The submission waits for the issuer's system."""

    reference: str
    issuer: Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class MakingReady(Screen):
    """The submission is being made ready for the worker, who takes it to the issuer."""

    reference: str
    issuer: Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Screen):
    """It has gone to the issuer, and how: the reference, and what happens next and when."""

    badge: Badge
    issuer: Issuer
    reference: str
    by: date
    way: Way
    theirs: str = ""
    """The issuer's own reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCopy(Screen):
    """A copy of the pack, or of a recording in it, as a file."""

    attachment: Attachment
    sent: bool
    """Whether it has gone to the issuer, or is for the worker to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Screen):
    """The worker sends it themselves: how, where, and the words to paste."""

    badge: Badge
    issuer: Issuer
    reference: str
    text: str
    too_long: TooLong | None
    """That the text has more words than the issuer's form may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDone(Screen):
    """Asks the worker to say when it is sent."""

    files: int = 0
    """How many awards of badges held there are as files, to be given out for the worker to send along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered(Screen):
    """The submission could not be delivered, and why. It is kept, and can be sent again or taken there."""

    reference: str
    issuer: Issuer
    why: Failure
    too_long: TooLong | None
    """That the text has more words than the issuer's form may take, for whoever takes it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delayed(Screen):
    """The issuer's side does not take it yet. It is tried again, and the worker need do nothing."""

    reference: str
    issuer: Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFirst(Screen):
    """What was made ready is open again, before the worker has sent it."""

    def render(self, say: Phrases) -> str:
        """Says what becomes of the text that was made ready."""
        return say.phrase("change-first")
