"""How much room the disk of the data folder has: below a mark, files are refused so that words can still be kept."""

import asyncio
import os
from pathlib import Path

import structlog

MB = 1024 * 1024

_log = structlog.get_logger(__name__)


class DiskSpace:
    """Measures the free space of the disks of folders, and logs when it falls below the mark or comes back above it."""

    def __init__(self, folder: Path, low: int, other: Path | None = None) -> None:
        """`low` is the mark in bytes; 0 switches it off. The fuller disk counts, where `other` is on one of its own."""
        self._folders = (folder, *([other] if other else ()))
        self.mark = low
        """Bytes below which space is low."""
        self.free: int | None = None
        """Bytes that were free when it was measured last; None where that is not known."""
        self.is_low = False
        """Whether that was below the mark."""

    async def measure(self) -> bool:
        """Measures anew. Whether the space is low; a disk that cannot be measured counts as one with room."""
        self.free = await asyncio.to_thread(_least, self._folders)
        before, self.is_low = self.is_low, self.free is not None and self.free < self.mark
        if self.is_low and not before:
            _log.error("space_low", free_mb=(self.free or 0) // MB, mark_mb=self.mark // MB)
        elif before and not self.is_low:
            _log.warning("space_enough_again", free_mb=(self.free or 0) // MB)
        return self.is_low


NO_MARK = DiskSpace(Path("/"), 0)
"""A disk of which nobody asks how full it is."""


def _least(folders: tuple[Path, ...]) -> int | None:
    found = [free for free in map(_free, folders) if free is not None]
    return min(found, default=None)


def _free(folder: Path) -> int | None:
    try:
        found = os.statvfs(folder)
    except OSError:
        return None
    # What this user may still write, which is less than what root may.
    return found.f_bavail * found.f_frsize
