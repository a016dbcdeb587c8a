"""Trouble with a PostgreSQL server is named in plain words, loses nothing, and passes when the server is well again."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest
from support.cut_off_proxy import CutOffProxy, cut_off_proxy
from support.failing_disk import fill, small_disk
from support.postgres_server import PASSWORD, PostgresProcess
from support.served_bot import listening

from bot.monitoring.causes import cause_of
from bot.storage.engine.locations import location, name_database
from bot.storage.errors import (
    DatabaseAway,
    DatabaseElsewhere,
    DatabaseFault,
    DatabaseFull,
    DatabaseInUse,
    DatabaseRefused,
    DatabaseSlow,
    DataTooNew,
    ServerDataDamaged,
    StorageError,
    may_pass,
)
from bot.storage.postgres import postgres_address, postgres_engine
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_errors import meaning
from bot.storage.postgres.postgres_migrations import known, migrate, version
from bot.storage.store import Store
from flows.engine.message import Message
from tests.bot.storage.scribe import Scribe, address_of

ENGINES = ("postgres",)
pytestmark = pytest.mark.slow


@pytest.fixture
async def proxy(data: Path, postgres: PostgresProcess, shared_database: str) -> AsyncIterator[CutOffProxy]:
    """The only way to the database of the data folder."""
    async with cut_off_proxy(postgres.port) as made:
        name = shared_database.partition("@/")[2].partition("?")[0]
        name_database(data, postgres.address_by_port(name, made.port))
        yield made


async def test_a_commit_whose_answer_is_lost_is_found_out(data: Path, proxy: CutOffProxy) -> None:
    """The server committed: the turn counts, its messages are sent, and what comes next builds on it."""
    async with Store.open(data) as store:
        scribe = Scribe(store)
        proxy.cut_at_commit(arrives=True)
        with listening() as heard:
            said = await scribe.turn("telegram:7", scribe.draft("d1"), messages=(Message("One"),))
        assert heard.events("commit_unanswered")
        assert heard.events("database_reached_again")
        assert await store.waiting() == said
        assert list((await scribe.desk("telegram:7")).drafts) == ["d1"]


async def test_a_commit_that_never_arrived_kept_nothing(data: Path, proxy: CutOffProxy) -> None:
    """The turn fails as a whole, and is taken when the update comes again."""
    async with Store.open(data) as store:
        scribe = Scribe(store)
        proxy.cut_at_commit(arrives=False)
        with pytest.raises(DatabaseAway) as caught:
            await scribe.turn("telegram:7", scribe.draft("d1"), messages=(Message("One"),))
        assert may_pass(caught.value)
        assert await store.waiting() == ()
        scribe.start_at(1)
        await scribe.turn("telegram:7", scribe.draft("d1"), messages=(Message("One"),))
        assert len(await store.waiting()) == 1


async def test_a_connection_that_the_server_ends_at_any_moment_is_replaced(
    data: Path, postgres: PostgresProcess, shared_database: str
) -> None:
    """Also where its last words come while a statement is on its way, which the driver calls a fault of its own."""
    name = shared_database.partition("@/")[2].partition("?")[0]
    others = f"FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    ends = f"SELECT pg_terminate_backend(pid) {others}"
    beside = await asyncpg.connect(postgres.address_by_port(name))
    async with Store.open(data) as store:
        chance = random.Random(7)
        for number in range(ENDINGS):
            scribe = await _anew(store, number)
            turn = asyncio.ensure_future(scribe.turn("telegram:7", scribe.draft(f"d{number}")))
            for _ in range(chance.randrange(12)):
                await asyncio.sleep(0)
            await beside.execute(ends)
            with suppress(DatabaseAway):
                await turn
        scribe = await _anew(store, ENDINGS)
        await scribe.turn("telegram:7", scribe.draft("last"))
        assert "last" in (await scribe.desk("telegram:7")).drafts
    await beside.close()


ENDINGS = 40


async def _anew(store: Store, number: int) -> Scribe:
    """A scribe for what is stored now, once the database is reached again."""
    while True:
        with suppress(DatabaseAway):
            await store.last_heartbeat()
            scribe = Scribe(store)
            scribe.start_at(10 * number + 1)
            return scribe


async def test_connections_that_break_are_replaced(data: Path, proxy: CutOffProxy) -> None:
    """One that is lost between two turns costs nobody anything; within a turn, that turn is undone."""
    async with Store.open(data) as store:
        scribe = Scribe(store)
        await scribe.turn("telegram:7", scribe.draft("d1"))
        proxy.cut()
        await scribe.turn("telegram:7", scribe.draft("d2"))
        with pytest.raises(DatabaseAway):
            await _cut_within(store, proxy)
        assert await store.last_heartbeat() is None
        assert list((await scribe.desk("telegram:7")).drafts) == ["d1", "d2"]


async def test_whoever_was_cut_off_ends_once_another_serves(
    data: Path, second_data: Path, proxy: CutOffProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that stands by takes over; the first writes nothing any more, and its process is told to end."""
    monkeypatch.setattr(postgres_engine, "STANDBY_SECONDS", 0.02)
    monkeypatch.setattr(postgres_engine, "LOCK_SECONDS", 0.1)
    name_database(second_data, address_of(data).replace(str(proxy.port), str(proxy.server_port)))
    async with Store.open(data) as first:
        scribe = Scribe(first)
        (said,) = await scribe.turn("telegram:7", messages=(Message("One"),))
        looks = asyncio.Event()
        waiting = asyncio.create_task(location(second_data).vacant(looks.set))
        await looks.wait()
        await scribe.turn("telegram:9")
        assert not waiting.done()
        proxy.close()
        await waiting
        async with Store.open(second_data) as second:
            proxy.open_again()
            with pytest.raises(StorageError):
                await scribe.turn("telegram:8", messages=(Message("Two"),))
            with pytest.raises(DatabaseInUse):
                await asyncio.wait_for(first.over(), 10)
            assert await second.waiting() == (said,)


