"""The state of the Bot API server: bot, people, chats, messages, files, callbacks and updates."""

import itertools
from dataclasses import dataclass, field
from typing import Self

from bot.playground.telegram.faults import Faults
from bot.playground.telegram.state.chats import Chat, ChatMessage, User
from bot.playground.telegram.state.files import FileStore, UploadedFile
from bot.playground.telegram.state.profile import Profile
from bot.playground.telegram.state.sandbox_clock import ChatClock
from bot.playground.telegram.state.updates import TAP_LIFETIME, UpdateQueue
from bot.playground.telegram.wire import RefusalError, Wire, bad_request


@dataclass(frozen=True, slots=True)
class ApiReply:
    """What answerCallbackQuery said: a short notice, or an alert to dismiss. Often nothing at all."""

    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What a new message holds. `extra` are further fields of the message as on the wire."""

    text: str | None = None
    entities: list[Wire] = field(default_factory=list)
    attachment: UploadedFile | None = None
    reply_to: ChatMessage | None = None
    extra: Wire = field(default_factory=dict)


@dataclass(slots=True)
class Tap:
    """One press of an inline button; `answer` is None until the bot answers it."""

    id: str
    person: User
    message: ChatMessage
    data: str
    at: float
    answer: ApiReply | None = None


@dataclass(slots=True)
class IdCounter:
    """Counts up. `at` is the last number that it gave."""

    at: int = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> int:
        self.at += 1
        return self.at


class World:
    """The state behind the methods. Nothing here knows HTTP."""

    def __init__(self, bot: User, faults: Faults, *, first_update_id: int, first_message_id: int) -> None:
        self.clock = ChatClock()
        self.profile = Profile(bot)
        self.updates = UpdateQueue(self.clock, faults, first_update_id)
        self.files = FileStore()
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.counter = IdCounter()
        self.webhook_set = False
        self.message_ids = IdCounter(first_message_id - 1)
        self._tap_ids = itertools.count(4_000_000_000_000_001)

    def now(self) -> int:
        """Unix seconds, whole, as all dates on the wire."""
        return int(self.clock.now())

    def open_chat(self, number: int, people: list[User], title: str | None = None) -> Chat:
        """Make a chat known."""
        self.chats[number] = chat = Chat(number, people, title, self.counter)
        return chat

    def add(self, chat: Chat, sender: User, content: Content) -> ChatMessage:
        """Put a message into a chat under the next id; one counter serves all chats, as for a real bot."""
        message = ChatMessage(
            id=next(self.message_ids),
            chat=chat,
            sender=sender,
            date=self.now(),
            text=content.text,
            entities=content.entities,
            attachment=content.attachment,
            reply_to=content.reply_to,
            extra=content.extra,
        )
        chat.messages[message.id] = message
        chat.touch(message)
        return message

    def new_tap(self, person: User, message: ChatMessage, data: str) -> Tap:
        """Remember a press, so that it can be answered once."""
        tap = Tap(str(next(self._tap_ids)), person, message, data, self.clock.now())
        self.taps[tap.id] = tap
        return tap

    def chat_for(self, given: str) -> Chat:
        """The chat of this id, or Telegram's refusal."""
        if not given:
            raise bad_request("chat_id is empty")
        number = int(given) if given.lstrip("-").isdigit() else 0
        if (chat := self.chats.get(number)) is None:
            raise bad_request("chat not found")
        return chat

    def writable_chat(self, given: str) -> Chat:
        """A chat where the bot may speak now."""
        chat = self.chat_for(given)
        if chat.blocked and chat.title is None:
            raise RefusalError(403, "Forbidden: bot was blocked by the user")
        if chat.blocked:
            raise RefusalError(403, "Forbidden: bot was kicked from the group chat")
        if not chat.started:
            raise RefusalError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def answerable(self, query_id: str) -> Tap:
        """A tap that waits for its answer, still young enough."""
        tap = self.taps.get(query_id)
        if tap is None or tap.answer is not None or self.clock.now() - tap.at > TAP_LIFETIME:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return tap
