"""A message as one call of the Bot API, and what to say instead when Telegram does not take it."""

import html
import re
from dataclasses import replace
from typing import Protocol

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from flows.messages import Button, Message

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Telegram's own tags and no others: a "<" that a worker typed is theirs.
_TAG = re.compile(
    r"</?(?:a|b|blockquote|code|del|em|i|ins|pre|s|span|strike|strong|tg-emoji|tg-spoiler|u)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


class NamedFile(Protocol):
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


async def speak(bot: Bot, chat: int, message: Message, file: NamedFile | None) -> int:
    """Say it; the id that Telegram gave the message. Raises TelegramError, as the transport does."""
    if file is not None:
        return await _send_file(bot, chat, message, file)
    if message.replaces is not None:
        return await _change(bot, chat, message, message.replaces)
    sent = await bot.send_message(
        chat,
        message.text,
        parse_mode=_mode(message),
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(message.buttons),
    )
    return sent.message_id


def weaker(message: Message, refusal: BadRequest) -> Message | None:
    """The same message asking less of Telegram, which refused; None when nothing is left to leave out."""
    problem = refusal.message.lower()
    if message.replaces is not None:
        return replace(message, replaces=None)
    if "parse entities" in problem and not message.plain:
        return replace(message, text=html.unescape(_TAG.sub("", message.text)), plain=True)
    if message.buttons and any(word in problem for word in ("button", "keyboard", "markup")):
        return replace(message, buttons=())  # each of them has a typed twin
    return None


async def _send_file(bot: Bot, chat: int, message: Message, file: NamedFile) -> int:
    upload = InputFile(file.content, filename=file.name)
    upload.mimetype = file.media_type
    sent = await bot.send_document(
        chat,
        upload,
        caption=message.text,
        parse_mode=_mode(message),
        reply_markup=_keyboard(message.buttons),
    )
    return sent.message_id


async def _change(bot: Bot, chat: int, message: Message, number: int) -> int:
    try:
        await bot.edit_message_text(
            message.text,
            chat,
            number,
            parse_mode=_mode(message),
            link_preview_options=_NO_PREVIEW,
            reply_markup=_keyboard(message.buttons),
        )
    except BadRequest as refusal:
        # Said already: a double press, or the answer to our first try was lost.
        if "not modified" not in refusal.message:
            raise
    return number


def _mode(message: Message) -> str | None:
    return None if message.plain else ParseMode.HTML


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in rows]
    )
