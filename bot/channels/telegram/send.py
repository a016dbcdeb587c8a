"""Sends a message by one Bot API call, and its simpler forms where Telegram refuses it."""

import html
import re
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.channel import SendableFile
from bot.channels.telegram.bot_api.account import Account
from flows.engine.message import Message, MessageButton, OwnCopy, Recording
from flows.model.attachments.audio import AudioKind

_PLAYERS = {
    AudioKind.voice: ("sendVoice", "voice"),
    AudioKind.audio: ("sendAudio", "audio"),
    AudioKind.round_video: ("sendVideoNote", "video_note"),
    AudioKind.video: ("sendVideo", "video"),
}
"""How each kind of recording is played back, and the field that names it."""
_OTHER_TYPE = ("type of file mismatch", "file of type")
"""How Telegram says that a file came as another kind of file."""
_DELETED_AT_ONCE = 100
_NO_PREVIEW = {"is_disabled": True}
# Telegram's own tags and no others: a "<" that a worker typed is theirs.
_TAG = re.compile(
    r"</?(?:a|b|blockquote|code|del|em|i|ins|pre|s|span|strike|strong|tg-emoji|tg-spoiler|u)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


async def speak(bot: Account, chat: int, message: Message, file: SendableFile | None) -> int:
    """Say it; the id that Telegram gave the message. Raises TelegramError, and ValueError for an odd answer."""
    if file is not None:
        return await _send_file(bot, chat, message, file)
    if message.recording is not None:
        return await _play(bot, chat, message, message.recording)
    parameters = _where(chat, message) | {"text": message.text, "link_preview_options": _NO_PREVIEW}
    if not message.plain:
        parameters["parse_mode"] = ParseMode.HTML
    if message.buttons:
        parameters["reply_markup"] = {"inline_keyboard": _rows(message.buttons)}
    if message.replaces is not None:
        return await _change(bot, parameters, message.replaces)
    return _number(await bot.call("sendMessage", parameters))


async def cleared(bot: Account, chat: int, message: Message) -> Message:
    """The message as it is said once the messages that it deletes are gone, or where one of them stays."""
    stays = False
    for first in range(0, len(message.deletes), _DELETED_AT_ONCE):
        numbers = message.deletes[first : first + _DELETED_AT_ONCE]
        try:
            if len(message.deletes) == 1:
                await bot.call("deleteMessage", {"chat_id": chat, "message_id": numbers[0]})
            else:
                # It passes over what is in another chat, and what is gone.
                await bot.call("deleteMessages", {"chat_id": chat, "message_ids": list(numbers)})
        except BadRequest as refusal:
            # Deleted already: by its sender, or by us before the program was killed.
            stays = stays or "not found" not in refusal.message.lower()
    return replace(message, deletes=(), text=message.undeleted if stays and message.undeleted else message.text)


def _where(chat: int, message: Message) -> dict[str, object]:
    """The chat, and the topic in it. A change in place names no topic."""
    topic = {} if message.topic is None or message.replaces is not None else {"message_thread_id": message.topic}
    return {"chat_id": chat, **topic}


def _number(sent: object) -> int:
    number = sent.get("message_id") if isinstance(sent, dict) else None
    if not isinstance(number, int):
        raise ValueError("the answer holds no message")
    return number


def weaker(message: Message, refusal: BadRequest) -> Message | None:
    """The same message asking less of Telegram, which refused; None when nothing is left to leave out."""
    problem = refusal.message.lower()
    if message.topic is not None and "thread" in problem:
        # The topic was deleted: what is said must not be lost with it.
        return replace(message, topic=None)
    if message.recording is not None:
        return _otherwise(message, message.recording)
    if message.replaces is not None:
        return replace(message, replaces=None)
    if "parse entities" in problem and not message.plain:
        return replace(message, text=html.unescape(_TAG.sub("", message.text)), plain=True)
    if message.buttons and any(word in problem for word in ("button", "keyboard", "markup")):
        return replace(message, buttons=())  # each of them has a typed twin
    return None


def _otherwise(message: Message, recording: Recording) -> Message | None:
    """Our own copy of a recording, or what to do without one."""
    if not recording.otherwise:
        return None
    kept = OwnCopy(recording.copy_sha256) if recording.copy_sha256 else None
    return replace(message, text=recording.otherwise, plain=False, recording=None, attachment=kept)


async def _play(bot: Account, chat: int, message: Message, recording: Recording) -> int:
    """Telegram has the file: its id is all that goes over the wire."""
    method, field = _PLAYERS[recording.kind]
    parameters = _where(chat, message)
    if message.text and recording.kind is not AudioKind.round_video:
        parameters["caption"] = message.text
        if not message.plain:
            parameters["parse_mode"] = ParseMode.HTML
    if message.buttons:
        parameters["reply_markup"] = {"inline_keyboard": _rows(message.buttons)}
    try:
        return _number(await bot.call(method, parameters | {field: recording.source}))
    except BadRequest as refusal:
        # A recording that was sent as a document stays one.
        if not any(words in refusal.message.lower() for words in _OTHER_TYPE):
            raise
    return _number(await bot.call("sendDocument", parameters | {"document": recording.source}))


async def _send_file(bot: Account, chat: int, message: Message, file: SendableFile) -> int:
    upload = InputFile(file.content, filename=file.name)
    upload.mimetype = file.media_type
    sent = await bot.send_document(
        chat,
        upload,
        caption=message.text,
        parse_mode=None if message.plain else ParseMode.HTML,
        reply_markup=_keyboard(message.buttons),
        message_thread_id=message.topic,
    )
    return sent.message_id


async def _change(bot: Account, parameters: dict[str, object], number: int) -> int:
    try:
        await bot.call("editMessageText", parameters | {"message_id": number})
    except BadRequest as refusal:
        # Said already: a double press, or the answer to our first try was lost.
        if "not modified" not in refusal.message:
            raise
    return number


def _rows(buttons: tuple[tuple[MessageButton, ...], ...]) -> list[list[dict[str, str]]]:
    return [[{"text": button.label, "callback_data": button.data} for button in row] for row in buttons]


def _keyboard(buttons: tuple[tuple[MessageButton, ...], ...]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in buttons]
    )