async def _cut_within(store: Store, proxy: CutOffProxy) -> None:
    async with store.transaction() as work:
        await work.sessions(["telegram:7"])
        proxy.cut()
        await work.heartbeat(5)


async def test_a_statement_that_waits_too_long_is_given_up(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else holds a table: the turn is undone, and taken once they let go."""
    monkeypatch.setitem(postgres_address._SESSION, "lock_timeout", "100ms")
    async with Store.open(data) as store:
        scribe, other = Scribe(store), await PostgresAddress(address_of(data)).connect()
        await other.execute("BEGIN; LOCK TABLE draft")
        with pytest.raises(DatabaseSlow):
            await scribe.turn("telegram:7", scribe.draft("d1"))
        await other.close()
        scribe.start_at(1)
        await scribe.turn("telegram:7", scribe.draft("d1"))


async def _refused(address: str) -> StorageError:
    with pytest.raises(StorageError) as caught:
        await PostgresAddress(address).connect()
    assert PASSWORD not in str(caught.value)
    assert "wrong" not in str(caught.value)
    return caught.value


async def test_a_database_that_cannot_be_used_is_told_with_what_to_do(postgres: PostgresProcess) -> None:
    """A wrong password, a database that is not there, and a server that is not; and none repeats the password."""
    wrong = await _refused(postgres.address_by_port("postgres", password="wrong"))
    missing = await _refused(postgres.address_by_port("missing"))
    away = await _refused(postgres.address_by_port("postgres", port=9))
    assert isinstance(wrong, DatabaseRefused)
    assert "password" in str(wrong)
    assert isinstance(missing, DatabaseRefused)
    assert "createdb" in str(missing)
    assert isinstance(away, DatabaseAway)
    assert [may_pass(error) for error in (wrong, missing, away)] == [False, False, True]
    assert str(PostgresAddress(postgres.address_by_port("name"))) == f"PostgreSQL, name on 127.0.0.1:{postgres.port}"
    assert PASSWORD not in repr(PostgresAddress(postgres.address_by_port("name")))


async def test_a_server_that_is_too_old_or_forgets_is_told(
    data: Path, postgres: PostgresProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is refused; the second serves, with a warning in the log."""
    postgres.set("fsync", "off")
    with listening() as heard:
        async with Store.open(data):
            postgres.set("fsync", "on")
    assert heard.events("database_not_durable")
    monkeypatch.setattr(postgres_address, "OLDEST", 99)
    with pytest.raises(DatabaseRefused, match="99 or later"):
        await Store.start(data)


@pytest.mark.parametrize(
    ("error", "kind", "cause"),
    [
        (asyncpg.DiskFullError, DatabaseFull, "disk of the database full"),
        (asyncpg.QueryCanceledError, DatabaseSlow, "database took too long"),
        (asyncpg.AdminShutdownError, DatabaseAway, "database not reached"),
        (asyncpg.CannotConnectNowError, DatabaseAway, "database not reached"),
        (asyncpg.TooManyConnectionsError, DatabaseAway, "database not reached"),
        (asyncpg.ReadOnlySQLTransactionError, DatabaseAway, "database not reached"),
        (asyncpg.InsufficientPrivilegeError, DatabaseRefused, "database refuses the bot"),
        (asyncpg.DataCorruptedError, ServerDataDamaged, "database damaged"),
        (asyncpg.UndefinedTableError, DatabaseFault, "fault in the program"),
        (ConnectionResetError, DatabaseAway, "database not reached"),
        (asyncpg.InternalClientError, DatabaseAway, "database not reached"),
        (TimeoutError, DatabaseSlow, "database took too long"),
    ],
)
def test_each_error_has_its_cause(error: type[Exception], kind: type[StorageError], cause: str) -> None:
    """The cause in plain words; nothing of the driver's text, which may hold what somebody wrote."""
    found = meaning(error("a private story"))
    assert type(found) is kind
    assert cause_of(found).cause == cause
    assert "private" not in str(found)


async def _write_on(scribe: Scribe) -> None:
    for number in range(100):
        words = "".join(map(chr, random.Random(number).choices(range(0x4E00, 0x9000), k=20_000)))
        await scribe.turn("telegram:7", scribe.draft(f"d{number}", words))


async def test_a_full_disk_of_the_server_passes(tmp_path: Path, postgres: PostgresProcess) -> None:
    """What cannot be kept is refused with the cause; once there is room, everything goes on."""
    with small_disk(postgres.folder / "disk", 40) as disk:
        postgres.owns(disk)
        postgres.psql(f"CREATE TABLESPACE small LOCATION '{disk}'")
        name = postgres.named_anew()
        postgres.psql(f"ALTER DATABASE {name} SET TABLESPACE small")
        name_database(tmp_path / "data", postgres.address(name))
        try:
            async with Store.open(tmp_path / "data") as store:
                scribe = Scribe(store)
                filler = fill(disk)
                with pytest.raises(DatabaseFull) as caught:
                    await _write_on(scribe)
                assert may_pass(caught.value)
                filler.unlink()
                await scribe.turn("telegram:7", scribe.draft("last"))
                assert "last" in (await scribe.desk("telegram:7")).drafts
        finally:
            name_database(tmp_path / "data", None)
            postgres.psql(f"DROP DATABASE {name}")
            postgres.psql("DROP TABLESPACE small")


async def test_two_that_start_at_once_make_the_tables_once(postgres: PostgresProcess) -> None:
    """Whoever comes second finds them made; a database of a later release is refused, where it would not go well."""
    address = PostgresAddress(postgres.new_database())
    first, second = await address.connect(), await address.connect()
    await asyncio.gather(migrate(first), migrate(second))
    assert await version(second) == known()
    await first.execute("UPDATE schema_version SET version = 99")
    await migrate(second)
    await first.execute("UPDATE schema_version SET oldest = 99")
    with pytest.raises(DataTooNew):
        await migrate(second)
    await first.close()
    await second.close()


async def test_a_folder_whose_database_is_on_a_server_is_refused_without_the_address(data: Path, store: Store) -> None:
    """Else a bot would begin anew in an empty file, and a command would find nobody."""
    await store.close()
    name_database(data, None)
    with pytest.raises(DatabaseElsewhere, match="TEABREAK_DATABASE"):
        await Store.start(data)
    assert not (data / "teabreak.db").exists()
