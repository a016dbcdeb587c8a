"""What happens after a message was not sent: wait and retry, send it in a simpler form, or give up."""

from dataclasses import dataclass

from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.channels.telegram.errors import FloodWaitError
from bot.channels.telegram.send import weaker
from bot.channels.telegram.transport import NotSentError
from bot.channels.timing import SendTiming
from bot.storage.records import BLOCKED
from flows.engine.message import Message

REFUSED = "refused"
FIRST_DELAY = 0.5
LONGEST_DELAY = 60.0
_MOST_SURPRISES = 5

# What the library raises on an answer that is not as documented. Worth a few tries, not for ever.
SURPRISES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(slots=True)
class SendRetry:
    """One message on its way, and what its tries have taught."""

    chat: int
    message: Message
    again: bool = False
    """Whether a try may have reached the phone without our hearing of it."""
    failures: int = 0
    moves: int = 0

    def after(self, error: Exception, waits: SendTiming) -> float | str:
        """Seconds to wait before the next try, which may say it otherwise; or the kind of the final failure.

        Trouble with the network is tried again for ever, even where the message may have arrived: a prompt
        said twice is harmless, one that is never said leaves a person stuck.
        """
        if isinstance(error, FloodWaitError):
            return error.seconds + waits.chance() * FIRST_DELAY
        if isinstance(error, Forbidden):
            return BLOCKED
        if isinstance(error, ChatMigrated):
            return self._move(error.new_chat_id)
        if isinstance(error, BadRequest):
            return self._less(error)
        self.failures += 1
        self.again = self.again or not isinstance(error, NotSentError)
        if isinstance(error, SURPRISES) and self.failures >= _MOST_SURPRISES:
            return REFUSED
        return waits.backoff(self.failures, FIRST_DELAY, LONGEST_DELAY)

    def _move(self, chat: int) -> float | str:
        """A group that became a supergroup has a new id."""
        self.chat, self.moves = chat, self.moves + 1
        return 0.0 if self.moves == 1 else REFUSED

    def _less(self, refusal: BadRequest) -> float | str:
        less = weaker(self.message, refusal)
        if less is None:
            return REFUSED
        self.message = less
        return 0.0
