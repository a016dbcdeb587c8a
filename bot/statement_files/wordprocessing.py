"""Extracts the text of Word files (.docx), as Word, Google Docs, Pages and LibreOffice write them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from bot.statement_files.outcome import Refusal
from bot.statement_files.stopped import Stopped
from bot.statement_files.zipped import Zipped, parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOT_TEXT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr"}
)
_MACROS = ("word/vbaproject", "word/vbadata", "word/activex")


def main_part(document: Zipped) -> str | None:
    """The name of the part with the text, or `None` where this is no Word document."""
    return next((name for name in document.names if name.lower() in ("word/document.xml", "word/document2.xml")), None)


def text_of(document: Zipped, main: str) -> tuple[str, bool]:
    """The text, and whether there are files inside. `Stopped` for macros, and for what is damaged."""
    if document.has(*_MACROS) or b"macroEnabled" in document.part("[Content_Types].xml"):
        raise Stopped(Refusal.macros)
    body = _read(document, main).find(f"{_W}body")
    if body is None:
        raise Stopped(Refusal.damaged)
    numbers = _Numbers(_formats(document))
    return "\n".join(_blocks(body, numbers)), document.has("word/embeddings/")


def _read(document: Zipped, name: str) -> Element:

    return parsed(document.part(name).replace(_STRICT, _TRANSITIONAL))


@dataclass
class _Numbers:
    """Counts the points of numbered lists, each list and level on its own."""

    formats: dict[tuple[str, str], str]
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def mark(self, paragraph: Element) -> str:
        """What stands before a paragraph that is a point of a list."""
        number = paragraph.find(f"{_W}pPr/{_W}numPr")
        if number is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            named = (style.get(f"{_W}val") or "") if style is not None else ""
            return "• " if named.lower().startswith("listbullet") else ""
        key = (_value(number, "numId"), _value(number, "ilvl") or "0")
        if key[0] in ("", "0") or self.formats.get(key) == "none":
            return ""
        if self.formats.get(key, "bullet") == "bullet":
            return "• "
        self.counts[key] = self.counts.get(key, 0) + 1
        for deeper in [other for other in self.counts if other[0] == key[0] and other[1] > key[1]]:
            del self.counts[deeper]
        return f"{self.counts[key]}. "


def _value(parent: Element, name: str) -> str:
    found = parent.find(f"{_W}{name}")
    return (found.get(f"{_W}val") or "") if found is not None else ""


def _formats(document: Zipped) -> dict[tuple[str, str], str]:
    """What each level of each list has before its points: `bullet`, or a style of numbers."""
    if "word/numbering.xml" not in document.names:
        return {}
    root = _read(document, "word/numbering.xml")
    abstract = {
        (one.get(f"{_W}abstractNumId") or "", level.get(f"{_W}ilvl") or "0"): _value(level, "numFmt")
        for one in root.iter(f"{_W}abstractNum")
        for level in one.iter(f"{_W}lvl")
    }
    numbers = {(one.get(f"{_W}numId") or ""): _value(one, "abstractNumId") for one in root.iter(f"{_W}num")}
    return {
        (number, level): made for number, of in numbers.items() for (one, level), made in abstract.items() if one == of
    }


def _blocks(parent: Element, numbers: _Numbers) -> Iterator[str]:
    for element in parent:
        if element.tag in _NOT_TEXT:
            continue
        if element.tag == f"{_W}p":
            said = "".join(_inline(element))
            yield f"{numbers.mark(element) if said.strip() else ''}{said}"
            for box in _boxes(element):
                yield from _blocks(box, numbers)
        else:
            yield from _blocks(element, numbers)


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes that hang on a paragraph, each once: older programs get a second copy of it."""
    for child in element:
        if child.tag in _NOT_TEXT:
            continue
        if child.tag == f"{_W}txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _inline(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        elif child.tag not in _NOT_TEXT and child.tag != f"{_W}txbxContent":
            yield from _inline(child)
