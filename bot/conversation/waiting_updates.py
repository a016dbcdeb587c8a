"""Works off the updates that wait on disk, because their person sent more at once than is fair to others."""

import asyncio
import contextlib
import json
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from bot.clock import Clock
from bot.conversation.arrival import Arrival, UpdateReader
from bot.conversation.budget import Waiting
from bot.conversation.precedence import Precedence
from bot.conversation.prompt_shown import places_of
from bot.conversation.receipts import Receipts
from bot.conversation.update_turns import UpdateTurns
from bot.monitoring.causes import why
from bot.storage.store import Store
from bot.storage.stored.records import OutboxMessage, TurnRecord, WaitingUpdate
from bot.storage.transaction.outbox_rows import Misplaced
from bot.storage.transaction.unit_of_work import UnitOfWork
from flows.engine.events import AttachmentSent, AudioSent, ButtonPressed, FileSent, TextSent
from flows.engine.prompts import Prompt
from flows.model.channel_ids import channel_of
from flows.model.draft import Session
from flows.model.long_work import pausing

TROUBLE_SECONDS = 5.0
"""How long waiting updates are left alone when the store is in trouble."""
_LONGEST_PAUSE = 1.0
"""Seconds between the turns of two waiting updates, at most."""
_FRESH_SECONDS = 10.0
"""Whoever had no such turn for so long need not wait for the pauses that others cause: one long text is no flood."""

Speak = Callable[[Sequence[OutboxMessage], Sequence[TurnRecord], Collection[str]], None]
"""Says what came of turns once they are on disk. The people named have sent more than is answered yet."""

_log = structlog.get_logger(__name__)


