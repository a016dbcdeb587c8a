"""Keeps files in the database, by chunks: no more than one of them is in memory, on the way in and on the way out.

A file is written in one transaction, so a crash leaves nothing of it; and read in one, so it stays whole for a reader
who began before it was removed.
"""

import errno
import os
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from io import BufferedReader
from pathlib import Path
from typing import IO, Protocol

import aiosql

from bot.storage.chunked_file import ChunkedFile
from bot.storage.engine.database_location import Location
from bot.storage.errors import FileDamaged, MediaNeedServer
from bot.storage.kept_files.media_place import NO_END, parts
from bot.storage.postgres.blocking_connection import BlockingConnection, connection
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_migrations import migrate
from bot.storage.postgres.postgres_server import PostgresServer
from bot.storage.postgres.postgres_statements import BLOCKING_ADAPTER, POSTGRES

CHUNK = 256 * 1024
_AT_ONCE = 1_000
_NEVER_MS = 2**62


class _MediaSql(Protocol):
    """`queries/media.sql`."""

    def begin(self, conn: BlockingConnection, /) -> int: ...
    def add_file(self, conn: BlockingConnection, /) -> int: ...
    def add_chunk(self, conn: BlockingConnection, /, *, file: int, number: int, content: bytes) -> int: ...
    def take_name(self, conn: BlockingConnection, /, *, sha256: str, key: int) -> int: ...
    def drop_named(self, conn: BlockingConnection, /, *, sha256: str, key: int) -> int: ...
    def name_file(
        self, conn: BlockingConnection, /, *, number: int, sha256: str, key: int, size: int, placed_ms: int
    ) -> int: ...
    def find(self, conn: BlockingConnection, /, *, sha256: str, key: int) -> tuple[int, int] | None: ...
    def chunk(self, conn: BlockingConnection, /, *, file: int, number: int) -> bytes | None: ...
    def sealed_copies(self, conn: BlockingConnection, /, *, sha256: str) -> Iterator[tuple[int]]: ...
    def some_names(self, conn: BlockingConnection, /, *, after: int, most: int) -> Iterator[tuple[int, str, int]]: ...
    def placed_before(self, conn: BlockingConnection, /, *, before_ms: int) -> Iterator[tuple[str, int]]: ...
    def remove(self, conn: BlockingConnection, /, *, sha256: str, key: int, before_ms: int) -> int: ...
    def sealed_under(self, conn: BlockingConnection, /, *, key: int) -> Iterator[tuple[str]]: ...


_MEDIA: _MediaSql = aiosql.from_path(Path(__file__).parent / "queries" / "media.sql", BLOCKING_ADAPTER)


class MediaRows:
    """The files of a database. Each call has a connection of its own, for as long as it takes."""

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address

    def __str__(self) -> str:
        return f"the database {self._address}"

    def make(self) -> None:
        """Brings the database up to date."""
        with connection(self._address) as opened:
            opened.wait(migrate)

    def new(self) -> "_NewInRows":
        """Begins a file, in a transaction of its own."""
        return _NewInRows(self._address)

    def open(self, name: str) -> IO[bytes]:
        """Opens it, in a transaction that reads one moment."""
        return BufferedReader(_Chunks(self._address, name), CHUNK)

    def holds(self, name: str) -> bool:
        """Whether there is a row of that name."""
        sha256, key = parts(name)
        with connection(self._address) as opened:
            return _MEDIA.find(opened, sha256=sha256, key=key) is not None

    def sealed_copies(self, sha256: str) -> tuple[str, ...]:
        """By their digest."""
        with connection(self._address) as opened:
            return tuple(_name(sha256, key) for (key,) in _MEDIA.sealed_copies(opened, sha256=sha256))

    def names(self) -> Iterator[str]:
        """In order of their numbers."""
        after = 0
        with connection(self._address) as opened:
            while found := list(_MEDIA.some_names(opened, after=after, most=_AT_ONCE)):
                yield from (_name(sha256, key) for _, sha256, key in found)
                after = found[-1][0]

    def holds_nothing(self) -> bool:
        """Whether there is no row."""
        return next(self.names(), None) is None

    def placed_before(self, time: float) -> frozenset[str]:
        """By the time in their row."""
        with connection(self._address) as opened:
            found = _MEDIA.placed_before(opened, before_ms=_ms(time))
            return frozenset(_name(sha256, key) for sha256, key in found)

    def remove(self, name: str, before: float = NO_END) -> bool:
        """Removes its row, and with it its chunks."""
        sha256, key = parts(name)
        with connection(self._address) as opened:
            return _MEDIA.remove(opened, sha256=sha256, key=key, before_ms=_ms(before)) > 0

    def sealed_under(self, keys: Collection[int]) -> frozenset[str]:
        """By the key in their row."""
        with connection(self._address) as opened:
            found = [(sha256, key) for key in keys for (sha256,) in _MEDIA.sealed_under(opened, key=key)]
        return frozenset(_name(sha256, key) for sha256, key in found)

    def tidy(self) -> None:
        """Nothing: the server undoes what was not finished."""


