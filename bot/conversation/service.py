"""The conversation service: takes each event's turn in one transaction.

A batch of updates shares a transaction, or two. Turns are pure, so all of them are taken first and then stored
together: a turn that raises has changed nothing, and the others are not affected.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.conversation.arrival import Arrival, Blocked, Parked, Raw, Read, StrayPress, UpdateReader
from bot.conversation.budget import Budgets, Limits
from bot.conversation.parked_text import parked_text
from bot.conversation.precedence import Precedence
from bot.conversation.receipts import Receipts
from bot.conversation.turn_record import TurnRecorder
from bot.conversation.update_batch import Incoming, UpdateBatch, fewest_first
from bot.conversation.update_counts import count
from bot.conversation.update_turns import TRIES, UpdateTurns
from bot.conversation.waiting_updates import WaitingUpdates
from bot.monitoring import metrics
from bot.monitoring.causes import why
from bot.monitoring.trace import trace_of
from bot.storage.errors import OfLaterInstance, ServerTrouble, StorageError, may_pass
from bot.storage.store import Store
from bot.storage.stored.records import LATE, OutboxMessage, ProcessedWebhook, ReceiptRow, SendReceipt, TurnRecord
from bot.storage.transaction.outbox_rows import Misplaced
from bot.storage.transaction.unit_of_work import UnitOfWork
from criteria.library import Library
from flows.engine.capabilities import Capabilities
from flows.engine.effects import DeliverPack, Effect
from flows.engine.events import (
    AnyEvent,
    AudioAnalysed,
    AwardsFound,
    PromptCorrected,
    ReminderDue,
    ReminderUnsent,
    RetentionDue,
    TranscriptMade,
)
from flows.features.privacy.kept import holds_anything
from flows.router.render import Wording

SETTLING = 0.02
"""Seconds: long enough for the receipts of a burst to share a transaction, too short for an answer to come."""

_log = structlog.get_logger(__name__)


class OutboxPort(Protocol):
    """What the conversation needs of the outbox."""

    def say(self, rows: Iterable[OutboxMessage], more: Collection[str] = ()) -> None:
        """Queues messages, each behind what its chat still has to hear. `more` have sent more than is answered yet."""

    def acknowledge(self, press: str) -> None:
        """Tells a phone that its button press has arrived."""


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
        wake: Callable[[Collection[type[Effect]]], None],
        *,
        capabilities: Capabilities | None = None,
        budgets: Budgets | None = None,
    ) -> None:
        """`wordings` by language, `channels` by name. `wake` is told the kinds of new effects to do.

        `budgets` are what is fair between people; without any, the usual ones.
        """
        self._store = store
        self._clock = clock
        self._channels = channels
        self._outbox = outbox
        self._wake = wake
        self.capabilities = capabilities or Capabilities()
        self.budgets = budgets or Budgets(Limits(), time.monotonic)
        self._receipts = Receipts()
        self._writing: asyncio.Task[None] | None = None
        recorder = TurnRecorder(
            library, wordings, clock, {name: channel.capabilities for name, channel in channels.items()}
        )
        self._turns = UpdateTurns(library, recorder, clock, self._receipts, self.capabilities, self.budgets)
        self._precedence = Precedence()
        self._waiting = WaitingUpdates(
            store,
            clock,
            channels,
            self._receipts,
            self._turns,
            self._speak,
            self._correct,
            precedence=self._precedence,
        )

    async def handle(self, channel: str, batch: Sequence[Raw]) -> None:
        """Takes a batch of raw updates of a channel. Once this returns, they are on disk and the channel may be told.

        Raises whatever the store raises when it cannot keep anything; then nothing of the batch that is not yet on
        disk may be acknowledged.
        """
        now, now_ms = self._clock.now(), self._clock.unix_ms()
        reader = self._channels[channel]
        read = ((raw, reader.read(raw, now, now_ms)) for raw in batch)
        incoming = [Incoming(raw, found) for raw, found in read if found is not None]
        if not incoming:
            return
        try:
            with metrics.batch_seconds.time(), self._precedence.first():
                for part in fewest_first(incoming, self.budgets.limits.in_batch):
                    await self._keep(part)
        except Exception as error:
            _log.error("batch_not_kept", **why(error), updates=len(incoming))
            if may_pass(error) and not isinstance(error, OfLaterInstance):
                raise
            await self._keep_each(incoming)

    async def _keep_each(self, incoming: Sequence[Incoming]) -> None:
        """Keeps one by one what can be kept. Of the rest, what another instance has to take comes again."""
        later: OfLaterInstance | None = None
        for one in incoming:
            try:
                await self._keep_alone(one)
            except OfLaterInstance as error:
                later = error
        if later is not None:
            raise later

    async def _keep_alone(self, one: Incoming) -> None:
        for _ in range(TRIES):
            try:
                await self._keep([one])
            except Exception as error:
                if may_pass(error):
                    # No fault of the update: its channel keeps it, and it comes again.
                    raise
                kind = type(error).__name__
            else:
                return
        read = one.read if isinstance(one.read, Arrival) else None
        parked = Parked(one.read.update, parked_text(one.raw, read), kind, _person(one.read))
        await self._keep([Incoming(one.raw, parked)])

    async def tell(self, news: Sequence[News], late: Sequence[SendReceipt] = ()) -> None:
        """Takes turns on events from jobs, issuers and the operator, and marks their work as done, in one transaction.

        `late` are the marks of reminders that are thereby due again.
        """
        marks = self._receipts.take()
        try:
            people = {one.person for one in news}.union(one.chat for one in (*marks, *late))
            with self._precedence.first():
                async with self._store.transaction(people) as work:
                    misplaced = await work.outbox.keep_receipts((*marks, *late))
                    changes = await self._news(
                        work, [one for one in news if one.webhook is None or await work.keep_webhook(one.webhook)]
                    )
                    said = await work.keep(changes)
                    await work.effects.done([item.done for item in news if item.done is not None])
                    await work.answered([item.request for item in news if item.request is not None])
                    await work.effects.delivered([item.receipt for item in news if item.receipt is not None])
                    await work.erasures.done([item.person for item in news if item.erased])
        except BaseException:
            self._receipts.put_back(marks)
            raise
        self._speak(said, changes)
        self._correct(misplaced)

    async def _news(self, work: UnitOfWork, news: Sequence[News]) -> list[TurnRecord]:
        now_ms = self._clock.unix_ms()
        sessions = await work.sessions({item.person for item in news}, self._turns.knows) if news else {}
        changes = []
        for item in news:
            before = sessions[item.person]
            if not item.erased and not holds_anything(before):
                # They were erased while the work was under way.
                continue
            event = await self._over(work, item)
            change = self._turns.of_news(before, event, now_ms)
            changes.append(change)
            sessions[item.person] = change.after or before
        return changes

    async def _over(self, work: UnitOfWork, item: News) -> AnyEvent:
        """The event, with the prompt that the phone shows, where its screen may be an overlay on that prompt."""
        if not isinstance(item.event, AudioAnalysed | TranscriptMade | AwardsFound | ReminderDue | RetentionDue):
            return item.event
        shown = (await work.outbox.prompts_shown({item.person})).get(item.person, ())
        return replace(item.event, under=shown[0].place if shown else None)

    def mark(self, mark: SendReceipt) -> None:
        """Takes the receipt of a message. It is written with the next batch, or after SETTLING seconds."""
        self._receipts.add(mark)
        self._write_soon()

    def _write_soon(self) -> None:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._settle_soon())

    def _correct(self, misplaced: Sequence[Misplaced]) -> None:
        """Has events corrected that another instance took under a prompt that had not been shown."""
        if misplaced:
            self._receipts.put_back((), misplaced)
            self._write_soon()

    async def hand_over(self, *, reminds: bool = True) -> None:
        """Has the outbox send what other instances wrote for this one to send, or had to send when they ended.

        Without `reminds`, reminders are planned anew instead.
        """
        async with self._store.transaction() as work:
            said = await work.outbox.hand_over()
        self._outbox.say(one for one in said if reminds or not one.message.is_reminder)
        for one in () if reminds else (one for one in said if one.message.is_reminder):
            self.mark(SendReceipt(one.id, None, LATE, self._clock.unix_ms(), reminded=one.chat, chat=one.chat))

    async def _settle_soon(self) -> None:
        await asyncio.sleep(SETTLING)
        try:
            await self.settle()
        except Exception as error:  # noqa: BLE001 - trouble with the disk comes as errors of the driver
            # All is put back, and goes with the next marks.
            _log.error("marks_not_kept", **why(error))

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
            except ServerTrouble:
                self._receipts.put_back((), misplaced, late)
                raise
            except StorageError as error:
                # Of a draft that cannot be read; trying again will not help, and the marks go on without it.
                _log.error("not_moved", **why(error), messages=len(news))
            except BaseException:
                self._receipts.put_back((), misplaced, late)
                raise

    async def _keep(self, incoming: Sequence[Incoming]) -> None:
        marks, batch = self._receipts.take(), UpdateBatch(self._turns, self._waiting.people, self._clock)
        try:
            people = {mark.chat for mark in marks}.union(*(_people(one.read) for one in incoming))
            async with self._store.transaction(people) as work:
                misplaced = await work.outbox.keep_receipts(marks)
                changes = await batch.records(work, incoming)
                said = await work.keep(changes)
                if await work.outbox.keep_guesses(self._receipts.guesses):
                    self._receipts.forget_guesses()
        except BaseException:
            self._receipts.put_back(marks)
            raise
        count([one.read for one in incoming], changes)
        # Logged only now: before the commit, nothing is parked.
        for change in changes:
            if change.parked is not None:
                _log.error("update_parked", **why(change.parked.problem), update=change.update)
        self._waiting.add(batch.waits)
        self._speak(said, changes, self._waiting.people)
        self._correct(misplaced)
        for one in incoming:
            press = one.read.press if isinstance(one.read, Arrival | StrayPress) else None
            if press is not None:
                self._outbox.acknowledge(press)

    def _speak(self, said: Sequence[OutboxMessage], changes: Sequence[TurnRecord], more: Collection[str] = ()) -> None:
        self._outbox.say(said, more)
        for change in changes:
            _log_submissions(change)
        kinds = {type(effect) for change in changes for effect in change.effects}
        if kinds:
            self._wake(kinds)

    async def catch_up(self) -> None:
        """Goes on with the updates that waited when the program ended."""
        await self._waiting.catch_up()

    async def idle(self) -> None:
        """Returns once no update waits for its turn."""
        await self._waiting.idle()

    async def rest(self) -> None:
        """Leaves what waits for the next start."""
        await self._waiting.rest()


def _person(read: Read) -> str | None:
    return read.person if isinstance(read, Arrival | Parked) else None


def _people(read: Read) -> set[str]:
    """Whose turns it takes, and to whom it says something."""
    match read:
        case Arrival():
            return {read.chat}
        case Blocked():
            return {read.person}
        case Parked():
            return {read.person} if read.person else set()
    return set()


def _log_submissions(change: TurnRecord) -> None:
    """Logs what a turn has queued to be delivered, with the update that it came of."""
    for effect in change.effects:
        if isinstance(effect, DeliverPack):
            pack = effect.pack
            _log.info(
                "submission_queued", reference=pack.reference, attempt=pack.attempt, issuer=pack.issuer.id,
                trace=trace_of(pack.draft), update=change.update or "",
            )  # fmt: skip
