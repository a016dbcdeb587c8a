"""How fast reminders go out: under Telegram's limits, and in what room the replies leave."""

from collections import deque

A_SECOND = 1.0
MOST = 25
"""Messages a second, of every kind, up to which a reminder may go out. Telegram takes about 30; replies may use them
all, and are never counted against it."""
APART = 1 / MOST
"""Seconds between two reminders, so that they do not go out in a heap at the beginning of each second."""


class Pace:
    """Counts what is said in the last second. Replies do not wait for it; reminders do."""

    def __init__(self) -> None:
        self._said: deque[float] = deque()
        self._last = float("-inf")

    def spoke(self, now: float) -> None:
        """Something goes out at `now`, in monotonic seconds."""
        self._said.append(now)
        self._forget(now)

    def reminded(self, now: float) -> None:
        """A reminder goes out."""
        self._last = now

    def wait(self, now: float) -> float:
        """Seconds until a reminder may go out; 0 if it may now."""
        self._forget(now)
        room = 0.0 if len(self._said) < MOST else self._said[len(self._said) - MOST] + A_SECOND - now
        return max(0.0, room, self._last + APART - now)

    def _forget(self, now: float) -> None:
        while self._said and self._said[0] <= now - A_SECOND:
            self._said.popleft()
