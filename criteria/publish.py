"""Publishes badge versions: adds their digests to `published.lock`."""

from pathlib import Path

from criteria import lock
from criteria.file_problem import LibraryError
from criteria.reader import HERE, problems


def notes(folder: Path | None = None) -> tuple[str, ...]:
    """Name each version that is not published yet, as a line for its author. No reason to fail a check."""
    files = lock.unlisted(folder or HERE)
    return tuple(f"{file}: not published yet; it may still change until `teabreak publish`" for file in files)


def publish(folder: Path | None = None) -> tuple[str, ...]:
    """Add every version that is not published yet to the lock, and name the files.

    Raises `LibraryError` and publishes nothing while there is any problem, and OSError where it cannot be written.
    """
    found = problems(folder)
    if found:
        raise LibraryError(found)
    files = lock.unlisted(folder or HERE)
    if files:
        lock.add(folder or HERE, files)
    return files
