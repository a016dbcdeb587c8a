"""Makes the statements of the .sql files callable over PostgreSQL, for the bot and for blocking use."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import aiosql
import asyncpg
from aiosql.adapters.asyncpg import AsyncPGAdapter
from aiosql.types import AsyncDriverAdapterProtocol, SyncDriverAdapterProtocol

from bot.storage.engine.statement_groups import BlockingStatements, Bound, Row, Statements, Value, group
from bot.storage.postgres.postgres_errors import translated

_Answer = TypeVar("_Answer")
_MANY = "INSERT_UPDATE_DELETE_MANY"


class _Statement:
    """How the library's statements become the driver's: with numbers for names, and rows counted where many go in."""

    def __init__(self) -> None:
        self._numbered: Any = cast("Any", AsyncPGAdapter)()

    def process_sql(self, query_name: str, op_type: Any, sql: str) -> str:  # noqa: ANN401 - the library has no type for it
        """The statement as the server gets it."""
        text: str = self._numbered.process_sql(query_name, op_type, sql)
        # The driver tells no count for a statement that is carried out for many rows, but it returns what they return.
        return f"{text.rstrip().removesuffix(';')} RETURNING 1" if op_type.name == _MANY else text

    def values(self, name: str, parameters: Row | tuple[()]) -> Sequence[Value]:
        """The parameters in the order of their numbers."""
        found: Sequence[Value] = self._numbered.maybe_order_params(name, parameters)
        return found


def _counted(status: str) -> int:
    """How many rows a statement touched: "UPDATE 3"."""
    number = status.rpartition(" ")[2]
    return int(number) if number.isdecimal() else 0


class WaitingAdapter(_Statement):
    """Statements of the running bot, over a connection or a pool."""

    is_aio_driver = True

    async def select(
        self, conn: asyncpg.Pool, name: str, sql: str, parameters: Row, _record_class: object = None
    ) -> AsyncGenerator[tuple[Value, ...], None]:
        """The rows of a query."""
        with translated():
            found = await conn.fetch(sql, *self.values(name, parameters))
        for row in found:
            yield tuple(row)

    async def select_one(
        self, conn: asyncpg.Pool, name: str, sql: str, parameters: Row, _record_class: object = None
    ) -> tuple[Value, ...] | None:
        """The only row of a query."""
        with translated():
            found = await conn.fetchrow(sql, *self.values(name, parameters))
        return None if found is None else tuple(found)

    async def select_value(self, conn: asyncpg.Pool, name: str, sql: str, parameters: Row) -> Value:
        """The only value of a query."""
        with translated():
            found: Value = await conn.fetchval(sql, *self.values(name, parameters))
        return found

    async def insert_update_delete(self, conn: asyncpg.Pool, name: str, sql: str, parameters: Row) -> int:
        """Carries out a statement, and counts the rows that it touched."""
        with translated():
            return _counted(await conn.execute(sql, *self.values(name, parameters)))

    async def insert_update_delete_many(self, conn: asyncpg.Pool, name: str, sql: str, each: Sequence[Row]) -> int:
        """Carries out a statement once for each of many, and counts the rows that it touched."""
        with translated():
            return len(await conn.fetchmany(sql, [self.values(name, one) for one in each]))


class BlockedDriver(Protocol):
    """A connection whose work is waited for on another thread's loop."""

    def wait(self, work: Callable[[asyncpg.Connection], Awaitable[_Answer]]) -> _Answer:
        """Does some work with the connection."""


