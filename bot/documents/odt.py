"""A document as an OpenDocument Text.

Written with the standard library, so that equal documents give equal bytes. It follows the OASIS specification "Open
Document Format for Office Applications", version 1.3: part 2 for the package, part 3 for the elements, section 6.1.2
for white space.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, singledispatch
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.documents.document import Block, Document, Listing, Look, Paragraph, Table
from bot.documents.glyphs import paragraphs, runs_leftwards, writable
from bot.documents.styles import LINE, NAMESPACES, styles
from bot.documents.xml import Attributes, Xml

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

# Not the single space between two words, which is most of them: it may be written as itself.
_WHITE = re.compile(r"\n|\t|(?:(?<=[\n\t])|\A) +| +(?=[\n\t]|\Z)| {2,}")


def odt(document: Document) -> bytes:
    """A document as an OpenDocument Text in British English. Equal documents give equal bytes."""
    return _package(
        document.at,
        {
            "content.xml": _content(document),
            "styles.xml": styles(document.reference),
            "meta.xml": _meta(document),
        },
    )


def _package(made: datetime, parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        # First and not compressed, so that the kind of file can be told from its first bytes.
        _add(package, made, "mimetype", MEDIA_TYPE.encode(), ZIP_STORED)
        for name, content in parts.items():
            _add(package, made, name, content, ZIP_DEFLATED)
        _add(package, made, "META-INF/manifest.xml", _package_list(tuple(parts)), ZIP_DEFLATED)
    return out.getvalue()


def _add(package: ZipFile, made: datetime, name: str, content: bytes, how: int) -> None:
    at = made.astimezone(UTC)
    # A zip file begins its calendar in 1980.
    info = ZipInfo(name, (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second))
    info.compress_type = how
    info.create_system = 3
    info.external_attr = 0o644 << 16
    package.writestr(info, content)


@cache
def _package_list(names: tuple[str, ...]) -> bytes:
    xml = Xml()
    with xml.element("manifest:manifest", {"xmlns:manifest": _MANIFEST, "manifest:version": "1.3"}):
        whole = {"manifest:full-path": "/", "manifest:version": "1.3", "manifest:media-type": MEDIA_TYPE}
        xml.empty("manifest:file-entry", whole)
        for name in names:
            xml.empty("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": "text/xml"})
    return xml.content()


def _meta(document: Document) -> bytes:
    xml = Xml()
    made = document.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = NAMESPACES | {"office:version": "1.3"}
    with xml.element("office:document-meta", root), xml.element("office:meta"):
        xml.leaf("meta:generator", "Teabreak")
        xml.leaf("dc:title", document.title)
        xml.leaf("dc:subject", document.reference)
        xml.leaf("dc:language", "en-GB")
        xml.leaf("meta:creation-date", made)
        xml.leaf("dc:date", made)
    return xml.content()


def _content(document: Document) -> bytes:
    xml = Xml()
    with xml.element("office:document-content", NAMESPACES | {"office:version": "1.3"}):
        with xml.element("office:automatic-styles"):
            _table_styles(xml)
            _list_style(xml)
        with xml.element("office:body"), xml.element("office:text"):
            _heading(xml, 1, document.title)
            _top(xml, document.top)
            for section in document.sections:
                _heading(xml, section.level, section.heading)
                for block in section.blocks:
                    _block(block, xml)
    return xml.content()


def _table_styles(xml: Xml) -> None:
    with xml.element("style:style", {"style:name": "Facts", "style:family": "table"}):
        xml.empty("style:table-properties", {"style:width": "16.6cm", "table:align": "left"})
    for name, width in (("Label", "5.6cm"), ("Value", "11cm")):
        with xml.element("style:style", {"style:name": name, "style:family": "table-column"}):
            xml.empty("style:table-column-properties", {"style:column-width": width})
    with xml.element("style:style", {"style:name": "Box", "style:family": "table-cell"}):
        xml.empty("style:table-cell-properties", {"fo:padding": "0.12cm", "fo:border-bottom": LINE})
    with xml.element("style:style", {"style:name": "Strong", "style:family": "text"}):
        xml.empty("style:text-properties", {"fo:font-weight": "bold"})


def _list_style(xml: Xml) -> None:
    bullet = {"text:level": "1", "text:bullet-char": "•"}
    with (
        xml.element("text:list-style", {"style:name": "Bullets"}),
        xml.element("text:list-level-style-bullet", bullet),
        xml.element("style:list-level-properties", {"text:list-level-position-and-space-mode": "label-alignment"}),
    ):
        place = {"fo:margin-left": "0.6cm", "fo:text-indent": "-0.6cm", "text:list-tab-stop-position": "0.6cm"}
        xml.empty("style:list-level-label-alignment", {"text:label-followed-by": "listtab"} | place)


def _top(xml: Xml, rows: tuple[tuple[str, str], ...]) -> None:
    with xml.element("text:p", {"text:style-name": "Standard"}):
        for number, (label, value) in enumerate(rows):
            if number:
                xml.empty("text:line-break")
            xml.leaf("text:span", f"{label}:", {"text:style-name": "Strong"})
            xml.text(" ")
            _words(xml, value)


_STYLES: Mapping[Look, str] = {
    Look.plain: "Standard",
    Look.answer: "Answer",
    Look.question: "Question",
    Look.count: "Count",
    Look.note: "Note",
    Look.strong: "Strong_20_line",
    Look.small: "Small",
}


@singledispatch
def _block(block: Block, _: Xml) -> None:
    raise TypeError(f"an OpenDocument Text has no form for {type(block).__name__}")


@_block.register
def _paragraph(block: Paragraph, xml: Xml) -> None:
    style = _STYLES[block.look]
    for text in paragraphs(writable(block.text)) if block.look is Look.answer else [block.text]:
        _lines(xml, f"{style}_20_rtl" if block.look is Look.answer and runs_leftwards(text) else style, text)


@_block.register
def _listing(block: Listing, xml: Xml) -> None:
    with xml.element("text:list", {"text:style-name": "Bullets"}):
        for item in block.items:
            with xml.element("text:list-item"):
                for number, paragraph in enumerate(item, 1):
                    # All but the last of an item stay with what follows.
                    style = _STYLES[paragraph.look]
                    _lines(xml, style if number == len(item) else f"{style}_20_joined", paragraph.text)


@_block.register
def _table(block: Table, xml: Xml) -> None:
    with xml.element("table:table", {"table:name": block.name, "table:style-name": "Facts"}):
        xml.empty("table:table-column", {"table:style-name": "Label"})
        xml.empty("table:table-column", {"table:style-name": "Value"})
        with xml.element("table:table-header-rows"):
            _row(xml, "Table_20_Heading", "Detail", "As stated")
        for row in block.rows:
            _row(xml, "Cell", *row)


def _row(xml: Xml, style: str, *cells: str) -> None:
    with xml.element("table:table-row"):
        for cell in cells:
            attributes = {"table:style-name": "Box", "office:value-type": "string"}
            with xml.element("table:table-cell", attributes):
                _lines(xml, style, cell)


def _heading(xml: Xml, level: int, text: str) -> None:
    attributes: Attributes = {"text:style-name": f"Heading_20_{level}", "text:outline-level": str(level)}
    with xml.element("text:h", attributes):
        _words(xml, text)


def _lines(xml: Xml, style: str, text: str) -> None:
    with xml.element("text:p", {"text:style-name": style}):
        _words(xml, text)


def _words(xml: Xml, text: str) -> None:
    """Write the very characters, white space as elements where a reader would drop or join it."""
    text, done = writable(text), 0
    for white in _WHITE.finditer(text):
        xml.text(text[done : white.start()])
        done = white.end()
        if white.group() == "\n":
            xml.empty("text:line-break")
        elif white.group() == "\t":
            xml.empty("text:tab")
        else:
            _spaces(xml, white)
    xml.text(text[done:])


def _spaces(xml: Xml, run: re.Match[str]) -> None:
    """A run of spaces: only one that stands between two words may be written as itself."""
    before, after = run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]
    plain = 1 if before.strip("\n\t") and after.strip("\n\t") else 0
    xml.text(" " * plain)
    if len(run.group()) > plain:
        xml.empty("text:s", {"text:c": str(len(run.group()) - plain)})
