"""Reads the award baked into a PNG: Open Badges 1.0 to 3.0, and common mistakes of bakers.

The specifications want an uncompressed `iTXt` chunk. Compressed ones are read too, as is `zTXt`, and `tEXt`, which
once held the award's address. Chunks: W3C PNG (Third Edition), sections 5 and 11.3.
"""

import zlib
from collections.abc import Iterator

from bot.awards.check_errors import CouldNotCheck
from bot.awards.json_node import MOST_TEXT
from flows.model.attachments.award_check import AwardDoubt

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORDS = (b"openbadgecredential", b"openbadges")
"""The newer first: a picture may hold an award in both versions."""
MOST_CHUNKS = 20_000
"""A picture of the largest size has some thousand."""
_TEXTS = frozenset([b"iTXt", b"tEXt", b"zTXt"])
_LONGEST_HEAD = 400
"""Bytes of a chunk before its text: a keyword, a language, and the keyword in that language."""


def award_text(data: bytes) -> str | None:
    """The text of the award in a PNG; None where there is none. Raises CouldNotCheck for a damaged or too long one."""
    found: dict[bytes, str] = {}
    for kind, body, is_whole in _texts(data):
        keyword = body[:80].partition(b"\0")[0]
        if keyword not in KEYWORDS or keyword in found:
            continue
        if not is_whole:
            raise CouldNotCheck(AwardDoubt.unreadable)
        found[keyword] = _text(kind, body[len(keyword) + 1 :])
    return next((found[keyword] for keyword in KEYWORDS if keyword in found), None)


def _texts(data: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """Each chunk of text, and whether it came whole. Raises CouldNotCheck where the file ends too soon."""
    at, chunks = len(SIGNATURE), 0
    while at + 12 <= len(data):
        chunks += 1
        if chunks > MOST_CHUNKS:
            raise CouldNotCheck(AwardDoubt.too_large)
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if kind == b"IEND":
            return
        if end > len(data):
            break
        if kind in _TEXTS:
            body = data[at + 8 : end - 4]
            yield kind, body, zlib.crc32(body, zlib.crc32(kind)) == int.from_bytes(data[end - 4 : end], "big")
        at = end
    raise CouldNotCheck(AwardDoubt.unreadable)


def _text(kind: bytes, rest: bytes) -> str:
    """The text of a chunk, after its keyword."""
    if kind == b"tEXt":
        return _decoded(rest, "latin-1")
    if kind == b"zTXt":
        return _decoded(_inflated(rest[:1], rest[1:]), "latin-1")
    # Flag, method, language tag, translated keyword, text.
    parts = rest[2:].split(b"\0", 2)
    if len(parts) != 3 or len(parts[0]) + len(parts[1]) > _LONGEST_HEAD or rest[:1] not in (b"\0", b"\1"):
        raise CouldNotCheck(AwardDoubt.unreadable)
    return _decoded(parts[2] if rest[:1] == b"\0" else _inflated(rest[1:2], parts[2]), "utf-8")


def _inflated(method: bytes, packed: bytes) -> bytes:
    """Inflates no further than an award is long, so that a bomb costs no more than an award."""
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, MOST_TEXT + 1) if method == b"\0" else None
    except zlib.error:
        text = None
    if text is None or (not unpacker.eof and len(text) <= MOST_TEXT):
        raise CouldNotCheck(AwardDoubt.unreadable)
    return text


def _decoded(text: bytes, encoding: str) -> str:
    if len(text) > MOST_TEXT:
        raise CouldNotCheck(AwardDoubt.too_large)
    try:
        return text.decode(encoding)
    except UnicodeDecodeError:
        raise CouldNotCheck(AwardDoubt.unreadable) from None
