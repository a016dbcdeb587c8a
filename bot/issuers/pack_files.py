"""Opens the recordings of a pack for sending, after their digests are checked."""

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from bot.issuers.route import FailureReason, GaveUp
from flows.pack.recordings import PackFile

_BLOCK = 1024 * 1024


def opened(file: PackFile, recording: Callable[[str], Path]) -> IO[bytes]:
    """A recording from its first byte; the caller closes it.

    Raises GaveUp for one that is gone, or is not what its digest says.
    """
    stream: IO[bytes] | None = None
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        stream = recording(file.sha256).open("rb")
    if stream is None:
        raise GaveUp(FailureReason.recording_gone)
    size, digest = 0, hashlib.sha256()
    while block := stream.read(_BLOCK):
        size += len(block)
        digest.update(block)
    if (size, digest.hexdigest()) != (file.size, file.sha256):
        stream.close()
        raise GaveUp(FailureReason.recording_changed)
    stream.seek(0)
    return stream
