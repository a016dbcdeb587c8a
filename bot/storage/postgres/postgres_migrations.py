"""Brings a PostgreSQL database up to date, whichever instance comes first.

A step whose first line says `-- rolling` leaves all that earlier releases use as it was, so their instances go on
beside it. Any other is refused while one of them serves.
"""

import asyncio
from pathlib import Path

import asyncpg

from bot.storage.errors import DataTooNew, MigrationFailed, OlderInstancesServe
from bot.storage.postgres.postgres_errors import meaning
from bot.storage.postgres.postgres_instances import INSTANCES
from bot.storage.postgres.postgres_statements import POSTGRES
from bot.storage.sqlite.database import steps

MIGRATIONS = Path(__file__).parent / "migrations"
_ROLLING = "-- rolling"
_WITH_INSTANCES = next(number for number, step in enumerate(steps(MIGRATIONS), 1) if step.stem.endswith("_instances"))
"""From this version on the database knows its instances."""


async def version(connection: asyncpg.Connection) -> int:
    """The version of the database; 0 for one that holds nothing of ours yet."""
    return await POSTGRES.version(connection) if await POSTGRES.has_version(connection) else 0


def known() -> int:
    """The version of this release."""
    return len(steps(MIGRATIONS))


async def migrate(connection: asyncpg.Connection, migrations: Path = MIGRATIONS) -> None:
    """Takes the steps that are missing, all in one transaction.

    Raises DataTooNew, MigrationFailed, or OlderInstancesServe.
    """
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
            await _check_serves(connection, found, len(every))
        hurting = [number for number, step in enumerate(every[found:], found + 1) if not is_rolling(step)]
        if hurting and found >= _WITH_INSTANCES and await INSTANCES.serving_lately(connection):
            raise OlderInstancesServe
        for number, step in enumerate(every[found:], found + 1):
            await _take(connection, step)
            await POSTGRES.set_version(connection, version=number)
        if hurting and hurting[-1] >= _WITH_INSTANCES:
            await POSTGRES.set_oldest(connection, oldest=hurting[-1])
        await POSTGRES.commit(connection)
    except BaseException:
        if not connection.is_closed():
            await POSTGRES.rollback(connection)
        raise


async def _check_serves(connection: asyncpg.Connection, found: int, ours: int) -> None:
    """Raises DataTooNew where a release of this version may not serve a database that a later one has changed."""
    if ours < _WITH_INSTANCES or await POSTGRES.oldest(connection) > ours:
        raise DataTooNew("the database", found, ours)


async def join_in(connection: asyncpg.Connection, migrations: Path = MIGRATIONS) -> int:
    """The number of a new instance, on a database that was brought up to date. Raises DataTooNew."""
    ours = len(steps(migrations))
    await POSTGRES.take_migrating(connection)
    try:
        # A later release may have changed it since this one looked.
        if (found := await POSTGRES.version(connection)) > ours:
            await _check_serves(connection, found, ours)
        own = await INSTANCES.join_in(connection, pid=connection.get_server_pid(), understands=ours)
        await POSTGRES.commit(connection)
    except BaseException:
        if not connection.is_closed():
            await POSTGRES.rollback(connection)
        raise
    return own


def is_rolling(step: Path) -> bool:
    """Whether instances of earlier releases go on beside this step."""
    return step.read_text(encoding="utf-8").startswith(_ROLLING)


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
