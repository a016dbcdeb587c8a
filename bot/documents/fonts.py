"""The fonts that a document may need: those that come with Teabreak, then those that the machine has.

FiraGO shows Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Georgian and Thai letters. For the rest, Noto and a
few others are taken from where systems keep fonts, in a fixed order, and only as far as a text asks for them.
"""

import os
import re
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import pymupdf_fonts

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
_BIGGEST = 200_000_000
"""Bytes of a file that is taken for a font."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font file: its name with the ending of its kind, its bytes, and the characters that it has."""

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


def forget_contents() -> None:
    """Frees the bytes of the packaged fonts, once they are files and it is known what they cover."""
    _packaged.cache_clear()
    # Each font is a constant of a module of its own, 4 MB in all.
    for name in [name for name in sys.modules if name.startswith(f"{pymupdf_fonts.__name__}.")]:
        delattr(pymupdf_fonts, name.rpartition(".")[2])
        del sys.modules[name]


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
    # Imported where it is needed: the process that talks to people reads no fonts, and starts 40 ms sooner.
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415

    try:
        # Of a collection, the first font is the one that is used.
        opened = TTFont(BytesIO(font.content()), fontNumber=0, lazy=True)
        return frozenset(opened.getBestCmap() or ())
    except (TTLibError, struct.error, LookupError, ValueError, AssertionError, EOFError):
        return frozenset()
