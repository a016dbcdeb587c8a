"""Works off one kind of effect as each comes due, several side by side. No kind waits behind another."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from bot.clock import Clock
from bot.storage.records import Due
from bot.storage.store import Store
from flows.effects import Effect

TROUBLE_SECONDS = 5.0
"""How long to wait when the store itself is in trouble."""

_log = structlog.get_logger(__name__)


class Lane:
    """Loops over the due effects of one kind. An effect is due until somebody says that it is done or put off."""

    def __init__(
        self, store: Store, clock: Clock, kind: type[Effect], at_once: int, attempt: Callable[[Due], Awaitable[None]]
    ) -> None:
        """`attempt` is given one effect at a time, and `at_once` of them side by side."""
        self._store = store
        self._clock = clock
        self._kind = kind
        self._at_once = at_once
        self._attempt = attempt
        self._new = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """There is something new to do."""
        self._new.set()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        try:
            while True:
                self._new.clear()
                wait = await self._start_due()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._new.wait(), wait)
        finally:
            for task in tuple(self._busy.values()):
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _start_due(self) -> float | None:
        """Starts what is due; seconds until more will be, if that is known."""
        try:
            now_ms = self._clock.unix_ms()
            for due in await self._store.due_effects(now_ms, self._at_once + len(self._busy), self._kind):
                if due.id not in self._busy and len(self._busy) < self._at_once:
                    task = asyncio.create_task(self._take(due))
                    self._busy[due.id] = task
                    task.add_done_callback(partial(self._finished, due.id))
            next_ms = await self._store.next_due_ms(self._kind)
        except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
            _log.error("due_work_not_read", kind=type(error).__name__)
            return TROUBLE_SECONDS
        if next_ms is None or self._busy:
            return None if next_ms is None else TROUBLE_SECONDS
        return max(0.0, (next_ms - self._clock.unix_ms()) / 1000)

    def _finished(self, effect: int, _: asyncio.Task[None]) -> None:
        self._busy.pop(effect, None)
        self._new.set()

    async def _take(self, due: Due) -> None:
        try:
            await self._attempt(due)
        except Exception as error:  # noqa: BLE001 - the effect stays due, and is tried again
            _log.error("due_work_broke", kind=type(error).__name__, what=type(due.effect).__name__, tries=due.tries)
            await asyncio.sleep(TROUBLE_SECONDS)
