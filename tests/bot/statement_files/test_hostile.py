"""Files that are broken, locked, or meant to do harm: each is refused with its own reason, within its limits."""

import io
import zipfile
from collections.abc import Callable

import pypdf
import pytest
from support.made_statement_files import TYPES, lines, opendocument, paragraph, pdf, word, zipped

from bot.statement_files.child import read
from bot.statement_files.outcome import ReadText, Refusal, Refused
from bot.statement_files.statement_reader import StatementReader
from bot.statement_files.stopped import MOST_BYTES

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ODT = "application/vnd.oasis.opendocument.text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NESTED = "<text:span>" * 5_000 + "x" + "</text:span>" * 5_000
ENCRYPTED_MANIFEST = "<manifest><file-entry><encryption-data/></file-entry></manifest>"


def locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf(lines("words in a page"))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def flagged(data: bytes) -> bytes:
    """A zip whose parts are said to be encrypted."""
    flags = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = flags.find(mark)
        while start >= 0:
            flags[start + at] |= 1
            start = flags.find(mark, start + 4)
    return bytes(flags)


def doubled(data: bytes) -> bytes:
    """A zip with a second document of the same name, which is what would be read."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("word/document.xml", "<broken")
    return out.getvalue()


GOOD_WORD = word(paragraph("words"))
GOOD_ODT = opendocument("<text:p>words</text:p>")

# What takes a while to make is made in its test: every process that collects tests reads this.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], Refusal]] = {
    "nothing": (b"", Refusal.empty),
    "blanks": (b" \n\t ", Refusal.empty),
    "word without words": (word("<w:p/>"), Refusal.empty),
    "marks without words": ("• – …".encode(), Refusal.empty),
    "bytes": (bytes(range(32)) * 40, Refusal.unknown),
    "a web page": (b"<!DOCTYPE html><html><body>words</body></html>", Refusal.unknown),
    "a spreadsheet": (zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}), Refusal.unknown),
    "a zip of files": (zipped({"a.txt": "words"}), Refusal.unknown),
    "an odt drawing": (zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"}), Refusal.unknown),
    "pages": (zipped({"Index/Document.iwa": b"\0"}), Refusal.pages),
    "old pages": (zipped({"index.xml": "<a/>", "QuickLook/Preview.pdf": b""}), Refusal.pages),
    "old word": (OLE, Refusal.old_word),
    "a locked word": (OLE + "EncryptedPackage".encode("utf-16-le"), Refusal.encrypted),
    "a locked odt": (opendocument("<text:p/>", **{"META-INF/manifest.xml": ENCRYPTED_MANIFEST}), Refusal.encrypted),
    "a locked zip": (flagged(GOOD_WORD), Refusal.encrypted),
    "a locked pdf": (locked_pdf(), Refusal.encrypted),
    "macros in word": (word(paragraph("words"), word__vbaProject="x"), Refusal.macros),
    "a type with macros": (
        zipped({"[Content_Types].xml": "macroEnabled", "word/document.xml": "<a/>"}),
        Refusal.macros,
    ),
    "macros in odt": (opendocument("<text:p>words</text:p>", Basic__Standard__Module1="x"), Refusal.macros),
    "scripts in odt": (opendocument("<text:p>words</text:p>", Scripts__python__a="x"), Refusal.macros),
    "entities in word": (word(paragraph("&amp;"), head=LAUGHS), Refusal.entities),
    "entities in odt": (opendocument("<text:p>&c;</text:p>", head=LAUGHS), Refusal.entities),
    "a file from outside": (opendocument("<text:p>&a;</text:p>", head=OUTSIDE), Refusal.entities),
    "a scan": (pdf("q 595 0 0 842 0 0 cm Q", "q Q"), Refusal.scanned),
    "a scan with a page number": (pdf(lines("1"), lines("2")), Refusal.scanned),
    "a photo": (b"\xff\xd8\xff\xe0" + bytes(90), Refusal.picture),
    "a photo by a phone": (bytes(4) + b"ftypheic" + bytes(90), Refusal.picture),
    "a cut zip": (GOOD_WORD[:-30], Refusal.damaged),
    "a cut odt": (GOOD_ODT[: len(GOOD_ODT) // 2], Refusal.damaged),
    "broken xml": (zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<w:document"}), Refusal.damaged),
    "no body": (zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>"}), Refusal.damaged),
    "no content": (zipped({"mimetype": ODT}), Refusal.damaged),
    "two documents": (doubled(GOOD_WORD), Refusal.damaged),
    "a cut pdf": (b"%PDF-1.7\n1 0 obj", Refusal.damaged),
    "a cut rtf": (b"{\\rtf1 words {\\b more", Refusal.damaged),
    "deep xml": (opendocument(f"<text:p>{NESTED}</text:p>"), Refusal.too_complex),
    "deep rtf": (b"{\\rtf1 " + b"{" * 5_000 + b"x" + b"}" * 5_000 + b"}", Refusal.too_complex),
    "a bomb in word": (lambda: word(paragraph("a" * 40_000_000)), Refusal.too_complex),
    "a bomb in odt": (lambda: zipped({"mimetype": ODT, "content.xml": b" " * 40_000_000}), Refusal.too_complex),
    "many parts": (lambda: zipped({f"a{n}": "" for n in range(3_500)}), Refusal.too_complex),
    "a long text": (b"word " * 60_000, Refusal.too_long),
    "many pages": (lambda: pdf(*[lines("words in a page")] * 150), Refusal.too_long),
    "too many bytes": (b"a" * (MOST_BYTES + 1), Refusal.too_big),
}  # fmt: skip


@pytest.mark.parametrize(("data", "why"), [one for name, one in REFUSED.items() if name != "too many bytes"],
                         ids=[name for name in REFUSED if name != "too many bytes"])  # fmt: skip
def test_refuses(data: bytes | Callable[[], bytes], why: Refusal) -> None:
    """Each is refused, for the reason that helps the worker most."""
    assert read(data if isinstance(data, bytes) else data()) == Refused(why)


@pytest.mark.slow
async def test_refuses_in_the_confined_process() -> None:
    """The same reasons come out of the process that can open nothing."""
    reader = StatementReader(slots=2)
    for name in (
        "pages",
        "a locked pdf",
        "entities in odt",
        "deep xml",
        "a bomb in word",
        "too many bytes",
        "a cut rtf",
    ):
        data, why = REFUSED[name]
        assert await reader.read(data if isinstance(data, bytes) else data()) == Refused(why), name


@pytest.mark.slow
async def test_what_takes_too_long_is_stopped() -> None:
    """A file may keep the process busy for a while, and not for longer."""
    assert await StatementReader(wall=0.0).read(GOOD_WORD) == Refused(Refusal.too_complex)


def test_nothing_of_a_file_is_shown_by_mistake() -> None:
    """A text that is logged by mistake says nothing."""
    outcome = read(GOOD_WORD)
    assert isinstance(outcome, ReadText)
    assert "words" not in repr(outcome)


def test_the_parts_of_a_document_are_taken_by_name_alone() -> None:
    """Names that lead elsewhere are nothing: no part is ever written to a disk."""
    assert isinstance(read(word(paragraph("words"), **{"../../etc/cron.d/a": "x"})), ReadText)
