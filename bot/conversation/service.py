"""The conversation service: takes each event's turn in one transaction. The only caller of `take_turn`.

A batch of updates shares a transaction. Turns are pure, so all of them are taken first and then stored together: a turn
that raises has changed nothing, and the others are not affected.
"""

import asyncio
import json
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.conversation.arrival import Arrival, Blocked, Parked, Read, StrayPress
from bot.conversation.budget import Admission, Budgets, Limits, Waiting
from bot.conversation.prompt_shown import ShownPrompts, places_of
from bot.conversation.receipts import Receipts
from bot.conversation.turn_record import TurnRecorder
from bot.storage.errors import StorageError, may_pass
from bot.storage.records import OutboxMessage, ProcessedWebhook, ReceiptRow, SendReceipt, TurnRecord, WaitingUpdate
from bot.storage.store import Store
from bot.storage.unit_of_work import UnitOfWork
from criteria.library import Library
from flows.engine.capabilities import Capabilities, ChannelCapabilities
from flows.engine.context import TurnResult
from flows.engine.events import (
    AnyEvent,
    AttachmentSent,
    AudioAnalysed,
    AudioSent,
    AwardsFound,
    ButtonPressed,
    FileSent,
    PromptCorrected,
    ReminderDue,
    ReminderUnsent,
    TextSent,
    TranscriptMade,
    TurnFailed,
)
from flows.engine.prompts import Prompt
from flows.features.help.screens import Aside, Note
from flows.features.privacy.kept import holds_anything
from flows.model.channel_ids import channel_of
from flows.model.draft import Person, Session
from flows.router.render import Wording
from flows.router.turn import take_turn
from flows.rules.draft_limits import is_large

Raw = Mapping[str, object]
_TRIES = 3
"""Tries of a turn or a transaction. Only the random ids differ between two tries of a turn."""

SETTLING = 0.02
"""Seconds: long enough for the receipts of a burst to share a transaction, too short for an answer to come."""

TROUBLE_SECONDS = 5.0
"""How long waiting updates are left alone when the store is in trouble."""
_LONGEST_PAUSE = 1.0
"""Seconds between the turns of two waiting updates, at most."""

_log = structlog.get_logger(__name__)


class OutboxPort(Protocol):
    """What the conversation needs of the outbox."""

    def say(self, rows: Iterable[OutboxMessage], more: Collection[str] = ()) -> None:
        """Queues messages, each behind what its chat still has to hear. `more` have sent more than is answered yet."""

    def acknowledge(self, press: str) -> None:
        """Tells a phone that its button press has arrived."""


class UpdateReader(Protocol):
    """What the conversation needs of a channel."""

    @property
    def capabilities(self) -> ChannelCapabilities:
        """What its messages can hold."""

    def read(self, raw: Raw, now: datetime, received_ms: int) -> Read | None:
        """What an update means; None for what needs no answer."""


@dataclass(frozen=True, slots=True)
class News:
    """An event that did not come from a phone: a job's result, a decision, a reminder that is due."""

    person: str
    event: AnyEvent
    done: int | None = None
    """The effect that is thereby done."""
    receipt: ReceiptRow | None = None
    webhook: ProcessedWebhook | None = None
    """The message id of an issuer's system. An id that was processed before is skipped."""
    request: int | None = None
    """What the operator asked for, and is thereby done."""
    erased: bool = False
    """Whether nothing is left of the person, who is told so."""


@dataclass(frozen=True, slots=True)
class _Incoming:
    """An update as it came and as it was read."""

    raw: Raw
    read: Read


@dataclass(slots=True)
class _Batch:
    """What one transaction has admitted so far; it counts once the transaction is on disk."""

    turns: Counter[str] = field(default_factory=Counter)
    waits: dict[str, Waiting] = field(default_factory=dict)


