"""What happens after a message was not sent: wait and retry, send it in a simpler form, or give up."""

from dataclasses import dataclass

from bot.channels.channel import (
    ChatMoved,
    MessageRefused,
    NotReached,
    OddAnswer,
    RecipientBlocked,
    SendError,
    SlowDown,
)
from bot.channels.timing import SendTiming
from bot.storage.stored.records import BLOCKED
from flows.engine.message import Message

REFUSED = "refused"
FIRST_DELAY = 0.5
LONGEST_DELAY = 60.0
_MOST_SURPRISES = 5
"""An answer that is not as documented is worth a few tries, not tries for ever."""


@dataclass(slots=True)
class SendRetry:
    """One message on its way, and what its tries have taught."""

    chat: str
    message: Message
    again: bool = False
    """Whether a try may have reached the phone without our hearing of it."""
    failures: int = 0
    moves: int = 0

    def after(self, error: SendError, waits: SendTiming) -> float | str:
        """Seconds to wait before the next try, which may say it otherwise; or the kind of the final failure.

        Trouble with the network is tried again for ever, even where the message may have arrived: a prompt
        said twice is harmless, one that is never said leaves a person stuck.
        """
        if isinstance(error, SlowDown):
            return error.seconds + waits.chance() * FIRST_DELAY
        if isinstance(error, RecipientBlocked):
            return BLOCKED
        if isinstance(error, ChatMoved):
            return self._move(error.chat)
        if isinstance(error, MessageRefused):
            return self._less(error)
        self.failures += 1
        self.again = self.again or not isinstance(error, NotReached) or error.perhaps_sent
        if isinstance(error, OddAnswer) and self.failures >= _MOST_SURPRISES:
            return REFUSED
        return waits.backoff(self.failures, FIRST_DELAY, LONGEST_DELAY)

    def _move(self, chat: str) -> float | str:
        """A group may get a new id."""
        self.chat, self.moves = chat, self.moves + 1
        return 0.0 if self.moves == 1 else REFUSED

    def _less(self, refusal: MessageRefused) -> float | str:
        if refusal.instead is None:
            return REFUSED
        self.message = refusal.instead
        return 0.0
