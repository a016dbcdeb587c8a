"""The format of a sealed file: a head, then chunks, each sealed by itself, so that any part can be read alone.

    TBF1  16 bytes of salt  chunk …  chunk

A chunk holds 64 KiB of the file, the last one what is left, and 16 bytes more. Its nonce is its number and whether it
is the last, under a key that this file alone has: chunks that were changed, moved, left out or cut off do not open.
"""

import os
from io import BufferedReader
from typing import IO

from cryptography.exceptions import InvalidTag

from bot.storage.chunked_file import ChunkedFile
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


class SealedFile(ChunkedFile):
    """A sealed file, opened for reading. Every read raises FileDamaged for a chunk that is not as it was written."""

    def __init__(self, file: IO[bytes], key: DataKey) -> None:
        """`file` is closed with this one."""
        self._file = file
        head, sealed = file.read(_HEAD), file.seek(0, os.SEEK_END) - _HEAD
        chunks = max(1, -(-sealed // _SEALED))
        size = sealed - _TAG * chunks
        super().__init__(size, chunks, CHUNK)
        # The last chunk has something in it, or is the only one.
        whole = size > (chunks - 1) * CHUNK or size == 0
        if len(head) != _HEAD or not head.startswith(MAGIC) or size < 0 or not whole:
            file.close()
            raise FileDamaged
        self._key = key.for_file(head[len(MAGIC) :])

    def content(self, number: int) -> bytes:
        """A chunk, opened."""
        self._file.seek(_HEAD + number * _SEALED)
        return self._opened(number, self._file.read(_SEALED))

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
