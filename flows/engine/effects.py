"""What is to be done after a turn: imperatives, done by `bot/jobs/runner.py` once the turn is on disk."""

from dataclasses import dataclass
from datetime import datetime

from flows.pack.pack import Pack


@dataclass(frozen=True, slots=True)
class DeliverPack:
    """Take this pack to the issuer, once in effect: its reference and attempt are the same on every try."""

    pack: Pack


@dataclass(frozen=True, slots=True)
class KeepMedia:
    """Fetch a recording, put its bytes on our disk, and listen to it."""

    draft: str
    key: int
    source: str


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Have the words of a recording, whose original is on our disk, written down."""

    draft: str
    key: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AwaitDecision:
    """Say so at that time, if the issuer has not decided on this attempt by then."""

    draft: str
    attempt: int
    until: datetime


@dataclass(frozen=True, slots=True)
class CheckOwnAward:
    """Look at the award that came with a decision: the file that the issuer sent, or where it says that it is."""

    draft: str
    number: int
    """Of the decisions that brought one, with which it came, from 0."""
    badge: str
    version: str
    email: str
    link: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CheckAward:
    """Look at an award that the worker gave, from its link, from their channel, or from our disk.

    Then hold it to the worker's email address, and to the badges that a badge asks for.
    """

    draft: str
    key: int
    part: int
    badge: str
    version: str
    email: str
    link: str = ""
    source: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class DeliverWithdrawal:
    """Tell the issuer that the worker takes this attempt back, once in effect."""

    draft: str
    reference: str
    attempt: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """Fetch a file, and read its text. The file itself is not kept."""

    draft: str
    key: int
    source: str
    under: str = ""
    """The place under which it was sent, as text."""


@dataclass(frozen=True, slots=True)
class OverwriteDeleted:
    """Leave nothing on the disk of words that were deleted for good from a draft."""

    draft: str


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Leave nothing of somebody, of whom the session that comes with it holds nothing any more."""

    person: str


DraftEffect = (
    KeepMedia
    | Transcribe
    | AwaitDecision
    | CheckAward
    | CheckOwnAward
    | DeliverWithdrawal
    | ReadStatement
    | OverwriteDeleted
)
"""What names its draft itself: all but a delivery, whose pack does, and what is about the person."""
Effect = DeliverPack | DraftEffect | ErasePerson
