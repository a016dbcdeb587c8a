"""Opens the desk's SQLite database, a connection for each thread, and runs transactions on it."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

Value = str | int | bytes | None
VERSION = 1
"""Of the schema, kept as SQLite's `user_version`."""
_BUSY_SECONDS = 30.0


class NewerDatabase(Exception):
    """The database was made by a newer release."""


class Database:
    """The database of one desk. Its methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()
        self._all: list[sqlite3.Connection] = []

    def open(self) -> None:
        """Make the file and its tables where they are missing. Raises NewerDatabase, sqlite3.Error."""
        with self.write() as sql:
            found = int(sql.execute("PRAGMA user_version").fetchone()[0])
            if found > VERSION:
                raise NewerDatabase(f"{self._path} belongs to a newer release; install that one")
            if found == 0:
                for statement in _statements(files("bot.desk.tables").joinpath("schema.sql").read_text("utf-8")):
                    sql.execute(statement)
                sql.execute(f"PRAGMA user_version = {VERSION}")
        self._path.chmod(0o600)

    def close(self) -> None:
        """Close the connections of all threads."""
        for one in self._all:
            one.close()
        self._all.clear()
        self._mine = threading.local()

    def _connection(self) -> sqlite3.Connection:
        made: sqlite3.Connection | None = getattr(self._mine, "sql", None)
        if made is None:
            made = sqlite3.connect(self._path, _BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            made.row_factory = sqlite3.Row
            made.execute("PRAGMA journal_mode = WAL")
            made.execute("PRAGMA synchronous = FULL")
            made.execute("PRAGMA foreign_keys = ON")
            made.execute("PRAGMA cache_size = -32000")
            self._mine.sql = made
            self._all.append(made)
        return made

    def read(self) -> sqlite3.Connection:
        """This thread's connection, for statements that change nothing."""
        return self._connection()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction; inside another of this thread, a part of that one."""
        sql = self._connection()
        if sql.in_transaction:
            yield sql
            return
        sql.execute("BEGIN IMMEDIATE")
        try:
            yield sql
        except BaseException:
            sql.execute("ROLLBACK")
            raise
        sql.execute("COMMIT")

    def do(self, statement: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> int:
        """One statement that changes something, as a transaction or a part of one; how many rows it changed."""
        with self.write() as sql:
            return sql.execute(statement, values).rowcount

    def copy_to(self, path: Path) -> None:
        """A consistent copy of the database as it is now."""
        with sqlite3.connect(path) as target:
            self._connection().backup(target)
        target.close()


class DeskTable:
    """Statements about one thing in the desk's database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def _statements(script: str) -> Iterator[str]:
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
