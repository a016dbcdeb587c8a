"""What the inbox keeps of a submission beside what was sent, and of each decision."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Standing = Literal["waiting", "delivered", "refused"]
"""`waiting`: to be tried, again and again. `delivered`: the bot said yes. `refused`: it said that it never will."""


class Record(BaseModel):
    """What all records share."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Try(Record):
    """One time that the submission came, whole and signed."""

    at: datetime
    signed_at: datetime
    signatures: tuple[str, ...]
    """The versions whose signature belongs to a key of ours, such as `v1`."""


class ReceivedSubmission(Record):
    """When a submission came, under which reference it is kept, and what was checked."""

    issuer: str
    """To whose address it was posted."""
    reference: str
    """Ours: the same for every attempt at one application."""
    manifest_sha256: str
    first: Try
    last: Try
    tries: int = 1
    withdrawn_at: datetime | None = None
    """When the applicant took it back."""
    files: int = 0
    """How many files came with it. Each was as long as the manifest says, and had its SHA-256."""


class DecisionRecord(Record):
    """A decision, as it is posted, and what became of that."""

    id: str
    """Its `webhook-id`, the same on every try."""
    type: str
    made_at: datetime
    body: str
    """What is signed and posted, to the letter."""
    standing: Standing = "waiting"
    tries: int = 0
    tried_at: datetime | None = None
    answer: str = ""
    """What the last try came to: a status, or that nobody answered."""
