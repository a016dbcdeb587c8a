"""Erasing people within a transaction, and the notes of what is still to go."""

from collections.abc import Iterable, Sequence

from bot.storage.erasing.erase_rows import erase_rows
from bot.storage.stored.codec import ERASURES
from bot.storage.stored.records import OutboxMessage, TurnRecord
from bot.storage.transaction.open_transaction import Transaction
from flows.engine.effects import ErasePerson


class ErasureRows:
    """People whose rows are deleted."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._db = transaction.statements

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
