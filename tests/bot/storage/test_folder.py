"""The data folder is private, held by one process, and never taken for another version than it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.errors import DataInUse, DataTooNew, MigrationFailed
from bot.storage.sqlite import database as folder
from bot.storage.sqlite.statements import FILE
from bot.storage.store import Store
from tests.bot.storage.scribe import Elsewhere, Scribe

ENGINES = ("sqlite",)


def _modes(data: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in [data, *data.iterdir()]}


async def test_nobody_else_may_read_the_data(store: Store, scribe: Scribe, data: Path) -> None:
    """The folder is its owner's alone, and so is every file in it, the journal too."""
    await scribe.turn("telegram:7", scribe.draft("d1"))
    modes = _modes(data)
    assert modes.pop("data") == 0o700
    assert set(modes) == {"lock", "lookup.key", "teabreak.db", "teabreak.db-shm", "teabreak.db-wal"}
    assert set(modes.values()) == {0o600}


@pytest.mark.usefixtures("store")
async def test_a_second_opener_is_refused(data: Path) -> None:
    """Two programs on one folder would answer everybody twice."""
    with pytest.raises(DataInUse, match="in use"):
        await Store.start(data)


async def test_a_closed_folder_can_be_opened_again(data: Path) -> None:
    """Closing lets go of the folder, and so does a failed opening."""
    async with Store.open(data):
        pass
    with closing(sqlite3.connect(data / folder.DATABASE)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(DataTooNew):
        await Store.start(data)
    with closing(sqlite3.connect(data / folder.DATABASE)) as database:
        database.execute(f"PRAGMA user_version = {len(folder.steps())}")
    async with Store.open(data) as store:
        assert await store.waiting() == ()


async def test_a_newer_database_is_left_alone(data: Path) -> None:
    """An older release neither reads nor writes the data of a newer one, and says what to do."""
    async with Store.open(data):
        pass
    path = data / folder.DATABASE
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(DataTooNew, match=r"has version 99.*install a later one"):
        await Store.start(data)
    assert path.read_bytes() == before


@pytest.fixture
def migrations(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of migrations."""

    def make(**steps: str) -> Path:
        target = tmp_path / "migrations"
        target.mkdir(exist_ok=True)
        for name, text in steps.items():
            (target / f"{name.removeprefix('step')}.sql").write_text(text)
        return target

    return make


def test_a_broken_migration_leaves_the_version_before_it(migrations: Callable[..., Path]) -> None:
    """What a step did before it failed is taken back, and the steps before it stay."""
    steps = migrations(
        step0001_first="CREATE TABLE one (a);",
        step0002_second="CREATE TABLE two (a); INSERT INTO two VALUES (1); INSERT INTO nowhere VALUES (1);",
    )
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        with pytest.raises(MigrationFailed, match=r"0002_second\.sql.*nowhere"):
            folder.migrate(database, steps)
        assert FILE.version(database) == 1
        assert list(dict(FILE.shape(database))) == ["table one"]
        migrations(step0002_second="CREATE TABLE two (a);")
        folder.migrate(database, steps)
        assert FILE.version(database) == 2
        assert list(dict(FILE.shape(database))) == ["table one", "table two"]


def test_migrations_without_a_number_in_turn_are_refused(migrations: Callable[..., Path]) -> None:
    """A gap, or two steps of one number, would leave databases that look alike and are not."""
    with pytest.raises(ValueError, match="count up"):
        folder.steps(migrations(step0001_first="SELECT 1;", step0003_third="SELECT 1;"))


def test_a_database_of_the_first_release_is_brought_up_to_date() -> None:
    """What was in it stays, and it ends up as a new one begins."""
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as old,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as new,
    ):
        folder.migrate(old, until=1)
        assert "table told" not in dict(FILE.shape(old))
        old.execute("INSERT INTO person VALUES (7, '{}', 1)")
        old.execute("INSERT INTO draft VALUES (1, 'd1', 7, 'b', '1', 'answering', 1, '{}', 1)")
        old.execute("INSERT INTO submission VALUES (1, 'TB-1', 1, 'd1', '{}', 1, NULL, NULL)")
        folder.migrate(old)
        folder.migrate(new)
        assert dict(FILE.shape(old)) == dict(FILE.shape(new))
        assert dict(FILE.counts(old)) == {"person": 1, "draft": 1, "submission": 1, "outbox": 0, "effect": 0}


async def test_a_commit_is_on_disk_before_it_returns(store: Store, elsewhere: Elsewhere) -> None:
    """The journal is written through at every commit: Telegram forgets an update once it is told."""
    settings = await elsewhere.settings(store)
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
