"""Removes rows that are older than their retention period and need no warning: never drafts or submissions."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.storage.engine.statement_groups import Statements
from bot.storage.transaction.outbox_rows import NEWEST
from flows.model.retention_schedule import RetentionSchedule

DAY_MS = 86_400_000

STRANGERS_MS = 17 * 3_600_000
"""With a purge every six hours, a stranger's row is gone within a day."""

AHEAD_MS = 300_000
"""A row that is more than this ahead of the time was written while the clock was wrong."""

STEP = 2_000
"""Rows looked at in one transaction: a few milliseconds, which is all that a worker may wait for this."""

Transaction = Callable[[], AbstractAsyncContextManager[Statements]]


async def purge(
    transaction: Transaction, now_ms: int, schedule: RetentionSchedule, *, strangers_alone: bool = False
) -> None:
    """Removes all that is older than the schedule says, but the newest prompts of every chat.

    With `strangers_alone`, only what there is of people who never agreed, who lose nothing by a clock that is wrong.
    """
    async with transaction() as database:
        span = {"before_ms": now_ms - STRANGERS_MS, "later_ms": now_ms + AHEAD_MS}
        if await database.purge.old_strangers(**span):
            await database.purge.strangers_prompts(**span)
            await database.purge.strangers_audit(**span)
    async with transaction() as database:
        await database.keys.unused_keys()
    if strangers_alone:
        return
    async with transaction() as database:
        await database.purge.old_updates(before_ms=now_ms - schedule.update_id_days * DAY_MS)
        await database.purge.old_webhooks(before_ms=now_ms - schedule.webhook_id_days * DAY_MS)
        await database.purge.old_parked(before_ms=now_ms - schedule.parked_days * DAY_MS)
    async with transaction() as database:
        await database.purge.old_operator_acts(before_ms=now_ms - schedule.operator_days * DAY_MS)
    before_ms, removed = now_ms - schedule.audit_days * DAY_MS, STEP
    while removed == STEP:
        async with transaction() as database:
            removed = await database.purge.old_audit(before_ms=before_ms, most=STEP)
    removed = STEP
    while removed == STEP:
        async with transaction() as database:
            removed = await database.purge.old_reminder_outcomes(before_ms=before_ms, most=STEP)
    await _purge_outbox(transaction, now_ms - schedule.prompt_days * DAY_MS)


async def _purge_outbox(transaction: Transaction, before_ms: int) -> None:
    after = 0
    while True:
        async with transaction() as database:
            until, oldest_ms = await database.purge.outbox_step(after=after, most=STEP)
            if until is None or oldest_ms is None or oldest_ms >= before_ms:
                return
            await database.purge.old_outbox(after=after, until=until, before_ms=before_ms, newest=NEWEST)
        after = until
