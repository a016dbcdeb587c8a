"""What these tests share: time that passes as fast as it is asked to, and pages that servers give."""

import asyncio
from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from bot.channels.telegram.bot_api.account import Account
from bot.channels.telegram.telegram_channel import TelegramChannel
from bot.channels.timing import SendTiming
from bot.playground.telegram import ChatPerson

Page = Callable[[bytes], Awaitable[str]]
"""Starts a server that gives these bytes to whoever asks; its address."""


def channel_of(account: Account) -> TelegramChannel:
    """The channel of an account; what it reads is dated in London."""
    return TelegramChannel(account, ZoneInfo("Europe/London"), lambda: "0" * 32)


def chat_of(person: ChatPerson) -> str:
    """The id of their chat with the bot."""
    return f"telegram:{person.chat.id}"


class SwiftTime:
    """Sleeping costs nothing and moves the clock. `slept` holds what was asked for, in seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []
        self._begun = asyncio.Event()
        self._moving = asyncio.Event()
        self._moving.set()

    def waits(self) -> SendTiming:
        """For the code under test; chance always comes out as 0."""
        return SendTiming(
            now=lambda: self.seconds,
            unix_ms=lambda: 1_000 + int(self.seconds * 1_000),
            sleep=self.sleep,
            chance=lambda: 0.0,
        )

    def stand_still(self) -> None:
        """From now on sleepers sleep until `go_on`."""
        self._moving.clear()

    def go_on(self) -> None:
        """Wake them all."""
        self._moving.set()

    async def sleepers(self, count: int) -> None:
        """Wait until so many sleeps have begun since the start."""
        async with asyncio.timeout(5):
            while len(self.slept) < count:
                self._begun.clear()
                await self._begun.wait()

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once, and others have a turn."""
        self.slept.append(seconds)
        self._begun.set()
        await self._moving.wait()
        self.seconds += seconds
        await asyncio.sleep(0)
