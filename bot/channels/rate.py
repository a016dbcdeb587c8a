"""Rate limit of reminders: under Telegram's limits, and below what replies need."""

from collections import deque

A_SECOND = 1.0
MOST = 28
"""Messages a second, of every kind, up to which a reminder may go out. Telegram takes about 30; replies may use them
all, and never wait for this."""
REMINDERS = 25
"""Reminders a second. What is left below `MOST` is for replies that come at the same moment."""
APART = 1 / REMINDERS
"""Seconds between two reminders, so that they are spread over each second."""
CATCH_UP = 3 * APART
"""Seconds of delay that are made up for: a busy machine wakes late each time, and would fall far behind."""


class RateLimits:
    """Counts messages of the last second. Replies do not wait for it; reminders do."""

    def __init__(self) -> None:
        self._said: deque[float] = deque()
        self._senders = 1
        self._next = float("-inf")

    def share(self, senders: int) -> None:
        """So many instances send. None counts what the others do, so each keeps to its share."""
        self._senders = max(1, senders)

    def spoke(self, now: float) -> None:
        """Something goes out at `now`, in monotonic seconds."""
        self._said.append(now)
        self._forget(now)

    def reminded(self, now: float) -> None:
        """A reminder goes out."""
        self._next = max(self._next, now - CATCH_UP) + APART * self._senders

    def wait(self, now: float) -> float:
        """Seconds until a reminder may go out; 0 if it may now."""
        self._forget(now)
        most = MOST // self._senders
        room = 0.0 if len(self._said) < most else self._said[len(self._said) - most] + A_SECOND - now
        return max(0.0, room, self._next - now)

    def _forget(self, now: float) -> None:
        while self._said and self._said[0] <= now - A_SECOND:
            self._said.popleft()
