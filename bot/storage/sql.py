"""The statements in the .sql files, made callable: each takes the connection first, and named parameters."""

import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

import aiosql
from aiosql.adapters.aiosqlite import AioSQLiteAdapter
from aiosql.types import AsyncDriverAdapterProtocol
from aiosqlite import Connection

Value = int | str | None
Row = Mapping[str, Value]
Position = tuple[int, int, str, int | None, int, int]
"""A row that shows a place: chat, row, place, message id, whether said again, time."""

DueRow = tuple[int, int, int, str, str, str | None]
"""An effect that is due: row, tries, person, draft, body, and the pack of a delivery."""


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


class Many(Protocol):
    """A statement that is carried out for each of many rows, and counts those that it touched."""

    async def __call__(self, conn: Connection, each: Sequence[Row], /) -> int:
        """Carries it out."""


class _ConnectionSql(Protocol):
    """`queries/connection.sql`."""

    async def keep_a_journal(self, conn: Connection, /) -> int: ...
    async def write_through(self, conn: Connection, /) -> int: ...
    async def hold_references(self, conn: Connection, /) -> int: ...
    async def be_patient(self, conn: Connection, /) -> int: ...
    async def look_only(self, conn: Connection, /) -> int: ...
    async def begin(self, conn: Connection, /) -> int: ...
    async def commit(self, conn: Connection, /) -> int: ...
    async def last_said(self, conn: Connection, /) -> int | None: ...


class _TurnSql(Protocol):
    """`queries/turn.sql`."""

    keep_people: Many
    keep_drafts: Many
    say: Many
    keep_submissions: Many
    add_deliveries: Many
    add_media: Many
    mark_seen: Many
    park: Many
    note: Many
    drop_spoken: Many
    mark_spoken: Many
    mark_delivered: Many
    put_off: Many

    def seen(self, conn: Connection, /, *, ids: str) -> AsyncIterator[tuple[int]]: ...
    def desks(self, conn: Connection, /, *, ids: str) -> AsyncIterator[tuple[int, str | None, int, str, int]]: ...
    def shown(self, conn: Connection, /, *, chats: str, newest: int) -> AsyncIterator[Position]: ...
    def shown_at(self, conn: Connection, /, *, pairs: str) -> AsyncIterator[Position]: ...
    async def remove_effects(self, conn: Connection, /, *, ids: str) -> int: ...
    async def beat(self, conn: Connection, /, *, now_ms: int) -> int: ...


class _OutsideSql(Protocol):
    """`queries/outside.sql`."""

    def waiting(self, conn: Connection, /) -> AsyncIterator[tuple[int, int, str, int]]: ...
    def due(self, conn: Connection, /, *, now_ms: int, most: int, kind: str | None) -> AsyncIterator[DueRow]: ...
    async def next_due(self, conn: Connection, /, *, kind: str | None) -> int | None: ...
    async def pack(self, conn: Connection, /, *, reference: str, attempt: int) -> str | None: ...
    async def last_beat(self, conn: Connection, /) -> int | None: ...
    def versions(self, conn: Connection, /) -> AsyncIterator[tuple[str, str]]: ...

    def active_since(self, conn: Connection, /, *, since_ms: int) -> AsyncIterator[tuple[int]]: ...


class _PurgeSql(Protocol):
    """`queries/purge.sql`."""

    async def old_updates(self, conn: Connection, /, *, before_ms: int) -> int: ...
    async def old_parked(self, conn: Connection, /, *, before_ms: int) -> int: ...
    async def old_audit(self, conn: Connection, /, *, before_ms: int, most: int) -> int: ...
    async def said_step(self, conn: Connection, /, *, after: int, most: int) -> tuple[int | None, int | None]: ...
    async def old_said(self, conn: Connection, /, *, after: int, until: int, before_ms: int, newest: int) -> int: ...


class _FileSql(Protocol):
    """`queries/file.sql`."""

    def version(self, conn: sqlite3.Connection, /) -> int: ...
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
TURN: _TurnSql = aiosql.from_path(_QUERIES / "turn.sql", _ADAPTER)
OUTSIDE: _OutsideSql = aiosql.from_path(_QUERIES / "outside.sql", _ADAPTER)
PURGE: _PurgeSql = aiosql.from_path(_QUERIES / "purge.sql", _ADAPTER)
FILE: _FileSql = aiosql.from_path(_QUERIES / "file.sql", "sqlite3")
