"""Users, chats and messages of the sandbox, and their JSON."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.playground.telegram.state.files import UploadedFile
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.playground.telegram.wire import Wire


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None

    def wire(self) -> Wire:
        """The object `User`."""
        body: Wire = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for key in ("last_name", "username", "language_code"):
            if (value := getattr(self, key)) is not None:
                body[key] = value
        return body


@dataclass(frozen=True, slots=True)
class ChatButton:
    """One button under a message: what it says, and the data that comes back when it is pressed."""

    text: str
    data: str


@dataclass(slots=True)
class ChatMessage:
    """One message as the phone shows it now. `changed` grows with every change in the whole sandbox."""

    id: int
    chat: "Chat"
    sender: User
    date: int
    text: str | None = None
    entities: list[Wire] = field(default_factory=list)
    attachment: UploadedFile | None = None
    inline_keyboard: list[list[Wire]] = field(default_factory=list)
    reply_to: "ChatMessage | None" = None
    edit_date: int | None = None
    extra: Wire = field(default_factory=dict)
    deleted: bool = False
    changed: int = 0

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return self.sender.is_bot

    @property
    def buttons(self) -> tuple[ChatButton, ...]:
        """The inline buttons, in reading order."""
        every = (wire for row in self.inline_keyboard for wire in row)
        return tuple(ChatButton(str(wire["text"]), str(wire["callback_data"])) for wire in every)

    def wire(self, *, nested: bool = False) -> Wire:
        """The object `Message`; a message inside another one carries no third."""
        body: Wire = {"message_id": self.id, "from": self.sender.wire()}
        body |= {"chat": self.chat.wire(), "date": self.date}
        if self.edit_date is not None:
            body["edit_date"] = self.edit_date
        if self.reply_to is not None and not nested:
            body["reply_to_message"] = self.reply_to.wire(nested=True)
        text_key, entities_key = ("text", "entities")
        if self.attachment is not None:
            body[self.attachment.kind] = self.attachment.wire()
            text_key, entities_key = ("caption", "caption_entities")
        if self.text is not None:
            body[text_key] = self.text
        if self.entities:
            body[entities_key] = self.entities
        if self.inline_keyboard:
            body["reply_markup"] = {"inline_keyboard": self.inline_keyboard}
        return body | self.extra

    def inaccessible(self) -> Wire:
        """The object `InaccessibleMessage`, which stands for a message that is gone."""
        return {"message_id": self.id, "chat": self.chat.wire(), "date": 0}


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group (a negative id), and what the phone shows of it."""

    id: int
    people: list[User]
    title: str | None = None
    counter: Iterator[int] = field(default_factory=itertools.count, repr=False)
    messages: dict[int, ChatMessage] = field(default_factory=dict, repr=False)
    gone: dict[int, int] = field(default_factory=dict, repr=False)
    started: bool = False
    blocked: bool = False
    bell: Bell = field(default_factory=Bell, repr=False)

    def wire(self) -> Wire:
        """The object `Chat`."""
        if self.title is not None:
            return {"id": self.id, "type": "group", "title": self.title}
        person = self.people[0]
        body: Wire = {"id": self.id, "type": "private", "first_name": person.first_name}
        if person.last_name is not None:
            body["last_name"] = person.last_name
        if person.username is not None:
            body["username"] = person.username
        return body

    def touch(self, message: ChatMessage) -> None:
        """Note that a message is new or different, and wake who waits."""
        message.changed = next(self.counter)
        self.bell.ring()

    def clear(self) -> None:
        """Take every message off the screen."""
        for message in tuple(self.messages.values()):
            self.remove(message)

    def remove(self, message: ChatMessage) -> None:
        """Take a message off every screen."""
        message.deleted = True
        self.messages.pop(message.id, None)
        self.touch(message)
        self.gone[message.id] = message.changed
