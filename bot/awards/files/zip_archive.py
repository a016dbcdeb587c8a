"""Reads the files of a zip archive, with limits on number and size. Names are never used as paths."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from bot.awards.check_errors import CouldNotCheck
from bot.awards.json_node import shown
from flows.model.attachments.award_check import AwardDoubt

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
MOST_FILES = 64
MOST_BYTES = 8 * 1024 * 1024
"""Bytes of one file."""
MOST_TOGETHER = 32 * 1024 * 1024
"""Bytes of all files, unpacked: however they are packed, no more than this is ever unpacked of one zip."""
_ENTRY = b"PK\x01\x02"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def files(data: bytes) -> Iterator[tuple[str, bytes | AwardDoubt]]:
    """Each file with its name to be shown, or with the reason why it is not looked at. Raises CouldNotCheck for all."""
    # Every file has this mark in the list of them. Counted before anything is read, because reading it costs memory.
    if data.count(_ENTRY) > MOST_FILES:
        raise CouldNotCheck(AwardDoubt.too_many)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise CouldNotCheck(AwardDoubt.unreadable) from None
    left = MOST_TOGETHER
    with archive:
        for entry in archive.infolist():
            name = entry.filename.replace("\\", "/").rstrip("/").rpartition("/")[2]
            # Folders, and what systems put beside files without being asked.
            if entry.is_dir() or name.startswith(".") or entry.filename.startswith("__MACOSX/") or name == "Thumbs.db":
                continue
            content = _content(archive, entry, min(left, MOST_BYTES))
            left -= min(left, MOST_BYTES) if isinstance(content, AwardDoubt) else len(content)
            yield shown(name), content


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | AwardDoubt:
    if entry.compress_type not in _PACKED or entry.flag_bits & 1:
        return AwardDoubt.unreadable
    try:
        with archive.open(entry) as file:
            # What the list says of the size is not believed.
            content = file.read(most + 1)
    except _BROKEN:
        return AwardDoubt.unreadable
    if len(content) > most:
        return AwardDoubt.too_large
    return AwardDoubt.unreadable if content.startswith(SIGNATURES) else content
