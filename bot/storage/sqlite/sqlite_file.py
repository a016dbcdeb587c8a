"""The SQLite file of a data folder, opened by a bot or by a command beside it."""

import asyncio
import logging
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from itertools import count, islice
from pathlib import Path
from typing import IO

import aiosqlite

from bot.storage.engine.instances import EffectClaims, Instances, OnlyInstance, SharedWork
from bot.storage.engine.statement_groups import BlockingStatements, Statements
from bot.storage.errors import (
    BackupError,
    DatabaseDamaged,
    DataTooNew,
    DataTooOld,
    DiskTrouble,
    NotEmpty,
    OutOfReach,
    may_pass,
)
from bot.storage.sqlite import database
from bot.storage.sqlite.statements import CONNECTION, FILE, blocking_over, over
from bot.storage.unnamed_file import name_it, unnamed
from bot.system.durable_files import NewFile

# At its lowest level the driver logs every statement with its values, which are people's words.
logging.getLogger("aiosqlite").disabled = True


class SqliteEngine:
    """The open file: one connection that writes, one that reads."""

    def __init__(
        self, lock: IO[bytes], writer: aiosqlite.Connection, reader: aiosqlite.Connection, last_outbox_id: int
    ) -> None:
        self._lock = lock
        self._writer = writer
        self._reader = reader
        self._written = over(writer)
        self.reader = over(reader)
        # This process alone writes, so it can give the outbox's rows their numbers without asking.
        self._outbox_ids = count(last_outbox_id + 1)
        self._turns = asyncio.Lock()
        self.instances: Instances = OnlyInstance()
        self.claims: EffectClaims | None = None
        self.beside: SharedWork | None = None

    @asynccontextmanager
    async def writing(self, *, alone: bool = True) -> AsyncIterator[Statements]:
        """A transaction. It is alone whether it is to be or not."""
        del alone
        async with self._turns:
            try:
                await CONNECTION.begin(self._writer)
                yield self._written
                await CONNECTION.commit(self._writer)
            except BaseException:
                # A cancelled statement is still carried out on the connection's thread; this comes after it.
                await asyncio.shield(self._writer.rollback())
                raise

    async def outbox_ids(self, many: int) -> Sequence[int]:
        """The next numbers."""
        return list(islice(self._outbox_ids, many))

    async def empty_journal(self, *, keys_went: bool) -> bool:
        """Leaves nothing on the disk of rows as they were before. Whether it could: a reader may be in the way."""
        async with self._turns:
            # Everybody's turns wait meanwhile, so it does not wait for a reader.
            await CONNECTION.be_impatient(self._writer)
            try:
                busy, _, _ = await CONNECTION.empty_the_journal(self._writer)
            finally:
                await CONNECTION.be_patient(self._writer)
            return not busy

    async def over(self) -> None:
        """Waits: the folder is this process's until it ends."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Closes the file, once the transaction in hand is over."""
        async with self._turns:
            try:
                await self._reader.close()
                await self._writer.close()
            finally:
                self._lock.close()


class SqliteFile:
    """The file of a data folder: `teabreak.db` in it, or one that is named."""

    def __init__(self, data: Path, path: Path | None = None) -> None:
        self._data = data
        self.path = path or data / database.DATABASE

    def __str__(self) -> str:
        return f"sound ({self.path})"

    async def vacant(self, looked: Callable[[], None]) -> None:
        """Nothing: whoever is in the way is told at the start."""

    async def start(self) -> SqliteEngine:
        """Opens it for a bot."""
        async with AsyncExitStack() as stack:
            lock = stack.enter_context(database.claim(self._data))
            path = await asyncio.to_thread(database.prepare, self.path)
            writer = await stack.enter_async_context(aiosqlite.connect(path, isolation_level=None))
            await CONNECTION.be_patient(writer)
            await CONNECTION.keep_a_journal(writer)
            await CONNECTION.write_through(writer)
            await CONNECTION.hold_references(writer)
            await CONNECTION.overwrite_what_goes(writer)
            reader = await stack.enter_async_context(aiosqlite.connect(path, isolation_level=None))
            await CONNECTION.be_patient(reader)
            await CONNECTION.look_only(reader)
            last_outbox_id = await CONNECTION.last_outbox_id(reader)
            stack.pop_all()
            return SqliteEngine(lock, writer, reader, last_outbox_id or 0)

    async def explained(self, error: Exception) -> Exception:
        """Trouble of the disk, or damage that a check of the file has proved."""
        if not isinstance(error, sqlite3.DatabaseError):
            return error
        if may_pass(error):
            return DiskTrouble(self._data)
        return DatabaseDamaged(self._data) if await asyncio.to_thread(self.is_damaged) else error

    def is_there(self) -> bool:
        """Whether the file is there."""
        return self.path.is_file()

    def is_damaged(self) -> bool:
        """Whether a check of the whole file finds it unsound."""
        return database.is_damaged(self.path)

    def copy_into(self, file: Path) -> None:
        """Copies it by SQLite's own means."""
        source = f"{self.path.resolve().as_uri()}?mode=ro"
        NewFile(file).close()
        try:
            with (
                closing(sqlite3.connect(source, uri=True, isolation_level=None)) as running,
                closing(sqlite3.connect(file, isolation_level=None)) as copied,
            ):
                running.backup(copied)
                FILE.stand_alone(copied)
        except sqlite3.Error as error:
            raise BackupError(f"the database cannot be copied: {error}") from error

    def holds_nothing(self) -> bool:
        """Whether no file is there, nor a journal of one."""
        return not any(self.path.parent.glob(f"{self.path.name}*"))

    def fill_from(self, file: Path) -> None:
        """Puts the file in its place, which may be on another disk."""
        if not self.holds_nothing():
            raise NotEmpty(str(self.path))
        with unnamed(self.path.parent) as written, file.open("rb") as source:
            shutil.copyfileobj(source, written, 2**20)
            name_it(written, self.path)

    @contextmanager
    def connected(self, *, read_only: bool = False) -> Iterator[BlockingStatements]:
        """A connection."""
        target = f"{self.path.resolve().as_uri()}?mode=ro" if read_only else self.path
        with (
            self._told_plainly(),
            closing(sqlite3.connect(target, uri=read_only, isolation_level=None)) as connection,
        ):
            yield blocking_over(connection)

    @contextmanager
    def opened(self) -> Iterator[BlockingStatements]:
        """A connection to a file of this release's version."""
        if not self.is_there():
            raise BackupError(f"{self._data} holds no database")
        # Each statement is a transaction: the bot, should it run, never waits for more than one row.
        with self._told_plainly(), closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            made = blocking_over(connection)
            self._check_version(connection)
            yield made

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Trouble of the disk, or damage that a check of the file has proved, as errors of the store."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OutOfReach(self._data) from error
        except sqlite3.DatabaseError as error:
            if self.is_damaged():
                raise DatabaseDamaged(self._data) from error
            raise

    def _check_version(self, connection: sqlite3.Connection) -> None:
        found, known = FILE.version(connection), len(database.steps())
        if found > known:
            raise DataTooNew("the database", found, known)
        if found < known:
            raise DataTooOld(self._data)

    @contextmanager
    def claimed(self) -> Iterator[BlockingStatements]:
        """A connection while the folder is this process's."""
        with (
            self._told_plainly(),
            database.claim(self._data),
            closing(sqlite3.connect(database.prepare(self.path), isolation_level=None)) as connection,
        ):
            yield blocking_over(connection)
