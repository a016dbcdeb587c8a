"""What an issuer says of a submission, and how a submission went there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from criteria.model import Badge
from flows.model.attachments.award import AwardFile


class Way(Enum):
    """How an attempt went to the issuer."""

    system = "system"
    """Their system said that it has it."""
    email = "email"
    """Their mail server took it."""
    hand = "hand"
    """The worker takes it there."""


class Failure(Enum):
    """Why an attempt was given up, as its worker is told."""

    refused = "refused"
    """The issuer's system will not have it."""
    unanswered = "unanswered"
    """For three days their system did not say that it has it: it was down, full, or let nobody in."""
    too_large = "too-large"
    """It is larger than their system takes."""
    too_long = "too-long"
    """An answer is longer than their system takes."""
    no_recordings = "no-recordings"
    """Their system has no room for recordings."""
    recording = "recording"
    """A recording is damaged or missing on our disk."""
    stopped = "stopped"
    """The operator looked at it, and gave it up."""
    ours = "ours"
    """Something is wrong on our side, which only the operator can put right."""


class DecisionVerdict(Enum):
    """What an issuer can say."""

    received = "received"
    returned = "returned"
    awarded = "awarded"
    declined = "declined"
    revoked = "revoked"


@dataclass(frozen=True, slots=True)
class Remark:
    """What the assessor says of one question."""

    question: str
    satisfied: bool
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that the issuer says, in the assessor's own words."""

    verdict: DecisionVerdict
    comment: str = ""
    remarks: tuple[Remark, ...] = ()
    reply_by: date | None = None
    link: str = ""
    """Where the badge can be seen: https."""
    reference: str = ""
    """The issuer's own reference."""
    credential: AwardFile | None = None
    """The badge itself, as the issuer sent it along. Its bytes are on our disk."""

    @property
    def wanting(self) -> tuple[Remark, ...]:
        """What is not yet satisfied."""
        return tuple(remark for remark in self.remarks if not remark.satisfied)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the attempt that it is about, and when it came."""

    attempt: int
    at: datetime
    decision: Decision
    told: bool = False
    """The worker told of it, where the bot could not hear the issuer."""
    by_operator: bool = False
    """A person who runs the bot typed it in, since it came by letter or phone."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """A question of which the assessor wants more."""

    question: str
    comment: str
    as_sent: str
    """A digest of the answer that the assessor read."""
    left: bool = False
    """The worker leaves the answer as it is."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A submission came back. Where it names questions, only they are open; all else stays as it was sent."""

    attempt: int
    at: datetime
    comment: str = ""
    reply_by: date | None = None
    questions: tuple[Reopened, ...] = ()
    all_open: bool = False
    """Everything may be changed. The evidence is one page of the worker's own, and cannot stay in part; or all of it
    was open before, since the issuer first named no question."""

    @property
    def locks(self) -> bool:
        """Whether all else stays as it was sent."""
        return bool(self.questions) and not self.all_open

    def about(self, question: str) -> Reopened | None:
        """What is said of one question, if anything."""
        return next((one for one in self.questions if one.question == question), None)


@dataclass(frozen=True, slots=True)
class Relayed:
    """What the worker has told so far of a letter in which the issuer asks for more."""

    comment: str = ""
    questions: tuple[str, ...] = ()


def decision_due(badge: Badge, delivered: datetime) -> date:
    """The day by which the issuer says that it decides."""
    return (delivered + timedelta(days=badge.assessment_days)).date()
