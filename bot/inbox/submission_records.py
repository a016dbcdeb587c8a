"""The records that the inbox keeps beside a submission: how it arrived, and each decision."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Standing = Literal["waiting", "delivered", "refused", "stopped"]
"""`waiting`: to be tried, again and again. `delivered`: the bot said yes. `refused`: it said that it never will.
`stopped`: the assessor stopped it before it went."""


class Record(BaseModel):
    """The base of all records."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Try(Record):
    """One delivery of the submission, complete and signed."""

    at: datetime
    signed_at: datetime
    signatures: tuple[str, ...]
    """The versions whose signature belongs to a key of ours, such as `v1`."""


class ReceivedSubmission(Record):
    """When a submission arrived, its reference here, and what was checked."""

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
    """A decision as it is posted, and the result of posting it."""

    id: str
    """Its `webhook-id`, the same on every try."""
    type: str
    made_at: datetime
    body: str
    """The bytes that are signed and posted, as text."""
    standing: Standing = "waiting"
    tries: int = 0
    tried_at: datetime | None = None
    held_until: datetime | None = None
    """Until then it is not posted, and may be taken back. None: it is posted at once."""
    awaits_lead: bool = False
    """It is posted only after a lead has released it."""
    released: bool = False
    """Posting has begun, so it can no longer be taken back. Only kept for what was held."""
    answer: str = ""
    """The result of the last try: a status, or that nobody answered."""

    @property
    def is_held(self) -> bool:
        """Whether it can still be taken back."""
        return self.standing == "waiting" and not self.released and (self.awaits_lead or self.held_until is not None)
