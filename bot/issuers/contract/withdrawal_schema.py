"""The model of a withdrawal message, `withdrawal/1`, and the source of its JSON Schema.

A field may be added. None is taken out, and none changes its meaning, before there is a `withdrawal/2`.
"""

from datetime import datetime
from typing import Literal

from pydantic import Field

from bot.issuers.contract.pack_schema import BadgePart, Part

WITHDRAWN: Literal["submission.withdrawn"] = "submission.withdrawn"


class Withdrawn(Part):
    """What is taken back."""

    submission_id: str
    """Of the last attempt that you were sent. All attempts at the application are taken back."""
    reference: str
    """Of the application, as in the submission."""
    version: int = Field(ge=1)
    """Which attempt it was."""
    badge: BadgePart


class Withdrawal(Part):
    """An applicant takes back what they sent. The shape is that of a Standard Webhooks event."""

    schema_: Literal["withdrawal/1"] = Field(alias="schema")
    type: Literal["submission.withdrawn"]
    timestamp: datetime
    """When the applicant took it back."""
    data: Withdrawn
