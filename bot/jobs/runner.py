"""The job runner: starts effects as they come due, in parallel, and survives their errors."""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Coroutine, Sequence
from functools import partial
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.jobs.job import Job
from bot.monitoring.causes import why
from bot.monitoring.trace import trace_of
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect
from flows.engine.effects import DeliverPack, Effect

LONGEST_SLEEP_SECONDS = 600.0
SHARED_SLEEP_SECONDS = 5.0
"""The same where several instances serve: what another leaves is done after that time at the latest."""
TROUBLE_SECONDS = 5.0
"""How long to wait when the store itself is in trouble."""

_log = structlog.get_logger(__name__)


class JobRunner:
    """A queue for each job, so that no kind of work waits behind another."""

    def __init__(self, store: Store, clock: Clock, jobs: Sequence[Job[Any]]) -> None:
        self._lanes = {job.name: _Lane(store, clock, job) for job in jobs}

    def wake(self, kinds: Collection[type[Effect]] | None = None) -> None:
        """There are new effects: of these kinds, or of any."""
        for lane in self._lanes.values():
            if kinds is None or lane.kind in kinds:
                lane.wake()

    async def instead(self, job: str, effect: int, work: Callable[[], Coroutine[None, None, None]]) -> bool:
        """Ends an effect by `work` in place of a try; False where a try is under way."""
        return await self._lanes[job].instead(effect, work)

    async def stop_work(self, person: str) -> None:
        """Ends what is being done for a person. Their effects must be gone, or it begins again."""
        for lane in self._lanes.values():
            await lane.stop_work(person)

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes.values():
                group.create_task(lane.run())


class _Lane:
    """Works off the effects of one job as they come due."""

    def __init__(self, store: Store, clock: Clock, job: Job[Any]) -> None:
        self._store = store
        self._clock = clock
        self._job = job
        self._new = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._ended: set[int] = set()
        self._people: dict[int, str] = {}
        self.kind = job.kind

    def wake(self) -> None:
        self._new.set()

    async def run(self) -> None:
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
        if effect in self._busy or not await self._store.claim_effect(effect):
            return False
        await self._begin(effect, work())
        # It may have been read as due before it was ended.
        self._ended.add(effect)
        return True

    async def stop_work(self, person: str) -> None:
        tasks = [task for effect, task in self._busy.items() if self._people.get(effect) == person]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, effect: int, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._busy[effect] = task
        task.add_done_callback(partial(self._finished, effect))
        return task

    async def _start_due(self) -> float | None:
        """Starts what is due; seconds until more will be, if that is known."""
        job, known = self._job, {*self._busy, *self._ended}
        room = job.at_once - len(self._busy)
        if room <= 0:
            return TROUBLE_SECONDS
        try:
            now_ms = self._clock.unix_ms()
            for due in await self._store.due_effects(
                now_ms, room + len(known), job.kind, in_turn=job.in_turn, room=room, known=known
            ):
                # An operator may have ended it meanwhile.
                if due.id not in self._ended and len(self._busy) < job.at_once:
                    self._people[due.id] = due.person
                    self._begin(due.id, self._take(due))
            next_ms = await self._store.next_due_ms(job.kind)
        except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
            _log.error("due_work_not_read", **why(error))
            return TROUBLE_SECONDS
        longest = LONGEST_SLEEP_SECONDS if self._store.alone else SHARED_SLEEP_SECONDS
        if next_ms is None or self._busy:
            return (None if self._store.alone else longest) if next_ms is None else TROUBLE_SECONDS
        # Not longer, however far off it is: a machine that slept or whose clock was put right looks again soon.
        return min(longest, max(0.0, (next_ms - self._clock.unix_ms()) / 1000))

    def _finished(self, effect: int, _: asyncio.Task[None]) -> None:
        self._busy.pop(effect, None)
        self._people.pop(effect, None)
        self._new.set()

    async def _take(self, due: DueEffect) -> None:
        try:
            await self._store.instances.sure()
            with bound_contextvars(**_submission(due)):
                await self._attempt(due)
        except Exception as error:  # noqa: BLE001 - the effect stays due, and is tried again
            _log.error("job_broke", job=self._job.name, **why(error), tries=due.tries, **_submission(due))
            await asyncio.sleep(TROUBLE_SECONDS)

    async def _attempt(self, due: DueEffect) -> None:
        if isinstance(due.effect, self._job.kind):
            await self._job.attempt(due, due.effect)
        else:
            await self._job.put_off_unreadable(due)


def _submission(due: DueEffect) -> dict[str, str | int]:
    """What the log calls the work that an effect belongs to, and of a delivery the submission."""
    trace: dict[str, str | int] = {"trace": trace_of(due.draft)}
    if not isinstance(due.effect, DeliverPack):
        return trace
    pack = due.effect.pack
    return trace | {"reference": pack.reference, "attempt": pack.attempt, "issuer": pack.issuer.id}
