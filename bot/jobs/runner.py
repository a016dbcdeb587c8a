"""Work that is due: effects, each kind in a lane of its own, a sign of life, and clearing out what has served."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.issuers.route import Route
from bot.jobs.deliver import DeliverJob
from bot.storage.records import DueEffect
from bot.storage.store import Store
from flows.engine.effects import AwaitDecision, CheckAward, DeliverPack, DeliverWithdrawal, Effect, ReadStatement

AT_ONCE = 8
"""Deliveries side by side: one slow issuer holds up nobody else's."""
BEAT_SECONDS = 15.0
PURGE_SECONDS = 6 * 3600.0
LONGEST_SLEEP_SECONDS = 600.0
TROUBLE_SECONDS = 5.0
"""How long to wait when the store itself is in trouble."""

_log = structlog.get_logger(__name__)


class Lane:
    """Works off the effects of one kind as they come due. No kind waits behind another."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        kind: type[Effect],
        at_once: int,
        attempt: Callable[[DueEffect], Awaitable[None]],
        *,
        in_turn: bool = False,
    ) -> None:
        """`attempt` has an effect done or put off; `at_once` of them go side by side.

        `in_turn` lets everybody have one before anybody has a second.
        """
        self._in_turn = in_turn
        self._store = store
        self._clock = clock
        self._kind = kind
        self._at_once = at_once
        self._attempt = attempt
        self._new = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._ended: set[int] = set()

    def wake(self) -> None:
        """There is something new to do."""
        self._new.set()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        try:
            while True:
                self._new.clear()
                wait = await self._start_due()
                # Not wait_for: before Python 3.12 it loses a cancellation that comes together with the news.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._new.wait()
        finally:
            for task in tuple(self._busy.values()):
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def instead(self, effect: int, work: Callable[[], Coroutine[None, None, None]]) -> bool:
        """Ends an effect in another way, with no try beside it; False where a try is under way."""
        if effect in self._busy:
            return False
        task = asyncio.create_task(work())
        self._busy[effect] = task
        task.add_done_callback(partial(self._finished, effect))
        await task
        # It may have been read as due before it was ended.
        self._ended.add(effect)
        return True

    async def _start_due(self) -> float | None:
        """Starts what is due; seconds until more will be, if that is known."""
        try:
            now_ms = self._clock.unix_ms()
            most = self._at_once + len(self._busy)
            for due in await self._store.due_effects(now_ms, most, self._kind, in_turn=self._in_turn):
                if due.id not in {*self._busy, *self._ended} and len(self._busy) < self._at_once:
                    task = asyncio.create_task(self._take(due))
                    self._busy[due.id] = task
                    task.add_done_callback(partial(self._finished, due.id))
            next_ms = await self._store.next_due_ms(self._kind)
        except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
            _log.error("due_work_not_read", kind=type(error).__name__)
            return TROUBLE_SECONDS
        if next_ms is None or self._busy:
            return None if next_ms is None else TROUBLE_SECONDS
        # Not longer, however far off it is: a machine that slept or whose clock was put right looks again soon.
        return min(LONGEST_SLEEP_SECONDS, max(0.0, (next_ms - self._clock.unix_ms()) / 1000))

    def _finished(self, effect: int, _: asyncio.Task[None]) -> None:
        self._busy.pop(effect, None)
        self._new.set()

    async def _take(self, due: DueEffect) -> None:
        try:
            await self._attempt(due)
        except Exception as error:  # noqa: BLE001 - the effect stays due, and is tried again
            if self._kind is DeliverPack:
                _log.error("delivery_broke", kind=type(error).__name__, tries=due.tries)
            elif self._kind is AwaitDecision:
                _log.error("waiting_broke", kind=type(error).__name__, tries=due.tries)
            elif self._kind is CheckAward:
                _log.error("award_broke", kind=type(error).__name__, tries=due.tries)
            elif self._kind is ReadStatement:
                _log.error("statement_broke", kind=type(error).__name__, tries=due.tries)
            elif self._kind is DeliverWithdrawal:
                _log.error("withdrawal_broke", kind=type(error).__name__, tries=due.tries)
            else:
                _log.error("recording_broke", kind=type(error).__name__, tries=due.tries)
            await asyncio.sleep(TROUBLE_SECONDS)


class JobRunner:
    """Deliveries and housekeeping. What they find out comes back through the conversation's door, as events."""

    def __init__(self, store: Store, conversation: Conversation, routes: Callable[[str], Route], clock: Clock) -> None:
        """`routes` gives the route of an issuer by its id."""
        self._store = store
        self._clock = clock
        deliveries = DeliverJob(store, conversation, routes, clock)
        self._delivering = Lane(store, clock, DeliverPack, AT_ONCE, deliveries.attempt)

    def wake(self) -> None:
        """There is something new to do."""
        self._delivering.wake()

    async def instead(self, effect: int, work: Callable[[], Coroutine[None, None, None]]) -> bool:
        """Ends a delivery in another way, with no try beside it; False where a try is under way."""
        return await self._delivering.instead(effect, work)

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._delivering.run())
            group.create_task(self._every(BEAT_SECONDS, self._store.beat))
            group.create_task(self._every(PURGE_SECONDS, self._store.purge))

    async def _every(self, seconds: float, work: Callable[[int], Awaitable[None]]) -> None:
        while True:
            try:
                await work(self._clock.unix_ms())
            except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
                _log.error("housekeeping_failed", kind=type(error).__name__)
            await asyncio.sleep(seconds)
