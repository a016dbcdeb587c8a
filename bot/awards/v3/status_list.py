"""Reads a Bitstring Status List (W3C, version 1.0): one bit for each credential.

It is base64url after a "u", of GZIP, of the bits; the first bit is the highest of the first byte.
"""

import base64
import binascii
import zlib

from bot.awards.check_errors import CouldNotCheck
from flows.model.attachments.award_check import AwardDoubt

FEWEST_BITS = 131_072
"""Fewer would show whose credential is looked up. The specification wants a shorter list refused."""
MOST_BYTES = 4 * 1024 * 1024
"""Bytes of a list once it is unpacked: room for 33 million credentials."""
_GZIP = 16 + zlib.MAX_WBITS
_LONGEST_PLACE = 12


def is_set(encoded: str, place: str) -> bool:
    """Whether the bit at a place, counted from 0, is set. Raises CouldNotCheck where list or place cannot be read."""
    bits = _unpacked(encoded)
    number = _place(place)
    if len(bits) * 8 < FEWEST_BITS or number >= len(bits) * 8:
        raise CouldNotCheck(AwardDoubt.unknown_status)
    return bool(bits[number // 8] & 0x80 >> number % 8)


def _place(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_PLACE:
        raise CouldNotCheck(AwardDoubt.unknown_status)
    return int(text)


def _unpacked(encoded: str) -> bytes:
    """The bits. Raises CouldNotCheck for another compression, for damaged data, and for a list that is too long."""
    inflate = zlib.decompressobj(_GZIP)
    try:
        packed = base64.b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4), altchars=b"-_", validate=True)
        bits = inflate.decompress(packed, MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        bits = b""
    if not encoded.startswith("u") or not inflate.eof or inflate.unused_data or len(bits) > MOST_BYTES:
        raise CouldNotCheck(AwardDoubt.unknown_status)
    return bits
