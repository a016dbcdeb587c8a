"""Writes files durably: each is forced to the disk, and appears under its name whole or not at all.

Every file is new and readable by its owner alone. All functions raise OSError where the disk refuses.
"""

import os
from io import RawIOBase
from pathlib import Path
from typing import IO

_BLOCK = 1024 * 1024


class NewFile(RawIOBase):
    """A new file that is being written. Call `sync` after the last `write`."""

    _handle = -1

    def __init__(self, path: Path) -> None:
        """Raises FileExistsError where there is a file of that name."""
        super().__init__()
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, content: bytes, /) -> int:  # type: ignore[override] # nobody writes from another kind of buffer
        """Append all of the bytes."""
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(self._handle, rest) :]
        return len(content)

    def sync(self) -> None:
        """Force what was written to the disk."""
        os.fsync(self._handle)

    def close(self) -> None:
        """Close the file. Does nothing the second time."""
        if not self.closed:
            super().close()
            if self._handle >= 0:
                os.close(self._handle)


def write(path: Path, content: bytes) -> None:
    """Write a new file. Raises FileExistsError where there is one of that name."""
    with NewFile(path) as file:
        file.write(content)
        file.sync()


def replace(path: Path, content: bytes) -> None:
    """Write a file or write it anew. After a crash there is the old one or the new one, whole."""
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    write(unfinished, content)
    move(unfinished, path)


def move(source: Path, target: Path) -> None:
    """Rename a file or folder within a file system, and force its new name to the disk."""
    source.rename(target)
    force(target.parent)


def copy(source: IO[bytes], path: Path) -> None:
    """Copy all that is left in an open file into a new one."""
    with NewFile(path) as file:
        while block := source.read(_BLOCK):
            file.write(block)
        file.sync()


def force(folder: Path) -> None:
    """Force a folder's list of names to the disk."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
