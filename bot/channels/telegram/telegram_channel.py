"""Telegram as a channel: its ids, its errors, and what its messages can hold."""

from collections.abc import AsyncGenerator, Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.channel import (
    ChatMoved,
    MessageRefused,
    NotReached,
    OddAnswer,
    RecipientBlocked,
    SendableFile,
    SendError,
    SlowDown,
)
from bot.channels.telegram.bot_api.account import Account
from bot.channels.telegram.bot_api.api_errors import SURPRISES, FloodWaitError
from bot.channels.telegram.bot_api.download import MB, TELEGRAMS_LIMIT_MB, TelegramFiles
from bot.channels.telegram.bot_api.transport import NotSentError
from bot.channels.telegram.send import cleared, speak, weaker
from bot.channels.telegram.updates.inbound import Inbound
from bot.channels.telegram.updates.update_fields import TELEGRAM
from bot.conversation.arrival import Read
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.message import Message
from flows.model.channel_ids import channel_id, own_id


class TelegramChannel:
    """One bot of Telegram's. Message keys are Telegram's own message ids, which only grow within a private chat."""

    name = TELEGRAM
    capabilities = ChannelCapabilities(message_units=4096, button_bytes=64)

    def __init__(
        self, account: Account, zone: ZoneInfo, fresh: Callable[[], str], limit: int = TELEGRAMS_LIMIT_MB * MB
    ) -> None:
        """`limit` is how many bytes of a file the Bot API server hands over; the rest is as for `Inbound`."""
        self._account = account
        self._inbound = Inbound(account, zone, fresh, limit)
        self._files = TelegramFiles(account, limit)

    def read(self, raw: Mapping[str, object], now: datetime, received_ms: int) -> Read | None:
        """What an update means; None for what needs no answer, `Parked` for what cannot be understood."""
        return self._inbound.read(raw, now, received_ms)

    async def send(self, chat: str, message: Message, file: SendableFile | None) -> int:
        """Sends a message, after what it deletes; the id that Telegram gave it. Raises SendError."""
        try:
            number = int(own_id(chat))
            if message.deletes:
                message = await cleared(self._account, number, message)
            return await speak(self._account, number, message, file)
        except (TelegramError, *SURPRISES) as error:
            problem = _meaning(error, message)
        # Raised outside the handler: the library's errors may quote what was sent.
        raise problem

    async def acknowledge(self, press: str) -> None:
        """Tells the phone that a press has arrived. Raises SendError: mostly, Telegram has forgotten the press."""
        try:
            await self._account.call("answerCallbackQuery", {"callback_query_id": own_id(press)})
            return
        except (TelegramError, *SURPRISES) as error:
            kind = type(error).__name__
        raise SendError(kind)

    def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a file, piece by piece. Raises FileNotReady or FileGone; neither tells the link."""
        return self._files.fetch(source)


def _meaning(error: Exception, message: Message) -> SendError:
    """What an error of the library, or an answer that surprised it, means for the message."""
    kind = type(error).__name__
    match error:
        case FloodWaitError():
            return SlowDown(kind, error.seconds)
        case Forbidden():
            return RecipientBlocked(kind)
        case ChatMigrated():
            return ChatMoved(kind, channel_id(TELEGRAM, error.new_chat_id))
        case BadRequest():
            return MessageRefused(kind, weaker(message, error))
        case TelegramError():
            return NotReached(kind, perhaps_sent=not isinstance(error, NotSentError))
        case _:
            return OddAnswer(kind)
