"""The manifest of a backup, and its checks."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import TypeAdapter, ValidationError

from bot.storage.errors import BackupError, DataTooNew
from bot.storage.kept_files.moving_files import digest
from bot.storage.sqlite.database import DATABASE, MEDIA, migrate, steps
from bot.storage.sqlite.statements import FILE

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """The version of the database, how many rows its tables have, and every file by its path in the backup."""

    format: int
    schema: int
    counts: Mapping[str, int]
    files: Mapping[str, Member]

    def to_json(self) -> bytes:
        """As it stands in the archive."""
        return _MANIFESTS.dump_json(self, indent=2)


_MANIFESTS = TypeAdapter(BackupManifest)


def parse(text: bytes) -> BackupManifest:
    """Reads a manifest. Raises BackupError for one that names files which a backup cannot have."""
    try:
        found = _MANIFESTS.validate_json(text, strict=True)
    except ValidationError as error:
        raise BackupError(f"its manifest has {error.error_count()} mistakes") from None
    if found.format != FORMAT:
        raise BackupError(f"it has format {found.format}, and this release knows {FORMAT}")
    strange = [name for name in found.files if not _belongs(name)]
    if strange or DATABASE not in found.files:
        raise BackupError("its manifest does not list a database and media, and nothing else")
    return found


def describe(database: Path, files: Mapping[str, Callable[[], IO[bytes]]]) -> BackupManifest:
    """The manifest of a database and what lies beside it, each file by its path in the backup and how it is opened."""
    schema, counts = _look(database)
    members = {}
    for name, opened in files.items():
        with opened() as file:
            members[name] = Member(*digest(file))
    return BackupManifest(FORMAT, schema, counts, members)


def check(database: Path, manifest: BackupManifest) -> None:
    """Opens a database and holds it against its manifest. Raises BackupError or DataTooNew."""
    if _look(database) != (manifest.schema, manifest.counts):
        raise BackupError("its database does not hold what its manifest says")


def _look(path: Path) -> tuple[int, dict[str, int]]:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            FILE.distrust(database)
            return _version(database), dict(FILE.counts(database))
    except sqlite3.Error as error:
        raise BackupError(f"its database cannot be read: {error}") from error


def _version(database: sqlite3.Connection) -> int:
    schema = FILE.version(database)
    if schema > len(steps()):
        raise DataTooNew("the database of the backup", schema, len(steps()))
    if dict(FILE.shape(database)) != _shape_at(schema):
        raise BackupError("its database is not one of Teabreak's")
    if (found := FILE.soundness(database)) != "ok":
        raise BackupError(f"its database is damaged: {found}")
    if FILE.broken_references(database) is not None:
        raise BackupError("its database has rows that belong to nothing")
    return schema


def _shape_at(schema: int) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        migrate(database, until=schema)
        return dict(FILE.shape(database))


def _belongs(name: str) -> bool:
    path = PurePosixPath(name)
    plain = str(path) == name and "\0" not in name and not any(part.startswith(".") for part in path.parts)
    return name == DATABASE or (plain and len(path.parts) > 1 and path.parts[0] == MEDIA)
