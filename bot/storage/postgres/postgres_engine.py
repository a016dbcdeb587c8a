"""The PostgreSQL database of a running bot: one connection that writes, and a few that read.

The connection that writes holds the lock by which one bot serves a database, so nobody else has written where it still
stands. After it was lost, the next one waits for that lock before it goes on. Where several instances serve together,
all share that lock, and `JoinedInstance` says whether this one still counts.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import IO, Any, TypeVar

import asyncpg
import structlog

from bot.monitoring.causes import why
from bot.storage.engine.instances import ClaimsLost, EffectClaims, Instances, OnlyInstance, SharedWork
from bot.storage.engine.statement_groups import Statements
from bot.storage.errors import DatabaseAway, DatabaseInUse, DatabaseSlow, StorageError
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_instances import INSTANCES, JoinedInstance, WorkBeside
from bot.storage.postgres.postgres_migrations import join_in, migrate
from bot.storage.postgres.postgres_statements import POSTGRES, waiting_over

READERS = 4
LOCK_SECONDS = 5.0
"""How long the lock is waited for: that of a bot that has just ended is let go of within that time."""
RETURN_SECONDS = 0.5
"""How often a lost connection is tried again while nothing is to be written."""
UNKNOWN_SECONDS = 60.0
"""How long a bot waits to learn what became of a transaction; everybody's turns wait meanwhile."""
STANDBY_SECONDS = 1.0
"""How often one that stands by looks whether it is wanted."""
GRACE_SECONDS = 4.0
"""How long it leaves the one that served to come back, after the server was away."""
_LOOK_SECONDS = 0.1
_LONGEST_WAIT_SECONDS = 2.0

_Result = TypeVar("_Result")
_ONLY = OnlyInstance()
_log = structlog.get_logger(__name__)


