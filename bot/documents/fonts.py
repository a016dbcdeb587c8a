"""The fonts that a document may need: those that come with Teabreak, then those that the machine has.

FiraGO shows Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Georgian and Thai letters. For the rest, Noto and a
few others are taken from where systems keep fonts, in a fixed order, and only as far as a text asks for them.
"""

import os
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pymupdf_fonts

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
_BIGGEST = 200_000_000
"""Bytes of a file that is taken for a font."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font under a name that ends as files of its kind do, and which characters it has."""

    name: str
    content: Callable[[], bytes]
    path: Path | None = None
    """Where the machine has it; None for one that comes with Teabreak."""

    def covers(self) -> frozenset[int]:
        """The code points that it shows; none for a file that is no font we can read."""
        return _covered(self)


@cache
def _packaged(name: str) -> bytes:
    return bytes(pymupdf_fonts.myfont(name))


def _own(name: str) -> Font:
    return Font(f"{name}.ttf", lambda: _packaged(name))


BODY = (_own("figo"), _own("figbo"))
"""What every document is set in: FiraGO upright and bold."""
_SIGNS = (_own("symbol2"), _own("symbol1"), _own("math"))
PACKAGED = (*BODY, *_SIGNS)
"""All that come with Teabreak."""
# Emoji in colour first: there a family or a flag of several characters is one picture.
_RANKS = (
    re.compile(r"NotoColorEmoji\.ttf|NotoEmoji-Regular\.ttf|Apple Color Emoji\.ttc"),
    None,
    re.compile(r"NotoSans\w*-Regular\.[ot]tf"),
    re.compile(r"NotoSansCJK-Regular\.ttc|DroidSansFallback\w*\.ttf|wqy-\w+\.ttc|Arial Unicode\.ttf"),
    re.compile(r"Noto(Serif|Naskh)\w*-Regular\.[ot]tf|DejaVuSans\.ttf"),
)


def chosen(wanted: set[str], folders: tuple[str, ...]) -> tuple[tuple[Font, ...], frozenset[str]]:
    """The fonts with which to show these characters, in the order in which to try them, and those that none has.

    `folders` are where the machine keeps fonts, and are looked into only when those that come with Teabreak lack
    something. Equal on every call in one process.
    """
    missing = {ord(letter) for letter in wanted} - BODY[0].covers()
    found = list(BODY)
    for font in _others(folders) if missing else ():
        if missing & font.covers():
            found.append(font)
            missing -= font.covers()
        if not missing:
            break
    return tuple(found), frozenset(map(chr, missing))


def _others(folders: tuple[str, ...]) -> Iterator[Font]:
    paths = _files(folders)
    for rank in _RANKS:
        if rank is None:
            yield from _SIGNS
        else:
            yield from (_system(path) for path in paths if rank.fullmatch(path.name))


@cache
def _files(folders: tuple[str, ...]) -> tuple[Path, ...]:
    files = {
        Path(place) / name
        for folder in folders
        for place, _, names in os.walk(folder)
        for name in names
        if any(rank and rank.fullmatch(name) for rank in _RANKS)
    }
    return tuple(sorted(files, key=lambda path: (path.name, path)))


@cache
def _system(path: Path) -> Font:
    return Font(path.name, lambda: _read(path), path)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= _BIGGEST else b""
    except OSError:
        return b""


@lru_cache(maxsize=256)
def _covered(font: Font) -> frozenset[int]:
    try:
        return frozenset(_code_points(font.content()))
    except (struct.error, IndexError):
        return frozenset()


def _code_points(font: bytes) -> Iterator[int]:
    """What the table `cmap` lists, after the OpenType specification, in the two formats that fonts use today."""
    start = _table(font, b"cmap")
    for number in range(_numbers(font, ">H", start + 2)[0]):
        (offset,) = _numbers(font, ">I", start + 8 + 8 * number)
        (form,) = _numbers(font, ">H", start + offset)
        if form == 4:
            yield from _segments(font, start + offset)
        elif form == 12:
            yield from _groups(font, start + offset)


def _table(font: bytes, tag: bytes) -> int:
    # A collection begins with a list of fonts; its first is the one that is used.
    first = _numbers(font, ">I", 12)[0] if font[:4] == b"ttcf" else 0
    for number in range(_numbers(font, ">H", first + 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, first + 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise IndexError("a font without the table")


def _segments(font: bytes, start: int) -> Iterator[int]:
    count = _numbers(font, ">H", start + 6)[0] // 2
    ends = _numbers(font, f">{count}H", start + 14)
    begins = _numbers(font, f">{count}H", start + 16 + 2 * count)
    deltas = _numbers(font, f">{count}H", start + 16 + 4 * count)
    at = start + 16 + 6 * count
    ranges = _numbers(font, f">{count}H", at)
    for number, (begin, end, delta, jump) in enumerate(zip(begins, ends, deltas, ranges, strict=True)):
        for code in range(begin, end + 1):
            glyph = code
            if jump:
                (glyph,) = _numbers(font, ">H", at + 2 * number + jump + 2 * (code - begin))
            if code != 0xFFFF and (glyph if jump and not glyph else (glyph + delta) & 0xFFFF):
                yield code


def _groups(font: bytes, start: int) -> Iterator[int]:
    for number in range(_numbers(font, ">I", start + 12)[0]):
        first, last, glyph = _numbers(font, ">III", start + 16 + 12 * number)
        yield from range(first + (not glyph), min(last, 0x10FFFF) + 1)


def _numbers(font: bytes, form: str, at: int) -> tuple[int, ...]:
    return struct.unpack_from(form, font, at)