class WaitingUpdates:
    """Takes the turns of waiting updates one by one, beside the updates that come in."""

    def __init__(  # noqa: PLR0913 - the conversation hands in each part
        self,
        store: Store,
        clock: Clock,
        channels: Mapping[str, UpdateReader],
        receipts: Receipts,
        turns: UpdateTurns,
        speak: Speak,
        correct: Callable[[Sequence[Misplaced]], None],
        *,
        precedence: Precedence,
    ) -> None:
        """`correct` has events corrected that were taken under a prompt that had not been shown.

        The turns are taken on a thread, on which they make way for what takes `precedence`.
        """
        self._precedence = precedence
        self._correct = correct
        self._store = store
        self._clock = clock
        self._channels = channels
        self._receipts = receipts
        self._turns = turns
        self._speak = speak
        # In the order in which they come next.
        self._people: OrderedDict[str, Waiting] = OrderedDict()
        self._working_off: asyncio.Task[None] | None = None
        self._more = asyncio.Event()
        self._last: dict[str, float] = {}
        """When each person had such a turn last, in seconds of the loop."""

    @property
    def people(self) -> Mapping[str, Waiting]:
        """Whose updates wait."""
        return self._people

    def add(self, waits: Mapping[str, Waiting]) -> None:
        """Takes note of what is on disk for each person, and goes to work on it."""
        if waits:
            self._people.update(waits)
            self._more.set()
        if self._people and (self._working_off is None or self._working_off.done()):
            self._working_off = asyncio.create_task(self._work_off())

    async def catch_up(self) -> None:
        """Goes on with the updates that waited when the program ended."""
        found = await self._store.waiting_people()
        # Of a channel that is not served now: what they sent is kept until it is.
        self.add({one: Waiting(updates, size) for one, updates, size in found if channel_of(one) in self._channels})

    async def idle(self) -> None:
        """Returns once no update waits for its turn."""
        while self._working_off is not None and not self._working_off.done():
            await asyncio.wait({self._working_off})

    async def rest(self) -> None:
        """Leaves what waits for the next start."""
        if self._working_off is not None:
            self._working_off.cancel()
            await asyncio.gather(self._working_off, return_exceptions=True)

    async def _work_off(self) -> None:
        """Takes the turns of waiting updates one by one, each person's in order and nobody's before everybody's."""
        loop, rested = asyncio.get_running_loop(), 0.0
        while self._people:
            self._more.clear()
            began = loop.time()
            self._last = {one: at for one, at in self._last.items() if began - at < _FRESH_SECONDS}
            seconds = {person: self._turns.budgets.seconds_until(person) for person in self._people}
            ready = [one for one in self._people if seconds[one] <= 0]
            person = next((one for one in ready if one not in self._last), ready[0] if ready else None)
            pause = rested - began if person in self._last else 0.0
            if person is None or pause > 0:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(max(pause, 0.0 if ready else min(seconds.values()))):
                        await self._more.wait()
                continue
            try:
                await self._take_waiting(person)
            except Exception as error:  # noqa: BLE001 - what waits is on disk, and is tried again
                _log.error("waiting_update_not_taken", **why(error))
                await asyncio.sleep(TROUBLE_SECONDS)
            # A longer pause than the turn took: most of the time is for updates that come in.
            self._last[person] = loop.time()
            rested = loop.time() + min(_LONGEST_PAUSE, 3 * (loop.time() - began))

    async def _take_waiting(self, person: str) -> None:
        """Takes the turns of the first of a person's waiting updates: of some short ones, or of one statement."""
        async with self._store.transaction([person]) as work:
            waiting = self._together(await work.next_waiting(person, self._turns.budgets.turns_now(person)))
            if not waiting:
                self._people.pop(person, None)
                return
            arrivals = [await self._arrival_of(work, one) for one in waiting]
            session = (await work.sessions({person}, self._turns.knows))[person]
            if await work.outbox.keep_guesses(self._receipts.guesses):
                self._receipts.forget_guesses()
        while True:
            # One of them may be a long text to be divided: the others go on meanwhile.
            changes = await asyncio.to_thread(self._changes, waiting, arrivals, session)
            marks = self._receipts.take()
            try:
                async with self._store.transaction([person, *(mark.chat for mark in marks)]) as work:
                    misplaced = await work.outbox.keep_receipts(marks)
                    elsewhere = not await work.still_wait(person, waiting)
                    now = (await work.sessions({person}))[person]
                    current = now == session or all(change.after is None for change in changes)
                    said = await work.keep(changes) if current and not elsewhere else ()
            except BaseException:
                self._receipts.put_back(marks)
                raise
            self._correct(misplaced)
            if elsewhere:
                # Another instance has taken these turns; what is left is seen at the next look.
                return
            if current:
                break
            # Something else happened to this person meanwhile.
            session = now
        for arrival, change in zip(arrivals, changes, strict=True):
            if arrival is not None:
                self._turns.spend(arrival, change)
            if change.parked is not None:
                _log.error("update_parked", **why(change.parked.problem))
        waits = self._people.pop(person, None)
        more = waits is not None and waits.updates > len(waiting)
        self._speak(said, changes, (person,) if more else ())
        if waits is not None and more:
            # A new end of the line; `refuse` speaks again once all of it is done.
            waits.updates -= len(waiting)
            waits.characters -= sum(len(one.raw) for one in waiting)
            self._people[person] = waits

    def _together(self, waiting: Sequence[WaitingUpdate]) -> Sequence[WaitingUpdate]:
        """Those whose turns are taken in one transaction: the short ones at the front, or one that is long."""
        heavy = (n for n, one in enumerate(waiting) if len(one.raw) >= self._turns.budgets.limits.heavy)
        return waiting[: max(1, next(heavy, len(waiting)))]

    def _changes(
        self, waiting: Sequence[WaitingUpdate], arrivals: Sequence[Arrival | None], session: Session
    ) -> list[TurnRecord]:
        now_ms = self._clock.unix_ms()
        changes = []
        for one, arrival in zip(waiting, arrivals, strict=True):
            change = TurnRecord(now_ms=now_ms)
            if arrival is not None:
                with pausing(self._precedence.pause()):
                    change = self._turns.of_update(json.loads(one.raw), arrival, session, now_ms)
            session = change.after or session
            # The update itself was noted when it came.
            changes.append(replace(change, update=None, waited=one.id))
        return changes

    async def _arrival_of(self, work: UnitOfWork, waiting: WaitingUpdate) -> Arrival | None:
        """A waiting update as it was read when it came, under what the phone showed then."""
        at = datetime.fromtimestamp(waiting.received_ms / 1000, UTC).astimezone(self._clock.zone)
        reader = self._channels[channel_of(waiting.person)]
        read = reader.read(json.loads(waiting.raw), at, waiting.received_ms)
        if not isinstance(read, Arrival):
            return None
        found = (await places_of(work, [read])).get(read.update)
        arrival = self._turns.placed(read, found)
        known = getattr(arrival.event, "under", None)
        if waiting.place is None or known is not None:
            return arrival
        event = arrival.event
        if isinstance(event, TextSent | AttachmentSent | AudioSent | FileSent | ButtonPressed):
            return replace(arrival, event=replace(event, under=Prompt.parse(waiting.place)))
        return arrival
