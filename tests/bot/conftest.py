"""What the tests of this room share: a browser, a PostgreSQL server, and a Telegram of the test's own."""

import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser
from support import postgres_server, warm_children
from support.chromium import launched
from support.postgres_server import PostgresProcess
from support.server_folders import ServerFolders

from bot.playground.telegram import Sandbox
from bot.storage.engine import locations
from bot.storage.sqlite import database
from bot.system import child_process


@pytest.fixture(autouse=True)
def warm_programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs that open what strangers send are forked, unless their start is what is tested."""
    if not request.node.get_closest_marker("cold_programs"):
        monkeypatch.setattr(child_process, "start", warm_children.starting(child_process.start))


@pytest.fixture(scope="session", autouse=True)
def database_made_once() -> Iterator[None]:
    """A new database is a copy of one that took every step: the steps cost as much as many a test."""
    made = sqlite3.connect(":memory:", check_same_thread=False)
    database.migrate(made)
    really, one_at_a_time = database.migrate, threading.Lock()

    def migrate(opened: sqlite3.Connection, steps: Path = database.MIGRATIONS, until: int | None = None) -> None:
        new = opened.execute("PRAGMA schema_version").fetchone() == (0,)
        if new and steps == database.MIGRATIONS and until is None:
            with one_at_a_time:
                made.backup(opened)
        really(opened, steps, until)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "migrate", migrate)
        yield
    made.close()


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Chromium, without a window, for all tests of this process."""
    async with launched() as running:
        yield running


@pytest.fixture
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """Chromium, with nothing open and nothing remembered."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Telegram, on loopback."""
    async with Sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresProcess]:
    """A server for all tests of this process."""
    with postgres_server.running() as server:
        yield server


@pytest.fixture(scope="session")
def server_folders(postgres: PostgresProcess) -> ServerFolders:
    """The databases of data folders that no test has named."""
    return ServerFolders(postgres)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs what is marked for both over both, unless one engine is asked for."""
    if metafunc.definition.get_closest_marker("both_engines") and metafunc.config.option.engine == "sqlite":
        metafunc.fixturenames.append("every_folder")
        engines = ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)]
        metafunc.parametrize("every_folder", engines, indirect=True)


@pytest.fixture(autouse=True)
def every_folder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With `--engine=postgres`, every data folder has its database on a server."""
    if getattr(request, "param", request.config.option.engine) == "sqlite":
        yield
        return
    if request.node.get_closest_marker("sqlite_file") or "postgres" not in getattr(
        request.module, "ENGINES", "postgres"
    ):
        pytest.skip("about the file of SQLite")
    folders: ServerFolders = request.getfixturevalue("server_folders")
    monkeypatch.setattr(locations, "_NAMED", folders)
    yield
    folders.end()


@pytest.fixture(scope="session")
def shared_database(postgres: PostgresProcess) -> str:
    """The address of a database that each test finds empty."""
    return postgres.new_database(with_tables=True)


@pytest.fixture(scope="session")
def second_database(postgres: PostgresProcess) -> str:
    """The address of another one."""
    return postgres.new_database(with_tables=True)
