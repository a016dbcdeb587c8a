"""Connections for blocking use: the driver's work is done by a loop on a thread of its own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import asyncpg

from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_errors import translated

_Answer = TypeVar("_Answer")


class _LoopThread:
    """A loop on a thread, started when it is first needed, for as long as the program runs."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = threading.Lock()

    def wait(self, work: Coroutine[Any, Any, _Answer]) -> _Answer:
        """The result of some work."""
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="postgres", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


_THREAD = _LoopThread()


class BlockingConnection:
    """A connection whose work is waited for."""

    def __init__(self, driver: asyncpg.Connection) -> None:
        self.driver = driver

    def wait(self, work: Callable[[asyncpg.Connection], Awaitable[_Answer]]) -> _Answer:
        """Does some work with the driver's connection, on its loop. Raises StorageError."""

        async def done() -> _Answer:
            with translated():
                return await work(self.driver)

        return _THREAD.wait(done())


@contextmanager
def connection(address: PostgresAddress) -> Iterator[BlockingConnection]:
    """A connection for as long as the block runs. Raises StorageError."""
    made = BlockingConnection(_THREAD.wait(address.connect(patient=True)))
    try:
        yield made
    finally:
        # What was not committed is undone.
        _THREAD.wait(_closed(made.driver))


async def _closed(driver: asyncpg.Connection) -> None:
    try:
        await driver.close(timeout=5)
    except (TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        driver.terminate()
