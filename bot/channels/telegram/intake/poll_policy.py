"""When the poller waits, reconnects or stops after failures."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PollPolicy:
    """How long to hold a poll and to put up with trouble, in seconds."""

    poll: int = 30
    rebuild_after: float = 100.0
    """Without a successful poll: throw the connections away. Longer than one held poll and its answer."""
    wedged_after: float = 900.0
    """Without a successful poll: give up, so that the supervisor starts the program anew."""
    conflicts: int = 4
    """This many conflicts, none more than two minutes after the one before …"""
    conflict_span: float = 20.0
    """… over at least this long, mean another instance; a restart of our own makes one or two."""
    conflict_share: float = 0.1
    """Who has served before puts up with conflicts for this share of that time longer."""
    never_yields_after: float = 7 * 86_400.0
    """Who has served for this long never gives way: the other one does, or somebody stops it."""
    first_delay: float = 0.6
    """More than the half second within which Telegram answers the same offset with one update only."""
    longest_delay: float = 30.0
    conflict_delay: float = 5.0
    """The longest wait after a conflict: short, so that of two instances the newer one soon has met enough of them."""


class Service(Protocol):
    """How long this program has polled for the bot with nobody else polling for it, also before it was started."""

    seconds: float

    def add(self, seconds: float) -> None:
        """Counts some more of it."""


@dataclass(slots=True)
class NoService:
    """A service that begins with this process, and that nobody remembers."""

    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        """Counts some more of it."""
        self.seconds += seconds


class Conflicts:
    """Tells another instance from the conflict or two that a restart of our own makes, and says who gives way.

    Two instances see the same conflicts and nothing else of each other. Each puts up with them the longer, the longer
    it has served, so the newer one gives way first; then the conflicts end, and the older one goes on.
    """

    def __init__(self, policy: PollPolicy) -> None:
        self._policy = policy
        self._first: float | None = None
        self._last = 0.0
        self._count = 0

    def go_on(self, now: float) -> bool:
        """Whether conflicts have been met of late so often that there must be another instance."""
        if self._first is None or self.quiet(now):
            return False
        long_enough = self._last - self._first >= self._policy.conflict_span
        return long_enough and self._count >= self._policy.conflicts

    def met(self, now: float, served: float) -> bool:
        """Note a conflict at `now`; whether to give way, after `served` seconds of service.

        A successful poll between two conflicts proves nothing: two instances take turns.
        """
        if self._first is None or self.quiet(now):
            self._first, self._count = now, 0
        self._last = now
        self._count += 1
        if not self.go_on(now) or served >= self._policy.never_yields_after:
            return False
        return now - self._first >= self._policy.conflict_span + served * self._policy.conflict_share

    def quiet(self, now: float) -> bool:
        """Whether no conflict was met for so long that nobody else can be polling."""
        return self._first is None or now - self._last > 6 * self._policy.conflict_span
