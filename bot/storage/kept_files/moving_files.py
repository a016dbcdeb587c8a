"""Copies files between places: into the database, out of it, or from folder to folder."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.storage.engine.locations import location
from bot.storage.errors import CopyFailed
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.kept_files.media_locations import media_place, other_places
from bot.storage.kept_files.media_place import MediaPlace
from bot.system import durable_files

_PIECE = 256 * 1024
_KEPT = ".moved"


@dataclass(frozen=True, slots=True)
class MovedFiles:
    """How many files were moved, and where to; and the folders that hold what was there before."""

    files: int
    to: str
    kept: tuple[Path, ...]


def move_files(data: Path) -> MovedFiles | None:
    """Brings files that are kept elsewhere to the place that is set; None where there are none.

    Each is read back and compared before any of them goes from where it was. It may be interrupted, and run again.
    Raises StorageError, of a bot that runs too, and OSError.
    """
    with location(data).claimed():
        target = media_place(data)
        sources = [one for one in other_places(data) if next(one.names(), None) is not None]
        count = sum(copy_files(one, target) for one in sources)
        folders = [_leave(one) for one in sources]
    return MovedFiles(count, str(target), tuple(filter(None, folders))) if sources else None


def copy_files(source: MediaPlace, target: MediaPlace) -> int:
    """Copies every file, reads each back and compares it. Raises CopyFailed, OSError and StorageError."""
    target.make()
    count = 0
    for name in sorted(source.names()):
        with source.open(name) as file:
            before = _written(file, target, name)
        with target.open(name) as file:
            if digest(file)[0] != before:
                raise CopyFailed("a file did not come out as it went in")
        count += 1
    return count


def digest(file: IO[bytes]) -> tuple[str, int]:
    """The SHA-256 of what is left in an open file, and how many bytes that is."""
    found, size = hashlib.sha256(), 0
    for piece in _pieces(file):
        found.update(piece)
        size += len(piece)
    return found.hexdigest(), size


def _written(file: IO[bytes], target: MediaPlace, name: str) -> str:
    found, new = hashlib.sha256(), target.new()
    try:
        for piece in _pieces(file):
            found.update(piece)
            new.write(piece)
        new.place(name)
    finally:
        new.discard()
    return found.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _leave(source: MediaPlace) -> Path | None:
    """A folder is renamed, and is there to go back to; from the database the files go."""
    if isinstance(source, MediaFolder):
        kept = source.folder.with_name(source.folder.name + _KEPT)
        durable_files.move(source.folder, kept)
        return kept
    for name in list(source.names()):
        source.remove(name)
    return None
