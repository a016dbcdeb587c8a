"""Removes rows that are older than their retention period and need no warning: never drafts or submissions."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from aiosqlite import Connection

from bot.storage.sqlite.statements import KEYS, PURGE
from bot.storage.unit_of_work import NEWEST, UnitOfWork
from flows.model.retention_schedule import RetentionSchedule

DAY_MS = 86_400_000

STRANGERS_MS = 17 * 3_600_000
"""With a purge every six hours, a stranger's row is gone within a day."""

STEP = 2_000
"""Rows looked at in one transaction: a few milliseconds, which is all that a worker may wait for this."""

Transaction = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


async def purge(connection: Connection, transaction: Transaction, now_ms: int, schedule: RetentionSchedule) -> None:
    """Removes all that is older than the schedule says, but the newest prompts of every chat."""
    async with transaction():
        before_ms = now_ms - STRANGERS_MS
        if await PURGE.old_strangers(connection, before_ms=before_ms):
            await PURGE.strangers_prompts(connection, before_ms=before_ms)
            await PURGE.strangers_audit(connection, before_ms=before_ms)
    async with transaction():
        await KEYS.unused_keys(connection)
    async with transaction():
        await PURGE.old_updates(connection, before_ms=now_ms - schedule.update_id_days * DAY_MS)
        await PURGE.old_webhooks(connection, before_ms=now_ms - schedule.webhook_id_days * DAY_MS)
        await PURGE.old_parked(connection, before_ms=now_ms - schedule.parked_days * DAY_MS)
    async with transaction():
        await PURGE.old_operator_acts(connection, before_ms=now_ms - schedule.operator_days * DAY_MS)
    removed = STEP
    while removed == STEP:
        async with transaction():
            removed = await PURGE.old_audit(connection, before_ms=now_ms - schedule.audit_days * DAY_MS, most=STEP)
    removed = STEP
    while removed == STEP:
        async with transaction():
            removed = await PURGE.old_reminder_outcomes(
                connection, before_ms=now_ms - schedule.audit_days * DAY_MS, most=STEP
            )
    await _purge_outbox(connection, transaction, now_ms - schedule.prompt_days * DAY_MS)


async def _purge_outbox(connection: Connection, transaction: Transaction, before_ms: int) -> None:
    after = 0
    while True:
        async with transaction():
            until, oldest_ms = await PURGE.outbox_step(connection, after=after, most=STEP)
            if until is None or oldest_ms is None or oldest_ms >= before_ms:
                return
            await PURGE.old_outbox(connection, after=after, until=until, before_ms=before_ms, newest=NEWEST)
        after = until
