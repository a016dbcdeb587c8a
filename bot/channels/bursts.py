"""Bursts: somebody sends many messages in a row, and one answer that counts them all is enough.

A message with a `state_of` tells how something stands, such as the words of an answer. The first is sent at once. What
comes soon after it is held until the chat has been quiet for a moment, and gives way to a newer one of the same state;
so is what comes while more of the chat's messages wait for their turn.
"""

LONGEST = 2.0
"""Seconds that such a line is held at most; and after which another is sent at once."""
QUIET = 0.5
"""Seconds without a newer one after which it is sent."""
_MOST_CHATS = 1_000


class Bursts:
    """Of each chat: when such a line was sent last, and whether more of its messages wait for their turn."""

    def __init__(self) -> None:
        self._sent: dict[str, float] = {}
        self._waiting: set[str] = set()

    def sent(self, chat: str, now: float) -> None:
        """Such a line is being sent."""
        if len(self._sent) >= _MOST_CHATS:
            self._sent = {one: at for one, at in self._sent.items() if now - at < LONGEST}
        self._sent[chat] = now

    def more_comes(self, chat: str) -> None:
        """Messages of the chat wait for their turn: each has an answer of its own."""
        self._waiting.add(chat)

    def all_came(self, chat: str) -> None:
        """None of them wait any more."""
        self._waiting.discard(chat)

    def until(self, chat: str, first: float, newest: float) -> float:
        """When such a line is sent, of which the first was queued at `first` and the newest at `newest`."""
        if chat in self._waiting:
            return first + LONGEST
        if first - self._sent.get(chat, first - LONGEST) >= LONGEST:
            return first
        return min(first + LONGEST, newest + QUIET)
