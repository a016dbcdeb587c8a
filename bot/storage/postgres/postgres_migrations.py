"""Brings a PostgreSQL database up to date, whichever instance comes first."""

import asyncio
from pathlib import Path

import asyncpg

from bot.storage.errors import DataTooNew, MigrationFailed
from bot.storage.postgres.postgres_errors import meaning
from bot.storage.postgres.postgres_statements import POSTGRES
from bot.storage.sqlite.database import steps

MIGRATIONS = Path(__file__).parent / "migrations"


async def version(connection: asyncpg.Connection) -> int:
    """The version of the database; 0 for one that holds nothing of ours yet."""
    return await POSTGRES.version(connection) if await POSTGRES.has_version(connection) else 0


def known() -> int:
    """The version of this release."""
    return len(steps(MIGRATIONS))


async def migrate(connection: asyncpg.Connection, migrations: Path = MIGRATIONS) -> None:
    """Takes the steps that are missing, all in one transaction. Raises DataTooNew or MigrationFailed."""
    every = steps(migrations)
    if await version(connection) == len(every):
        return
    await POSTGRES.take_migrating(connection)
    try:
        if not await POSTGRES.has_version(connection):
            await POSTGRES.make_version(connection)
            await POSTGRES.first_version(connection)
        # Another instance may have been here while this one waited.
        found = await POSTGRES.version(connection)
        if found > len(every):
            raise DataTooNew("the database", found, len(every))
        for number, step in enumerate(every[found:], found + 1):
            await _take(connection, step)
            await POSTGRES.set_version(connection, version=number)
        await POSTGRES.commit(connection)
    except BaseException:
        if not connection.is_closed():
            await POSTGRES.rollback(connection)
        raise


async def _take(connection: asyncpg.Connection, step: Path) -> None:
    try:
        await connection.execute(await asyncio.to_thread(step.read_text, encoding="utf-8"))
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        told = meaning(error)
    else:
        return
    if told.passes:
        raise told
    raise MigrationFailed(step.name, str(told))
