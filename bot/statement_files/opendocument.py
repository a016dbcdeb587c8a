"""Extracts the text of OpenDocument files (.odt), as LibreOffice and Google Docs write them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bot.statement_files.outcome import Refusal
from bot.statement_files.stopped import Stopped
from bot.statement_files.zipped import Zipped

MIMETYPES = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_NOT_TEXT = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}sequence-decls"}
    | {f"{_TEXT}table-of-content"}
    | {f"{_TEXT}ruby-text", f"{_TEXT}note-citation", f"{_OFFICE}annotation-end", f"{_DRAW}object", f"{_DRAW}object-ole"}
)  # fmt: skip


def text_of(document: Zipped) -> tuple[str, bool]:
    """The text, and whether there are files inside. `Stopped` for macros and passwords, and for what is damaged."""
    if "META-INF/manifest.xml" in document.names and b"encryption-data" in document.part("META-INF/manifest.xml"):
        raise Stopped(Refusal.encrypted)
    if document.has("basic/", "scripts/"):
        raise Stopped(Refusal.macros)
    content = document.xml("content.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise Stopped(Refusal.damaged)
    numbered = _numbered(content)
    if "styles.xml" in document.names:
        numbered |= _numbered(document.xml("styles.xml"))
    return "\n".join(_blocks(body, numbered)), document.has("object ", "objects/", "embeddings/")


def _numbered(root: Element) -> set[tuple[str, int]]:
    """The levels of list styles whose points bear numbers and not bullets."""
    found = set()
    for style in root.iter(f"{_TEXT}list-style"):
        for level in style.iter(f"{_TEXT}list-level-style-number"):
            if level.get(f"{_STYLE}num-format"):
                found.add((style.get(f"{_STYLE}name", ""), int(level.get(f"{_TEXT}level", "1") or 1)))
    return found


def _blocks(parent: Element, numbered: set[tuple[str, int]]) -> Iterator[str]:
    for element in parent:
        if element.tag in _NOT_TEXT:
            continue
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield "".join(_inline(element))
            yield from _boxes(element, numbered)
        elif element.tag == f"{_TEXT}list":
            yield from _list(element, numbered, "", 1)
        elif element.tag == f"{_TABLE}covered-table-cell":
            continue
        else:
            yield from _blocks(element, numbered)


def _boxes(paragraph: Element, numbered: set[tuple[str, int]]) -> Iterator[str]:
    """Text boxes that hang on a paragraph."""
    for box in paragraph.iter(f"{_DRAW}text-box"):
        yield from _blocks(box, numbered)


def _list(parent: Element, numbered: set[tuple[str, int]], style: str, level: int) -> Iterator[str]:
    style = parent.get(f"{_TEXT}style-name", style)
    count = 0
    for item in parent:
        if item.tag not in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
            continue
        count += 1
        start = item.get(f"{_TEXT}start-value", "")
        count = int(start) if start.isdecimal() and len(start) < 6 else count
        mark = f"{count}. " if (style, level) in numbered else "• "
        for element in item:
            if element.tag == f"{_TEXT}list":
                yield from _list(element, numbered, style, level + 1)
            elif element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                said = "".join(_inline(element))
                yield f"{mark if said.strip() and item.tag.endswith('list-item') else ''}{said}"
                mark = ""


def _inline(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, 200)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}note":
            yield ""
        elif child.tag not in _NOT_TEXT and not child.tag.startswith(_DRAW):
            yield from _inline(child)
        yield child.tail or ""
