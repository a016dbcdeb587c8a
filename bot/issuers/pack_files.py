"""Opens the recordings of a pack for sending, after their digests are checked."""

import hashlib
from collections.abc import Callable
from typing import IO

from aiohttp import BufferedReaderPayload

from bot.issuers.route import FailureReason, GaveUp
from bot.media.media_file import MediaFile
from bot.storage.errors import FileDamaged
from flows.pack.recordings import PackFile

_BLOCK = 1024 * 1024


def opened(file: PackFile, recording: Callable[[str], MediaFile]) -> IO[bytes]:
    """A recording from its first byte; the caller closes it.

    Raises GaveUp for one that is gone, or is not what its digest says, and OSError.
    """
    stream: IO[bytes] | None = None
    try:
        stream = recording(file.sha256).open("rb")
        if _figures(stream) == (file.size, file.sha256):
            stream.seek(0)
            return stream
        reason = FailureReason.recording_changed
    except (FileNotFoundError, NotADirectoryError):
        reason = FailureReason.recording_gone
    except FileDamaged:
        reason = FailureReason.recording_changed
    if stream is not None:
        stream.close()
    raise GaveUp(reason)


def content(file: PackFile, recording: Callable[[str], MediaFile]) -> bytes:
    """All of a recording. Raises as `opened`."""
    with opened(file, recording) as stream:
        return stream.read()


class FormPart(BufferedReaderPayload):
    """A recording as a part of a form. Its size is known even where the file on the disk has another, being sealed."""

    def __init__(self, stream: IO[bytes], file: PackFile) -> None:
        super().__init__(stream, content_type=file.media_type)
        self._known = file.size

    @property
    def size(self) -> int:
        """Bytes."""
        return self._known


def _figures(stream: IO[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while block := stream.read(_BLOCK):
        size += len(block)
        digest.update(block)
    return size, digest.hexdigest()
