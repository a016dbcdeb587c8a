"""A file that is read by chunks, none of them before it is needed, and no more than one of them in memory."""

import os
from abc import abstractmethod
from io import RawIOBase, UnsupportedOperation


class ChunkedFile(RawIOBase):
    """Reads and seeks by chunks of `chunk` bytes, the last of which may be shorter."""

    def __init__(self, size: int, chunks: int, chunk: int) -> None:
        """`size` is in bytes. An empty file may have one chunk, which is read too, and may be found damaged."""
        super().__init__()
        self._size = size
        self._chunks = chunks
        self._chunk = chunk
        self._place = 0
        self._now: tuple[int, bytes] = (-1, b"")

    @abstractmethod
    def content(self, number: int) -> bytes:
        """The bytes of a chunk. Raises FileDamaged for one that is not as it was written."""

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Goes to a place in the file."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: object, /) -> int:
        """Reads to the end of a chunk at most."""
        if not isinstance(buffer, bytearray | memoryview):
            raise UnsupportedOperation("a buffer of another kind")
        number, start = divmod(min(self._place, self._size), self._chunk)
        # The end of a file whose last chunk is full stands behind it.
        if number < self._chunks and self._now[0] != number:
            self._now = (number, self.content(number))
        piece = self._now[1][start : start + len(buffer)] if number < self._chunks else b""
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)
