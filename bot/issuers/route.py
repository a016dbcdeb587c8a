"""The protocol of all routes to issuers. A route sees a pack and the files that its digests name."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol, runtime_checkable

from flows.pack.pack import Pack


@dataclass(frozen=True, slots=True)
class Receipt:
    """The issuer's system has the submission. `theirs` is its own reference, where it gave one."""

    theirs: str | None = None
    posted: bool = False
    """It is only known to be on its way: a mail server took it, and nobody at the issuer's has said that it came."""


@dataclass(frozen=True, slots=True)
class NeedsHandover:
    """Nothing was sent: the worker takes the pack to the issuer by hand."""


class FailureReason(Enum):
    """Why a delivery failed: a kind, so that a log of it can hold nothing of a worker's."""

    full = "full"
    """No room is left where it should go."""
    not_allowed = "not_allowed"
    """The issuer's side refuses to let the bot in."""
    unreachable = "unreachable"
    """The issuer's side does not answer, or fails."""
    taken = "taken"
    """Something else stands under this submission's id."""
    odd_reference = "odd_reference"
    """The reference, or a recording's name, is not one that can name a folder or a file."""
    recording_gone = "recording_gone"
    """A recording that belongs to the submission is no longer on our disk."""
    refused = "refused"
    """The issuer's side, or a server on the way, will not have this submission."""
    too_large = "too_large"
    """It is larger than the way to the issuer allows."""
    insecure = "insecure"
    """The server cannot show that it is who it should be, or offers no way to keep what is sent to it private."""
    moved = "moved"
    """The issuer's side points elsewhere. Evidence is not sent to where nobody has said that it may go."""
    not_found = "not_found"
    """Nothing stands at the address of the issuer's system."""
    busy = "busy"
    """The issuer's side asks to be left alone for a while."""
    no_reference = "no_reference"
    """The issuer's side took it, and gave no reference that could be read."""
    closed = "closed"
    """The issuer's system takes no submissions any more."""
    not_ready = "not_ready"
    """A setting that the route needs is missing."""
    broke = "broke"
    """A fault in the program."""
    recording_changed = "recording_changed"
    """A recording on our disk is not the one that the submission names."""
    too_long = "too_long"
    """An answer is longer than the issuer's side takes. Nothing was sent."""
    no_recordings = "no_recordings"
    """The issuer's side has no room for its recordings. Nothing was sent."""
    not_mapped = "not_mapped"
    """The issuer's file does not say where this badge, or something of it, goes. Nothing was sent."""
    form_changed = "form_changed"
    """The issuer's form has other fields than the issuer's file names. Nothing was sent."""
    altered = "altered"
    """The issuer's side keeps other words than those that were sent."""


class DeliveryError(Exception):
    """A delivery failed. Its text is the kind of reason and nothing else."""

    def __init__(self, reason: FailureReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class RetryLater(DeliveryError):
    """Nothing can be said of the submission yet: the same delivery is to be tried later."""

    def __init__(self, reason: FailureReason, after: float | None = None) -> None:
        """`after` is how many seconds the issuer's side asked to be left alone."""
        super().__init__(reason)
        self.after = after


class GaveUp(DeliveryError):
    """Trying again will not help: the operator must look."""


@runtime_checkable
class Withdrawing(Protocol):
    """A route by which an issuer can be told that a submission is taken back."""

    async def withdraw(self, pack: Pack, at: datetime) -> Receipt:
        """Tell the issuer, once in effect, that the worker took this pack back at that time.

        Raises RetryLater, or GaveUp where they cannot be told. May be called again after a crash at any instant.
        """
        ...


class Route(Protocol):
    """A way to an issuer."""

    async def deliver(self, pack: Pack) -> Receipt | NeedsHandover:
        """Take the pack there, once in effect: a second call with an equal pack changes nothing.

        Raises RetryLater or GaveUp. May be called again after a crash at any instant.
        """
        ...
