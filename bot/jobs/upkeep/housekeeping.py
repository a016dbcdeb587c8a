"""Periodic housekeeping: the heartbeat, the space on the disk, and the removal of what is no longer needed."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Clock
from bot.jobs.periodic import look_every
from bot.jobs.upkeep.retain import held_since
from bot.media.disk_space import DiskSpace
from bot.storage.store import Store
from flows.model.retention_schedule import RetentionSchedule

BEAT_SECONDS = 15.0
JUMP_SECONDS = 30.0
"""How much more or less than the time that passed makes a jump of the clock."""
PURGE_SECONDS = 6 * 3600.0
FILES_SECONDS = 3600.0

_USUAL = RetentionSchedule()
_log = structlog.get_logger(__name__)


async def _at_once() -> None:
    pass


class Housekeeping:
    """Runs as long as the bot does."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        turned: Callable[[], Awaitable[None]],
        space: DiskSpace,
        remove_files: Callable[[int], Awaitable[None]],
        schedule: RetentionSchedule = _USUAL,
        alone: Callable[[], Awaitable[None]] = _at_once,
    ) -> None:
        """`turned` is called each time that the loop of the heartbeat has come round, whatever came of the beat.

        `remove_files` removes files that no row speaks of; it gets the time in Unix milliseconds.
        `schedule` says how old rows may be. What one instance does at a time waits for `alone`.
        """
        self._space = space
        self._remove_files = remove_files
        self._store = store
        self._schedule = schedule
        self._clock = clock
        self._turned = turned
        self._alone = alone
        self._seen: tuple[int, float] | None = None

    async def run(self) -> None:
        """Works until it is cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._every(BEAT_SECONDS, self._beat))
            await self._alone()
            group.create_task(self._every(PURGE_SECONDS, self._purge))
            group.create_task(self._every(FILES_SECONDS, self._remove_files))

    async def _purge(self, now_ms: int) -> None:
        held = held_since(await self._store.retention_pass(), now_ms) is not None
        await self._store.purge(now_ms, self._schedule, strangers_alone=held)

    async def _beat(self, now_ms: int) -> None:
        self.watch(now_ms, time.monotonic())
        await self._space.measure()
        try:
            await self._store.heartbeat(now_ms)
        finally:
            await self._turned()

    def watch(self, now_ms: int, monotonic: float) -> None:
        """Logs that the clock was put forward or back since the last time."""
        if self._seen is not None:
            wall, steady = self._seen
            jump = (now_ms - wall) / 1000 - (monotonic - steady)
            if abs(jump) >= JUMP_SECONDS:
                _log.warning("clock_jumped", seconds=round(jump))
        self._seen = (now_ms, monotonic)

    async def _every(self, seconds: float, work: Callable[[int], Awaitable[None]]) -> None:
        await look_every(seconds, lambda: work(self._clock.unix_ms()), "housekeeping_failed")
