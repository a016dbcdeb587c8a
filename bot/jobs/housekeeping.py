"""Periodic housekeeping: the heartbeat, and the removal of rows that are no longer needed."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Clock
from bot.storage.store import Store

BEAT_SECONDS = 15.0
PURGE_SECONDS = 6 * 3600.0

_log = structlog.get_logger(__name__)


class Housekeeping:
    """Runs as long as the bot does."""

    def __init__(self, store: Store, clock: Clock, turned: Callable[[], None] = lambda: None) -> None:
        """`turned` is called each time that the loop of the heartbeat has come round, whatever came of the beat."""
        self._store = store
        self._clock = clock
        self._turned = turned

    async def run(self) -> None:
        """Works until it is cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._every(BEAT_SECONDS, self._beat))
            group.create_task(self._every(PURGE_SECONDS, self._store.purge))

    async def _beat(self, now_ms: int) -> None:
        try:
            await self._store.beat(now_ms)
        finally:
            self._turned()

    async def _every(self, seconds: float, work: Callable[[int], Awaitable[None]]) -> None:
        while True:
            try:
                await work(self._clock.unix_ms())
            except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
                _log.error("housekeeping_failed", kind=type(error).__name__)
            await asyncio.sleep(seconds)
