"""A PostgreSQL database in place of the file of a data folder, opened by a bot or by a command beside it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.storage.engine.database_location import MARK
from bot.storage.engine.statement_groups import BlockingStatements
from bot.storage.errors import BackupError, DatabaseInUse, DataInUse, DataTooNew, DataTooOld, NotEmpty
from bot.storage.postgres.blocking_connection import BlockingConnection, connection
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_engine import LOCK_SECONDS, PostgresEngine, vacant
from bot.storage.postgres.postgres_migrations import known, migrate, version
from bot.storage.postgres.postgres_statements import POSTGRES, commands_over
from bot.storage.postgres.table_copy import CopiedRows, holds_nothing, to_file, to_server
from bot.storage.sqlite import database
from bot.storage.sqlite.database import prepare
from bot.system.durable_files import NewFile

_LOOK_SECONDS = 0.1


class PostgresServer:
    """A database on a server. Files that people sent, keys and the status file stay in the data folder."""

    def __init__(self, data: Path, address: PostgresAddress, lease: float | None = None) -> None:
        """`lease` is as for `PostgresEngine.start`."""
        self._data = data
        self.address = address
        self._lease = lease

    def __str__(self) -> str:
        return f"{self.address} answers"

    async def vacant(self, looked: Callable[[], None]) -> None:
        """Waits for whoever serves it to end, and for the server."""
        await vacant(self.address, looked)

    async def start(self) -> PostgresEngine:
        """Opens it for a bot."""
        folder = await self._folder()
        try:
            started = await PostgresEngine.start(self.address, folder, self._lease)
            await asyncio.to_thread(self._mark)
            return started
        except BaseException:
            folder.close()
            raise

    async def _folder(self) -> IO[bytes]:
        """The data folder, for which a bot that has just been killed is given a moment to be gone."""
        until = asyncio.get_running_loop().time() + LOCK_SECONDS
        while True:
            try:
                return database.claim(self._data, shared=self._lease is not None)
            except DataInUse:
                if asyncio.get_running_loop().time() >= until:
                    raise
            await asyncio.sleep(_LOOK_SECONDS)

    def _mark(self) -> None:
        """Has a bot or a command without the address refuse this folder, in which it would find nothing."""
        (self._data / MARK).touch(mode=0o600)

    async def explained(self, error: Exception) -> Exception:
        """The error: those of the driver come out as the store's own."""
        return error

    def is_there(self) -> bool:
        """Whether the database holds tables of ours."""
        with connection(self.address) as opened:
            return opened.wait(version) > 0

    def is_damaged(self) -> bool:
        """No: the server looks after that itself."""
        return False

    def copy_into(self, file: Path) -> None:
        """Copies it row by row."""
        NewFile(file).close()
        with connection(self.address) as opened:
            self._check_version(opened)
            opened.wait(POSTGRES.one_moment)
            to_file(opened, file)

    def holds_nothing(self) -> bool:
        """Whether no table holds a row."""
        with connection(self.address) as opened:
            return opened.wait(version) == 0 or holds_nothing(opened)

    def fill_from(self, file: Path) -> None:
        """Copies the file row by row, in one transaction."""
        self.take_rows(file)

    def take_rows(self, file: Path) -> CopiedRows:
        """Does what `fill_from` does, and returns what was copied and checked."""
        prepare(file)
        with connection(self.address) as opened:
            self._take(opened)
            opened.wait(POSTGRES.begin)
            if not holds_nothing(opened):
                raise NotEmpty(str(self.address))
            copied = to_server(file, opened)
            opened.wait(POSTGRES.commit)
        self._mark()
        return copied

    @staticmethod
    def _take(opened: BlockingConnection) -> None:
        if not opened.wait(POSTGRES.take_serving):
            raise DatabaseInUse
        opened.wait(migrate)

    @contextmanager
    def connected(self, *, read_only: bool = False) -> Iterator[BlockingStatements]:
        """A connection."""
        del read_only
        with connection(self.address) as opened:
            yield commands_over(opened)

    @contextmanager
    def opened(self) -> Iterator[BlockingStatements]:
        """A connection to a database of this release's version."""
        with connection(self.address) as opened:
            self._check_version(opened)
            yield commands_over(opened)

    def _check_version(self, opened: BlockingConnection) -> None:
        found = opened.wait(version)
        if found == 0:
            raise BackupError(f"{self.address} holds no data yet")
        if found > known():
            raise DataTooNew("the database", found, known())
        if found < known():
            raise DataTooOld(str(self.address))

    @contextmanager
    def claimed(self) -> Iterator[BlockingStatements]:
        """A connection while the database and the folder are this process's."""
        with database.claim(self._data), connection(self.address) as opened:
            self._take(opened)
            self._mark()
            yield commands_over(opened)


def at(data: Path, url: str, lease: float | None = None) -> PostgresServer:
    """The database at an address, for one bot, or with a lease for several."""
    return PostgresServer(data, PostgresAddress(url), lease)
