"""One of several instances that serve a PostgreSQL database: its sign of life, and what it claims.

A claim is the number of an instance in a row. It holds for as long as that instance has a row in `instance`, which it
loses once the server has not heard of it for the seconds of its lease, by the server's clock. Each transaction of an
instance locks its own row first, so none commits once that is gone.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

import aiosql
import asyncpg
import structlog

from bot.monitoring.causes import why
from bot.storage.engine.instances import UPKEEP, ChatSender, ClaimsLost, InstancesLook
from bot.storage.engine.statement_groups import DueRow, Many, Row
from bot.storage.errors import DatabaseAway, StorageError
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_errors import translated
from bot.storage.postgres.postgres_statements import POSTGRES, WAITING_ADAPTER

CHANNEL = "teabreak"
_BEATS = 9
"""Signs of life within the time after which an instance is taken for dead."""
_SURE = 0.3
"""The share of that time for which a sign of life makes certain that nobody has taken over: less than the third after
which one may be, whose connection is gone."""
_AGAIN_SECONDS = 0.3
_COMPARED = 16
_SLOW_SECONDS = 0.5
"""An answer that took longer says nothing of the time."""
_JUMP_MS = 1_000
"""More than this between two clocks' differences is no matter of how long an answer took."""

_log = structlog.get_logger(__name__)


class _InstancesSql(Protocol):
    """`queries/instances.sql`."""

    keep_guesses: Many

    async def take_serving_beside(self, conn: asyncpg.Connection, /) -> bool: ...
    async def begin_beside(self, conn: asyncpg.Connection, /) -> int: ...
    async def begin_claiming(self, conn: asyncpg.Connection, /) -> int: ...
    async def join_in(self, conn: asyncpg.Connection, /, *, pid: int, understands: int) -> int: ...
    async def leave(self, conn: asyncpg.Connection, /, *, own: int) -> int: ...
    async def leaving(self, conn: asyncpg.Connection, /, *, own: int) -> int: ...
    async def others_stay(self, conn: asyncpg.Connection, /, *, own: int) -> bool: ...
    async def writes_as(self, conn: asyncpg.Connection, /, *, own: int, pid: int) -> int: ...
    async def mark_own(self, conn: asyncpg.Connection, /, *, own: int, mark: str) -> int: ...
    async def last_mark(self, conn: asyncpg.Connection, /, *, own: int) -> str | None: ...
    async def time_ms(self, conn: asyncpg.Connection, /) -> int: ...
    async def beat(self, conn: asyncpg.Connection, /, *, own: int) -> int: ...
    async def serving_lately(self, conn: asyncpg.Connection, /) -> int: ...
    def end_the_dead(self, conn: asyncpg.Connection, /, *, own: int, lease: float) -> AsyncIterator[tuple[int]]: ...
    async def claim_duties(self, conn: asyncpg.Connection, /, *, own: int, names: str) -> int: ...
    def duties(self, conn: asyncpg.Connection, /, *, own: int) -> AsyncIterator[tuple[str]]: ...
    async def claim_messages(self, conn: asyncpg.Connection, /, *, own: int) -> int: ...
    async def look(self, conn: asyncpg.Connection, /, *, own: int) -> tuple[int, bool, int | None, str]: ...
    async def looks(self, conn: asyncpg.Connection, /) -> str: ...
    async def pause(self, conn: asyncpg.Connection, /, *, seconds: float) -> int: ...
    async def tell(self, conn: asyncpg.Connection, /, *, news: str) -> bool: ...
    def lock(self, conn: asyncpg.Connection, /, *, keys: str) -> AsyncIterator[tuple[bool]]: ...
    def senders(self, conn: asyncpg.Connection, /, *, chats: str) -> AsyncIterator[tuple[str, int | None, bool]]: ...
    def hand_over(self, conn: asyncpg.Connection, /, *, own: int) -> AsyncIterator[tuple[int, str, str, int, bool]]: ...
    def waiting_of(self, conn: asyncpg.Connection, /, *, people: str) -> AsyncIterator[tuple[str, int, int]]: ...
    def take_guesses(
        self, conn: asyncpg.Connection, /, *, messages: str
    ) -> AsyncIterator[tuple[int, str, int, str]]: ...
    async def learned(self, conn: asyncpg.Connection, /, *, own: int, master: str) -> int: ...
    async def claim_effects(
        self, conn: asyncpg.Connection, /, *, own: int, now_ms: int, room: int, kind: str
    ) -> int: ...
    async def claim_effects_in_turn(
        self, conn: asyncpg.Connection, /, *, own: int, now_ms: int, room: int, kind: str
    ) -> int: ...
    async def claim_effect(self, conn: asyncpg.Connection, /, *, own: int, effect: int) -> int | None: ...
    def due_own(
        self, conn: asyncpg.Connection, /, *, own: int, now_ms: int, most: int, kind: str
    ) -> AsyncIterator[DueRow]: ...
    async def next_due_own(self, conn: asyncpg.Connection, /, *, own: int, kind: str) -> int | None: ...


