"""Waits that Telegram asks for (429): for one chat, or for all."""

from collections import deque

_WINDOW = 5.0
_CHATS = 3


class FloodLimits:
    """Tells a limit on one chat from one on the whole bot, which several chats meet one after the other.

    A call that succeeds in between proves that the bot as a whole is not limited: chats that are each at their own
    limit must not hold up the rest.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, int]] = deque(maxlen=64)
        self._until = float("-inf")

    def met(self, chat: int, seconds: float, now: float) -> None:
        """Note that Telegram wants silence for `seconds` in answer to a message for this chat."""
        self._recent.append((now, chat))
        if len({other for at, other in self._recent if now - at <= _WINDOW}) >= _CHATS:
            self._until = max(self._until, now + seconds)

    def passed(self, began: float) -> None:
        """Note a success. One that began before the last refusal says nothing of what came after."""
        if self._recent and began > self._recent[-1][0]:
            self._recent.clear()

    def silence(self, now: float) -> float:
        """Seconds for which no message may be sent at all; 0 when there is no such limit."""
        return max(0.0, self._until - now)
