"""Files that are on the disk once they are said to be."""

import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read, and force it to the disk."""
    with create(path) as file:
        file.write(content)
        file.finish()


def replace(path: Path, content: bytes) -> None:
    """Write a file anew: after a crash, there is the old one or the new one, whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    write(beside, content)
    beside.rename(path)
    force(path.parent)


def force(folder: Path) -> None:
    """Force a folder's list of names to the disk."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


class NewFile:
    """A file that is being written."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write(self, content: bytes) -> None:
        """Append some bytes."""
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(self._handle, rest) :]

    def finish(self) -> None:
        """Force what was written to the disk."""
        os.fsync(self._handle)

    def __enter__(self) -> "NewFile":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)


def create(path: Path) -> NewFile:
    """A new file that only its owner may read. Raises FileExistsError where there is one."""
    return NewFile(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