INSTANCES: _InstancesSql = aiosql.from_path(Path(__file__).parent / "queries" / "instances.sql", WAITING_ADAPTER)


class WorkBeside:
    """What a transaction of one of several instances does because of the others."""

    def __init__(self, connection: asyncpg.Connection, own: int) -> None:
        self._connection = connection
        self.own = own

    async def lock(self, people: Iterable[str]) -> None:
        """Locks people until the transaction ends."""
        keys = sorted({_key(one) for one in people})
        if keys:
            async for _ in INSTANCES.lock(self._connection, keys=json.dumps(keys)):
                pass

    async def senders(self, chats: Iterable[str]) -> Mapping[str, ChatSender]:
        """Who sends what waits."""
        found = INSTANCES.senders(self._connection, chats=json.dumps(list(chats)))
        return {chat: ChatSender(owner, has_all) async for chat, owner, has_all in found}

    async def tell(self, owner: int | None) -> None:
        """Tells it by NOTIFY; should that be lost, it looks by itself."""
        await INSTANCES.tell(self._connection, news=str(owner))

    async def hand_over(self) -> Sequence[tuple[int, str, str, int, bool]]:
        """Rows for this instance's outbox."""
        return sorted([row async for row in INSTANCES.hand_over(self._connection, own=self.own)])

    async def waiting_of(self, people: Iterable[str]) -> Mapping[str, tuple[int, int]]:
        """Waiting updates."""
        found = INSTANCES.waiting_of(self._connection, people=json.dumps(list(people)))
        return {person: (updates, characters) async for person, updates, characters in found}

    async def keep_guesses(self, guesses: Sequence[Row]) -> None:
        """Notes guesses."""
        if guesses:
            await INSTANCES.keep_guesses(self._connection, guesses)  # type: ignore[call-arg, arg-type]

    async def take_guesses(self, messages: Iterable[int]) -> Sequence[tuple[int, str, int, str]]:
        """Removes and returns them."""
        found = INSTANCES.take_guesses(self._connection, messages=json.dumps(list(messages)))
        return [row async for row in found]

    async def learned(self, master: str) -> None:
        """Notes a key that was read."""
        await INSTANCES.learned(self._connection, own=self.own, master=master)


