"""Extracts the text of PDF files that contain text."""

import io
import re

import pypdf
from pypdf.errors import DependencyError, PdfReadError, PyPdfError

from bot.statement_files.outcome import Refusal
from bot.statement_files.stopped import MOST_PAGES, MOST_TEXT, Stopped

_LEAST_ON_A_PAGE = 8
_LIGATURES = str.maketrans(
    {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
)
"""Letters that a typesetter drew as one, and nobody typed so."""
_NEW_LINE = re.compile(r"\s*(?:[\u2022\u25cf\u25e6\u25aa\uf0b7*\u2013-]\s|\(?[0-9a-zA-Z]{1,2}[.)]\s|[A-Z])")


def text_of(data: bytes) -> tuple[str, bool]:
    """The text, and whether there are files inside. `Stopped` for passwords, scans, and what is damaged."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        # Many are locked against changes only, and open with no password at all.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Stopped(Refusal.encrypted)
        if len(reader.pages) > MOST_PAGES:
            raise Stopped(Refusal.too_long)
        pages: list[str] = []
        for page in reader.pages:
            pages.append(_unwrapped(page.extract_text().translate(_LIGATURES)))
            if sum(map(len, pages)) > MOST_TEXT:
                raise Stopped(Refusal.too_long)
        inside = "/EmbeddedFiles" in str(reader.root_object.get("/Names", {}))
    except (DependencyError, NotImplementedError) as error:
        raise Stopped(Refusal.encrypted) from error
    except (PdfReadError, PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Stopped(Refusal.damaged) from error
    text = "\n".join(pages)
    # A scan may bear a page's number, or the name of the program that made it.
    if len(re.findall(r"\w", text)) < _LEAST_ON_A_PAGE * len(pages) or not pages:
        raise Stopped(Refusal.scanned if pages else Refusal.damaged)
    return text, inside


def _unwrapped(text: str) -> str:
    """A page's text with the lines of each paragraph joined: a PDF ends a line where the paper did."""
    lines = [line.rstrip() for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    made: list[str] = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else ""
        wrapped = len(before) > 0.7 * longest > 30 and not (
            before.endswith((".", "?", "!", ":")) and _NEW_LINE.match(line)
        )
        after = lines[i + 1].lstrip() if i + 1 < len(lines) else ""
        # Not all sentences end with a full stop: what stands short and unended between two beginnings is a heading.
        headed = len(line) < 0.6 * longest and after[:1].isupper() and re.fullmatch(r"\s*[A-Z0-9].{2,}[^.!?,;]", line)
        apart = headed or re.match(r"\s*[\u2022\u25cf\u25e6\u25aa\uf0b7]", line)
        if made and line.strip() and wrapped and not apart:
            made[-1] += " " + line.lstrip()
        else:
            made.append(line)
    return "\n".join(made)
