"""The format of a sealed file: a head, then chunks, each sealed by itself, so that any part can be read alone.

    TBF1  16 bytes of salt  chunk …  chunk

A chunk holds 64 KiB of the file, the last one what is left, and 16 bytes more. Its nonce is its number and whether it
is the last, under a key that this file alone has: chunks that were changed, moved, left out or cut off do not open.
"""

import os
from io import BufferedReader, RawIOBase, UnsupportedOperation
from typing import IO

from cryptography.exceptions import InvalidTag

from bot.storage.errors import FileDamaged
from bot.storage.sealing.data_key import DataKey

MAGIC = b"TBF1"
_SALT = 16
_HEAD = len(MAGIC) + _SALT
CHUNK = 64 * 1024
_TAG = 16
_SEALED = CHUNK + _TAG


class FileSealer:
    """Seals the bytes of one file as they come."""

    def __init__(self, key: DataKey) -> None:
        self._salt = os.urandom(_SALT)
        self._key = key.for_file(self._salt)
        self._rest = bytearray()
        self._number = 0

    @property
    def head(self) -> bytes:
        """What the sealed file begins with."""
        return MAGIC + self._salt

    def update(self, piece: bytes) -> bytes:
        """What can be written by now."""
        self._rest += piece
        sealed = b""
        # The last chunk is marked as such, so one that may be the last waits.
        while len(self._rest) > CHUNK:
            sealed += self._chunk(bytes(self._rest[:CHUNK]), last=False)
            del self._rest[:CHUNK]
        return sealed

    def finish(self) -> bytes:
        """What is left to write. Nothing may come after it."""
        return self._chunk(bytes(self._rest), last=True)

    def _chunk(self, content: bytes, *, last: bool) -> bytes:
        nonce = _nonce(self._number, last=last)
        self._number += 1
        return self._key.encrypt(nonce, content, None)


class SealedFile(RawIOBase):
    """A sealed file, opened for reading. Every read raises FileDamaged for a chunk that is not as it was written."""

    def __init__(self, file: IO[bytes], key: DataKey) -> None:
        """`file` is closed with this one."""
        super().__init__()
        self._file = file
        head, sealed = file.read(_HEAD), file.seek(0, os.SEEK_END) - _HEAD
        self._chunks = max(1, -(-sealed // _SEALED))
        self._size = sealed - _TAG * self._chunks
        # The last chunk has something in it, or is the only one.
        whole = self._size > (self._chunks - 1) * CHUNK or self._size == 0
        if len(head) != _HEAD or not head.startswith(MAGIC) or self._size < 0 or not whole:
            file.close()
            raise FileDamaged
        self._key = key.for_file(head[len(MAGIC) :])
        self._place = 0
        self._now: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Goes to a place in the file as it was before it was sealed."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: object, /) -> int:
        """Reads to the end of a chunk at most. An empty file is held to its mark too."""
        if not isinstance(buffer, bytearray | memoryview):
            raise UnsupportedOperation("a buffer of another kind")
        number, start = divmod(min(self._place, self._size), CHUNK)
        # The end of a file whose last chunk is full stands behind it.
        content = self._chunk(number) if number < self._chunks else b""
        piece = content[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def _chunk(self, number: int) -> bytes:
        if self._now[0] != number:
            self._file.seek(_HEAD + number * _SEALED)
            sealed = self._file.read(_SEALED)
            self._now = (number, self._opened(number, sealed))
        return self._now[1]

    def _opened(self, number: int, sealed: bytes) -> bytes:
        try:
            return self._key.decrypt(_nonce(number, last=number == self._chunks - 1), sealed, None)
        except InvalidTag:
            pass
        raise FileDamaged

    def close(self) -> None:
        """Closes both."""
        if not self.closed:
            self._file.close()
        super().close()


def opened(file: IO[bytes], key: DataKey) -> BufferedReader:
    """A sealed file, opened for reading; `file` is closed with it. Raises FileDamaged, and as reading `file` does."""
    return BufferedReader(SealedFile(file, key), CHUNK)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
