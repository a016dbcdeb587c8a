"""Puts a badge into a picture: a PNG with the signed text in an `iTXt` chunk, as Open Badges 3.0 has it."""

import struct
import zlib
from functools import cache

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
_SIZE = 240
_RING, _DISC = (10, 102, 92), (207, 234, 223)


class NoPicture(ValueError):
    """The file is no PNG."""


def baked(picture: bytes, text: str) -> bytes:
    """The picture with the text inside, and without any badge that it held. Raises NoPicture."""
    if not picture.startswith(SIGNATURE):
        raise NoPicture("the picture for badges is no PNG")
    out, at, is_first = bytearray(SIGNATURE), len(SIGNATURE), True
    while at + 12 <= len(picture):
        size = int.from_bytes(picture[at : at + 4], "big")
        chunk = picture[at : at + 12 + size]
        kind = chunk[4:8]
        if not (kind in (b"iTXt", b"tEXt", b"zTXt") and chunk[8:].startswith((KEYWORD, b"openbadges\0"))):
            out += chunk
        if is_first:
            # Keyword, no compression, no language, no translation of the keyword, and the text.
            out += _chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + text.encode())
            is_first = False
        at += 12 + size
    return bytes(out)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@cache
def plain_picture() -> bytes:
    """A disc with a ring, for badges that have no picture of their own."""
    rows = bytearray()
    for y in range(_SIZE):
        rows.append(0)
        for x in range(_SIZE):
            away = ((x - _SIZE / 2) ** 2 + (y - _SIZE / 2) ** 2) ** 0.5 / (_SIZE / 2)
            rows += bytes((*(_RING if away > 0.8 else _DISC), 255 if away < 0.98 else 0))
    header = struct.pack(">IIBBBBB", _SIZE, _SIZE, 8, 6, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + _chunk(b"IEND", b"")
