"""Removes rows that are older than their retention period. Drafts and submissions are never among them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from aiosqlite import Connection

from bot.storage.sqlite.statements import KEYS, PURGE
from bot.storage.unit_of_work import NEWEST, UnitOfWork

DAY_MS = 86_400_000

UPDATES_DAYS = 14
"""Telegram offers an update again for a day at most; two weeks leave room for a clock that was wrong."""

TOLD_DAYS = 30
"""Issuers' systems try a message again for some days; Standard Webhooks speaks of three or four."""

PARKED_DAYS = 90
"""Long enough to look into a fault; after that, a worker's words must not be kept outside their draft."""

PLACES_DAYS = 60
"""A worker may reply to an old message; after two months they are shown the question again first."""

AUDIT_DAYS = 731
"""An award lasts a year, and a complaint about one may come until the next: two years, with a leap day."""

STRANGERS_MS = 17 * 3_600_000
"""With a purge every six hours, a stranger's row is gone within a day."""

STEP = 2_000
"""Rows looked at in one transaction: a few milliseconds, which is all that a worker may wait for this."""

Transaction = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


async def purge(connection: Connection, transaction: Transaction, now_ms: int) -> None:
    """Removes all that is older than the days above, but the newest places of every chat."""
    async with transaction():
        before_ms = now_ms - STRANGERS_MS
        if await PURGE.old_strangers(connection, before_ms=before_ms):
            await PURGE.strangers_prompts(connection, before_ms=before_ms)
            await PURGE.strangers_audit(connection, before_ms=before_ms)
    async with transaction():
        await KEYS.unused_keys(connection)
    async with transaction():
        await PURGE.old_updates(connection, before_ms=now_ms - UPDATES_DAYS * DAY_MS)
        await PURGE.old_webhooks(connection, before_ms=now_ms - TOLD_DAYS * DAY_MS)
        await PURGE.old_parked(connection, before_ms=now_ms - PARKED_DAYS * DAY_MS)
    removed = STEP
    while removed == STEP:
        async with transaction():
            removed = await PURGE.old_audit(connection, before_ms=now_ms - AUDIT_DAYS * DAY_MS, most=STEP)
    removed = STEP
    while removed == STEP:
        async with transaction():
            removed = await PURGE.old_reminder_outcomes(connection, before_ms=now_ms - AUDIT_DAYS * DAY_MS, most=STEP)
    await _purge_outbox(connection, transaction, now_ms - PLACES_DAYS * DAY_MS)


async def _purge_outbox(connection: Connection, transaction: Transaction, before_ms: int) -> None:
    after = 0
    while True:
        async with transaction():
            until, oldest_ms = await PURGE.outbox_step(connection, after=after, most=STEP)
            if until is None or oldest_ms is None or oldest_ms >= before_ms:
                return
            await PURGE.old_outbox(connection, after=after, until=until, before_ms=before_ms, newest=NEWEST)
        after = until
