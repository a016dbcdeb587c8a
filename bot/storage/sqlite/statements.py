"""Makes the statements of the .sql files callable over SQLite."""

import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Protocol, cast

import aiosql
from aiosql.adapters.aiosqlite import AioSQLiteAdapter
from aiosql.types import AsyncDriverAdapterProtocol
from aiosqlite import Connection

from bot.storage.engine.statement_groups import BlockingStatements, Bound, Row, Statements, Value, group


class OneHop(AioSQLiteAdapter):
    """The library's adapter with one journey to the connection's thread a statement, where it makes several.

    A journey costs more than most statements here do. Cursors need no closing: each has run to its end.
    """

    async def select(
        self, conn: Connection, _name: str, sql: str, parameters: Row, _record_class: object = None
    ) -> AsyncGenerator[tuple[Value, ...], None]:
        """The rows of a query."""
        for row in await conn.execute_fetchall(sql, parameters):
            yield tuple(row)

    async def select_one(
        self, conn: Connection, _name: str, sql: str, parameters: Row, _record_class: object = None
    ) -> tuple[Value, ...] | None:
        """The only row of a query."""
        return next((tuple(row) for row in await conn.execute_fetchall(sql, parameters)), None)

    async def select_value(self, conn: Connection, _name: str, sql: str, parameters: Row) -> Value:
        """The only value of a query."""
        return next((row[0] for row in await conn.execute_fetchall(sql, parameters)), None)

    async def insert_update_delete(self, conn: Connection, _name: str, sql: str, parameters: Row) -> int:
        """Carries out a statement, and counts the rows that it touched."""
        return (await conn.execute(sql, parameters)).rowcount

    async def insert_update_delete_many(self, conn: Connection, _name: str, sql: str, parameters: Sequence[Row]) -> int:
        """Carries out a statement once for each of many, and counts the rows that it touched."""
        return (await conn.executemany(sql, parameters)).rowcount


class _ConnectionSql(Protocol):
    """`queries/connection.sql`."""

    async def keep_a_journal(self, conn: Connection, /) -> int: ...
    async def write_through(self, conn: Connection, /) -> int: ...
    async def hold_references(self, conn: Connection, /) -> int: ...
    async def be_patient(self, conn: Connection, /) -> int: ...
    async def be_impatient(self, conn: Connection, /) -> int: ...
    async def overwrite_what_goes(self, conn: Connection, /) -> int: ...
    async def empty_the_journal(self, conn: Connection, /) -> tuple[int, int, int]: ...
    async def look_only(self, conn: Connection, /) -> int: ...
    async def begin(self, conn: Connection, /) -> int: ...
    async def commit(self, conn: Connection, /) -> int: ...
    async def last_outbox_id(self, conn: Connection, /) -> int | None: ...


class _FileSql(Protocol):
    """`queries/file.sql`."""

    def version(self, conn: sqlite3.Connection, /) -> int: ...
    def be_patient(self, conn: sqlite3.Connection, /) -> int: ...
    def hold_references(self, conn: sqlite3.Connection, /) -> int: ...
    def overwrite_what_goes(self, conn: sqlite3.Connection, /) -> int: ...
    def distrust(self, conn: sqlite3.Connection, /) -> int: ...
    def stand_alone(self, conn: sqlite3.Connection, /) -> int: ...
    def soundness(self, conn: sqlite3.Connection, /) -> str: ...
    def broken_references(self, conn: sqlite3.Connection, /) -> tuple[Value, ...] | None: ...
    def shape(self, conn: sqlite3.Connection, /) -> Iterator[tuple[str, str]]: ...
    def counts(self, conn: sqlite3.Connection, /) -> Iterator[tuple[str, int]]: ...


_QUERIES = Path(__file__).parent / "queries"
# The library's protocol says that statements return nothing, although its own adapters count rows.
_ADAPTER = cast("Callable[..., AsyncDriverAdapterProtocol]", OneHop)

CONNECTION: _ConnectionSql = aiosql.from_path(_QUERIES / "connection.sql", _ADAPTER)
FILE: _FileSql = aiosql.from_path(_QUERIES / "file.sql", "sqlite3")

WAITING = {
    name: aiosql.from_str(group(file, _QUERIES), _ADAPTER)
    for name, file in ({field.name: field.name for field in fields(Statements)} | {"erase": "one_person"}).items()
}
BLOCKING = {
    field.name: aiosql.from_str(group(field.name, _QUERIES), "sqlite3")
    for field in fields(BlockingStatements)
    if field.name != "rollback"
}


def over(connection: Connection) -> Statements:
    """The statements over a connection of the running bot."""
    return Statements(**{name: Bound(statements, connection) for name, statements in WAITING.items()})


def blocking_over(connection: sqlite3.Connection) -> BlockingStatements:
    """The statements over the standard library's driver, set up as the bot's own connection is."""
    FILE.be_patient(connection)
    FILE.hold_references(connection)
    FILE.overwrite_what_goes(connection)
    bound = {name: Bound(statements, connection) for name, statements in BLOCKING.items()}
    return BlockingStatements(**bound, rollback=connection.rollback)
