"""Exports and imports the chat history of a sandbox as JSON.

Groups and presses are left out, and so is the queue of updates: a bot that runs beside the sandbox has had them all.
"""

import hashlib
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from bot.playground.telegram.sandbox import Sandbox
from bot.playground.telegram.state.chats import Chat, ChatMessage
from bot.playground.telegram.state.files import StoredFile, UploadedFile
from bot.playground.telegram.wire import Wire

MOST_MESSAGES = 5000
"""Of a chat that are kept, the newest."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class KeptFile(_Kept):
    """A file without its content, which goes by its digest."""

    kind: str
    id: str
    unique_id: str
    path: str
    name: str
    mime: str
    facts: Wire
    sha256: str


class KeptMessage(_Kept):
    """A message as the phone shows it."""

    id: int
    own: bool
    date: int
    text: str | None
    entities: list[Wire]
    file: str | None
    buttons: list[list[Wire]]
    reply_to: int | None
    edit_date: int | None
    extra: Wire


class KeptChat(_Kept):
    """The chat of one person with the bot."""

    person: int
    first_name: str
    last_name: str | None
    username: str | None
    language_code: str | None
    started: bool
    blocked: bool
    messages: tuple[KeptMessage, ...]


class History(_Kept):
    """Everything that is kept. The next ids are kept too: Telegram never gives one twice."""

    next_message: int
    next_update: int
    files: tuple[KeptFile, ...]
    chats: tuple[KeptChat, ...]


def taken(sandbox: Sandbox) -> History:
    """What the phones of a sandbox show now."""
    return History(
        next_message=sandbox.world.message_ids.at + 1,
        next_update=sandbox.updates.next_id,
        files=tuple(map(_file, sandbox.world.files.by_id.values())),
        chats=tuple(_chat(chat) for chat in sandbox.world.chats.values() if chat.title is None),
    )


def without(history: History, person: int) -> History:
    """The history without one person's chat, and without files that no other chat shows."""
    chats = tuple(chat for chat in history.chats if chat.person != person)
    shown_still = {message.file for chat in chats for message in chat.messages}
    files = tuple(file for file in history.files if file.id in shown_still)
    return history.model_copy(update={"chats": chats, "files": files})


def _file(file: StoredFile) -> KeptFile:
    named = {name: getattr(file, name) for name in ("kind", "id", "unique_id", "path", "name", "mime", "facts")}
    return KeptFile(**named, sha256=hashlib.sha256(file.data).hexdigest())


def _chat(chat: Chat) -> KeptChat:
    who = chat.people[0]
    return KeptChat(
        person=who.id,
        first_name=who.first_name,
        last_name=who.last_name,
        username=who.username,
        language_code=who.language_code,
        started=chat.started,
        blocked=chat.blocked,
        messages=tuple(map(_message, list(chat.messages.values())[-MOST_MESSAGES:])),
    )


def _message(message: ChatMessage) -> KeptMessage:
    return KeptMessage(
        id=message.id,
        own=not message.from_bot,
        date=message.date,
        text=message.text,
        entities=message.entities,
        file=message.attachment.file.id if message.attachment else None,
        buttons=message.inline_keyboard,
        reply_to=message.reply_to.id if message.reply_to else None,
        edit_date=message.edit_date,
        extra=message.extra,
    )


def shown(history: History, contents: Mapping[str, bytes], sandbox: Sandbox) -> None:
    """Puts all of it on the phones of a sandbox that nobody has used yet.

    A file whose content is not there is left out of its message.
    """
    world = sandbox.world
    world.message_ids.at = max(world.message_ids.at, history.next_message - 1)
    sandbox.raise_update_id(max(sandbox.updates.next_id, history.next_update))
    for file in _files(history, contents):
        world.files.keep(file)
    for kept in history.chats:
        person = sandbox.user(
            kept.first_name,
            id=kept.person,
            last_name=kept.last_name,
            username=kept.username,
            language_code=kept.language_code,
        )
        person.chat.started, person.chat.blocked = kept.started, kept.blocked
        for message in kept.messages:
            _put(message, person.chat, sandbox)


def _files(history: History, contents: Mapping[str, bytes]) -> Iterator[StoredFile]:
    for kept in history.files:
        data = contents.get(kept.sha256)
        if data is not None:
            yield StoredFile(data=data, **kept.model_dump(exclude={"sha256"}))


def _put(kept: KeptMessage, chat: Chat, sandbox: Sandbox) -> None:
    file = sandbox.world.files.by_id.get(kept.file or "")
    message = ChatMessage(
        id=kept.id,
        chat=chat,
        sender=chat.people[0] if kept.own else sandbox.world.profile.user,
        date=kept.date,
        text=kept.text,
        entities=kept.entities,
        attachment=UploadedFile(file) if file else None,
        inline_keyboard=kept.buttons,
        reply_to=chat.messages.get(kept.reply_to or 0),
        edit_date=kept.edit_date,
        extra=kept.extra,
    )
    chat.messages[message.id] = message
    chat.touch(message)
