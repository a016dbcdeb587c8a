"""The store of media files, by SHA-256: seals what comes, holds what is read to its digest, and waits on threads.

Where the bytes are is the business of a place: a folder, or the database.
"""

import asyncio
import errno
import hashlib
import os
from collections.abc import AsyncGenerator, AsyncIterable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Literal, TypeVar

from bot.media.media_file import MediaFile
from bot.storage.erasing.media_references import DIGEST, file_name
from bot.storage.errors import FileDamaged, FileTooLong, NotOpened
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.kept_files.media_locations import media_place
from bot.storage.kept_files.media_place import MediaPlace, NewMedia, parts
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.file_keys import FileKeys
from bot.storage.sealing.held_keys import held
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.sealed_file import FileSealer
from bot.storage.sealing.sealed_file import opened as opened_sealed

_PIECE = 64 * 1024

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """What is kept now: the digest by which it is found, and its size in bytes."""

    sha256: str
    size: int


class MediaStore:
    """Stores bytes by their digest. The work with the disk or the database runs in a thread."""

    def __init__(self, place: Path | MediaPlace, most: int, keys: FileKeys | None = None) -> None:
        """`place` is where files are: a folder, or another place. No file is longer than `most`.

        With `keys`, files are sealed, each under the key of whoever sent it.
        """
        self._place = MediaFolder(place) if isinstance(place, Path) else place
        self._keys = keys
        self.most = most

    @property
    def keyring(self) -> Keyring | None:
        """The keys, where files are sealed."""
        return self._keys.keyring if self._keys else None

    def kept(self, sha256: str) -> MediaFile:
        """The file of a digest, wherever it is. ValueError for what is no digest."""
        if not DIGEST.fullmatch(sha256):
            raise ValueError("not a SHA-256 in lower case")
        return _Plain(self._place, sha256) if self._keys is None else _Sealed(self._place, sha256, self._keys)

    async def tidy(self) -> None:
        """Removes what a crash left unfinished. Nothing may be under way."""
        await asyncio.to_thread(self._place.tidy)

    async def put(self, pieces: AsyncIterable[bytes], owner: str = "") -> StoredMedia:
        """Keeps bytes of a person's, however often it is asked to; once this returns, they outlive a power cut.

        Raises FileTooLong, NotOpened, OSError, StorageError, and what `pieces` raises; then nothing is left of them.
        """
        # A thread of its own: its steps come one after the other, even where this is cancelled during one of them.
        with _Thread() as thread:
            file = _File(self._place)
            try:
                await thread.does(partial(file.open, await thread.does(partial(self._key, owner))))
                async for piece in pieces:
                    if file.size + len(piece) > self.most:
                        raise FileTooLong(self.most)
                    await thread.does(partial(file.write, piece))
                return await thread.does(file.keep)
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
        """The names of files that were placed before a Unix time. It reads the place, so call it in a thread."""
        return self._place.placed_before(time)

    def remove_sealed(self, key: int) -> None:
        """Removes every file that is sealed under the key of a number; none for 0."""
        for name in self._place.sealed_under((key,)) if key else ():
            self._place.remove(name)

    def remove(self, name: str, before: float) -> bool:
        """Removes a file if it was placed before a Unix time; whether it did. Never while one is being placed."""
        return self._place.remove(name, before)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A file in the clear."""

    place: MediaPlace
    name: str

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """Opens it."""
        del mode
        return self.place.open(self.name)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A sealed file: any copy of it whose key opens."""

    place: MediaPlace
    sha256: str
    keys: FileKeys

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """Opens it. Raises FileNotFoundError where there is no copy, FileDamaged where none opens."""
        del mode
        copies = self.place.sealed_copies(self.sha256)
        for name in copies:
            with suppress(NotOpened, FileDamaged):
                key = self.keys.numbered(parts(name)[1])
                return opened_sealed(self.place.open(name), key)
        if copies:
            raise FileDamaged
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.sha256)


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

    def __init__(self, place: MediaPlace) -> None:
        self._place = place
        self._new: NewMedia | None = None
        self._digest = hashlib.sha256()
        self._sealer: FileSealer | None = None
        self._number = 0
        self.size = 0

    def open(self, key: DataKey | None) -> None:
        self._new = self._place.new()
        if key is not None:
            self._sealer, self._number = FileSealer(key), key.number
            self._new.write(self._sealer.head)

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)
        self.size += len(piece)
        self._opened.write(self._sealer.update(piece) if self._sealer else piece)

    def keep(self) -> StoredMedia:
        """Lets the file appear under its digest."""
        if self._sealer is not None:
            self._opened.write(self._sealer.finish())
        kept = StoredMedia(self._digest.hexdigest(), self.size)
        self._opened.place(file_name(kept.sha256, self._number))
        return kept

    @property
    def _opened(self) -> NewMedia:
        if self._new is None:
            raise ValueError("the file is not open")
        return self._new

    def discard(self) -> None:
        """Leaves nothing of it, unless it was placed."""
        if self._new is not None:
            self._new.discard()


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
    if not DIGEST.fullmatch(sha256):
        return None
    keyring = held(data)
    store = MediaStore(media_place(data), 1, FileKeys(data, keyring) if keyring else None)
    with suppress(FileNotFoundError, FileDamaged):
        return store.kept(sha256).open("rb")
    return None