class JoinedInstance:
    """This instance, from when it joins the others until it leaves."""

    def __init__(self, address: PostgresAddress, own: int, lease: float) -> None:
        """`lease` is after how many seconds without a sign of life an instance is taken for dead."""
        self._address = address
        self.own = own
        self.lease = lease
        self._connection: asyncpg.Connection | None = None
        self._in_use = asyncio.Lock()
        self._news = asyncio.Event()
        self._certain_at = time.monotonic()
        self._ahead_ms = 0
        self._compared: list[tuple[float, int]] = []
        """Of the last times that clocks were compared: how long the answer took, and how far the server was ahead."""
        self._looked = asyncio.Condition()
        self._last = InstancesLook()
        self._looks = self._seen = self._live_before = 0
        # From the start on, so that of several that start together one has it.
        self._wanted = {UPKEEP}
        self._held: set[str] = set()
        self._alive: asyncio.Task[None] | None = None
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Ends with ClaimsLost."""

    async def start(self) -> None:
        """Looks for the first time, and from then on until `leave`. Raises StorageError."""
        await self._look()
        self._alive = asyncio.create_task(self._live())

    async def leave(self) -> None:
        """Gives back every claim; others take them at once."""
        if self._alive is not None:
            self._alive.cancel()
            await asyncio.gather(self._alive, return_exceptions=True)
        with suppress(StorageError, TimeoutError):
            async with asyncio.timeout(self.lease), self._using() as connection:
                await INSTANCES.leave(connection, own=self.own)
                await INSTANCES.tell(connection, news="left")
        self._drop()

    @property
    def others_serve(self) -> bool:
        """At the last look."""
        return self._last.live > 1

    async def is_last(self) -> bool:
        """Of two that stop at once, both are."""
        async with self._using() as connection:
            await INSTANCES.leaving(connection, own=self.own)
            return not await INSTANCES.others_stay(connection, own=self.own)

    def unix_ms(self) -> int:
        """The server's time, as far as the last look knew it."""
        return time.time_ns() // 1_000_000 + self._ahead_ms

    async def look(self) -> InstancesLook:
        """The next look."""
        async with self._looked:
            await self._looked.wait_for(lambda: self._looks > self._seen)
            self._seen = self._looks
            found, self._last = self._last, InstancesLook(self._last.live)
            return found

    def holds(self, name: str) -> bool:
        """At the last look."""
        return name in self._held

    async def duty(self, name: str) -> None:
        """Waits for it."""
        self._wanted.add(name)
        self._news.set()
        async with self._looked:
            await self._looked.wait_for(lambda: name in self._held)

    async def sure(self) -> None:
        """Waits for a sign of life where the last is too old."""
        if time.monotonic() - self._certain_at > _SURE * self.lease:
            async with self._looked:
                await self._looked.wait_for(lambda: time.monotonic() - self._certain_at <= _SURE * self.lease)

    async def pause(self, seconds: float) -> None:
        """Writes it down, and tells the others."""
        async with self._using() as connection:
            await INSTANCES.pause(connection, seconds=seconds)
            await INSTANCES.tell(connection, news="pause")

    async def all_looked(self) -> None:
        """Every sign of life comes before a look: two of them hold a whole look between them."""
        signs = await self._signs()
        # One more for what comes of it.
        for _ in range(3):
            signs = await self._changed(signs)

    async def _signs(self) -> Mapping[str, str]:
        async with self._using() as connection:
            found: Mapping[str, str] = json.loads(await INSTANCES.looks(connection))
        return {own: beat for own, beat in found.items() if own != str(self.own)}

    async def _changed(self, before: Mapping[str, str]) -> Mapping[str, str]:
        while True:
            now = await self._signs()
            if all(now.get(own) != beat for own, beat in before.items()):
                return now
            await asyncio.sleep(self.lease / _BEATS)

    async def claim_effects(self, now_ms: int, room: int, most: int, kind: str, *, in_turn: bool) -> Sequence[DueRow]:
        """Claims, and reads what it has."""
        claim = INSTANCES.claim_effects_in_turn if in_turn else INSTANCES.claim_effects
        async with self._using() as connection:
            if room > 0:
                await claim(connection, own=self.own, now_ms=now_ms, room=room, kind=kind)
            return [
                row async for row in INSTANCES.due_own(connection, own=self.own, now_ms=now_ms, most=most, kind=kind)
            ]

    async def claim_effect(self, effect: int) -> bool:
        """Claims one."""
        async with self._using() as connection:
            return await INSTANCES.claim_effect(connection, own=self.own, effect=effect) is not None

    async def next_due_ms(self, kind: str) -> int | None:
        """When there may be more to claim."""
        async with self._using() as connection:
            return await INSTANCES.next_due_own(connection, own=self.own, kind=kind)

    async def _live(self) -> None:
        while True:
            self._news.clear()
            wait = self.lease / _BEATS
            try:
                async with asyncio.timeout(self.lease / 3):
                    await self._look()
            except ClaimsLost as error:
                self.over.set_exception(error)
                self.over.exception()
                return
            except (StorageError, TimeoutError) as error:
                _log.warning("instances_not_seen", **why(error))
                self._drop()
                wait = min(wait, _AGAIN_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._news.wait()

    async def _look(self) -> None:
        async with self._using() as connection:
            await self._compare_clocks(connection)
            began = time.monotonic()
            if not await INSTANCES.beat(connection, own=self.own):
                raise ClaimsLost
            ended = await self._claim(connection)
            self._held = {name async for (name,) in INSTANCES.duties(connection, own=self.own)}
            live, to_hand, pause_ms, erased = await INSTANCES.look(connection, own=self.own)
        ended = ended or live < self._live_before
        self._live_before = live
        async with self._looked:
            # A look that nobody has taken yet is still news.
            self._last = InstancesLook(
                live,
                to_hand,
                max(0, pause_ms or 0) / 1000,
                frozenset(json.loads(erased)),
                ended or self._last.taken_over,
            )
            self._certain_at = began
            self._looks += 1
            self._looked.notify_all()

    async def _compare_clocks(self, connection: asyncpg.Connection) -> None:
        """Measures how far the server's clock is ahead. Of the last answers the quickest is the most exact."""
        asked, began = time.time_ns(), time.monotonic()
        server_ms = await INSTANCES.time_ms(connection)
        took = time.monotonic() - began
        if took > _SLOW_SECONDS and self._compared:
            return
        self._compared.append((took, server_ms - asked // 1_000_000 - round(1000 * took / 2)))
        offsets = [ahead for _, ahead in self._compared]
        if max(offsets) - min(offsets) > _JUMP_MS:
            # One of the clocks was put right.
            del self._compared[:-1]
        del self._compared[:-_COMPARED]
        self._ahead_ms = min(self._compared)[1]

    async def _claim(self, connection: asyncpg.Connection) -> bool:
        """Ends the dead, and claims what they had; whether there were any."""
        await INSTANCES.begin_claiming(connection)
        try:
            dead = [one async for (one,) in INSTANCES.end_the_dead(connection, own=self.own, lease=self.lease)]
            await INSTANCES.claim_messages(connection, own=self.own)
            if self._wanted:
                await INSTANCES.claim_duties(connection, own=self.own, names=json.dumps(sorted(self._wanted)))
            await POSTGRES.commit(connection)
        except BaseException:
            connection.terminate()
            raise
        if dead:
            _log.warning("instance_taken_over", instances=" ".join(map(str, dead)))
            await INSTANCES.tell(connection, news="left")
        return bool(dead)

    @asynccontextmanager
    async def _using(self) -> AsyncIterator[asyncpg.Connection]:
        """The connection beside the one that writes. Raises DatabaseAway, or as `connect`."""
        async with self._in_use:
            if self._connection is None or self._connection.is_closed():
                self._connection = await self._address.connect()
                with translated():
                    await self._connection.add_listener(CHANNEL, self._heard)
            try:
                yield self._connection
            except (asyncio.CancelledError, DatabaseAway):
                # A statement may be under way, whose answer would be taken for that of the next.
                self._drop()
                raise

    def _heard(self, *told: object) -> None:
        """Something was told to all: it is about this instance, or about everybody."""
        if str(told[-1]) in {str(self.own), "left", "pause"}:
            self._news.set()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None


def _key(person: str) -> int:
    """What is locked for a person. Two who share it wait for each other, and nothing else comes of it."""
    return int.from_bytes(hashlib.blake2b(person.encode(), digest_size=8).digest(), "big", signed=True)
