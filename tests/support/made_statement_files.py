"""Makes statement files for the tests: as LibreOffice, Word and others write them, and as nobody should."""

import io
import zipfile

import docx
from odfdo import Document, Header, List, ListItem, Paragraph

TITLE = "Leading on infection prevention"
FIRST = "I led the hand hygiene audit in our home. It took three weeks, and nobody liked it at first."
SECOND = "What I learned: people do as they see others do – not as they are told."
POINTS = ("Ask before you tell", "Count, and show the count", "Thank them")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def zipped(parts: dict[str, str | bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word(body: str, *, head: str = "", **more: str | bytes) -> bytes:
    """A Word document around the XML of its body. `more` are further parts, with `__` for a slash."""
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **extra})


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word document."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def by_python_docx() -> bytes:
    """A Word document by another maker, with a heading, a list and a table."""
    made = docx.Document()
    made.add_heading(TITLE, 1)
    made.add_paragraph(FIRST)
    for point in POINTS:
        made.add_paragraph(point, style="List Bullet")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Question 5", SECOND
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def by_odfdo() -> bytes:
    """An OpenDocument text by another maker."""
    made = Document("text")
    made.body.clear()
    made.body.append(Header(1, TITLE))
    made.body.append(Paragraph(FIRST))
    points = List()
    for point in POINTS:
        points.append(ListItem(point))
    made.body.append(points)
    made.body.append(Paragraph(SECOND))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_NAMES = ("office", "text", "table", "style")
ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)


def opendocument(body: str, *, head: str = "", styles: str = "", **more: str | bytes) -> bytes:
    """An OpenDocument text around the XML of its body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {ODF}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    extra = {name.replace("__", "/"): part for name, part in more.items()}
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **extra})


def pdf(*pages: str, catalog: str = "", resources: str = "<</Font<</F 3 0 R>>>>") -> bytes:
    """A PDF with a page for each content stream."""
    bodies = ["", f"<</Type/Catalog/Pages 2 0 R{catalog}>>", ""]
    bodies.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    kids = []
    for content in pages:
        bodies.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        stream = len(bodies) - 1
        bodies.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {stream} 0 R/Resources{resources}>>")
        kids.append(f"{len(bodies) - 1} 0 R")
    bodies[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(bodies[1:], 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(bodies)}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    return out + f"trailer<</Size {len(bodies)}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def lines(*texts: str) -> str:
    """A page's content that shows these lines."""
    shown = " ".join(f"({text}) Tj 0 -14 Td" for text in texts)
    return f"BT /F 11 Tf 50 780 Td {shown} ET"
