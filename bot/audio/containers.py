"""Detects the container format of a media file, and whether the file is cut short.

Nothing here decodes anything. It reads sizes and names at fixed places, and never trusts a size beyond the file.
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

SEARCHED = 64 * 1024
"""Bytes at the beginning in which the first frame of MP3 or AAC is looked for."""
SURE = 3
"""Frames in a row that make it certain that bytes are MP3 or AAC, and not a picture or noise."""
STREAMED = 0x7F00_0000
"""From this size on, a WAV was written by a program that did not know yet how long it would be."""
TOLERATED = 4096
"""Bytes by which recorders get the size of a WAV wrong."""
UNPLAYED = {
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "asf",
    b".RMF": "rm",
    b"MThd": "midi",
    b"MAC ": "ape",
    b"wvpk": "wavpack",
    b"TTA1": "tta",
    b"DSD ": "dsf",
    b"\x00\x00\x01\xba": "mpeg",
    b"FLV\x01": "flv",
}
"""Sound or film that is known by its first bytes, and that no demuxer is let near."""


class Found(NamedTuple):
    """A container by name, where its bytes begin, and whether there is a demuxer for it here."""

    name: str
    start: int
    played: bool = True


def found(data: bytes) -> Found | None:
    """What a file is; None if it is no sound and no film. What its sender called it plays no part."""
    plain = _named(data, 0)
    if plain is not None:
        return plain
    # Some recorders leave zeros at the beginning, and a tag may stand before any kind of file.
    zeros = len(data) - len(data.lstrip(b"\0"))
    start = _after_tags(data, zeros)
    named = (_named(data, start) if start else None) or _frames_near(data, start)
    if start == zeros:
        return named
    if named is None:
        return Found("mp3", zeros)
    # These demuxers read the tag too, and it may say where the recording was made.
    return named._replace(start=zeros) if named.name in ("mp3", "aac", "flac") else named


def _named(data: bytes, at: int) -> Found | None:
    """The container whose first bytes stand here."""
    head = data[at : at + 16]
    if head[4:8] in _QUICKTIME:
        return Found("mp4", at)
    form = (head[:4], head[8:12])
    if form in _FORMS:
        return Found(_FORMS[form], at, played=form[1] not in (b"AVI ", b"AVIX"))
    for start, kind in _STARTS.items():
        if head.startswith(start):
            return Found(kind, at)
    for start, kind in UNPLAYED.items():
        if head.startswith(start):
            return Found(kind, at, played=False)
    if data[at : at + 1] == b"\x47" and all(data[at + 188 * n : at + 188 * n + 1] == b"\x47" for n in range(1, 5)):
        return Found("mpegts", at, played=False)
    return Found("gsm", at) if _is_gsm(data[at : at + 33 * 50]) else None


# QuickTime wrote no `ftyp` at first, and some recorders still do not.
_QUICKTIME = frozenset([b"ftyp", b"moov", b"mdat", b"wide", b"pnot", b"skip", b"free"])
_STARTS = {
    b"OggS": "ogg",
    b"\x1aE\xdf\xa3": "webm",
    b"fLaC": "flac",
    b"#!AMR": "amr",
    b"caff\0\1": "caf",
    b".snd": "au",
}
_FORMS = {
    (b"RIFF", b"WAVE"): "wav",
    (b"RIFX", b"WAVE"): "wav",
    (b"RF64", b"WAVE"): "wav",
    (b"BW64", b"WAVE"): "wav",
    (b"FORM", b"AIFF"): "aiff",
    (b"FORM", b"AIFC"): "aiff",
    (b"RIFF", b"AVI "): "avi",
    (b"RIFF", b"AVIX"): "avi",
}


def _is_gsm(head: bytes) -> bool:
    """Frames of 33 bytes, each marked in its first half byte: what telephone exchanges write."""
    return len(head) >= 33 * 5 and all(head[at] >> 4 == 0xD for at in range(0, len(head), 33))


def _after_tags(data: bytes, at: int) -> int:
    """Behind ID3 tags, however many stand here."""
    while data[at : at + 3] == b"ID3" and len(data) >= at + 10:
        size = 0
        for byte in data[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    return min(at, len(data))


class Frame(NamedTuple):
    """A frame of MPEG sound: its length in bytes, and whether it is AAC."""

    size: int
    aac: bool


_RATES = (44_100, 48_000, 32_000)
_KILOBITS = {
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


def _frame(data: bytes, at: int) -> Frame | None:
    """The frame that begins here."""
    head = data[at : at + 6]
    if len(head) < 6 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    if head[1] & 0xF6 == 0xF0:
        size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
        return Frame(size, aac=True) if size > 7 and head[2] >> 2 & 15 < 13 else None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    bits, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer == 4 or bits in (0, 15) or rate == 3:
        return None
    first = version == 3
    hertz = _RATES[rate] >> {3: 0, 2: 1, 0: 2}[version]
    each = {1: 48, 2: 144, 3: 144 if first else 72}[layer]
    size = each * 1000 * _KILOBITS[first, layer][bits] // hertz
    padding = (head[2] >> 1 & 1) * (4 if layer == 1 else 1)
    return Frame((size // 4 * 4 if layer == 1 else size) + padding, aac=False)


def _run(data: bytes, at: int) -> Iterator[int]:
    """Where frames of one kind begin, each where the one before it ends."""
    first = _frame(data, at)
    frame = first
    while first and frame and frame.aac == first.aac:
        yield at
        at += frame.size
        frame = _frame(data, at)


def _frames_near(data: bytes, start: int) -> Found | None:
    """MP3 or AAC whose frames begin here or soon after."""
    for match in re.finditer(rb"\xff[\xe0-\xff]", data[start : start + SEARCHED]):
        at = start + match.start()
        run = _run(data, at)
        frame = _frame(data, at)
        if frame and len([None for _, _ in zip(run, range(SURE), strict=False)]) == SURE:
            return Found("aac" if frame.aac else "mp3", at)
    # A broken recording has no second frame. Text in UTF-16 begins like a first frame of layer I, so that is left out.
    frame = None if data[start : start + 2] in (b"\xff\xfe", b"\xff\xff") else _frame(data, start)
    return Found("aac" if frame.aac else "mp3", start) if frame else None


def is_cut(name: str, data: bytes) -> bool:
    """Whether the file ends in the middle of something, so that its end may be missing."""
    look = _CUTS.get(name)
    try:
        return look is not None and look(data)
    except (struct.error, IndexError):
        return False


def _mp4(data: bytes) -> bool:
    """Boxes, each with its size; a size of 0 goes to the end. What is behind the sound is no loss."""
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if not name.isascii():
            return False
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
        if size == 0:
            return False
        if size < 8:
            return False
        if at + size > len(data):
            return name in _OF_SOUND
        at += size
    return False


_OF_SOUND = frozenset([b"mdat", b"moov", b"moof"])


def _webm(data: bytes) -> bool:
    """Elements, each with its size; a recorder that does not know a size yet writes only ones."""
    at = 0
    while at < len(data):
        inner, begin, size = _element(data, at)
        if begin > len(data):
            return True
        if size is not None and begin + size > len(data):
            return True
        if inner:
            at = begin
        elif size is None:
            return False
        else:
            at = begin + size
    return False


_INSIDE = frozenset([b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"])
"""Segments and clusters: what they hold is looked at one by one."""


def _element(data: bytes, at: int) -> tuple[bool, int, int | None]:
    """Whether an element is looked into, where its content begins, and its size if it is known."""
    name = data[at : at + _wide(data[at])]
    at += len(name)
    wide = _wide(data[at])
    raw = int.from_bytes(data[at : at + wide]) & (1 << 7 * wide) - 1
    return name in _INSIDE, at + wide, None if raw == (1 << 7 * wide) - 1 else raw


def _wide(first: int) -> int:
    if first == 0:
        raise IndexError  # no element begins like this: what follows is no longer Matroska
    return 9 - first.bit_length()


def _ogg(data: bytes) -> bool:
    """Pages, each with a table of the sizes in it. A size of 255 says that the packet goes on."""
    at, open_ended = 0, False
    while 0 <= at < len(data):
        count = data[at + 26] if at + 27 <= len(data) else None
        if count is None or at + 27 + count > len(data):
            return True
        table = data[at + 27 : at + 27 + count]
        end = at + 27 + count + sum(table)
        if end > len(data):
            return True
        open_ended = table[-1:] == b"\xff"
        at = data.find(b"OggS\0", end)
    return open_ended


def _wav(data: bytes) -> bool:
    """Chunks, each with its size. Recorders that stop without tidying up leave a size that means nothing."""
    order = ">" if data[:4] == b"RIFX" else "<"
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from(f"{order}4sI", data, at)
        if name == b"data":
            return bool(size < STREAMED and at + 8 + size > len(data) + TOLERATED)
        at += 8 + size + size % 2
    return False


def _mpeg(data: bytes) -> bool:
    """Frames one after another; MP3 may say in its first how many there are."""
    start = _after_tags(data, 0)
    begins = list(_run(data, start))
    last = _frame(data, begins[-1]) if begins else None
    if last is None:
        return False
    if begins[-1] + last.size > len(data):
        return True
    stated = re.search(rb"(?:Xing|Info)\0\0\0[\x01-\x0f]", data[start : start + 200])
    if stated is None or not data[start + stated.end() - 1] & 1:
        return False
    (count,) = struct.unpack_from(">I", data, start + stated.end())
    resumed = data[begins[-1] + last.size :].find(b"\xff") >= 0 and not _trailer(data, begins[-1] + last.size)
    return not resumed and len(begins) < 0.98 * count - 2


def _trailer(data: bytes, at: int) -> bool:
    """Whether what stands here is the end of the file, or a tag at the end."""
    return at >= len(data) or data[at : at + 3] == b"TAG" or data[at : at + 8] == b"APETAGEX"


_AMR = {
    b"#!AMR\n": (12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5, 0, 0, 0, 0),
    b"#!AMR-WB\n": (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0),
}
"""Bytes of a frame behind its first, by the type that the first holds."""


def _amr(data: bytes) -> bool:
    """Frames, each with its size by its type."""
    for start, sizes in _AMR.items():
        if data.startswith(start):
            at = len(start)
            while at < len(data):
                at += 1 + sizes[data[at] >> 3 & 15]
            return at > len(data)
    return False


_CUTS: dict[str, Callable[[bytes], bool]] = {
    "mp4": _mp4,
    "webm": _webm,
    "ogg": _ogg,
    "wav": _wav,
    "mp3": _mpeg,
    "aac": _mpeg,
    "amr": _amr,
}
