"""What SQLite holds is moved to PostgreSQL whole or not at all; a backup of either is restored into either."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.postgres_server import PostgresProcess
from typer.testing import CliRunner

from bot.cli import command_line
from bot.storage.backups import last_counts
from bot.storage.backups.backup import backup, restore
from bot.storage.beside.move import move
from bot.storage.beside.operator_acts import OperatorAct, acts, record, verify
from bot.storage.engine.locations import name_database
from bot.storage.errors import BackupError, CopyFailed, DataInUse, NotEmpty
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.store import Store
from bot.storage.stored.records import ReminderRow
from flows.engine.message import Message
from tests.bot.storage.filled import ISLA, KEY, MORAG, fill, opened, seen
from tests.bot.storage.scribe import Elsewhere, Scribe

ENGINES = ("sqlite",)
pytestmark = pytest.mark.slow


@pytest.fixture
def address(postgres: PostgresProcess, shared_database: str) -> str:
    """An empty database to move to."""
    postgres.empty(shared_database)
    return shared_database


@pytest.fixture
def second_address(postgres: PostgresProcess, second_database: str) -> str:
    """Another one."""
    postgres.empty(second_database)
    return second_database


@pytest.fixture(autouse=True)
def nothing_held(data: Path) -> Iterator[None]:
    """Neither keys nor databases are named for these folders afterwards."""
    yield
    for folder in (data, data.with_name("back")):
        hold(folder, None)
        name_database(folder, None)


async def _filled(data: Path, key: MasterKey | None) -> dict[str, object]:
    await fill(data, key)
    hold(data, Keyring(key) if key else None)
    for number in range(3):
        record(data, OperatorAct("morag", "export", f"TB-{number}"), number)
    async with opened(data, key) as store, store.transaction() as work:
        await work.reminders.plan([ReminderRow(ISLA, None), ReminderRow(MORAG, 5)])
        await work.retention.look_at({ISLA: 77})
    return await seen(data, key)


@pytest.mark.parametrize("key", [None, KEY])
async def test_a_moved_installation_is_as_it_was(data: Path, address: str, key: MasterKey | None) -> None:
    """Every row, sealed or not; what comes later goes on where the file was, and the file serves nobody any more."""
    before = await _filled(data, key)
    tables = ("person", "draft", "outbox", "audit", "reminder", "retention_look", "operator_act", "person_key")
    rows = {name: sorted(map(str, Elsewhere(data).rows(name))) for name in tables}
    name_database(data, address)
    moved = move(data)
    assert moved is not None
    with closing(sqlite3.connect(moved.kept)) as file:
        found = {name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert moved.copied.rows.keys() == found - {"sqlite_sequence"}, "a table that is not copied is lost"
    assert moved.copied.rows["person"] == 2
    assert moved.copied.rows["operator_act"] == 3
    assert not (data / "teabreak.db").exists()
    assert moved.kept.is_file()
    now = {name: [_plain(row) for row in Elsewhere(data).rows(name)] for name in tables}
    assert {name: sorted(map(str, found)) for name, found in now.items()} == rows
    assert await seen(data, key) == before
    assert record(data, OperatorAct("isla", "forget")).number == 4  # type: ignore[union-attr]
    assert verify(data).sound
    async with opened(data, key) as store:
        last = max(said.id for said in await store.waiting())
        scribe = Scribe(store)
        scribe.start_at(900)
        (said,) = await scribe.turn(ISLA, scribe.draft("later"), messages=(Message("Two"),))
        assert said.id == last + 1
        assert list((await store.session(ISLA)).drafts)[-1] == "later"


async def test_the_command_says_what_it_did(data: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what is missing; it stands in the record of what operators did."""
    await fill(data, None)
    monkeypatch.setenv("TEABREAK_DATA", str(data))
    runner, app = CliRunner(), command_line("move")
    refused = runner.invoke(app, ["move"])
    assert refused.exit_code == 1
    assert "TEABREAK_DATABASE" in refused.output
    monkeypatch.setenv("TEABREAK_DATABASE", address)
    done = runner.invoke(app, ["move", "--by", "morag"])
    assert done.exit_code == 0, done.output
    assert "2 people and 2 drafts" in done.output
    assert "teabreak.db.moved" in done.output
    assert [one.act.act for one in acts(data)] == ["move"]


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(int(value) if isinstance(value, bool) else value for value in row)


async def test_what_cannot_be_moved_is_left_as_it_is(data: Path, address: str) -> None:
    """No address, a bot that runs, a database that holds something, and no file to move."""
    await fill(data, None)
    assert move(data) is None
    async with Store.open(data):
        name_database(data, address)
        with pytest.raises(DataInUse):
            move(data)
        name_database(data, None)
    name_database(data, address)
    async with Store.open(data) as store:
        await store.heartbeat(1)
    with pytest.raises(NotEmpty):
        move(data)
    assert (data / "teabreak.db").is_file()
    (data / "teabreak.db").rename(data / "other.db")
    assert move(data) is None
    with pytest.raises(BackupError, match="no file"):
        move(data, data / "gone.db")


async def test_a_row_that_would_come_out_otherwise_stops_the_move(
    data: Path, address: str, second_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sign that PostgreSQL has no room for, and a copy that is not the same: nothing of it stays."""
    del second_data
    await fill(data, None)
    Elsewhere(data).change("UPDATE parked SET problem = 'a' || char(0) || 'b' WHERE person IS NULL")
    name_database(data, address)
    with pytest.raises(CopyFailed, match="parked"):
        move(data)
    name_database(data, None)
    Elsewhere(data).change("UPDATE parked SET problem = 'a' WHERE person IS NULL")
    name_database(data, address)
    Elsewhere(data).change(
        "CREATE OR REPLACE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN NEW.badge := 'x'; RETURN NEW; END $$"
    )
    Elsewhere(data).change("CREATE TRIGGER odd BEFORE INSERT ON draft FOR EACH ROW EXECUTE FUNCTION odd()")
    try:
        with pytest.raises(CopyFailed, match="draft"):
            move(data)
    finally:
        Elsewhere(data).change("DROP TRIGGER odd ON draft")
    assert Elsewhere(data).rows("person") == []
    assert move(data) is not None


@pytest.mark.parametrize("key", [None, KEY])
async def test_a_backup_of_a_server_is_restored_into_either(
    data: Path, address: str, second_address: str, key: MasterKey | None
) -> None:
    """The archive is the same as of a file, made while the bot runs; whoever was erased since is left out."""
    name_database(data, address)
    before = await _filled(data, key)
    archive, back = data.with_name("copy.tar.gz"), data.with_name("back")
    async with opened(data, key):
        manifest = backup(data, archive)
    assert manifest.counts["draft"] == 2
    assert last_counts.made_ms(data) is not None
    hold(back, Keyring(key) if key else None)
    restore(archive, back)
    assert await seen(back, key) == before
    name_database(back, second_address)
    with pytest.raises(BackupError, match="media"):
        restore(archive, back)
    (back / "media").rename(back.with_name("old media"))
    restore(archive, back)
    assert await seen(back, key) == before
    with pytest.raises(BackupError, match="holds a database already"):
        restore(archive, back)
