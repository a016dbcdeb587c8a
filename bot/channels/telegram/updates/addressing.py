"""Parses commands and mentions, and tells whether they are for this bot."""

from dataclasses import dataclass

from telegram import Bot, Message, MessageEntity

from bot.channels.telegram.updates.update_fields import whole, words


@dataclass(frozen=True, slots=True)
class Command:
    """A command in lower case; `bot` is the bot that it names, or empty."""

    name: str
    bot: str
    argument: str


def command(message: Message) -> Command | None:
    """The command that a text begins with, as Telegram marked it. A slash of the worker's own is none."""
    text = words(message.text or "")
    if not text.startswith("/"):
        return None
    for entity in message.entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            size = whole(entity.length)  # a command is ASCII, so UTF-16 units are characters
            name, _, bot = text[1:size].lower().partition("@")
            return Command(name, bot, text[size:].strip())
    return None


def addressed(message: Message, bot: Bot) -> bool:
    """Whether a message in a group is for the bot: it came in, or is commanded, mentioned, replied to."""
    if any(member.id == bot.id for member in message.new_chat_members):
        return True
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot.id:
        return True
    asked = command(message)
    if asked is not None:
        return asked.bot in {"", bot.username.lower()}
    return _mentioned(message, bot)


def _mentioned(message: Message, bot: Bot) -> bool:
    name = f"@{bot.username}".lower()
    found = message.parse_entities([MessageEntity.MENTION]) | message.parse_caption_entities([MessageEntity.MENTION])
    if any(text.lower() == name for text in found.values()):
        return True
    marked = (*message.entities, *message.caption_entities)
    return any(entity.user is not None and entity.user.id == bot.id for entity in marked)
