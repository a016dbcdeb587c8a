"""Bursts: somebody sends many messages in a row, and one answer that counts them all is enough.

A message with a `state_of` tells how something stands, such as the words of an answer. The first is sent at once.
While more of the chat's messages wait for their turn, or for `PAUSE` seconds after such a line was sent, the next one
is held, and gives way to a newer one of the same state.
"""

PAUSE = 2.0
"""Seconds between two such lines in a chat, and the longest that one is held."""
_MOST_CHATS = 1_000


class Bursts:
    """Of each chat: when such a line was sent last, and since when more of its messages wait for their turn."""

    def __init__(self) -> None:
        self._sent: dict[int, float] = {}
        self._waiting: dict[int, float] = {}

    def sent(self, chat: int, now: float) -> None:
        """Such a line is being sent."""
        if len(self._sent) >= _MOST_CHATS:
            self._sent = {one: at for one, at in self._sent.items() if now - at < PAUSE}
        self._sent[chat] = now

    def more_comes(self, chat: int, now: float) -> None:
        """Messages of the chat wait for their turn: each has an answer of its own."""
        self._waiting.setdefault(chat, now)

    def all_came(self, chat: int) -> None:
        """None of them wait any more."""
        self._waiting.pop(chat, None)

    def seconds(self, chat: int, now: float) -> float:
        """How long such a line is held from now; not above 0 where it is sent at once."""
        never = now - PAUSE
        return max(self._sent.get(chat, never), self._waiting.get(chat, never)) + PAUSE - now
