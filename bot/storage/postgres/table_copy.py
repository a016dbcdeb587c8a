"""Copies every row between a SQLite file and a PostgreSQL database of this release, and checks each by a digest.

All of it is of one moment, and in one transaction of the target: it is there whole or not at all.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.statement_groups import Value
from bot.storage.errors import CopyFailed, DatabaseFault
from bot.storage.postgres.blocking_connection import BlockingConnection
from bot.storage.sqlite.database import prepare

_Row = tuple[Value, ...]
_AT_ONCE = 1_000

_KEYS = {
    "person": "id",
    "draft": "number",
    "outbox": "id",
    "submission": "id",
    "effect": "id",
    "processed_update": "id",
    "parked": "update_id",
    "audit": "id",
    "heartbeat": "at_ms",
    "processed_webhook": "issuer, id",
    "operator_request": "id",
    "person_request": "id",
    "reminder": "person",
    "reminder_outcome": "id",
    "planned_with": "digest",
    "waiting_update": "id",
    "retention_look": "person",
    "files_gone": "draft",
    "retention_pass": "at_ms",
    "retention_count": "kind, became",
    "person_lookup": "person, digest",
    "person_lookup_key": "digest",
    "erasure": "person",
    "sealing": "state",
    "person_key": "number",
    "next_master": "id",
    "operator_act": "number",
}
"""Every table, by what its rows are ordered. Each comes after those that it refers to."""
_BOOLEANS = {("person", "consented"), ("outbox", "again"), ("next_master", "in_file")}
_MADE_BY_TRIGGERS = "retention_look"
_CLEAR = "DELETE FROM retention_look"
_COUNTED = {
    "draft": "number",
    "outbox": "id",
    "submission": "id",
    "effect": "id",
    "audit": "id",
    "operator_request": "id",
    "person_request": "id",
    "reminder_outcome": "id",
    "waiting_update": "id",
    "person_key": "number",
}
"""Tables that number their rows."""
_COUNTS = "SELECT 1 FROM sqlite_schema WHERE name = ? AND sql LIKE '%AUTOINCREMENT%'"
"""Whether SQLite gives no number of a table twice, as PostgreSQL never does."""


@dataclass(frozen=True, slots=True)
class CopiedRows:
    """How many rows each table has, and a digest of all of them."""

    rows: Mapping[str, int]
    digest: str


def to_server(file: Path, server: BlockingConnection) -> CopiedRows:
    """Copies all rows of a file into a database in which no table holds a row, within the transaction that is open.

    Raises CopyFailed where a row is not as it was; nothing may be committed then.
    """
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source:
        source.execute("BEGIN")
        read, written = _Digest(), _Digest()
        for table in _KEYS:
            columns = _columns(source, table)
            if table == _MADE_BY_TRIGGERS:
                server.wait(lambda driver: driver.execute(_CLEAR))
            for rows in _batches(read.through(table, _read_file(source, table, columns))):
                _insert(server, table, columns, rows)
            for _ in written.through(table, _read_server(server, table, columns)):
                pass
        _count_on(source, server)
    return _checked(read, written)


def to_file(server: BlockingConnection, file: Path) -> CopiedRows:
    """Copies all rows of a database into a new file. `server` has a transaction open that reads one moment.

    Raises CopyFailed where a row is not as it was.
    """
    prepare(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as target:
        target.execute("BEGIN IMMEDIATE")
        read, written = _Digest(), _Digest()
        for table in _KEYS:
            columns = _columns(target, table)
            if table == _MADE_BY_TRIGGERS:
                target.execute(_CLEAR)
            names, places = ", ".join(columns), ", ".join("?" * len(columns))
            target.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - names of our own
                read.through(table, _read_server(server, table, columns)),
            )
            for _ in written.through(table, _read_file(target, table, columns)):
                pass
        for table, column in _COUNTED.items():
            last = _value(server, _last_number(table, column))
            if last and target.execute(_COUNTS, (table,)).fetchone():
                target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
                target.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
        copied = _checked(read, written)
        target.execute("COMMIT")
    return copied


def holds_nothing(server: BlockingConnection) -> bool:
    """Whether no table holds a row."""
    every = " UNION ALL ".join(f"(SELECT 1 FROM {table} LIMIT 1)" for table in _KEYS)  # noqa: S608 - names of our own
    return _value(server, f"SELECT 1 FROM ({every}) AS every LIMIT 1") is None  # noqa: S608


class _Digest:
    """Counts rows and digests them, as they pass."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.digests: dict[str, str] = {}

    def through(self, table: str, rows: Iterable[_Row]) -> Iterator[_Row]:
        digest, count = hashlib.sha256(), 0
        for row in rows:
            digest.update(json.dumps(row).encode() + b"\n")
            count += 1
            yield row
        self.rows[table], self.digests[table] = count, digest.hexdigest()


