"""The data folder: whose it is, who may read it, and which version its database has."""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO

from bot.storage.errors import DataInUse, DataTooNew, MigrationFailed
from bot.storage.sqlite.statements import FILE

DATABASE = "teabreak.db"
MEDIA = "media"
LOCK = "lock"
MIGRATIONS = Path(__file__).parent / "migrations"


def claim(folder: Path) -> IO[bytes]:
    """Makes the folder if need be, and takes it for this process until the handle is closed.

    Raises DataInUse. The lock dies with the process, however that ends.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.fdopen(os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise DataInUse(folder) from None
    return handle


def prepare(folder: Path, migrations: Path = MIGRATIONS) -> Path:
    """Brings the database up to date and says where it is. Raises DataTooNew or MigrationFailed."""
    path = folder / DATABASE
    # SQLite gives its journal the mode of the database, so one private file makes all of them private.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        migrate(database, migrations)
    return path


def steps(migrations: Path = MIGRATIONS) -> tuple[Path, ...]:
    """The migrations in order; the number in front of each name is the version that it leads to."""
    found = tuple(sorted(migrations.glob("[0-9][0-9][0-9][0-9]_*.sql")))
    numbers = [int(path.name[:4]) for path in found]
    if numbers != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations must count up from 1 without a gap: {numbers}")
    return found


def migrate(database: sqlite3.Connection, migrations: Path = MIGRATIONS, until: int | None = None) -> None:
    """Takes the steps that are missing, all or up to one, each with its record in one transaction."""
    every = steps(migrations)
    found = FILE.version(database)
    if found > len(every):
        raise DataTooNew("the database", found, len(every))
    for number, step in enumerate(every[found:until], found + 1):
        _take(database, step, number)


def _take(database: sqlite3.Connection, step: Path, number: int) -> None:
    text = step.read_text(encoding="utf-8")
    try:
        database.executescript(f"BEGIN IMMEDIATE;\n{text}\nPRAGMA user_version = {number};\nCOMMIT;")
    except sqlite3.Error as error:
        database.rollback()
        raise MigrationFailed(step.name, str(error)) from error
