"""Waits that a channel asks for: for one chat, or for all."""

from collections import OrderedDict, deque

_WINDOW = 5.0
_CHATS = 3
_OWN_WINDOW = 20.0
_OWN = 6
"""Messages within the window from which a chat is taken to be at a limit of its own. Telegram allows one a second for
a while, and about twenty a minute."""
_MOST_CHATS = 5_000


class FloodLimits:
    """Tells a limit on one chat from one on the whole bot, which several chats meet one after the other.

    A chat that was sent much of late is at its own limit, and proves nothing of the others, however many such there
    are. A call that succeeds in between proves that the bot as a whole is not limited: chats that are each at their
    own limit must not hold up the rest.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, str]] = deque(maxlen=64)
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()
        self._until = float("-inf")

    def sent(self, chat: str, now: float) -> None:
        """Note that something is sent to this chat."""
        times = self._sent.setdefault(chat, deque(maxlen=_OWN))
        times.append(now)
        self._sent.move_to_end(chat)
        if len(self._sent) > _MOST_CHATS:
            self._sent.popitem(last=False)

    def met(self, chat: str, seconds: float, now: float) -> None:
        """Note that the channel wants silence for `seconds` in answer to a message for this chat."""
        times = self._sent.get(chat)
        if times is not None and len(times) >= _OWN and now - times[0] <= _OWN_WINDOW:
            return
        self._recent.append((now, chat))
        if len({other for at, other in self._recent if now - at <= _WINDOW}) >= _CHATS:
            self._until = max(self._until, now + seconds)

    def be_silent(self, seconds: float, now: float) -> None:
        """Note that another instance has met the limit of the whole bot."""
        self._until = max(self._until, now + seconds)

    def passed(self, began: float) -> None:
        """Note a success. One that began before the last refusal says nothing of what came after."""
        if self._recent and began > self._recent[-1][0]:
            self._recent.clear()

    def silence(self, now: float) -> float:
        """Seconds for which no message may be sent at all; 0 when there is no such limit."""
        return max(0.0, self._until - now)
