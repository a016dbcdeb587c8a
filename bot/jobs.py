"""Work that is due: taking packs to issuers, a sign of life, and clearing out what has served its purpose."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.conversation import Conversation, News
from bot.issuers.route import GaveUp, HandOver, Reason, Route, TryAgain
from bot.storage.records import Due, PutOff, Receipt
from bot.storage.store import Store
from flows.events import AnyEvent, Delivered, DeliveryFailed, HandedOver
from flows.pack import Pack

AT_ONCE = 8
"""Deliveries side by side: one slow issuer holds up nobody else's."""
FIRST_DELAY_MS = 1_000
LONGEST_DELAY_MS = 3_600_000
BEAT_SECONDS = 15.0
PURGE_SECONDS = 6 * 3600.0
TROUBLE_SECONDS = 5.0
"""How long to wait when the store itself is in trouble."""

_News = TypeVar("_News", Delivered, DeliveryFailed, HandedOver)

_log = structlog.get_logger(__name__)


class Jobs:
    """Loops over due work. What they find out comes back through the conversation's door, as events."""

    def __init__(self, store: Store, conversation: Conversation, routes: Callable[[str], Route], clock: Clock) -> None:
        """`routes` gives the route of an issuer by its id."""
        self._store = store
        self._conversation = conversation
        self._routes = routes
        self._clock = clock
        self._new = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """There is something new to do."""
        self._new.set()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._deliver())
                group.create_task(self._every(BEAT_SECONDS, self._store.beat))
                group.create_task(self._every(PURGE_SECONDS, self._store.purge))
        finally:
            for task in tuple(self._busy.values()):
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _deliver(self) -> None:
        while True:
            self._new.clear()
            wait = await self._start_due()
            # Not wait_for: before Python 3.12 it loses a cancellation that comes together with the news.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._new.wait()

    async def _start_due(self) -> float | None:
        """Starts what is due; seconds until more will be, if that is known."""
        try:
            now_ms = self._clock.unix_ms()
            for due in await self._store.due_effects(now_ms, AT_ONCE + len(self._busy)):
                if due.id not in self._busy and len(self._busy) < AT_ONCE:
                    task = asyncio.create_task(self._take(due))
                    self._busy[due.id] = task
                    task.add_done_callback(partial(self._finished, due.id))
            next_ms = await self._store.next_due_ms()
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
            _log.error("delivery_broke", kind=type(error).__name__, tries=due.tries)
            await asyncio.sleep(TROUBLE_SECONDS)

    async def _attempt(self, due: Due) -> None:
        if due.effect is None:
            # Only the operator can help, and a submission is never dropped.
            _log.error("delivery_unreadable", tries=due.tries)
            await self._put_off(due, LONGEST_DELAY_MS, "unreadable")
            return
        pack = due.effect.pack
        try:
            result = await self._routes(pack.issuer.id).deliver(pack)
        except TryAgain as error:
            await self._later(due, error.reason)
            return
        except GaveUp as error:
            _log.error("delivery_given_up", reason=error.reason.value, tries=due.tries)
            await self._tell(due, self._event(pack, DeliveryFailed))
            return
        if isinstance(result, HandOver):
            await self._tell(due, self._event(pack, HandedOver))
            return
        receipt = Receipt(pack.reference, pack.attempt, self._clock.unix_ms(), result.theirs)
        await self._tell(due, replace(self._event(pack, Delivered), receipt=result.theirs), receipt)

    def _event(self, pack: Pack, kind: type[_News]) -> _News:
        return kind(at=self._clock.now(), fresh=self._clock.fresh(), draft=pack.draft, attempt=pack.attempt)

    async def _tell(self, due: Due, event: AnyEvent, receipt: Receipt | None = None) -> None:
        await self._conversation.tell([News(due.person, event, done=due.id, receipt=receipt)])

    async def _later(self, due: Due, reason: Reason) -> None:
        delay = min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** min(due.tries, 20))
        _log.warning("delivery_put_off", reason=reason.value, tries=due.tries, seconds=delay // 1000)
        await self._put_off(due, delay, reason.value)

    async def _put_off(self, due: Due, delay: int, problem: str) -> None:
        async with self._store.transaction() as work:
            await work.put_off([PutOff(due.id, self._clock.unix_ms() + delay, problem)])

    async def _every(self, seconds: float, work: Callable[[int], Awaitable[None]]) -> None:
        while True:
            try:
                await work(self._clock.unix_ms())
            except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
                _log.error("housekeeping_failed", kind=type(error).__name__)
            await asyncio.sleep(seconds)
