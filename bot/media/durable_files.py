"""Durable file writes (fsync), and copies with the SHA-256 of what was copied."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK = 1024 * 1024


def write(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read, and force it to the disk."""
    with _created(path) as file:
        _put(file, content)
        os.fsync(file)


def copy(source: int, path: Path) -> tuple[int, str]:
    """Copy all that an open file holds into a new one, and force it to the disk: how many bytes, and their SHA-256."""
    size, digest = 0, hashlib.sha256()
    with _created(path) as file:
        while block := os.read(source, _BLOCK):
            _put(file, block)
            digest.update(block)
            size += len(block)
        os.fsync(file)
    return size, digest.hexdigest()


def opened(path: Path) -> int | None:
    """A file opened for reading, or None where there is none."""
    try:
        return os.open(path, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None


def force(folder: Path) -> None:
    """Force a folder's list of names to the disk."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


@contextmanager
def _created(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def _put(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
