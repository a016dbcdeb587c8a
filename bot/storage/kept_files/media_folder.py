"""Keeps files in a folder, which may be one that several machines share.

    <media>/ab/abcdef…       the first two digits of the digest make the folder
    <media>/ab/abcdef….17    the same, sealed under the data key number 17: a file for each person who sent it

Bytes are written beside their place under a name with a dot before it, forced to the disk, and renamed.
"""

import secrets
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from bot.storage.erasing.media_references import FILE_NAME
from bot.storage.kept_files.media_place import NO_END
from bot.system.durable_files import NewFile, force

_UNFINISHED = ".unfinished-"
_LEFT_SECONDS = 3600.0
"""A file that was last written longer ago belongs to nobody: another instance may share the folder."""
_PLACING = threading.Lock()


class MediaFolder:
    """The files of a folder, which is made when it is first needed; its parent must be there."""

    def __init__(self, folder: Path, *, shared: bool = False) -> None:
        """`shared`: other processes may be writing there, so only old unfinished files are taken for left ones."""
        self.folder = folder
        self._shared = shared

    def __str__(self) -> str:
        return str(self.folder)

    def path(self, name: str) -> Path:
        """Where a file is, or would be. ValueError for what is no name of one."""
        if not FILE_NAME.fullmatch(name):
            raise ValueError("not a SHA-256 in lower case")
        return self.folder / name[:2] / name

    def make(self) -> None:
        """Nothing: folders are made with the file."""

    def new(self) -> "_NewInFolder":
        """Begins a file beside its place."""
        return _NewInFolder(self)

    def open(self, name: str) -> IO[bytes]:
        """Opens it."""
        return self.path(name).open("rb")

    def holds(self, name: str) -> bool:
        """Whether the file is there."""
        return self.path(name).is_file()

    def sealed_copies(self, sha256: str) -> tuple[str, ...]:
        """By their names in the digest's folder."""
        found = self.path(sha256).parent.glob(f"{sha256}.*")
        return tuple(sorted(path.name for path in found if FILE_NAME.fullmatch(path.name)))

    def names(self) -> Iterator[str]:
        """As they are in the folder."""
        yield from (path.name for path in self._every())

    def _every(self) -> Iterator[Path]:
        return (path for path in self.folder.glob("??/*") if FILE_NAME.fullmatch(path.name))

    def holds_nothing(self) -> bool:
        """Whether the folder is not there, or is empty."""
        return next(iter(self.folder.iterdir()), None) is None if self.folder.exists() else True

    def placed_before(self, time: float) -> frozenset[str]:
        """By the time of the file."""
        return frozenset(path.name for path in self._every() if path.stat().st_mtime < time)

    def remove(self, name: str, before: float = NO_END) -> bool:
        """Removes the file."""
        path = self.path(name)
        with _PLACING, suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                return True
        return False

    def sealed_under(self, keys: Collection[int]) -> frozenset[str]:
        """By the endings of their names."""
        return frozenset(path.name for key in keys for path in self.folder.glob(f"??/*.{key}"))

    def tidy(self) -> None:
        """Removes files that begin with a dot."""
        for left in self.folder.glob(f"{_UNFINISHED}*"):
            with suppress(FileNotFoundError):
                if not self._shared or left.stat().st_mtime < time.time() - _LEFT_SECONDS:
                    left.unlink()


class _NewInFolder:
    """A file that is being written under a hidden name."""

    def __init__(self, place: MediaFolder) -> None:
        self._place = place
        self._path = place.folder / f"{_UNFINISHED}{secrets.token_hex(8)}"
        place.folder.mkdir(mode=0o700, exist_ok=True)
        self._file = NewFile(self._path)

    def write(self, piece: bytes) -> None:
        self._file.write(piece)

    def place(self, name: str) -> None:
        """One that is there already holds the same bytes, or damaged ones."""
        self._file.sync()
        place = self._place.path(name)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        with _PLACING:
            self._path.replace(place)
        # From the inside out, and also where the folders were there: a crash may have come before they were forced.
        for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
            force(folder)

    def discard(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)