def _checked(read: _Digest, written: _Digest) -> CopiedRows:
    wrong = [table for table in _KEYS if read.digests[table] != written.digests[table]]
    if wrong:
        raise CopyFailed(f"rows of {', '.join(wrong)} did not come out as they went in")
    return CopiedRows(read.rows, hashlib.sha256(json.dumps(read.digests).encode()).hexdigest())


def _columns(file: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(name for _, name, *_ in file.execute(f"PRAGMA table_info({table})"))


def _read_file(file: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[_Row]:
    yield from file.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {_KEYS[table]}")  # noqa: S608 - our own


def _read_server(server: BlockingConnection, table: str, columns: tuple[str, ...]) -> Iterator[_Row]:
    names = ", ".join(_there(one) for one in columns)
    declare = f"DECLARE every_{table} CURSOR FOR SELECT {names} FROM {table} ORDER BY {_KEYS[table]}"  # noqa: S608 - our own
    server.wait(lambda driver: driver.execute(declare))
    while rows := server.wait(lambda driver: driver.fetch(f"FETCH {_AT_ONCE} FROM every_{table}")):
        for row in rows:
            yield tuple(int(value) if isinstance(value, bool) else value for value in row)
    server.wait(lambda driver: driver.execute(f"CLOSE every_{table}"))


def _insert(server: BlockingConnection, table: str, columns: tuple[str, ...], rows: list[_Row]) -> None:
    booleans = {number for number, name in enumerate(columns) if (table, name) in _BOOLEANS}
    made = [tuple(bool(v) if number in booleans else v for number, v in enumerate(row)) for row in rows]
    names = [_there(one) for one in columns]
    try:
        server.wait(lambda driver: driver.copy_records_to_table(table, records=made, columns=names))
    except DatabaseFault as error:
        raise CopyFailed(f"a row of {table} is refused ({error})") from None


def _there(column: str) -> str:
    """What a column is called in PostgreSQL, where `only` is a word of the language."""
    return "single" if column == "only" else column


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    batch: list[_Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _count_on(file: sqlite3.Connection, server: BlockingConnection) -> None:
    """Has the server number new rows from where the file would."""
    given = dict(file.execute("SELECT name, seq FROM sqlite_sequence"))
    for table, column in _COUNTED.items():
        (highest,) = file.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()  # noqa: S608 - our own
        last = max(given.get(table, 0), highest)
        if last:
            _value(server, f"SELECT setval('{_sequence(table, column)}', {last})")


def _value(server: BlockingConnection, statement: str) -> int | None:
    found: int | None = server.wait(lambda driver: driver.fetchval(statement))
    return found


def _sequence(table: str, column: str) -> str:
    return "outbox_ids" if table == "outbox" else f"{table}_{column}_seq"


def _last_number(table: str, column: str) -> str:
    return f"SELECT last_value FROM pg_sequences WHERE sequencename = '{_sequence(table, column)}'"  # noqa: S608
