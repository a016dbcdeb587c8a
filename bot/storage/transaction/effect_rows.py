"""Effects in the database: new ones, those that are put off, and those that are done."""

from collections.abc import Iterable, Sequence

from bot.storage.errors import Changed
from bot.storage.stored import rows
from bot.storage.stored.records import PutOff, ReceiptRow, TurnRecord
from bot.storage.transaction.open_transaction import TransactionPart, many
from flows.engine.effects import DeliverPack, ErasePerson

LONGEST_PUT_OFF_MS = 7 * 3_600_000
"""An issuer may ask to be left alone for six hours, and a tenth more spreads those who wait."""


class EffectRows(TransactionPart):
    """What is to be done outside a turn."""

    async def add(self, changes: Sequence[TurnRecord]) -> None:
        """Keeps the effects of turns, and freezes submissions. Raises Changed for another content of a frozen one."""
        every = [(effect, _owner(c), c.now_ms) for c in changes for effect in c.effects]
        frozen = [
            rows.submission(self._in.sealer, owner, effect.pack, at)
            for effect, owner, at in every
            if isinstance(effect, DeliverPack)
        ]
        if await many(self._db.turn.keep_submissions, frozen) != len(frozen):
            raise Changed("a submission is frozen already, with another content")
        await many(self._db.turn.add_deliveries, frozen)
        others = [
            rows.errand(self._in.sealer, owner, effect, at)
            for effect, owner, at in every
            if not isinstance(effect, DeliverPack | ErasePerson)
        ]
        await many(self._db.turn.add_effects, others)

    async def due_now(self, reference: str, attempt: int, now_ms: int) -> None:
        """Has a delivery tried now, where it waits."""
        await self._db.turn.due_now(reference=reference, attempt=attempt, now_ms=now_ms)

    async def delivered(self, receipts: Sequence[ReceiptRow]) -> None:
        """Writes down that submissions have arrived. The first receipt stands."""
        await many(self._db.turn.mark_delivered, [rows.receipt(r) for r in receipts])

    async def done(self, effects: Iterable[int]) -> None:
        """Removes effects that need no further try."""
        await self._db.turn.remove_effects(ids=rows.array(effects))

    async def put_off(self, effects: Sequence[PutOff]) -> None:
        """Sets the next try of effects that failed, and counts the failure."""
        await many(self._db.turn.put_off, [rows.put_off(e) for e in effects])

    async def bring_forward(self, now_ms: int) -> int:
        """Has nothing wait longer than anything is ever put off; how many effects were."""
        return await self._db.turn.bring_forward(now_ms=now_ms, longest_ms=LONGEST_PUT_OFF_MS)


def _owner(change: TurnRecord) -> str:
    """Whose effects they are."""
    if change.after is None:
        raise ValueError("only the turn of a person has effects")
    return change.after.person.id
