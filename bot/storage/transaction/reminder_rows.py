"""Reminders in the database: when to look at whose, and what became of them."""

from collections.abc import Sequence

from bot.storage.engine.statement_groups import Row
from bot.storage.stored import rows
from bot.storage.stored.records import BLOCKED, OutboxMessage, ReminderRow, SendReceipt, TurnRecord
from bot.storage.transaction.open_transaction import TransactionPart, many


class ReminderRows(TransactionPart):
    """When people are reminded, and what came of it."""

    async def keep(self, changes: Sequence[TurnRecord], said: Sequence[OutboxMessage]) -> None:
        """Keeps what turns planned, and what became of reminders; `said` are the messages of these turns."""
        plans = {c.plan.person: c.plan for c in changes if c.plan is not None}
        await self.plan(list(plans.values()))
        rows_of = {one.chat: one.id for one in said if one.message.is_reminder}
        settled = [(one, c.now_ms) for c in changes for one in c.reminders]
        outcomes = [rows.reminder_outcome(one, rows_of.get(one.person), at) for one, at in settled]
        await many(self._db.turn.keep_reminder_outcomes, outcomes)
        silenced: list[Row] = [{"person": c.blocked, "at_ms": c.now_ms} for c in changes if c.blocked is not None]
        await many(self._db.turn.silence, silenced)

    async def plan(self, plans: Sequence[ReminderRow]) -> None:
        """Sets when to look at people's reminders."""
        await many(self._db.turn.plan, [rows.plan(one) for one in plans])

    async def plan_with(self, digest: str) -> None:
        """Notes with which badges everything was planned."""
        await self._db.turn.plan_with(digest=digest)

    async def arrived(self, marks: Sequence[SendReceipt]) -> None:
        """What became of reminders. Whoever has blocked the bot is left alone until they write again."""
        found = [rows.arrived(mark) for mark in marks]
        await many(self._db.turn.arrived, found)
        await many(self._db.turn.silence, [row for row in found if row["became"] == BLOCKED])
