"""Content-addressed store of media files, by SHA-256.

    <media>/ab/abcdef…       the first two digits of the digest make the folder
    <media>/ab/abcdef….17    the same, sealed under the data key number 17: a file for each person who sent it

Bytes are written beside their place under a name with a dot before it, forced to the disk, and renamed. One process
holds the data folder, so an unfinished file found at a start was left by a crash, and is removed.
"""

import asyncio
import errno
import hashlib
import os
import re
import secrets
import threading
from collections.abc import AsyncGenerator, AsyncIterable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Literal, TypeVar

from bot.media.media_file import MediaFile
from bot.storage.erasing.media_references import FILE_NAME
from bot.storage.errors import FileDamaged, FileTooLong, NotOpened
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.file_keys import FileKeys
from bot.storage.sealing.held_keys import held
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.sealed_file import FileSealer
from bot.storage.sealing.sealed_file import opened as opened_sealed
from bot.storage.sqlite.database import MEDIA
from bot.system.durable_files import NewFile, force

_UNFINISHED = ".unfinished-"
_PIECE = 64 * 1024
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

    def __init__(self, folder: Path, most: int, keys: FileKeys | None = None) -> None:
        """`folder` is made when it is first needed, and its parent must be there. No file is longer than `most`.

        With `keys`, files are sealed, each under the key of whoever sent it.
        """
        self._folder = folder
        self._keys = keys
        self.most = most

    def path(self, sha256: str) -> Path:
        """Where the bytes of a digest are, if they are kept in the clear. ValueError for what is no digest."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError("not a SHA-256 in lower case")
        return self._folder / sha256[:2] / sha256

    @property
    def keyring(self) -> Keyring | None:
        """The keys, where files are sealed."""
        return self._keys.keyring if self._keys else None

    def kept(self, sha256: str) -> MediaFile:
        """The file of a digest, wherever it is. ValueError for what is no digest."""
        path = self.path(sha256)
        return path if self._keys is None else _Sealed(path, self._keys)

    async def tidy(self) -> None:
        """Removes what a crash left unfinished. Nothing may be under way."""
        await asyncio.to_thread(_tidy, self._folder)

    async def put(self, pieces: AsyncIterable[bytes], owner: str = "") -> StoredMedia:
        """Keeps bytes of a person's, however often it is asked to; once this returns, they outlive a power cut.

        Raises FileTooLong, NotOpened, OSError, and what `pieces` raises; then nothing is left of them.
        """
        # A thread of its own: its steps come one after the other, even where this is cancelled during one of them.
        with _Thread() as thread:
            file = _File(self._folder)
            try:
                await thread.does(partial(file.open, await thread.does(partial(self._key, owner))))
                async for piece in pieces:
                    if file.size + len(piece) > self.most:
                        raise FileTooLong(self.most)
                    await thread.does(partial(file.write, piece))
                return await thread.does(partial(file.place, self.path))
            finally:
                await thread.does_surely(file.discard)

    def _key(self, owner: str) -> DataKey | None:
        if self._keys is None:
            return None
        if not owner:
            raise ValueError("a sealed file is somebody's")
        return self._keys.of(owner)

    async def read(self, sha256: str) -> bytes:
        """The bytes of a digest. Raises FileDamaged where the disk has them no longer as they were, and OSError."""
        data = await asyncio.to_thread(_read, self.kept(sha256))
        if data is None or await asyncio.to_thread(_digest, data) != sha256:
            raise FileDamaged
        return data

    async def pieces(self, sha256: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a digest by pieces, never all of them in memory. Raises as `read`, at the latest at the end.

        The last piece comes only once all are known to be as they were.
        """
        file = await asyncio.to_thread(_opened, self.kept(sha256))
        digest, piece = hashlib.sha256(), b""
        try:
            while following := await asyncio.to_thread(file.read, _PIECE):
                if piece:
                    yield piece
                piece = following
                digest.update(piece)
            if digest.hexdigest() != sha256:
                raise FileDamaged
            yield piece
        finally:
            await asyncio.to_thread(file.close)

    def placed_before(self, time: float) -> frozenset[str]:
        """The names of files that were placed before a Unix time. It reads the folder, so call it in a thread."""
        every = (path for path in self._folder.glob("??/*") if FILE_NAME.fullmatch(path.name))
        return frozenset(path.name for path in every if path.stat().st_mtime < time)

    def remove_sealed(self, key: int) -> None:
        """Removes every file that is sealed under the key of a number; none for 0."""
        for path in self._folder.glob(f"??/*.{key}") if key else ():
            path.unlink(missing_ok=True)

    def remove(self, name: str, before: float) -> bool:
        """Removes a file if it was placed before a Unix time; whether it did. Never while one is being placed."""
        path = self._folder / name[:2] / name
        with _PLACING, suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                return True
        return False


class _Sealed:
    """A sealed file: any copy of it whose key opens."""

    def __init__(self, path: Path, keys: FileKeys) -> None:
        self._path = path
        self._keys = keys

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """Opens it. Raises FileNotFoundError where there is no copy, FileDamaged where none opens."""
        del mode
        copies = sorted(path for path in self._path.parent.glob(f"{self._path.name}.*"))
        for path in copies:
            number = path.suffix.removeprefix(".")
            with suppress(NotOpened, FileDamaged):
                return opened_sealed(path, self._keys.numbered(int(number) if number.isdecimal() else 0))
        if copies:
            raise FileDamaged
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._path))


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
        self._sealer: FileSealer | None = None
        self._ending = ""
        self.size = 0

    def open(self, key: DataKey | None) -> None:
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        self._file = NewFile(self._path)
        if key is not None:
            self._sealer, self._ending = FileSealer(key), f".{key.number}"
            self._file.write(self._sealer.head)

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)
        self.size += len(piece)
        self._opened.write(self._sealer.update(piece) if self._sealer else piece)

    def place(self, path_of: Callable[[str], Path]) -> StoredMedia:
        """Lets the file appear under its digest. One that is there already holds the same bytes, or damaged ones."""
        if self._sealer is not None:
            self._opened.write(self._sealer.finish())
        self._opened.sync()
        kept = StoredMedia(self._digest.hexdigest(), self.size)
        plain = path_of(kept.sha256)
        place = plain.with_name(plain.name + self._ending)
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


def _opened(kept: MediaFile) -> IO[bytes]:
    with suppress(FileNotFoundError):
        return kept.open("rb")
    raise FileDamaged


def _read(kept: MediaFile) -> bytes | None:
    with suppress(FileNotFoundError), kept.open("rb") as file:
        return file.read()
    return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def opened(data: Path, sha256: str) -> IO[bytes] | None:
    """A file of a data folder, with the keys that this process holds; None where it is gone or does not open.

    A damaged row may name what is no digest: there is no such file either.
    """
    if not _DIGEST.fullmatch(sha256):
        return None
    keyring = held(data)
    store = MediaStore(data / MEDIA, 1, FileKeys(data, keyring) if keyring else None)
    with suppress(FileNotFoundError, FileDamaged):
        return store.kept(sha256).open("rb")
    return None
