"""A store in a folder of its own, and somebody who writes into it: on SQLite, and on PostgreSQL.

What is about the file alone is marked `sqlite_file`, what is about the server alone `postgres_server`; a module about
PostgreSQL says `ENGINES = ("postgres",)`.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage.engine.locations import name_database
from bot.storage.store import Store
from tests.bot.storage.scribe import Elsewhere, Scribe

SQLITE, POSTGRES = "sqlite", "postgres"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs each test that has a data folder over both engines."""
    if "engine" in metafunc.fixturenames:
        engines = getattr(metafunc.module, "ENGINES", (SQLITE, POSTGRES))
        if metafunc.definition.get_closest_marker("sqlite_file"):
            engines = (SQLITE,)
        if metafunc.definition.get_closest_marker("postgres_server"):
            engines = (POSTGRES,)
        marks = {POSTGRES: pytest.mark.slow}
        metafunc.parametrize("engine", [pytest.param(one, marks=marks.get(one, ())) for one in engines])


@pytest.fixture
def engine() -> str:
    """The engine of the data folder: SQLite, where `pytest_generate_tests` gives no other."""
    return SQLITE


@pytest.fixture
def data(tmp_path: Path, engine: str, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A data folder that does not exist yet, and an empty database."""
    folder = tmp_path / "data"
    if engine == POSTGRES:
        address = request.getfixturevalue("shared_database")
        request.getfixturevalue("postgres").empty(address)
        name_database(folder, address)
    yield folder
    name_database(folder, None)


@pytest.fixture
def second_data(data: Path, engine: str, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Another data folder that does not exist yet, beside the first."""
    folder = data.with_name("second")
    if engine == POSTGRES:
        address = request.getfixturevalue("second_database")
        request.getfixturevalue("postgres").empty(address)
        name_database(folder, address)
    yield folder
    name_database(folder, None)


@pytest.fixture
async def store(data: Path) -> AsyncIterator[Store]:
    """An open store."""
    async with Store.open(data) as opened:
        yield opened


@pytest.fixture
def scribe(store: Store) -> Scribe:
    """Somebody who writes into the open store."""
    return Scribe(store)


@pytest.fixture
def elsewhere(data: Path, store: Store) -> Elsewhere:
    """An operator beside the open store."""
    return Elsewhere(data)
