"""Content-addressed store of media files, by SHA-256.

    <media>/ab/abcdef…    the first two digits of the digest make the folder

Bytes are written beside their place under a name with a dot before it, forced to the disk, and renamed. One process
holds the data folder, so an unfinished file found at a start was left by a crash, and is removed.
"""

import asyncio
import hashlib
import re
import secrets
import threading
from collections.abc import AsyncIterable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.storage.errors import FileDamaged, FileTooLong
from bot.system.durable_files import NewFile, force

_UNFINISHED = ".unfinished-"
_DIGEST = re.compile(r"[0-9a-f]{64}")

_Result = TypeVar("_Result")
_PLACING = threading.Lock()


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """What is on the disk now: the digest by which it is found, and its size in bytes."""

    sha256: str
    size: int


class MediaStore:
    """Stores bytes by their digest. The disk work runs in a thread."""

    def __init__(self, folder: Path, most: int) -> None:
        """`folder` is made when it is first needed, and its parent must be there. No file is longer than `most`."""
        self._folder = folder
        self.most = most

    def path(self, sha256: str) -> Path:
        """Where the bytes of a digest are, if they are kept. ValueError for what is no digest."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError("not a SHA-256 in lower case")
        return self._folder / sha256[:2] / sha256

    async def tidy(self) -> None:
        """Removes what a crash left unfinished. Nothing may be under way."""
        await asyncio.to_thread(_tidy, self._folder)

    async def put(self, pieces: AsyncIterable[bytes]) -> StoredMedia:
        """Keeps bytes, however often it is asked to; once this returns, they outlive a power cut.

        Raises FileTooLong, OSError, and what `pieces` raises; then nothing is left of them.
        """
        # A thread of its own: its steps come one after the other, even where this is cancelled during one of them.
        with _Thread() as thread:
            file = _File(self._folder)
            try:
                await thread.does(file.open)
                async for piece in pieces:
                    if file.size + len(piece) > self.most:
                        raise FileTooLong(self.most)
                    await thread.does(partial(file.write, piece))
                return await thread.does(partial(file.place, self.path))
            finally:
                await thread.does_surely(file.discard)

    async def read(self, sha256: str) -> bytes:
        """The bytes of a digest. Raises FileDamaged where the disk has them no longer as they were, and OSError."""
        data = await asyncio.to_thread(_read, self.path(sha256))
        if data is None or await asyncio.to_thread(_digest, data) != sha256:
            raise FileDamaged
        return data

    def placed_before(self, time: float) -> frozenset[str]:
        """The digests of files that were placed before a Unix time. It reads the folder, so call it in a thread."""
        every = (path for path in self._folder.glob("??/*") if _DIGEST.fullmatch(path.name))
        return frozenset(path.name for path in every if path.stat().st_mtime < time)

    def remove(self, sha256: str, before: float) -> bool:
        """Removes a file if it was placed before a Unix time; whether it did. Never while one is being placed."""
        path = self.path(sha256)
        with _PLACING, suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                return True
        return False


class _Thread:
    """One thread, which works off what it is given in order, and ends with the block."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="media")

    def __enter__(self) -> "_Thread":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False)

    async def does(self, step: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, step)

    async def does_surely(self, step: Callable[[], None]) -> None:
        """Also where whoever waits for it is cancelled."""
        await asyncio.shield(self.does(step))


class _File:
    """A file that is being written. `size` counts its bytes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{_UNFINISHED}{secrets.token_hex(8)}"
        self._file: NewFile | None = None
        self._digest = hashlib.sha256()
        self.size = 0

    def open(self) -> None:
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        self._file = NewFile(self._path)

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)
        self.size += len(piece)
        self._opened.write(piece)

    def place(self, path_of: Callable[[str], Path]) -> StoredMedia:
        """Lets the file appear under its digest. One that is there already holds the same bytes, or damaged ones."""
        self._opened.sync()
        kept = StoredMedia(self._digest.hexdigest(), self.size)
        place = path_of(kept.sha256)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        with _PLACING:
            self._path.replace(place)
        # From the inside out, and also where the folders were there: a crash may have come before they were forced.
        for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
            force(folder)
        return kept

    @property
    def _opened(self) -> NewFile:
        if self._file is None:
            raise ValueError("the file is not open")
        return self._file

    def discard(self) -> None:
        """Closes the file, and removes it where it was not placed."""
        if self._file is not None:
            self._file.close()
        self._path.unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    for left in folder.glob(f"{_UNFINISHED}*"):
        left.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
