"""What a messaging channel does: reads updates, sends messages, fetches files. Each channel is a folder here.

Ids of people, chats, updates and presses begin with the channel's name (`flows/model/channel_ids.py`); only the channel
takes them apart. A chat with one person has the id of that person. Messages have a key: a positive number that grows
with each message of a chat, whoever sent it, by which the channel knows the message again.
"""

from collections.abc import AsyncGenerator, Mapping
from datetime import datetime
from typing import Protocol

from bot.conversation.arrival import Read
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.message import Message
from flows.model.attachments.audio import AudioProblem


class SendableFile(Protocol):
    """A file to send."""

    @property
    def name(self) -> str:
        """What it is called on the phone."""

    @property
    def media_type(self) -> str:
        """Its MIME type."""

    @property
    def content(self) -> bytes:
        """All of it."""


class Channel(Protocol):
    """One channel, as the conversation, the outbox and the jobs use it.

    Its intake is its own: it hands batches to `Conversation.handle`, and tells the channel that they arrived once that
    returns.
    """

    @property
    def name(self) -> str:
        """With which its ids begin: a word in lower case."""

    @property
    def capabilities(self) -> ChannelCapabilities:
        """What its messages can hold."""

    def read(self, raw: Mapping[str, object], now: datetime, received_ms: int) -> Read | None:
        """What an update means; None for what needs no answer. Never raises: what cannot be read is `Parked`."""

    async def send(self, chat: str, message: Message, file: SendableFile | None) -> int:
        """Sends a message, with `file` if it has an attachment; its key. Raises SendError.

        What it `deletes` goes first. A channel that cannot delete says `undeleted` instead of the text.
        """

    async def acknowledge(self, press: str) -> None:
        """Tells the phone that a button press has arrived. Raises SendError."""

    def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a file that somebody sent, piece by piece. Raises FileNotReady or FileGone."""


class SendError(Exception):
    """A message was not sent, as far as is known. `kind` names the error and holds nothing of anybody's."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class SlowDown(SendError):
    """The channel wants silence for `seconds`, in this chat or in all."""

    def __init__(self, kind: str, seconds: float) -> None:
        super().__init__(kind)
        self.seconds = seconds


class RecipientBlocked(SendError):
    """The person has stopped the bot, or is gone: whatever comes after would be refused too."""


class ChatMoved(SendError):
    """The chat has another id now."""

    def __init__(self, kind: str, chat: str) -> None:
        super().__init__(kind)
        self.chat = chat


class MessageRefused(SendError):
    """The channel refuses this message for good. `instead` is the same in a simpler form, if there is any left."""

    def __init__(self, kind: str, instead: Message | None) -> None:
        super().__init__(kind)
        self.instead = instead


class NotReached(SendError):
    """The channel could not be reached, or its answer did not come. `perhaps_sent`: the message may have arrived."""

    def __init__(self, kind: str, *, perhaps_sent: bool) -> None:
        super().__init__(kind)
        self.perhaps_sent = perhaps_sent


class OddAnswer(SendError):
    """The channel answered in a way that its documentation does not know. The message may have arrived."""


class FileNotReady(Exception):
    """A file cannot be had now. `reason` is a kind, and holds nothing of anybody's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FileGone(Exception):
    """A file can never be had, and why."""

    def __init__(self, trouble: AudioProblem) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