class Conversation:
    """Takes turns, stores their results, and hands messages to the outbox."""

    def __init__(  # noqa: PLR0913 - the composition root hands in each part by name
        self,
        store: Store,
        library: Library,
        wordings: Mapping[str, Wording],
        clock: Clock,
        channels: Mapping[str, UpdateReader],
        outbox: OutboxPort,
        wake: Callable[[], None],
        *,
        capabilities: Capabilities | None = None,
        budgets: Budgets | None = None,
    ) -> None:
        """`wordings` by language, `channels` by name. `wake` is called when there are new effects to do.

        `budgets` are what is fair between people; without any, the usual ones.
        """
        self._store = store
        self._library = library
        self._clock = clock
        self._channels = channels
        self._outbox = outbox
        self._wake = wake
        self._capabilities = capabilities or Capabilities()
        self._recorder = TurnRecorder(
            library, wordings, clock, {name: channel.capabilities for name, channel in channels.items()}
        )
        self._receipts = Receipts()
        self._writing: asyncio.Task[None] | None = None
        self.budgets = budgets or Budgets(Limits(), time.monotonic)
        # Whose updates wait, in the order in which they come next.
        self._waits: OrderedDict[str, Waiting] = OrderedDict()
        self._working_off: asyncio.Task[None] | None = None

    async def handle(self, channel: str, batch: Sequence[Raw]) -> None:
        """Takes a batch of raw updates of a channel. Once this returns, they are on disk and the channel may be told.

        Raises whatever the store raises when it cannot keep anything; then nothing of the batch that is not yet on
        disk may be acknowledged.
        """
        now, now_ms = self._clock.now(), self._clock.unix_ms()
        reader = self._channels[channel]
        read = ((raw, reader.read(raw, now, now_ms)) for raw in batch)
        incoming = [_Incoming(raw, found) for raw, found in read if found is not None]
        if not incoming:
            return
        try:
            await self._keep(incoming)
        except Exception as error:
            _log.error("batch_not_kept", kind=type(error).__name__, updates=len(incoming))
            if may_pass(error):
                raise
            for one in incoming:
                await self._keep_alone(one)

    async def _keep_alone(self, one: _Incoming) -> None:
        for _ in range(_TRIES):
            try:
                await self._keep([one])
            except Exception as error:
                if may_pass(error):
                    # No fault of the update: its channel keeps it, and it comes again.
                    raise
                kind = type(error).__name__
            else:
                return
        parked = Parked(one.read.update, json.dumps(one.raw), kind, _person(one.read))
        await self._keep([_Incoming(one.raw, parked)])

    async def tell(self, news: Sequence[News], late: Sequence[SendReceipt] = ()) -> None:
        """Takes turns on events from jobs, issuers and the operator, and marks their work as done, in one transaction.

        `late` are the marks of reminders that are thereby due again.
        """
        marks = self._receipts.take()
        try:
            async with self._store.transaction() as work:
                await work.spoken((*marks, *late))
                changes = await self._news(
                    work, [one for one in news if one.webhook is None or await work.keep_webhook(one.webhook)]
                )
                said = await work.keep(changes)
                await work.done([item.done for item in news if item.done is not None])
                await work.answered([item.request for item in news if item.request is not None])
                await work.delivered([item.receipt for item in news if item.receipt is not None])
                await work.erased([item.person for item in news if item.erased])
        except BaseException:
            self._receipts.put_back(marks)
            raise
        self._speak(said, changes)

    async def _news(self, work: UnitOfWork, news: Sequence[News]) -> list[TurnRecord]:
        now_ms = self._clock.unix_ms()
        sessions = await work.desks({item.person for item in news}) if news else {}
        changes = []
        for item in news:
            before = sessions[item.person]
            if not item.erased and not holds_anything(before):
                # They were erased while the work was under way.
                continue
            event = await self._over(work, item)
            turn = take_turn(self._library, before, event, self._capabilities)
            changes.append(self._recorder.of_turn(turn, before, item.person, event, now_ms))
            sessions[item.person] = turn.desk
        return changes

    async def _over(self, work: UnitOfWork, item: News) -> AnyEvent:
        """The event, with the prompt that the phone shows, where its screen may be an overlay on that prompt."""
        if not isinstance(item.event, AudioAnalysed | TranscriptMade | AwardsFound | ReminderDue):
            return item.event
        shown = (await work.prompts_shown({item.person})).get(item.person, ())
        return replace(item.event, under=shown[0].place if shown else None)

    def mark(self, mark: SendReceipt) -> None:
        """Takes the receipt of a message. It is written with the next batch, or after SETTLING seconds."""
        self._receipts.add(mark)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._settle_soon())

    async def _settle_soon(self) -> None:
        await asyncio.sleep(SETTLING)
        try:
            await self.settle()
        except Exception as error:  # noqa: BLE001 - trouble with the disk comes as errors of the driver
            # All is put back, and goes with the next marks.
            _log.error("marks_not_kept", kind=type(error).__name__)

    async def settle(self) -> None:
        """Writes pending receipts, and corrects events that were taken under a prompt that had not been shown."""
        while self._receipts.waiting:
            misplaced, late = self._receipts.misplaced(), self._receipts.late()
            news = [
                News(person, PromptCorrected(at=self._clock.now(), fresh=self._clock.fresh(), key=key, under=place))
                for person, key, place in misplaced
            ]
            news += [
                News(mark.reminded, ReminderUnsent(at=self._clock.now(), fresh=self._clock.fresh()))
                for mark in late
                if mark.reminded is not None
            ]
            try:
                await self.tell(news, late)
            except StorageError as error:
                # Of a draft that cannot be read; trying again will not help, and the marks go on without it.
                _log.error("not_moved", kind=type(error).__name__, messages=len(news))
            except BaseException:
                self._receipts.put_back((), misplaced, late)
                raise

    async def _keep(self, incoming: Sequence[_Incoming]) -> None:
        marks, batch = self._receipts.take(), _Batch()
        try:
            async with self._store.transaction() as work:
                await work.spoken(marks)
                changes = await self._changes(work, incoming, batch)
                said = await work.keep(changes)
        except BaseException:
            self._receipts.put_back(marks)
            raise
        # Logged only now: before the commit, nothing is parked.
        for change in changes:
            if change.parked is not None:
                _log.error("update_parked", kind=change.parked.problem)
        self._waits.update(batch.waits)
        self._speak(said, changes, self._waits)
        self._start_working_off()
        for one in incoming:
            press = one.read.press if isinstance(one.read, Arrival | StrayPress) else None
            if press is not None:
                self._outbox.acknowledge(press)

    def _speak(self, said: Sequence[OutboxMessage], changes: Sequence[TurnRecord], more: Collection[str] = ()) -> None:
        self._outbox.say(said, more)
        if any(change.effects for change in changes):
            self._wake()

    async def _changes(self, work: UnitOfWork, incoming: Sequence[_Incoming], batch: _Batch) -> list[TurnRecord]:
        seen = await work.processed([one.read.update for one in incoming])
        fresh = {one.read.update: one for one in reversed(incoming) if one.read.update not in seen}
        new = [one for one in incoming if fresh.get(one.read.update) is one]
        arrivals = [one.read for one in new if isinstance(one.read, Arrival)]
        sessions = await work.desks({arrival.person for arrival in arrivals if arrival.person is not None})
        places = await places_of(work, arrivals)
        now_ms = self._clock.unix_ms()
        return [self._changed(one, sessions, places, now_ms, batch) for one in new]

    def _changed(
        self,
        one: _Incoming,
        sessions: dict[str, Session],
        places: Mapping[str, ShownPrompts],
        now_ms: int,
        batch: _Batch,
    ) -> TurnRecord:
        """The record of one update; `sessions` gets the new session, for the next update of the same person."""
        if isinstance(one.read, Parked):
            return self._parked(one.read, now_ms)
        if not isinstance(one.read, Arrival):
            blocked = one.read.person if isinstance(one.read, Blocked) else None
            return TurnRecord(now_ms=now_ms, update=one.read.update, blocked=blocked)
        arrival = self._placed(one.read, places.get(one.read.update))
        if arrival.person is None:
            return self._in_group(one.raw, arrival, now_ms)
        session = sessions[arrival.person]
        admitted = self._admitted(arrival, session, batch)
        if admitted is not Admission.now:
            return self._not_now(one, arrival, session, admitted, batch, now_ms)
        change = self._turn(one.raw, arrival, session, now_ms)
        if change.after is not None:
            sessions[arrival.person] = change.after
        self._spend(arrival, change)
        return change

    def _in_group(self, raw: Raw, arrival: Arrival, now_ms: int) -> TurnRecord:
        """The record of an update in a group, which says where the bot works and keeps nothing."""
        if self.budgets.stranger(arrival) is not Admission.now:
            return TurnRecord(now_ms=now_ms, update=arrival.update)
        return self._turn(raw, arrival, Session(Person(arrival.chat)), now_ms)

    def _turn(self, raw: Raw, arrival: Arrival, session: Session, now_ms: int) -> TurnRecord:
        """Takes the turn of an update. One that breaks it is put aside, and the rest go on."""
        for _ in range(_TRIES):
            event = replace(arrival.event, fresh=self._clock.fresh())
            try:
                turn = take_turn(self._library, session, event, self._capabilities)
                if arrival.person is None:
                    return self._recorder.of_group(turn, arrival, now_ms)
                return self._recorder.of_turn(turn, session, arrival.chat, event, now_ms, arrival)
            except Exception as error:  # noqa: BLE001 - whatever it raises is a fault of ours, kept for the operator
                kind = type(error).__name__
        return self._parked(Parked(arrival.update, json.dumps(raw), kind, arrival.person), now_ms)

    def _admitted(self, arrival: Arrival, session: Session, batch: _Batch) -> Admission:
        if session.person.consent is None:
            return self.budgets.stranger(arrival)
        person = session.person.id
        waits = batch.waits.get(person) or self._waits.get(person) or Waiting()
        large = session.in_hand is not None and is_large(session.in_hand)
        admitted = self.budgets.member(arrival, waits, batch.turns[person], large=large)
        batch.turns[person] += admitted is Admission.now
        return admitted

    def _not_now(
        self, one: _Incoming, arrival: Arrival, session: Session, admitted: Admission, batch: _Batch, now_ms: int
    ) -> TurnRecord:
        """What is left of an update whose turn is not taken in this batch."""
        person = session.person.id
        done = TurnRecord(now_ms=now_ms, update=arrival.update)
        if admitted is Admission.ignore:
            return done
        waits = batch.waits.get(person)
        if waits is None:
            waits = batch.waits[person] = replace(self._waits.get(person, Waiting()))
        if admitted is Admission.refuse:
            if waits.told:
                return done
            waits.told = True
            turn = TurnResult(session, (Aside(note=Note.too_fast),))
            line = self._recorder.messages(turn, arrival.chat, arrival.topic)
            return replace(done, messages=line)
        raw, event = json.dumps(one.raw), arrival.event
        under = getattr(event, "under", None)
        waits.updates += 1
        waits.characters += len(raw)
        waits.last_press = event.data if isinstance(event, ButtonPressed) else None
        kept = WaitingUpdate(person, raw, None if under is None else str(under), arrival.received_ms)
        return replace(done, waits=kept)

    def _spend(self, arrival: Arrival, change: TurnRecord) -> None:
        sent = len(arrival.event.text) if isinstance(arrival.event, TextSent) else 0
        said = sum(len(message.text) for _, message in change.messages)
        self.budgets.spend(arrival.chat, sent + said)

    async def catch_up(self) -> None:
        """Goes on with the updates that waited when the program ended."""
        for person, updates, characters in await self._store.waiting_people():
            if channel_of(person) not in self._channels:
                # Theirs is not served now: what they sent is kept until it is.
                continue
            self._waits[person] = Waiting(updates, characters)
        self._start_working_off()

    async def idle(self) -> None:
        """Returns once no update waits for its turn."""
        while self._working_off is not None and not self._working_off.done():
            await asyncio.wait({self._working_off})

    async def rest(self) -> None:
        """Leaves what waits for the next start."""
        if self._working_off is not None:
            self._working_off.cancel()
            await asyncio.gather(self._working_off, return_exceptions=True)

    def _start_working_off(self) -> None:
        if self._waits and (self._working_off is None or self._working_off.done()):
            self._working_off = asyncio.create_task(self._work_off())

    async def _work_off(self) -> None:
        """Takes the turns of waiting updates one by one, each person's in order and nobody's before everybody's."""
        loop = asyncio.get_running_loop()
        while self._waits:
            seconds = {person: self.budgets.seconds_until(person) for person in self._waits}
            person = next((one for one in self._waits if seconds[one] <= 0), None)
            if person is None:
                await asyncio.sleep(min(seconds.values()))
                continue
            began = loop.time()
            try:
                await self._take_waiting(person)
            except Exception as error:  # noqa: BLE001 - what waits is on disk, and is tried again
                _log.error("waiting_update_not_taken", kind=type(error).__name__)
                await asyncio.sleep(TROUBLE_SECONDS)
            # A longer pause than the turn took: most of the time is for updates that come in.
            await asyncio.sleep(min(_LONGEST_PAUSE, 3 * (loop.time() - began)))

    async def _take_waiting(self, person: str) -> None:
        """Takes the turns of the first of a person's waiting updates: of some short ones, or of one statement."""
        async with self._store.transaction() as work:
            waiting = self._together(await work.next_waiting(person, self.budgets.turns_now(person)))
            if not waiting:
                self._waits.pop(person, None)
                return
            arrivals = [await self._arrival_of(work, one) for one in waiting]
            session = (await work.desks({person}))[person]
        while True:
            # One of them may be a long text to be divided: the others go on meanwhile.
            changes = await asyncio.to_thread(self._turns, waiting, arrivals, session)
            marks = self._receipts.take()
            try:
                async with self._store.transaction() as work:
                    await work.spoken(marks)
                    now = (await work.desks({person}))[person]
                    current = now == session or all(change.after is None for change in changes)
                    said = await work.keep(changes) if current else ()
            except BaseException:
                self._receipts.put_back(marks)
                raise
            if current:
                break
            # Something else happened to this person meanwhile.
            session = now
        for arrival, change in zip(arrivals, changes, strict=True):
            if arrival is not None:
                self._spend(arrival, change)
            if change.parked is not None:
                _log.error("update_parked", kind=change.parked.problem)
        waits = self._waits.pop(person, None)
        more = waits is not None and waits.updates > len(waiting)
        self._speak(said, changes, (person,) if more else ())
        if waits is not None and more:
            # A new end of the line; `refuse` speaks again once all of it is done.
            waits.updates -= len(waiting)
            waits.characters -= sum(len(one.raw) for one in waiting)
            self._waits[person] = waits

    def _together(self, waiting: Sequence[WaitingUpdate]) -> Sequence[WaitingUpdate]:
        """Those whose turns are taken in one transaction: the short ones at the front, or one that is long."""
        heavy = (n for n, one in enumerate(waiting) if len(one.raw) >= self.budgets.limits.heavy)
        return waiting[: max(1, next(heavy, len(waiting)))]

    def _turns(
        self, waiting: Sequence[WaitingUpdate], arrivals: Sequence[Arrival | None], session: Session
    ) -> list[TurnRecord]:
        now_ms = self._clock.unix_ms()
        changes = []
        for one, arrival in zip(waiting, arrivals, strict=True):
            change = TurnRecord(now_ms=now_ms)
            if arrival is not None:
                change = self._turn(json.loads(one.raw), arrival, session, now_ms)
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
        arrival = self._placed(read, found)
        known = getattr(arrival.event, "under", None)
        if waiting.place is None or known is not None:
            return arrival
        event = arrival.event
        if isinstance(event, TextSent | AttachmentSent | AudioSent | FileSent | ButtonPressed):
            return replace(arrival, event=replace(event, under=Prompt.parse(waiting.place)))
        return arrival

    def _placed(self, arrival: Arrival, found: ShownPrompts | None) -> Arrival:
        event = arrival.event
        if found is None or not isinstance(event, TextSent | AttachmentSent | AudioSent | FileSent | ButtonPressed):
            return arrival
        if found.guess is not None and found.otherwise is not None and not isinstance(event, ButtonPressed):
            self._receipts.guessed(found.guess, (arrival.chat, event.key, found.otherwise))
        return replace(arrival, event=replace(event, under=found.place))

    def _parked(self, parked: Parked, now_ms: int) -> TurnRecord:
        """The record of a parked update. Its sender is told, where they are known."""
        person = parked.person
        if person is None:
            return TurnRecord(now_ms=now_ms, update=parked.update, parked=parked)
        failed = TurnFailed(at=self._clock.now(), fresh=self._clock.fresh())
        turn = take_turn(self._library, Session(Person(person)), failed)
        return TurnRecord(
            now_ms=now_ms, update=parked.update, parked=parked, messages=self._recorder.messages(turn, person)
        )


def _person(read: Read) -> str | None:
    return read.person if isinstance(read, Arrival | Parked) else None
