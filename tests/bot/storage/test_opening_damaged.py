"""A database that SQLite cannot read is an operator's to mend, and is said to be."""

from pathlib import Path

import pytest

from bot.storage.errors import StorageError
from bot.storage.sqlite.database import DATABASE
from bot.storage.store import Store


def spoil(database: Path) -> None:
    """Leave the name of the format, and nothing that fits it."""
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)


async def test_a_damaged_database_is_named_with_its_remedy(tmp_path: Path) -> None:
    """The error says where it is and what to do, so that starting again and again is not tried."""
    async with Store.open(tmp_path):
        pass
    spoil(tmp_path / DATABASE)

    with pytest.raises(StorageError, match="put a backup in its place"):
        async with Store.open(tmp_path):
            pass
