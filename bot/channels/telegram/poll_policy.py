"""How much trouble the poller puts up with."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PollPolicy:
    """How long to hold a poll and to put up with trouble, in seconds."""

    poll: int = 30
    rebuild_after: float = 100.0
    """Without a successful poll: throw the connections away. Longer than one held poll and its answer."""
    wedged_after: float = 900.0
    """Without a successful poll: give up, so that the supervisor starts the program anew."""
    conflicts: int = 4
    """This many conflicts within two minutes …"""
    conflict_span: float = 20.0
    """… over at least this long, mean another instance; a restart of our own makes one or two."""
    first_delay: float = 0.6
    """More than the half second within which Telegram answers the same offset with one update only."""
    longest_delay: float = 30.0


class Conflicts:
    """Tells another instance from the conflict or two that a restart of our own makes."""

    def __init__(self, patience: PollPolicy) -> None:
        self._patience = patience
        self._times: deque[float] = deque()

    def met(self, now: float) -> bool:
        """Note a conflict at `now` (seconds); whether there must be another instance.

        A successful poll between two conflicts proves nothing: two instances take turns.
        """
        self._times.append(now)
        while now - self._times[0] > 6 * self._patience.conflict_span:
            self._times.popleft()
        long_enough = now - self._times[0] >= self._patience.conflict_span
        return long_enough and len(self._times) >= self._patience.conflicts
