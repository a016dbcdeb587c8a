"""Deletes the rows of people while the bot runs, and notes what else of theirs is to go."""

from collections.abc import Iterable, Sequence

from bot.storage.engine.statement_groups import Statements
from bot.storage.erasing.erase_person import is_about, readable
from bot.storage.erasing.erasure import Erasure
from bot.storage.erasing.media_references import named
from bot.storage.sealing.body_place import NOBODY
from bot.storage.sealing.sealer import Sealer
from bot.storage.stored.codec import ERASURES
from bot.storage.stored.records import OutboxMessage, TurnRecord
from bot.storage.transaction.open_transaction import TransactionPart
from flows.engine.effects import ErasePerson


class ErasureRows(TransactionPart):
    """People whose rows are deleted."""

    async def keep(self, changes: Sequence[TurnRecord], said: Sequence[OutboxMessage]) -> None:
        """Deletes the rows of those who asked for it. What is said to them from then on stays until it is sent."""
        first = 0
        for change in changes:
            for one in (effect for effect in change.effects if isinstance(effect, ErasePerson)):
                before = said[first].id if first < len(said) else (await self._in.outbox_ids(1))[0]
                await self.erase(one.person, before, change.now_ms)
            first += len(change.messages)

    async def erase(self, person: str, before: int, now_ms: int) -> None:
        """Deletes every row of a person but messages from `before` on, and notes which files are to follow."""
        await self._in.sealer.know(self._db, [person])
        erased = await erase_rows(self._db, self._in.sealer, person, before, now_ms)
        earlier = await self._db.erase.erasure(person=person)
        if earlier is not None:
            erased = erased.after(ERASURES.read(earlier))
        await self._db.erase.keep_erasure(person=person, body=ERASURES.write(erased), at_ms=now_ms)

    async def done(self, people: Iterable[str]) -> None:
        """Removes the notes of erasures that are done."""
        for person in people:
            await self._db.erase.erasure_done(person=person)


async def erase_rows(database: Statements, sealer: Sealer, person: str, before: int, now_ms: int) -> Erasure:
    """Deletes every row of a person, within the transaction that is open, but messages in the outbox from `before` on.

    What a file or a folder holds is noted in a row, which stays until that is gone too.
    """
    files = named(sealer, [row async for row in database.erase.naming_bodies_of(owner=person)])
    number = sealer.number(person)
    gone = [(reference, attempt) async for reference, attempt in database.erase.attempts(person=person)]
    every = [row async for row in database.erase.parked()]
    await sealer.know(database, [whose or NOBODY for _, whose, _ in every])
    parked = [id_ for id_, whose, raw in every if is_about(person, id_, whose, readable(sealer, whose, id_, raw))]
    # Their key first: from here on nobody can read what is sealed, wherever a copy of it is left.
    await database.erase.forget_key(person=person)
    for update_id in parked:
        await database.erase.forget_update(update_id=update_id)
    await database.erase.forget_waiting(person=person)
    await database.erase.forget_effects(person=person)
    await database.erase.forget_requests(person=person)
    await database.erase.forget_submissions(person=person)
    drafts = await database.erase.forget_drafts(person=person)
    await database.erase.forget_messages(person=person, before=before)
    await database.erase.forget_audit(person=person)
    await database.erase.forget_reminder(person=person)
    await database.erase.forget_reminder_outcomes(person=person)
    await database.erase.forget_person(person=person)
    return Erasure(person, now_ms, drafts, tuple(gone), tuple(sorted(files.names)), number)