class _NewInRows:
    """A file that is being written. The last chunk waits until it is full."""

    def __init__(self, address: PostgresAddress) -> None:
        self._ends = ExitStack()
        self._opened = self._ends.enter_context(connection(address))
        try:
            _MEDIA.begin(self._opened)
            self._file = _MEDIA.add_file(self._opened)
        except BaseException:
            self._ends.close()
            raise
        self._rest = bytearray()
        self._chunks = self._size = 0

    def write(self, piece: bytes) -> None:
        self._rest += piece
        while len(self._rest) >= CHUNK:
            self._add(CHUNK)

    def _add(self, size: int) -> None:
        content = bytes(self._rest[:size])
        _MEDIA.add_chunk(self._opened, file=self._file, number=self._chunks, content=content)
        del self._rest[:size]
        self._chunks += 1
        self._size += size

    def place(self, name: str) -> None:
        if self._rest:
            self._add(len(self._rest))
        sha256, key = parts(name)
        _MEDIA.take_name(self._opened, sha256=sha256, key=key)
        # One that is there already holds the same bytes, or damaged ones.
        _MEDIA.drop_named(self._opened, sha256=sha256, key=key)
        now_ms = _ms(time.time())
        _MEDIA.name_file(self._opened, number=self._file, sha256=sha256, key=key, size=self._size, placed_ms=now_ms)
        self._opened.wait(POSTGRES.commit)

    def discard(self) -> None:
        """What was not committed is undone with the connection."""
        self._ends.close()


class _Chunks(ChunkedFile):
    """A file of the database, opened for reading, in one transaction."""

    def __init__(self, address: PostgresAddress, name: str) -> None:
        sha256, key = parts(name)
        self._ends = ExitStack()
        self._opened = self._ends.enter_context(connection(address))
        try:
            self._opened.wait(POSTGRES.one_moment)
            found = _MEDIA.find(self._opened, sha256=sha256, key=key)
            if found is None:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        except BaseException:
            self._ends.close()
            raise
        self._file, size = found
        super().__init__(size, -(-size // CHUNK), CHUNK)

    def content(self, number: int) -> bytes:
        """A row of it."""
        content = _MEDIA.chunk(self._opened, file=self._file, number=number)
        if content is None or len(content) != min(CHUNK, self._size - number * CHUNK):
            raise FileDamaged
        return content

    def close(self) -> None:
        """Ends the transaction and the connection."""
        if not self.closed:
            self._ends.close()
        super().close()


def of(location: Location) -> MediaRows:
    """The files of a database. Raises MediaNeedServer for one that is a file."""
    if not isinstance(location, PostgresServer):
        raise MediaNeedServer
    return MediaRows(location.address)


def _name(sha256: str, key: int) -> str:
    return f"{sha256}.{key}" if key else sha256


def _ms(time: float) -> int:
    return _NEVER_MS if time == NO_END else int(time * 1000)
