"""The store: the database of one data folder, opened by one process."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import structlog

from bot.storage import retention
from bot.storage.engine.database_location import Engine
from bot.storage.engine.instances import Instances
from bot.storage.engine.locations import location
from bot.storage.erasing.erasure import Erasure
from bot.storage.lookup_key import LookupKey, lookup_key
from bot.storage.sealing.body_place import NOBODY, of_pack
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.sealer import Sealer, SealerMaker
from bot.storage.sealing.unlock import unlocked
from bot.storage.stored import rows
from bot.storage.stored.codec import ERASURES, PACKS
from bot.storage.stored.records import (
    Asked,
    DueEffect,
    OutboxMessage,
    RetentionLook,
    RetentionPass,
    Submitted,
    Undecided,
    WaitingSince,
)
from bot.storage.stored.requested import PersonRequest
from bot.storage.transaction.open_transaction import Transaction
from bot.storage.transaction.outbox_rows import readable
from bot.storage.transaction.session_rows import SessionRows
from bot.storage.transaction.unit_of_work import UnitOfWork
from flows.engine.effects import Effect
from flows.model.draft import Session
from flows.model.retention_schedule import RetentionSchedule
from flows.pack.pack import Pack

_log = structlog.get_logger(__name__)
_USUAL = RetentionSchedule()


class Store:
    """The open database. Writes go through `transaction`; reads outside it see committed data only.

    `heartbeat`, `purge` and `empty_journal` open transactions of their own, so they must not be called inside one.
    """

    def __init__(self, engine: Engine, lookup: LookupKey, sealer: SealerMaker) -> None:
        self._engine = engine
        self._lookup = lookup
        self._sealer = sealer

    @classmethod
    @asynccontextmanager
    async def open(cls, data: Path, keyring: Keyring | None = None) -> AsyncIterator["Store"]:
        """Opens the database of a data folder, made and brought up to date if need be, and closes it at the end.

        With keys a new one is sealed from the start. Raises DataInUse, DataTooNew, MigrationFailed, DiskTrouble,
        DatabaseTrouble or DatabaseDamaged; and KeyNeeded, WrongKey, NotSealed or SealingUnfinished where they do not
        fit the data.
        """
        store = await cls.start(data, keyring)
        try:
            yield store
        finally:
            await store.close()

    @classmethod
    async def start(cls, data: Path, keyring: Keyring | None = None) -> "Store":
        """Opens as `open` does; `close` is then the caller's to call."""
        place = location(data)
        try:
            engine = await place.start()
            try:
                sealer = await asyncio.to_thread(unlocked, data, keyring)
                return cls(engine, await asyncio.to_thread(lookup_key, data, sealer().key(NOBODY)), sealer)
            except BaseException:
                await engine.close()
                raise
        except Exception as error:
            told = await place.explained(error)
            if told is error:
                raise
            raise told from error

    async def over(self) -> None:
        """Raises StorageError once this process may serve the data no more; else it waits."""
        await self._engine.over()

    async def close(self) -> None:
        """Waits for the transaction in hand, and lets go of the data."""
        await self._engine.close()

    @property
    def instances(self) -> Instances:
        """The instances that serve the database."""
        return self._engine.instances

    @property
    def alone(self) -> bool:
        """Whether no other instance may serve the database meanwhile."""
        return self._engine.claims is None

    @asynccontextmanager
    async def transaction(self, people: Iterable[str] = ()) -> AsyncIterator[UnitOfWork]:
        """A transaction: its writes are on disk once the block ends, none of them after an exception. One at a time.

        No other instance takes a turn of these `people`, or writes what was said to them, meanwhile.
        """
        async with self._engine.writing() as database:
            work = UnitOfWork(
                Transaction(database, self._engine.outbox_ids, self._lookup, self._sealer(), self._engine.beside)
            )
            await work.lock(people)
            yield work

    async def _knowing(self, owners: Iterable[str]) -> Sealer:
        """A sealer that has the keys of these owners."""
        sealer = self._sealer()
        await sealer.know(self._engine.reader, owners)
        return sealer

    async def waiting(self) -> tuple[OutboxMessage, ...]:
        """Messages without a receipt, in order, as far as they can be read."""
        every = [(*row, False) async for row in self._engine.reader.outside.waiting()]
        return tuple(readable(await self._knowing(chat for _, chat, *_ in every), every))

    async def due_effects(
        self,
        now_ms: int,
        limit: int,
        kind: type[Effect] | None = None,
        *,
        in_turn: bool = False,
        room: int = 0,
        known: Collection[int] = (),
    ) -> tuple[DueEffect, ...]:
        """The effects whose time has come, of every kind or of one, the longest due first.

        `in_turn` gives one of each person, then a second of each, and so on; it is not for deliveries. Where several
        instances serve, it is those that this one has claimed, up to `room` of them now. Those that are `known`
        count towards the limit and are left out.
        """
        outside, name, claims = self._engine.reader.outside, rows.kind(kind), self._engine.claims
        if name is not None and claims is not None:
            found = list(await claims.claim_effects(now_ms, room, limit, name, in_turn=in_turn))
        else:
            due = outside.due_in_turn if in_turn else outside.due
            found = [row async for row in due(now_ms=now_ms, most=limit, kind=name)]
        found = [row for row in found if row[0] not in known]
        sealer = await self._knowing(row[2] for row in found)
        return tuple(DueEffect(row[0], row[2], row[3], rows.effect(sealer, row), row[1], row[-1]) for row in found)

    async def claim_effect(self, effect: int) -> bool:
        """Has no other instance do an effect; False where another has begun it."""
        return self._engine.claims is None or await self._engine.claims.claim_effect(effect)

    async def next_due_ms(self, kind: type[Effect] | None = None) -> int | None:
        """When the next effect is due, of every kind or of one; None if there is none.

        Where several instances serve, it is of those that no other has.
        """
        name, claims = rows.kind(kind), self._engine.claims
        if name is not None and claims is not None:
            return await claims.next_due_ms(name)
        outside = self._engine.reader.outside
        return await (outside.next_due() if name is None else outside.next_due_of(kind=name))

    async def pack(self, reference: str, attempt: int) -> Pack | None:
        """A pack as it was frozen; None if there was no such attempt."""
        found = await self.submitted(reference, attempt)
        return None if found is None else found.pack

    async def undecided(self, issuers: Iterable[str]) -> tuple[Undecided, ...]:
        """What these issuers have and have not decided on, the longest there first."""
        found = self._engine.reader.outside.undecided(issuers=rows.array(issuers))
        return tuple([Undecided(*row) async for row in found])

    async def submitted(self, reference: str, attempt: int) -> Submitted | None:
        """An attempt and whose it is; None if there was no such attempt."""
        found = await self._engine.reader.outside.submitted(reference=reference, attempt=attempt)
        if found is None:
            return None
        person, stored = found
        sealer = await self._knowing([person])
        return Submitted(person, PACKS.read(sealer.open(of_pack(person, reference, attempt), stored)))

    async def processed_webhook(self, issuer: str, id_: str) -> str | None:
        """The digest of what an issuer's system told under an id; None where that is not known, or no longer."""
        return await self._engine.reader.outside.processed_webhook(issuer=issuer, webhook=id_)

    async def asked(self) -> tuple[Asked, ...]:
        """What the operator asks for and is not done yet, in order."""
        found = [row async for row in self._engine.reader.outside.asked()]
        sealer = await self._knowing(person for _, person, _, _ in found)
        return tuple(Asked(id_, rows.request(sealer, person, draft, body)) for id_, person, draft, body in found)

    async def delivery(self, reference: str, attempt: int) -> int | None:
        """The effect that delivers an attempt; None where none waits."""
        return await self._engine.reader.outside.delivery(reference=reference, attempt=attempt)

    async def tallies(self) -> tuple[tuple[str, int], ...]:
        """How much waits: effects by their kinds, and messages to be spoken."""
        return tuple([tally async for tally in self._engine.reader.outside.tallies()])

    async def reminder_tallies(self, now_ms: int) -> tuple[tuple[str, str, int], ...]:
        """How many people have a reminder planned or due, nothing planned, or have blocked the bot: state and kind."""
        return tuple([tally async for tally in self._engine.reader.outside.reminder_tallies(now_ms=now_ms)])

    async def reminder_outcome_tallies(self) -> tuple[tuple[str, str, int], ...]:
        """How many reminders of each kind became what, as far back as the ledger goes."""
        return tuple([tally async for tally in self._engine.reader.outside.reminder_outcome_tallies()])

    async def due_reminders(self, now_ms: int, most: int) -> tuple[str, ...]:
        """The people whose reminders are to be looked at, the longest due first; none who has blocked the bot."""
        return tuple([id_ async for (id_,) in self._engine.reader.outside.reminders_due(now_ms=now_ms, most=most)])

    async def next_reminder_ms(self) -> int | None:
        """When the next of them is due; None if there is none."""
        return await self._engine.reader.outside.next_reminder()

    async def people_with_reminders(self, after: str, most: int) -> tuple[str, ...]:
        """Those who ever wanted to be reminded, in order of their ids, from one on."""
        return tuple(
            [id_ async for (id_,) in self._engine.reader.outside.people_with_reminders(after=after, most=most)]
        )

    async def planned_with(self) -> str | None:
        """With which badges everything was planned last."""
        return await self._engine.reader.outside.planned_with()

    async def retention_looks(self, now_ms: int, most: int) -> tuple[RetentionLook, ...]:
        """Whose data are to be looked at for what runs out, the longest due first."""
        found = self._engine.reader.retention.due(now_ms=now_ms, most=most)
        return tuple([RetentionLook(*row) async for row in found])

    async def retention_pass(self) -> RetentionPass | None:
        """The last look at what runs out; None before the first."""
        found = await self._engine.reader.retention.last_pass()
        return None if found is None else RetentionPass(*found)

    async def retention_tallies(self) -> tuple[tuple[str, str, int], ...]:
        """How many things of each kind were warned of and removed, ever: kind, what became of it, how many."""
        return tuple([tally async for tally in self._engine.reader.retention.tallies()])

    async def is_indexed(self) -> bool:
        """Whether everybody is in the index by which an operator finds a person, by the present key."""
        return await self._engine.reader.lookup.key() == self._lookup.mark

    async def people(self, after: str, most: int) -> tuple[str, ...]:
        """The people who are known, in order of their ids, from one on."""
        return tuple([id_ async for (id_,) in self._engine.reader.lookup.people(after=after, most=most)])

    async def asked_of_people(self) -> tuple[tuple[int, str, PersonRequest | None], ...]:
        """What the operator asks of people and is not done yet, in order; None where it cannot be read."""
        found = [row async for row in self._engine.reader.lookup.asked()]
        sealer = await self._knowing(person for _, person, _ in found)
        return tuple((id_, person, rows.person_request(sealer, person, body)) for id_, person, body in found)

    async def last_heartbeat(self) -> int | None:
        """The last heartbeat; None before the first."""
        at_ms: int | None = await self._engine.reader.outside.last_heartbeat()
        return at_ms

    async def waiting_since(self, parked_since_ms: int) -> WaitingSince:
        """Since when the oldest of each queue waits, and how many updates were parked, in all and since a time."""
        kept, lately = await self._engine.reader.health.parked(since_ms=parked_since_ms)
        return WaitingSince(
            await self._engine.reader.health.oldest_message(),
            await self._engine.reader.health.oldest_delivery(),
            await self._engine.reader.health.first_touched(),
            kept,
            lately,
        )

    async def session(self, person: str) -> Session:
        """A person's session as it is committed."""
        reading = Transaction(self._engine.reader, self._engine.outbox_ids, self._lookup, self._sealer())
        return (await SessionRows(reading).read({person}))[person]

    async def waiting_people(self) -> tuple[tuple[str, int, int], ...]:
        """Whose updates wait for their turn, the longest first: person, updates, characters."""
        return tuple([found async for found in self._engine.reader.outside.waiting_people()])

    async def versions(self) -> tuple[tuple[str, str], ...]:
        """The badges, each at a version, on which drafts were begun."""
        return tuple([version async for version in self._engine.reader.outside.versions()])

    async def active_since(self, since_ms: int) -> tuple[str, ...]:
        """The people who did something at that time or later, the longest ago first."""
        return tuple([id_ async for (id_,) in self._engine.reader.outside.active_since(since_ms=since_ms)])

    async def heartbeat(self, now_ms: int) -> None:
        """Writes the heartbeat, and brings back into reach what was put off while the clock was wrong."""
        async with self.transaction() as work:
            await work.heartbeat(now_ms)
            await work.keep_up_with_keys()
            brought = await work.effects.bring_forward(now_ms)
        if brought:
            _log.warning("due_times_brought_forward", effects=brought)

    async def empty_journal(self, *, keys_went: bool = False) -> bool:
        """Leaves nothing on the disk of rows as they were before. Whether it could: a reader may be in the way.

        On PostgreSQL free space is overwritten in time alone, but where `keys_went`, none of them is left there: what
        is sealed is then unreadable wherever it stands.
        """
        return await self._engine.empty_journal(keys_went=keys_went)

    async def erasures(self) -> tuple[Erasure, ...]:
        """Erasures whose files are yet to go, the longest waiting first."""
        return tuple([ERASURES.read(body) async for (body,) in self._engine.reader.erase.erasures()])

    async def purge(self, now_ms: int, schedule: RetentionSchedule = _USUAL, *, strangers_alone: bool = False) -> None:
        """Removes rows past their retention, in short transactions between which turns go on.

        With `strangers_alone`, those of people who never agreed, and no others.
        """
        writing = partial(self._engine.writing, alone=True)
        await retention.purge(writing, now_ms, schedule, strangers_alone=strangers_alone)
