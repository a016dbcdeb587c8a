"""Removes files that no row of the database refers to any more: of recordings that were deleted for good."""

import asyncio
import time
from pathlib import Path

import structlog

from bot.media.store import MediaStore
from bot.storage.erasing.media_references import every_reference

YOUNG_SECONDS = 3600.0
"""A file that was placed within this time may be about to be referred to."""

_log = structlog.get_logger(__name__)


async def remove_unnamed(data: Path, media: MediaStore, _: int = 0) -> None:
    """Removes such files from the data folder. Raises OSError and StorageError of the disk."""
    old = await asyncio.to_thread(media.placed_before, time.time() - YOUNG_SECONDS)
    if not old:
        return
    named = await asyncio.to_thread(every_reference, data, media.keyring)
    removed = 0
    for name in old:
        if not named.holds(name):
            # Placed anew in the meantime, it is young.
            removed += await asyncio.to_thread(media.remove, name, time.time() - YOUNG_SECONDS)
    if removed:
        _log.info("unnamed_files_removed", files=removed)
