"""Moves an installation from a SQLite file to PostgreSQL. Files that people sent stay in the data folder."""

from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.errors import BackupError
from bot.storage.postgres.postgres_server import PostgresServer
from bot.storage.postgres.table_copy import CopiedRows
from bot.storage.sqlite.database import DATABASE
from bot.storage.sqlite.sqlite_file import SqliteFile
from bot.system import durable_files

_KEPT = ".moved"


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied, and where the old database is."""

    copied: CopiedRows
    kept: Path


def move(data: Path, source: Path | None = None) -> Moved | None:
    """Copies all rows in one transaction, each read back and compared; None where there is nothing to move.

    That is where no PostgreSQL database is set, or no file is named and none is there.

    The file is renamed only after that, so that no bot serves it any more. It may be interrupted at any instant: then
    either nothing has happened, or a second run says that the database holds data already. Raises StorageError, of a
    bot that runs, of a database that is not empty and of a row that does not come out as it went in; and OSError.
    """
    target = location(data)
    if not isinstance(target, PostgresServer):
        return None
    file = source or data / DATABASE
    if source is None and not file.exists():
        return None
    if not file.is_file():
        raise BackupError(f"{file} is no file")
    with SqliteFile(data, file).claimed() as old:
        old.upkeep.empty_the_journal()
        copied = target.take_rows(file)
    kept = file.with_name(f"{file.name}{_KEPT}")
    durable_files.move(file, kept)
    return Moved(copied, kept)
