"""A document as a PDF: tagged, with bookmarks and a language, after PDF/UA-1, so that a screen reader can follow it.

Words go to the typesetter as data and are never read as markup. What no font here can show is named in brackets.
"""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.child_process import run
from bot.documents import fonts, glyphs
from bot.documents.model import Document
from bot.documents.typst_data import told

MEDIA_TYPE = "application/pdf"
WALL = 25.0
"""Seconds for one try. A document of a thousand words takes less than one."""
MOST = 64 * 1024 * 1024
"""Bytes of a PDF."""
_PROGRAM = Path(__file__).with_name("typst_child.py")
_STANDARD = "ua-1"


class PdfError(Exception):
    """No PDF could be made. Says nothing of what the document holds."""


async def pdf(document: Document, folders: tuple[str, ...] = fonts.FOLDERS) -> bytes:
    """A document as a PDF on A4. Equal documents give equal bytes, as long as the machine's fonts are the same.

    `folders` are where the machine keeps fonts. What fails is tried once more in the plainest way: with the fonts that
    come with Teabreak, and held to no standard. Raises PdfError where that fails too.
    """
    for places, standard in ((folders, _STANDARD), ((), "")):
        made = await _set(document, places, standard)
        if made:
            return made
    raise PdfError("the typesetter made nothing")


async def _set(document: Document, folders: tuple[str, ...], standard: str) -> bytes:
    """One try; empty where it fails."""
    try:
        with TemporaryDirectory(prefix="teabreak-") as folder:
            data = await asyncio.to_thread(_prepare, document, folders, Path(folder))
            arguments = (folder, str(int(document.at.timestamp())), standard)
            ended = await run(_PROGRAM, *arguments, data=data, wall=WALL, most=MOST)
    except OSError as problem:
        # A full disk, or no room for a process, says nothing about the document.
        raise PdfError(type(problem).__name__) from None
    return ended.output


def _prepare(document: Document, folders: tuple[str, ...], folder: Path) -> bytes:
    """Puts the fonts that the words need into a folder, and gives what the sheet is told."""
    found, missing = fonts.chosen(glyphs.wanted(told(document, frozenset())), folders)
    for number, font in enumerate(found):
        (folder / f"{number:03}.{font.name[-3:]}").write_bytes(font.content())
    return told(document, missing).encode()
