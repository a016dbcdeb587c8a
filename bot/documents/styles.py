"""The styles of an OpenDocument Text, with the reference and the page number in the footer.

Sizes and colours are chosen for a reader with little time: 11 point text, lines well apart, dark on
white, headings told apart by size and weight, never by colour alone.
"""

from functools import cache

from bot.documents.xml import Attributes, Xml, escaped

NAMESPACES: Attributes = {
    f"xmlns:{prefix}": f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "meta": "meta",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
} | {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}

FONT = "Liberation Sans"
INK = "#1d2b3a"
GREY = "#4a5560"
_FOOTER = "[footer]"
LINE = "0.5pt solid #8a949e"

# name, shown name, parent, how the paragraph stands, how its letters look
_PARAGRAPHS: tuple[tuple[str, str, str | None, Attributes, Attributes], ...] = (
    ("Standard", "Standard", None, {"fo:margin-bottom": "0.25cm", "fo:line-height": "125%"}, {}),
    (
        "Heading",
        "Heading",
        "Standard",
        {"fo:keep-with-next": "always", "fo:margin-top": "0.6cm", "fo:margin-bottom": "0.15cm"},
        {"fo:font-weight": "bold", "fo:color": INK},
    ),
    (
        "Heading_20_1",
        "Heading 1",
        "Heading",
        {"fo:margin-top": "0cm", "fo:margin-bottom": "0.3cm"},
        {"fo:font-size": "20pt"},
    ),
    ("Heading_20_2", "Heading 2", "Heading", {"fo:margin-top": "0.8cm"}, {"fo:font-size": "15pt"}),
    ("Heading_20_3", "Heading 3", "Heading", {}, {"fo:font-size": "12pt"}),
    (
        "Question",
        "Question",
        "Standard",
        {"fo:keep-with-next": "always", "fo:margin-bottom": "0.15cm"},
        {"fo:color": GREY},
    ),
    (
        "Count",
        "Count",
        "Standard",
        {"fo:keep-with-next": "always", "fo:margin-bottom": "0.2cm"},
        {"fo:font-size": "9.5pt", "fo:color": GREY},
    ),
    ("Answer", "Answer", "Standard", {"fo:orphans": "2", "fo:widows": "2"}, {}),
    (
        "Answer_20_rtl",
        "Answer from right to left",
        "Answer",
        {"style:writing-mode": "rl-tb", "fo:text-align": "right"},
        {},
    ),
    (
        "Note",
        "Note",
        "Standard",
        {"fo:keep-with-next": "always"},
        {"fo:font-size": "9.5pt", "fo:color": GREY},
    ),
    ("Small", "Small", "Standard", {}, {"fo:font-size": "9.5pt", "fo:color": GREY}),
    ("Strong_20_line", "Strong line", "Standard", {}, {"fo:font-weight": "bold"}),
    ("Cell", "Cell", "Standard", {"fo:margin-bottom": "0cm"}, {}),
    ("Table_20_Heading", "Table Heading", "Cell", {}, {"fo:font-weight": "bold"}),
    ("Footer", "Footer", "Standard", {"fo:margin-bottom": "0cm"}, {"fo:font-size": "9pt", "fo:color": GREY}),
)
# In a list, a paragraph that another one of its item follows.
_JOINED: tuple[tuple[str, str, str | None, Attributes, Attributes], ...] = tuple(
    (f"{name}_20_joined", f"{shown} joined", name, {"fo:keep-with-next": "always", "fo:margin-bottom": "0cm"}, {})
    for name, shown, *_ in _PARAGRAPHS
    if name in ("Standard", "Strong_20_line", "Small", "Question", "Count", "Note", "Answer")
)


def styles(footer: str) -> bytes:
    """The style sheet, with `footer` before the page number on every page."""
    before, after = _sheet()
    return before + escaped(footer).encode() + after


@cache
def _sheet() -> tuple[bytes, bytes]:
    """The style sheet before the footer and after it. It is the same for every document."""
    xml = Xml()
    with xml.element("office:document-styles", NAMESPACES | {"office:version": "1.3"}):
        with xml.element("office:font-face-decls"):
            font_family = {"svg:font-family": f"'{FONT}', Arial, Helvetica, sans-serif"}
            generic = {"style:font-family-generic": "swiss", "style:font-pitch": "variable"}
            xml.empty("style:font-face", {"style:name": FONT} | font_family | generic)
        with xml.element("office:styles"):
            _defaults(xml)
            for style in (*_PARAGRAPHS, *_JOINED):
                _paragraph(xml, *style)
        with xml.element("office:automatic-styles"):
            _page_layout(xml)
        with xml.element("office:master-styles"):
            _master_page(xml)
    before, _, after = xml.content().partition(_FOOTER.encode())
    return before, after


def _defaults(xml: Xml) -> None:
    with xml.element("style:default-style", {"style:family": "paragraph"}):
        xml.empty("style:paragraph-properties", {"style:tab-stop-distance": "1cm"})
        language = {"fo:language": "en", "fo:country": "GB"}
        letters = {"style:font-name": FONT, "fo:font-size": "11pt", "fo:hyphenate": "false"}
        xml.empty("style:text-properties", letters | language)


def _paragraph(xml: Xml, name: str, shown: str, parent: str | None, stands: Attributes, looks: Attributes) -> None:
    attributes = {"style:name": name, "style:display-name": shown, "style:family": "paragraph"}
    if parent:
        attributes["style:parent-style-name"] = parent
    if name.startswith("Heading_20_"):
        attributes["style:default-outline-level"] = name[-1]
    with xml.element("style:style", attributes):
        xml.empty("style:paragraph-properties", stands)
        xml.empty("style:text-properties", looks)


def _page_layout(xml: Xml) -> None:
    page = {"fo:page-width": "21cm", "fo:page-height": "29.7cm", "style:print-orientation": "portrait"}
    with xml.element("style:page-layout", {"style:name": "A4"}):
        xml.empty("style:page-layout-properties", page | {"fo:margin": "2.2cm"})
        with xml.element("style:footer-style"):
            xml.empty("style:header-footer-properties", {"fo:min-height": "1cm", "fo:margin-top": "0.5cm"})


def _master_page(xml: Xml) -> None:
    attributes = {"style:name": "Standard", "style:page-layout-name": "A4"}
    with (
        xml.element("style:master-page", attributes),
        xml.element("style:footer"),
        xml.element("text:p", {"text:style-name": "Footer"}),
    ):
        xml.text(f"{_FOOTER} · Page ")
        xml.leaf("text:page-number", "1", {"text:select-page": "current"})
        xml.text(" of ")
        xml.leaf("text:page-count", "1")
