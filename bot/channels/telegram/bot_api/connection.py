"""Address and token of the Bot API server, and the first call to it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import structlog
from telegram.error import TelegramError

from bot.channels.telegram.bot_api.account import Account, open_account
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.timing import SendTiming
from bot.monitoring.causes import why

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Api:
    """Which Bot API server to talk to, as which bot."""

    token: str = field(repr=False)
    url: str


@contextlib.asynccontextmanager
async def account_of(api: Api) -> AsyncIterator[Account]:
    """The bot's account, whose connections are closed at the end."""
    account = open_account(api.token, api.url, Transport())
    try:
        yield account
    finally:
        await account.shutdown()


async def introduce(account: Account) -> None:
    """Asks Telegram who the bot is, until it says."""
    waits, failures = SendTiming(), 0
    while True:
        try:
            await account.initialize()
        except TelegramError as error:
            failures += 1
            _log.warning("telegram_not_reached", **why(error), failures=failures)
            await asyncio.sleep(waits.backoff(failures, 1.0, 30.0))
        else:
            return