class PostgresEngine:
    """The open database."""

    def __init__(
        self,
        address: PostgresAddress,
        folder: IO[bytes],
        writer: asyncpg.Connection,
        pool: asyncpg.Pool,
        joined: JoinedInstance | None = None,
    ) -> None:
        """`joined` is this instance among several; None where it serves alone."""
        self._address = address
        self._joined = joined
        self._folder = folder
        self._writer = writer
        self._pool = pool
        self._turns = asyncio.Lock()
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.reader = waiting_over(pool)
        self._closing = False
        self._returning: asyncio.Task[None] | None = None
        if joined is not None:
            joined.over.add_done_callback(lambda ended: ended.cancelled() or self._end(ClaimsLost()))
        self._watch()

    @classmethod
    async def start(cls, address: PostgresAddress, folder: IO[bytes], lease: float | None = None) -> "PostgresEngine":
        """Takes the database, brings it up to date and opens it. `folder` is the lock of the data folder.

        `lease` is after how many seconds without a sign of life an instance is taken for dead, where several serve
        together; None where this one serves alone.
        """
        writer = await _serving(address, lease)
        joined = None
        try:
            await migrate(writer)
            if not await POSTGRES.forces_to_disk(writer):
                _log.warning("database_not_durable", cause="fsync is off", do="turn it on in postgresql.conf")
            if lease is not None:
                joined = JoinedInstance(address, await join_in(writer), lease)
                await joined.start()
                _log.info("instance_joined", instance=joined.own)
            return cls(address, folder, writer, await address.pool(READERS), joined)
        except BaseException:
            if joined is not None:
                await joined.leave()
            writer.terminate()
            raise

    @property
    def instances(self) -> Instances:
        """The instances that serve the database."""
        return self._joined if self._joined is not None else _ONLY

    @property
    def claims(self) -> EffectClaims | None:
        """What claims effects; None where this one serves alone."""
        return self._joined

    @property
    def beside(self) -> SharedWork | None:
        """What the transaction that is open does because of other instances; None where this one serves alone."""
        return None if self._joined is None else WorkBeside(self._writer, self._joined.own)

    @asynccontextmanager
    async def writing(self, *, alone: bool = False) -> AsyncIterator[Statements]:
        """A transaction; `alone` has no other instance write meanwhile."""
        async with self._turns:
            mark = secrets.token_hex(16)
            writer = await self._begun(mark, alone=alone)
            try:
                yield waiting_over(writer)
            except BaseException:
                await asyncio.shield(_undone(writer))
                raise
            await _surely(self._commit(writer, mark))

    async def _begun(self, mark: str, *, alone: bool) -> asyncpg.Connection:
        """The connection with a transaction open. One that was lost while nothing was under way is replaced."""
        for last in (False, True):
            writer = await self._ready()
            try:
                await (POSTGRES.begin if alone or self._joined is None else INSTANCES.begin_beside)(writer)
                await self._mark(writer, mark)
            except BaseException as error:
                await asyncio.shield(_undone(writer))
                if last or not isinstance(error, DatabaseAway):
                    raise
            else:
                break
        return writer

    async def _mark(self, writer: asyncpg.Connection, mark: str) -> None:
        if self._joined is None:
            await POSTGRES.mark_batch(writer, mark=mark)
        elif not await INSTANCES.mark_own(writer, own=self._joined.own, mark=mark):
            raise self._end(ClaimsLost())

    async def _ready(self) -> asyncpg.Connection:
        if self._writer.is_closed():
            try:
                self._writer = await _serving(self._address, None if self._joined is None else self._joined.lease)
            except DatabaseInUse as error:
                # Another bot has taken over while this one was cut off: what it holds in memory is out of date.
                self._end(error)
                raise
            self._watch()
            if self._joined is not None and not await INSTANCES.writes_as(
                self._writer, own=self._joined.own, pid=self._writer.get_server_pid()
            ):
                raise self._end(ClaimsLost())
            _log.info("database_reached_again")
        return self._writer

    def _watch(self) -> None:
        """Has a connection that is lost replaced at once: whoever stands by leaves little time for that."""
        self._writer.add_termination_listener(lambda _: self._return_soon())

    def _return_soon(self) -> None:
        if not self._closing and (self._returning is None or self._returning.done()):
            self._returning = asyncio.get_running_loop().create_task(self._return())

    async def _return(self) -> None:
        while not self._closing and not self._over.done():
            try:
                async with self._turns:
                    await self._ready()
            except StorageError as error:
                _log.warning("database_away", **why(error))
                await asyncio.sleep(RETURN_SECONDS)
            else:
                return

    def _end(self, error: StorageError) -> StorageError:
        if not self._over.done():
            self._over.set_exception(error)
            self._over.exception()
        return error

    async def over(self) -> None:
        """Raises DatabaseInUse once another bot serves it, DatabaseAway where a transaction stays unknown."""
        await asyncio.shield(self._over)

    async def _commit(self, writer: asyncpg.Connection, mark: str) -> None:
        try:
            await POSTGRES.commit(writer)
        except StorageError as error:
            if not error.passes:
                raise
            # The server may have committed all the same, and nobody could go on without knowing it.
            _log.warning("commit_unanswered", **why(error))
            writer.terminate()
            if await self._last_batch() != mark:
                raise

    async def _last_batch(self) -> str | None:
        """Which transaction was committed last, once the server is back.

        Raises what ends this bot, where that stays unknown: the next start reads what was kept.
        """
        wait, until = _LOOK_SECONDS, asyncio.get_running_loop().time() + UNKNOWN_SECONDS
        while True:
            try:
                writer = await self._ready()
                if self._joined is not None:
                    return await INSTANCES.last_mark(writer, own=self._joined.own)
                return await POSTGRES.last_batch(writer)
            except StorageError as error:
                if not error.passes or isinstance(error, DatabaseInUse):
                    raise
                if asyncio.get_running_loop().time() >= until:
                    self._end(error)
                    raise
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_SECONDS)

    async def outbox_ids(self, many: int) -> Sequence[int]:
        """The next numbers."""
        return [id_ async for (id_,) in POSTGRES.outbox_ids(self._writer, many=many)]

    async def empty_journal(self, *, keys_went: bool) -> bool:
        """Rows that are gone leave their pages, whose bytes stay until others take their place.

        The small table of keys is written anew, so no key is left in it. A reader who takes long is in the way of that.
        What the server's log and its copies hold is the server's to remove.
        """
        connection = await self._address.connect(patient=True)
        try:
            await POSTGRES.empty_the_journal(connection)
            if keys_went:
                # Everybody who needs a key would wait behind this one.
                await POSTGRES.wait_briefly(connection)
                await POSTGRES.rewrite_keys(connection)
        except DatabaseSlow:
            return False
        finally:
            await connection.close()
        return True

    async def close(self) -> None:
        """Closes the connections, once the transaction in hand is over."""
        self._closing = True
        if self._returning is not None:
            self._returning.cancel()
        async with self._turns:
            if self._joined is not None:
                await self._joined.leave()
            try:
                with suppress(TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                    await asyncio.wait_for(self._pool.close(), 5)
                    await self._writer.close(timeout=5)
            finally:
                self._pool.terminate()
                self._writer.terminate()
                self._folder.close()


async def vacant(address: PostgresAddress, looked: Callable[[], None]) -> None:
    """Returns once nobody serves the database. Where the server itself was away, the one that served comes first."""
    while True:
        looked()
        try:
            if await _seen_vacant(address, looked):
                return
        except StorageError as error:
            if not error.passes:
                raise
        await asyncio.sleep(GRACE_SECONDS)


async def _seen_vacant(address: PostgresAddress, looked: Callable[[], None]) -> bool:
    connection = await address.connect()
    try:
        while not await POSTGRES.take_serving(connection):
            looked()
            await asyncio.sleep(STANDBY_SECONDS)
    finally:
        connection.terminate()
    return True


async def _serving(address: PostgresAddress, lease: float | None = None) -> asyncpg.Connection:
    """A connection that holds the lock, or shares it with others. Raises DatabaseInUse, or as `connect`."""
    # The transaction of an instance that hangs must be over when others take over from it.
    connection = await address.connect(idle_seconds=60.0 if lease is None else 0.9 * lease)
    take = POSTGRES.take_serving if lease is None else INSTANCES.take_serving_beside
    try:
        until = asyncio.get_running_loop().time() + LOCK_SECONDS
        while not await take(connection):
            if asyncio.get_running_loop().time() >= until:
                raise DatabaseInUse
            await asyncio.sleep(_LOOK_SECONDS)
    except BaseException:
        connection.terminate()
        raise
    return connection


async def _undone(writer: asyncpg.Connection) -> None:
    """Undoes the transaction; a connection on which that does not work is given up, which undoes it too."""
    try:
        if not writer.is_closed():
            await POSTGRES.rollback(writer)
    except StorageError:
        writer.terminate()


async def _surely(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Does the work to its end, also where it is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
