"""A store in a folder of its own, and somebody who writes into it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.store import Store
from tests.bot.storage.scribe import Elsewhere, Scribe


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


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
