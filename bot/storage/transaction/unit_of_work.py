"""The unit of work: what a batch of turns reads and leaves, in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.storage.errors import Changed
from bot.storage.sealing.body_place import NOBODY, of_waiting
from bot.storage.stored import rows
from bot.storage.stored.records import OutboxMessage, ProcessedWebhook, TurnRecord, WaitingUpdate
from bot.storage.transaction.effect_rows import EffectRows
from bot.storage.transaction.erasure_rows import ErasureRows
from bot.storage.transaction.open_transaction import Transaction, TransactionPart, many
from bot.storage.transaction.outbox_rows import OutboxRows
from bot.storage.transaction.person_index import PersonIndex
from bot.storage.transaction.reminder_rows import ReminderRows
from bot.storage.transaction.retention_rows import RetentionRows
from bot.storage.transaction.session_rows import SessionRows
from flows.engine.effects import ErasePerson
from flows.model.draft import Session


class UnitOfWork(TransactionPart):
    """Reads and writes of one transaction. Not usable after it."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self.effects = EffectRows(transaction)
        self.erasures = ErasureRows(transaction)
        self.index = PersonIndex(transaction)
        self.reminders = ReminderRows(transaction)
        self.outbox = OutboxRows(transaction, self.reminders)
        self.retention = RetentionRows(transaction)
        self._sessions = SessionRows(transaction)

    async def lock(self, people: Iterable[str]) -> None:
        """Has no other instance take a turn of these people until this transaction is over. To be called first."""
        if self._in.beside is not None:
            await self._in.beside.lock(people)

    async def sessions(
        self, person_ids: Iterable[str], knows: Callable[[str, str], bool] = lambda _badge, _version: True
    ) -> dict[str, Session]:
        """Each person's session, drafts in order of beginning; an empty one for a person never met.

        `knows` says whether this release has a version of a badge. Raises Unreadable, NotOpened or DataTooNew for a
        body that this release cannot read; where other instances serve, OfLaterInstance for what one of them may.
        """
        return await self._sessions.read(person_ids, knows)

    async def processed(self, update_ids: Iterable[str]) -> frozenset[str]:
        """Those of the updates that were handled before."""
        found = self._db.turn.processed(ids=rows.array(update_ids))
        return frozenset([update async for (update,) in found])

    async def waits(self, people: Iterable[str]) -> Mapping[str, tuple[int, int]] | None:
        """How many updates of people wait, and how many characters; None where this instance knows by itself."""
        return None if self._in.beside is None else await self._in.beside.waiting_of(people)

    async def still_wait(self, person: str, waiting: Sequence[WaitingUpdate]) -> bool:
        """Whether these are a person's first waiting updates, as they were read before; else another took them."""
        if self._in.beside is None:
            return True
        found = [row[0] async for row in self._db.turn.next_waiting(person=person, most=len(waiting))]
        return found == [one.id for one in waiting]

    async def next_waiting(self, person: str, most: int) -> tuple[WaitingUpdate, ...]:
        """The first of a person's updates whose turn is yet to be taken, in order."""
        found = [row async for row in self._db.turn.next_waiting(person=person, most=most)]
        await self._in.sealer.know(self._db, [person] if found else ())
        return tuple(
            WaitingUpdate(person, self._in.sealer.open(of_waiting(person, at_ms), raw), place, at_ms, id_)
            for id_, raw, place, at_ms in found
        )

    async def keep_webhook(self, value: ProcessedWebhook) -> bool:
        """Stores the id of an issuer's message; returns whether it is new."""
        return await self._db.turn.keep_webhooks([rows.webhook(value)]) == 1

    async def keep(self, changes: Sequence[TurnRecord]) -> tuple[OutboxMessage, ...]:
        """Stores the records of turns, in order, and returns the messages to send, in order.

        Raises Changed if an update was handled before, or `before` is not the session as this transaction
        read it or kept it last.
        """
        before, after = self._sessions.first_and_last(changes)
        await self._in.sealer.know(self._db, _owners(after, changes), make=True)
        # What is still said to somebody who is erased must open once their key is gone.
        self._in.sealer.drop(one.person for c in changes for one in c.effects if isinstance(one, ErasePerson))
        await self._sessions.keep(before, after, changes)
        await self.index.keep_up(before, after)
        said = await self.outbox.numbered(changes)
        to_speak = await self.outbox.keep(said)
        acts = any(change.effects for change in changes)
        if acts:
            await self.effects.add(changes)
        await self._keep_updates(changes)
        await self.reminders.keep(changes, said)
        await many(self._db.turn.note, [rows.audit(line, c.now_ms) for c in changes for line in c.audit])
        # Before drafts that a session has no more are removed: those of the erased are read for their files.
        if acts:
            await self.erasures.keep(changes, said)
        await self.retention.forget(before, after, changes)
        return to_speak

    async def _keep_updates(self, changes: Sequence[TurnRecord]) -> None:
        parked = [(c.parked, c.now_ms) for c in changes if c.parked is not None]
        handled = {c.update: c.now_ms for c in changes if c.update is not None}
        put_aside = {update.update: now_ms for update, now_ms in parked}
        updates = [rows.update(id_, now_ms) for id_, now_ms in {**handled, **put_aside}.items()]
        if await many(self._db.turn.mark_processed, updates) != len(updates):
            raise Changed("an update was handled before")
        await many(self._db.turn.wait, [rows.waiting(self._in.sealer, c.waits) for c in changes if c.waits])
        waited = [{"waited": c.waited} for c in changes if c.waited is not None]
        if await many(self._db.turn.waited, waited) != len(waited):
            raise Changed("a waiting update was handled before")
        await many(self._db.turn.park, [rows.parked(self._in.sealer, update, now_ms) for update, now_ms in parked])

    async def heartbeat(self, now_ms: int) -> None:
        """Writes the heartbeat."""
        await self._db.turn.heartbeat(now_ms=now_ms)

    async def keep_up_with_keys(self) -> None:
        """Takes a new master key, once it stands in its file, so that the one before it opens nothing any more."""
        for (id_,) in [row async for row in self._db.keys.read_masters()]:
            if await self._in.sealer.learn(self._db, id_):
                if self._in.beside is not None:
                    await self._in.beside.learned(id_)
                await self._db.keys.drop_next_master(id_=id_)

    async def answered(self, requests: Iterable[int]) -> None:
        """Removes what the operator asked for and is done."""
        await self._db.turn.answered(ids=rows.array(requests))


def _owners(after: Iterable[str], changes: Iterable[TurnRecord]) -> set[str]:
    """Everybody whose key seals something of these changes."""
    found = set(after)
    for change in changes:
        found.update(chat for chat, _ in change.messages)
        if change.waits is not None:
            found.add(change.waits.person)
        if change.parked is not None:
            found.add(change.parked.person or NOBODY)
    return found