class BlockingAdapter(_Statement):
    """Statements for blocking use."""

    def select(
        self, conn: BlockedDriver, name: str, sql: str, parameters: Row, _record_class: object = None
    ) -> Iterator[tuple[Value, ...]]:
        """The rows of a query."""
        values = self.values(name, parameters)
        return iter([tuple(row) for row in conn.wait(lambda driver: driver.fetch(sql, *values))])

    def select_one(
        self, conn: BlockedDriver, name: str, sql: str, parameters: Row, _record_class: object = None
    ) -> tuple[Value, ...] | None:
        """The only row of a query."""
        values = self.values(name, parameters)
        found = conn.wait(lambda driver: driver.fetchrow(sql, *values))
        return None if found is None else tuple(found)

    def select_value(self, conn: BlockedDriver, name: str, sql: str, parameters: Row) -> Value:
        """The only value of a query."""
        values = self.values(name, parameters)
        found: Value = conn.wait(lambda driver: driver.fetchval(sql, *values))
        return found

    def insert_returning(self, conn: BlockedDriver, name: str, sql: str, parameters: Row) -> Value:
        """Adds a row, and returns its number."""
        return self.select_value(conn, name, sql, parameters)

    def insert_update_delete(self, conn: BlockedDriver, name: str, sql: str, parameters: Row) -> int:
        """Carries out a statement, and counts the rows that it touched."""
        values = self.values(name, parameters)
        return _counted(conn.wait(lambda driver: driver.execute(sql, *values)))

    def insert_update_delete_many(self, conn: BlockedDriver, name: str, sql: str, each: Sequence[Row]) -> int:
        """Carries out a statement once for each of many, and counts the rows that it touched."""
        values = [self.values(name, one) for one in each]
        return len(conn.wait(lambda driver: driver.fetchmany(sql, values)))


class _PostgresSql(Protocol):
    """`queries/connection.sql`."""

    async def commit_for_good(self, conn: asyncpg.Connection, /) -> str | None: ...
    async def forces_to_disk(self, conn: asyncpg.Connection, /) -> bool: ...
    async def take_serving(self, conn: asyncpg.Connection, /) -> bool: ...
    async def take_migrating(self, conn: asyncpg.Connection, /) -> int: ...
    async def begin(self, conn: asyncpg.Connection, /) -> int: ...
    async def one_moment(self, conn: asyncpg.Connection, /) -> int: ...
    async def mark_batch(self, conn: asyncpg.Connection, /, *, mark: str) -> int: ...
    async def last_batch(self, conn: asyncpg.Connection, /) -> str | None: ...
    async def commit(self, conn: asyncpg.Connection, /) -> int: ...
    async def rollback(self, conn: asyncpg.Connection, /) -> int: ...
    async def empty_the_journal(self, conn: asyncpg.Connection, /) -> int: ...
    async def wait_briefly(self, conn: asyncpg.Connection, /) -> int: ...
    async def rewrite_keys(self, conn: asyncpg.Connection, /) -> int: ...
    def outbox_ids(self, conn: asyncpg.Connection, /, *, many: int) -> AsyncIterator[tuple[int]]: ...
    async def has_version(self, conn: asyncpg.Connection, /) -> bool: ...
    async def version(self, conn: asyncpg.Connection, /) -> int: ...
    async def make_version(self, conn: asyncpg.Connection, /) -> int: ...
    async def first_version(self, conn: asyncpg.Connection, /) -> int: ...
    async def set_version(self, conn: asyncpg.Connection, /, *, version: int) -> int: ...
    async def oldest(self, conn: asyncpg.Connection, /) -> int: ...
    async def set_oldest(self, conn: asyncpg.Connection, /, *, oldest: int) -> int: ...


_QUERIES = Path(__file__).parent / "queries"
WAITING_ADAPTER = cast("Callable[..., AsyncDriverAdapterProtocol]", WaitingAdapter)
BLOCKING_ADAPTER = cast("Callable[..., SyncDriverAdapterProtocol]", BlockingAdapter)

POSTGRES: _PostgresSql = aiosql.from_path(_QUERIES / "connection.sql", WAITING_ADAPTER)
OF_BOT: Mapping[str, object] = {
    field.name: aiosql.from_str(group("one_person" if field.name == "erase" else field.name, _QUERIES), WAITING_ADAPTER)
    for field in fields(Statements)
}
OF_COMMANDS: Mapping[str, object] = {
    field.name: aiosql.from_str(group(field.name, _QUERIES), BLOCKING_ADAPTER)
    for field in fields(BlockingStatements)
    if field.name != "rollback"
}


def waiting_over(connection: asyncpg.Connection | asyncpg.Pool) -> Statements:
    """The statements of the running bot, over a connection, or each over any connection of a pool."""
    return Statements(**{name: Bound(statements, connection) for name, statements in OF_BOT.items()})


def commands_over(connection: BlockedDriver) -> BlockingStatements:
    """The statements for blocking use."""
    bound = {name: Bound(statements, connection) for name, statements in OF_COMMANDS.items()}
    return BlockingStatements(
        **bound,
        rollback=lambda: connection.wait(POSTGRES.rollback),
    )
