"""Sets the bot's command menu and its descriptions."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.monitoring.causes import why

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Menu:
    """Commands with a line each (no slash), and what people read before they press Start."""

    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str


async def set_menu(bot: Bot, menu: Menu) -> None:
    """Bring Telegram up to date where it differs. A failure is logged, and the bot works without."""
    steps: tuple[tuple[str, Callable[[Bot, Menu], Awaitable[bool]]], ...] = (
        ("commands", _set_commands),
        ("description", _set_description),
        ("short_description", _set_short_description),
    )
    for part, step in steps:
        try:
            changed = await step(bot, menu)
        except TelegramError as error:
            _log.warning("menu_not_set", part=part, **why(error))
        else:
            _log.info("menu_set", part=part, changed=changed)


async def _set_commands(bot: Bot, menu: Menu) -> bool:
    """For private chats alone: in groups the bot must not work."""
    scope = BotCommandScopeAllPrivateChats()
    there = tuple((command.command, command.description) for command in await bot.get_my_commands(scope))
    if there == menu.commands:
        return False
    return await bot.set_my_commands(menu.commands, scope)


async def _set_description(bot: Bot, menu: Menu) -> bool:
    if (await bot.get_my_description()).description == menu.description:
        return False
    return await bot.set_my_description(menu.description)


async def _set_short_description(bot: Bot, menu: Menu) -> bool:
    if (await bot.get_my_short_description()).short_description == menu.short_description:
        return False
    return await bot.set_my_short_description(menu.short_description)
