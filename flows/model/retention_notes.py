"""What was said to a worker of something that runs out, and what they said to that. Values only."""

from dataclasses import dataclass
from datetime import datetime

from flows.model.retention_schedule import RetentionKind


@dataclass(frozen=True, slots=True)
class RetentionWarning:
    """The worker was told that something runs out, and when that was."""

    kind: RetentionKind
    at: datetime


@dataclass(frozen=True, slots=True)
class RetentionNotes:
    """The notes on one draft, or on the details of a person."""

    kept_at: datetime | None = None
    """When the worker last said "keep it": the whole period counts from then."""
    warned: tuple[RetentionWarning, ...] = ()
    files_gone_at: datetime | None = None
    """When its recordings and award files were removed; None while they are kept."""
