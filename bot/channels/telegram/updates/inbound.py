"""Converts raw updates to events. The only reader of `telegram.Update`; it never raises."""

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Bot, ChatMemberUpdated, Document, Message, Update
from telegram.error import TelegramError
from telegram.warnings import PTBDeprecationWarning

from bot.awards.files.extract import MOST_BYTES
from bot.channels.telegram.bot_api.download import MB, TELEGRAMS_LIMIT_MB
from bot.channels.telegram.updates.addressing import addressed, command
from bot.channels.telegram.updates.media import Albums, Recorded, kind, recorded
from bot.channels.telegram.updates.text_links import with_links
from bot.channels.telegram.updates.update_fields import TELEGRAM, chat_id, private_chat, whole, words
from bot.conversation.arrival import Arrival, Blocked, Parked, Read, RepliedTo, StrayPress
from flows.engine.events import (
    AnyEvent,
    AttachmentKind,
    AttachmentSent,
    AudioSent,
    ButtonPressed,
    CommandSent,
    FileSent,
    GroupMessage,
    TextEdited,
    TextSent,
)
from flows.model.channel_ids import channel_id
from flows.router.commands import is_command

# What the library, or a reader that trusts a field's type, can raise on JSON that is not as documented.
_SURPRISES = (
    ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError, TelegramError,
)  # fmt: skip

