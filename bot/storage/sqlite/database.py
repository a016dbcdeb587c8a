"""Opens the data folder: permissions, lock, and migrations of the database."""

import errno
import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO

from bot.storage.errors import DataFolderUnusable, DataInUse, DataTooNew, MigrationFailed, may_pass
from bot.storage.sqlite.statements import FILE

DATABASE = "teabreak.db"
MEDIA = "media"
LOCK = "lock"
RESTORING = ".restoring-"
"""How a folder of the data folder begins into which a backup is unpacked."""
_PASSING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
MIGRATIONS = Path(__file__).parent / "migrations"


def claim(folder: Path, *, shared: bool = False) -> IO[bytes]:
    """Makes the folder if need be, and takes it for this process until the handle is closed.

    A `shared` claim stands beside others that are shared.

    Raises DataInUse, or as `make` does. The lock dies with the process, however that ends.
    """
    make(folder)
    try:
        handle = os.fdopen(os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except PermissionError as error:
        raise DataFolderUnusable(folder, _reason(error)) from error
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise DataInUse(folder) from None
    # A restore claims the folder too, so none is under way: one that was killed has left everything there.
    for left in folder.glob(f"{RESTORING}*"):
        shutil.rmtree(left, ignore_errors=True)
    return handle


def make(folder: Path) -> None:
    """Makes the folder if need be. Raises DataFolderUnusable where it cannot be one, or may not be written to.

    What may pass by itself, such as a full disk, is raised as the OSError that it is.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _PASSING:
            raise
        raise DataFolderUnusable(folder, _reason(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
        raise DataFolderUnusable(folder, "it may not be written to")


def _reason(error: OSError) -> str:
    return "a file stands there" if isinstance(error, FileExistsError) else (error.strerror or "unknown").lower()


def prepare(path: Path, migrations: Path = MIGRATIONS) -> Path:
    """Brings the database in a file up to date, and returns its path. Raises DataTooNew or MigrationFailed."""
    # SQLite gives its journal the mode of the database, so one private file makes all of them private.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        migrate(database, migrations)
    return path


def is_damaged(path: Path) -> bool:
    """Whether a check of the whole database finds it unsound. Trouble of the disk while checking is no proof."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return FILE.soundness(database) != "ok"
    except sqlite3.DatabaseError as error:
        return not may_pass(error)


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
