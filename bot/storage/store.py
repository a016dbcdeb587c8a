"""The store: the database of one data folder, opened by one process."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from typing import IO

import aiosqlite
import structlog

from bot.monitoring.causes import why
from bot.storage import retention, rows
from bot.storage.codec import ERASURES, MESSAGES, PACKS
from bot.storage.detail_correction import DetailCorrection
from bot.storage.erasure import Erasure
from bot.storage.errors import DatabaseDamaged, DiskTrouble, StorageError, may_pass
from bot.storage.lookup_key import LookupKey, lookup_key
from bot.storage.records import (
    Asked,
    DueEffect,
    OutboxMessage,
    RetentionLook,
    RetentionPass,
    Submitted,
    Undecided,
    WaitingSince,
)
from bot.storage.sealing.body_place import NOBODY, of_message, of_pack
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.sealer import Sealer, SealerMaker
from bot.storage.sealing.unlock import unlocked
from bot.storage.sqlite import database
from bot.storage.sqlite.statements import CONNECTION, ERASE, HEALTH, LOOKUP, OUTSIDE, RETENTION
from bot.storage.unit_of_work import UnitOfWork
from flows.engine.effects import Effect
from flows.model.draft import Session
from flows.model.retention_schedule import RetentionSchedule
from flows.pack.pack import Pack

# At its lowest level the driver logs every statement with its values, which are people's words.
logging.getLogger("aiosqlite").disabled = True

_log = structlog.get_logger(__name__)
_USUAL = RetentionSchedule()


class Store:
    """The open database. Writes go through `transaction`; reads outside it see committed data only.

    `heartbeat`, `purge` and `empty_journal` open transactions of their own, so they must not be called inside one.
    """

    def __init__(
        self,
        lock: IO[bytes],
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        last_outbox_id: int,
        lookup: LookupKey,
        sealer: SealerMaker,
    ) -> None:
        self._sealer = sealer
        self._lock = lock
        self._writer = writer
        self._reader = reader
        self._lookup = lookup
        self._turns = asyncio.Lock()
        # This process alone writes, so it can give the outbox's rows their numbers without asking.
        self._said_ids = count(last_outbox_id + 1).__next__

    @classmethod
    @asynccontextmanager
    async def open(cls, data: Path, keyring: Keyring | None = None) -> AsyncIterator["Store"]:
        """Opens the data folder, made and brought up to date if need be, and closes it at the end.

        With keys a new folder is sealed from the start. Raises DataInUse, DataTooNew, MigrationFailed, DiskTrouble or
        DatabaseDamaged; and KeyNeeded, WrongKey, NotSealed or SealingUnfinished where they do not fit the data.
        """
        store = await cls.start(data, keyring)
        try:
            yield store
        finally:
            await store.close()

    @classmethod
    async def start(cls, data: Path, keyring: Keyring | None = None) -> "Store":
        """Opens as `open` does; `close` is then the caller's to call."""
        try:
            return await cls._started(data, keyring)
        except sqlite3.DatabaseError as error:
            if may_pass(error):
                raise DiskTrouble(data) from error
            if await asyncio.to_thread(database.is_damaged, data):
                raise DatabaseDamaged(data) from error
            raise

    @classmethod
    async def _started(cls, data: Path, keyring: Keyring | None) -> "Store":
        async with AsyncExitStack() as stack:
            lock = stack.enter_context(database.claim(data))
            path = await asyncio.to_thread(database.prepare, data)
            sealer = await asyncio.to_thread(unlocked, data, keyring)
            writer = await stack.enter_async_context(aiosqlite.connect(path, isolation_level=None))
            await CONNECTION.be_patient(writer)
            await CONNECTION.keep_a_journal(writer)
            await CONNECTION.write_through(writer)
            await CONNECTION.hold_references(writer)
            await CONNECTION.overwrite_what_goes(writer)
            reader = await stack.enter_async_context(aiosqlite.connect(path, isolation_level=None))
            await CONNECTION.be_patient(reader)
            await CONNECTION.look_only(reader)
            last_outbox_id = await CONNECTION.last_outbox_id(reader)
            lookup = await asyncio.to_thread(lookup_key, data, sealer().key(NOBODY))
            stack.pop_all()
            return cls(lock, writer, reader, last_outbox_id or 0, lookup, sealer)

    async def close(self) -> None:
        """Waits for the transaction in hand, and lets go of the folder."""
        async with self._turns:
            try:
                await self._reader.close()
                await self._writer.close()
            finally:
                self._lock.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[UnitOfWork]:
        """A transaction: its writes are on disk once the block ends, none of them after an exception. One at a time."""
        async with self._turns:
            try:
                await CONNECTION.begin(self._writer)
                yield UnitOfWork(self._writer, self._said_ids, self._lookup, self._sealer())
                await CONNECTION.commit(self._writer)
            except BaseException:
                # A cancelled statement is still carried out on the connection's thread; this comes after it.
                await asyncio.shield(self._writer.rollback())
                raise

    async def _knowing(self, owners: Iterable[str]) -> Sealer:
        """A sealer that has the keys of these owners."""
        sealer = self._sealer()
        await sealer.know(self._reader, owners)
        return sealer

    async def waiting(self) -> tuple[OutboxMessage, ...]:
        """Messages without a receipt, in order.

        A row that cannot be read is left where it is, for the operator, and named in the log.
        """
        found: list[OutboxMessage] = []
        every = [row async for row in OUTSIDE.waiting(self._reader)]
        sealer = await self._knowing(chat for _, chat, _, _ in every)
        for id_, chat, stored, created_ms in every:
            try:
                body = sealer.open(of_message(chat, id_), stored)
                found.append(OutboxMessage(id_, chat, MESSAGES.read(body), created_ms))
            except StorageError as error:
                _log.error("outbox_row_set_aside", row=id_, **why(error))
        return tuple(found)

    async def due_effects(
        self, now_ms: int, limit: int, kind: type[Effect] | None = None, *, in_turn: bool = False
    ) -> tuple[DueEffect, ...]:
        """The effects whose time has come, of every kind or of one, the longest due first.

        `in_turn` gives one of each person, then a second of each, and so on; it is not for deliveries.
        """
        due = OUTSIDE.due_in_turn if in_turn else OUTSIDE.due
        found = [row async for row in due(self._reader, now_ms=now_ms, most=limit, kind=rows.kind(kind))]
        sealer = await self._knowing(row[2] for row in found)
        return tuple(DueEffect(row[0], row[2], row[3], rows.effect(sealer, row), row[1], row[-1]) for row in found)

    async def next_due_ms(self, kind: type[Effect] | None = None) -> int | None:
        """When the next effect is due, of every kind or of one; None if there is none."""
        return await OUTSIDE.next_due(self._reader, kind=rows.kind(kind))

    async def pack(self, reference: str, attempt: int) -> Pack | None:
        """A pack as it was frozen; None if there was no such attempt."""
        found = await self.submitted(reference, attempt)
        return None if found is None else found.pack

    async def undecided(self, issuers: Iterable[str]) -> tuple[Undecided, ...]:
        """What these issuers have and have not decided on, the longest there first."""
        found = OUTSIDE.undecided(self._reader, issuers=rows.array(issuers))
        return tuple([Undecided(*row) async for row in found])

    async def submitted(self, reference: str, attempt: int) -> Submitted | None:
        """An attempt and whose it is; None if there was no such attempt."""
        found = await OUTSIDE.submitted(self._reader, reference=reference, attempt=attempt)
        if found is None:
            return None
        person, stored = found
        sealer = await self._knowing([person])
        return Submitted(person, PACKS.read(sealer.open(of_pack(person, reference, attempt), stored)))

    async def processed_webhook(self, issuer: str, id_: str) -> str | None:
        """The digest of what an issuer's system told under an id; None where that is not known, or no longer."""
        return await OUTSIDE.processed_webhook(self._reader, issuer=issuer, webhook=id_)

    async def asked(self) -> tuple[Asked, ...]:
        """What the operator asks for and is not done yet, in order."""
        found = [row async for row in OUTSIDE.asked(self._reader)]
        sealer = await self._knowing(person for _, person, _, _ in found)
        return tuple(Asked(id_, rows.request(sealer, person, draft, body)) for id_, person, draft, body in found)

    async def delivery(self, reference: str, attempt: int) -> int | None:
        """The effect that delivers an attempt; None where none waits."""
        return await OUTSIDE.delivery(self._reader, reference=reference, attempt=attempt)

    async def tallies(self) -> tuple[tuple[str, int], ...]:
        """How much waits: effects by their kinds, and messages to be spoken."""
        return tuple([tally async for tally in OUTSIDE.tallies(self._reader)])

    async def reminder_tallies(self, now_ms: int) -> tuple[tuple[str, str, int], ...]:
        """How many people have a reminder planned or due, nothing planned, or have blocked the bot: state and kind."""
        return tuple([tally async for tally in OUTSIDE.reminder_tallies(self._reader, now_ms=now_ms)])

    async def reminder_outcome_tallies(self) -> tuple[tuple[str, str, int], ...]:
        """How many reminders of each kind became what, as far back as the ledger goes."""
        return tuple([tally async for tally in OUTSIDE.reminder_outcome_tallies(self._reader)])

    async def due_reminders(self, now_ms: int, most: int) -> tuple[str, ...]:
        """The people whose reminders are to be looked at, the longest due first; none who has blocked the bot."""
        return tuple([id_ async for (id_,) in OUTSIDE.reminders_due(self._reader, now_ms=now_ms, most=most)])

    async def next_reminder_ms(self) -> int | None:
        """When the next of them is due; None if there is none."""
        return await OUTSIDE.next_reminder(self._reader)

    async def people_with_reminders(self, after: str, most: int) -> tuple[str, ...]:
        """Those who ever wanted to be reminded, in order of their ids, from one on."""
        return tuple([id_ async for (id_,) in OUTSIDE.people_with_reminders(self._reader, after=after, most=most)])

    async def planned_with(self) -> str | None:
        """With which badges everything was planned last."""
        return await OUTSIDE.planned_with(self._reader)

    async def retention_looks(self, now_ms: int, most: int) -> tuple[RetentionLook, ...]:
        """Whose data are to be looked at for what runs out, the longest due first."""
        found = RETENTION.due(self._reader, now_ms=now_ms, most=most)
        return tuple([RetentionLook(*row) async for row in found])

    async def retention_pass(self) -> RetentionPass | None:
        """The last look at what runs out; None before the first."""
        found = await RETENTION.last_pass(self._reader)
        return None if found is None else RetentionPass(*found)

    async def retention_tallies(self) -> tuple[tuple[str, str, int], ...]:
        """How many things of each kind were warned of and removed, ever: kind, what became of it, how many."""
        return tuple([tally async for tally in RETENTION.tallies(self._reader)])

    async def is_indexed(self) -> bool:
        """Whether everybody is in the index by which an operator finds a person, by the present key."""
        return await LOOKUP.key(self._reader) == self._lookup.mark

    async def people(self, after: str, most: int) -> tuple[str, ...]:
        """The people who are known, in order of their ids, from one on."""
        return tuple([id_ async for (id_,) in LOOKUP.people(self._reader, after=after, most=most)])

    async def asked_of_people(self) -> tuple[tuple[int, str, DetailCorrection | None], ...]:
        """What the operator asks of people and is not done yet, in order; None where it cannot be read."""
        found = [row async for row in LOOKUP.asked(self._reader)]
        sealer = await self._knowing(person for _, person, _ in found)
        return tuple((id_, person, rows.correction(sealer, person, body)) for id_, person, body in found)

    async def last_heartbeat(self) -> int | None:
        """The last heartbeat; None before the first."""
        at_ms: int | None = await OUTSIDE.last_heartbeat(self._reader)
        return at_ms

    async def waiting_since(self, parked_since_ms: int) -> WaitingSince:
        """Since when the oldest of each queue waits, and how many updates were parked, in all and since a time."""
        kept, lately = await HEALTH.parked(self._reader, since_ms=parked_since_ms)
        return WaitingSince(
            await HEALTH.oldest_message(self._reader),
            await HEALTH.oldest_delivery(self._reader),
            await HEALTH.first_touched(self._reader),
            kept,
            lately,
        )

    async def session(self, person: str) -> Session:
        """A person's session as it is committed."""
        return (await UnitOfWork(self._reader, self._said_ids, self._lookup, self._sealer()).sessions({person}))[person]

    async def waiting_people(self) -> tuple[tuple[str, int, int], ...]:
        """Whose updates wait for their turn, the longest first: person, updates, characters."""
        return tuple([found async for found in OUTSIDE.waiting_people(self._reader)])

    async def versions(self) -> tuple[tuple[str, str], ...]:
        """The badges, each at a version, on which drafts were begun."""
        return tuple([version async for version in OUTSIDE.versions(self._reader)])

    async def active_since(self, since_ms: int) -> tuple[str, ...]:
        """The people who did something at that time or later, the longest ago first."""
        return tuple([id_ async for (id_,) in OUTSIDE.active_since(self._reader, since_ms=since_ms)])

    async def heartbeat(self, now_ms: int) -> None:
        """Writes the heartbeat, and brings back into reach what was put off while the clock was wrong."""
        async with self.transaction() as work:
            await work.heartbeat(now_ms)
            await work.keep_up_with_keys()
            brought = await work.bring_forward(now_ms)
        if brought:
            _log.warning("due_times_brought_forward", effects=brought)

    async def empty_journal(self) -> bool:
        """Leaves nothing on the disk of rows as they were before. Whether it could: a reader may be in the way."""
        async with self._turns:
            # Everybody's turns wait meanwhile, so it does not wait for a reader.
            await CONNECTION.be_impatient(self._writer)
            try:
                busy, _, _ = await CONNECTION.empty_the_journal(self._writer)
            finally:
                await CONNECTION.be_patient(self._writer)
            return not busy

    async def erasures(self) -> tuple[Erasure, ...]:
        """Erasures whose files are yet to go, the longest waiting first."""
        return tuple([ERASURES.read(body) async for (body,) in ERASE.erasures(self._reader)])

    async def purge(self, now_ms: int, schedule: RetentionSchedule = _USUAL) -> None:
        """Removes rows past their retention, in short transactions between which turns go on."""
        await retention.purge(self._writer, self.transaction, now_ms, schedule)