_BEEN_AWAY = {"left", "kicked"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading one update needs to know."""

    update: str
    zone: ZoneInfo
    now: datetime
    received_ms: int
    fresh: Callable[[], str]
    bot: Bot
    albums: Albums
    limit: int

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def private(self, chat: str, event: AnyEvent, reply_to: RepliedTo | None = None) -> Arrival:
        return Arrival(self.update, chat, chat, event, self.received_ms, reply_to)

    def in_group(self, chat: str, at: datetime) -> Arrival:
        event = GroupMessage(at=self.local(at), fresh=self.fresh())
        return Arrival(self.update, chat, None, event, self.received_ms)


class Inbound:
    """Reads updates for one bot. Dates come out in `zone`; `fresh` gives at least 32 hexadecimal digits."""

    def __init__(
        self, bot: Bot, zone: ZoneInfo, fresh: Callable[[], str], limit: int = TELEGRAMS_LIMIT_MB * MB
    ) -> None:
        """The bot must be initialised: its name tells which commands are for it.

        `limit` is how many bytes of a recording the Bot API server hands over.
        """
        self._bot = bot
        self._zone = zone
        self._fresh = fresh
        self._albums = Albums()
        self._limit = limit

    def read(self, raw: Mapping[str, object], now: datetime, received_ms: int) -> Read | None:
        """What the update means; None for what needs no answer, `Parked` for what cannot be understood."""
        id_ = _id(raw)
        try:
            reading = _Reading(
                id_,
                self._zone,
                now.astimezone(self._zone),
                received_ms,
                self._fresh,
                self._bot,
                self._albums,
                self._limit,
            )
            query = raw.get("callback_query")
            found = _pressed(query, reading) if isinstance(query, dict) else _read(self._update(raw), reading)
            return replace(found, topic=_topic(raw)) if isinstance(found, Arrival) else found
        except _SURPRISES as error:
            return Parked(id_, json.dumps(raw), type(error).__name__, private_chat(raw))

    def _update(self, raw: Mapping[str, object]) -> Update:
        with warnings.catch_warnings():
            # The library warns about spans of time that it reads itself, and that nobody here looks at.
            warnings.simplefilter("ignore", PTBDeprecationWarning)
            return Update.de_json(dict(raw), self._bot)


def _topic(raw: Mapping[str, object]) -> int | None:
    """The topic in which a message was sent, or whose button was pressed."""
    query = raw.get("callback_query")
    holder = query if isinstance(query, dict) else raw
    message = holder.get("message") or holder.get("edited_message")
    if not isinstance(message, dict) or message.get("is_topic_message") is not True:
        return None
    return whole(message.get("message_thread_id"))


def _read(update: Update, reading: _Reading) -> Read | None:
    if update.message:
        return _message(update.message, reading)
    if update.edited_message:
        return _edited(update.edited_message, reading)
    if update.my_chat_member:
        return _membership(update.my_chat_member, reading)
    return None


def _message(message: Message, reading: _Reading) -> Arrival | None:
    chat = chat_id(message.chat.id)
    if message.chat.type != "private":
        if not addressed(message, reading.bot):
            return None
        return reading.in_group(chat, message.date)
    event = _said(message, reading)
    if event is None:
        return None
    return reading.private(chat, event, _replied_to(message))


def _replied_to(message: Message) -> RepliedTo | None:
    replied = message.reply_to_message
    if replied is None:
        return None
    rows = replied.reply_markup.inline_keyboard if replied.reply_markup else ()
    data = (button.callback_data for row in rows for button in row)
    return RepliedTo(whole(replied.message_id), tuple(one for one in data if isinstance(one, str)))


def _said(message: Message, reading: _Reading) -> AnyEvent | None:
    """A forwarded text counts as the worker's: often it is their own notes, and they are told how it was taken."""
    if message.text is None:
        sound = recorded(message)
        return _thing(message, reading) if sound is None else _sound(message, sound, reading)
    at, key, text = reading.local(message.date), whole(message.message_id), with_links(message)
    asked = command(message)
    if asked is None or not (asked.bot or is_command(asked.name, asked.argument)):
        forwarded = message.forward_origin is not None
        to = message.reply_to_message
        replied = whole(to.message_id) if to else None
        return TextSent(at=at, fresh=reading.fresh(), key=key, text=text, forwarded=forwarded, replied=replied)
    if asked.bot not in {"", reading.bot.username.lower()}:
        return None
    return CommandSent(at=at, fresh=reading.fresh(), name=asked.name, argument=asked.argument, key=key)


def _sound(message: Message, sound: Recorded, reading: _Reading) -> AudioSent:
    """Each recording of an album is one of its own."""
    return AudioSent(
        at=reading.local(message.date),
        fresh=reading.fresh(),
        key=whole(message.message_id),
        kind=sound.kind,
        source=sound.source,
        too_big=sound.size is not None and sound.size > reading.limit,
        caption=with_links(message),
    )


def _thing(message: Message, reading: _Reading) -> AttachmentSent | FileSent | None:
    thing = kind(message)
    if thing is None:
        return None
    if thing is AttachmentKind.file and message.document:
        return _file(message, message.document, reading)
    key, caption, album = whole(message.message_id), with_links(message), message.media_group_id
    if album and not reading.albums.speaks(words(album), key) and not caption:
        return None
    return AttachmentSent(at=reading.local(message.date), fresh=reading.fresh(), key=key, thing=thing, caption=caption)


def _file(message: Message, document: Document, reading: _Reading) -> FileSent:
    """Each file of an album is one of its own; what is said of a file that is of no use is said once."""
    key, album, size = whole(message.message_id), message.media_group_id, document.file_size
    return FileSent(
        at=reading.local(message.date),
        fresh=reading.fresh(),
        key=key,
        source=words(document.file_id),
        called=words(document.file_name or ""),
        too_big=size is not None and whole(size) > min(MOST_BYTES, reading.limit),
        quiet=bool(album) and not reading.albums.speaks(words(album), key),
        caption=with_links(message),
    )


def _edited(message: Message, reading: _Reading) -> Arrival | None:
    """A changed text or caption. Other edits (a live location that moves) mean nothing here."""
    text = with_links(message)
    if message.chat.type != "private" or not text:
        return None
    event = TextEdited(
        at=reading.local(message.edit_date or message.date),
        fresh=reading.fresh(),
        key=whole(message.message_id),
        text=words(text),
    )
    return reading.private(chat_id(message.chat.id), event)


def _pressed(query: Mapping[str, object], reading: _Reading) -> Arrival | StrayPress:
    """A button was pressed. The message may be one that Telegram no longer shows to bots: its id and chat are there.

    Read as it came: half of all updates are presses, and the library would read the whole message that has the button,
    which the bot itself said.
    """
    press, data, message = channel_id(TELEGRAM, words(query["id"])), query.get("data"), query.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if not data or not isinstance(message, dict) or not isinstance(chat, dict) or chat["type"] != "private":
        return StrayPress(reading.update, press)
    event = ButtonPressed(at=reading.now, fresh=reading.fresh(), data=words(data), message=whole(message["message_id"]))
    address = chat_id(chat["id"])
    return Arrival(reading.update, address, address, event, reading.received_ms, press=press)


def _membership(change: ChatMemberUpdated, reading: _Reading) -> Arrival | Blocked | None:
    before, after = change.old_chat_member.status, change.new_chat_member.status
    chat = chat_id(change.chat.id)
    if change.chat.type == "private":
        return Blocked(reading.update, chat) if after == "kicked" else None
    if before not in _BEEN_AWAY or after in _BEEN_AWAY:
        return None
    return reading.in_group(chat, change.date)


def _id(raw: Mapping[str, object]) -> str:
    try:
        return channel_id(TELEGRAM, whole(raw.get("update_id")))
    except TypeError:
        return channel_id(TELEGRAM, 0)
