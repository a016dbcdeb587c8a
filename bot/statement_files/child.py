"""Child process that extracts the text of one untrusted file under resource limits.

Run as `python -I child.py BYTES CPU`: the most bytes of file, and the most seconds of processor time. The file comes on
standard input. One line of JSON goes out, then the text in UTF-8. Nothing of the file is printed elsewhere.

Before it has its bytes it can open no file and no connection, start no process, and write nothing but its answer.
"""

import io
import json
import logging
import os
import re
import sys
import warnings
import zipfile

from bot.statement_files import opendocument, plain, portable, wordprocessing
from bot.statement_files.outcome import FileKind, Outcome, ReadText, Refusal, Refused
from bot.statement_files.stopped import MOST_TEXT, Stopped
from bot.statement_files.zipped import Zipped
from bot.system import confinement

MEMORY = 512 * 1024 * 1024
RECURSION = 1_200

_PICTURES = re.compile(
    rb"\xff\xd8\xff|\x89PNG|RIFF....WEBP|GIF8|II\*\0|MM\0\*|BM....\0\0|....ftyp(?:heic|heix|mif1|avif)", re.DOTALL
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANKS = re.compile(r"[ \t\u00a0]+(?=\n)")
_MANY_LINES = re.compile(r"\n{3,}")
_SYMBOL_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf02d\uf0fc\uf0e0\uf0be", "•"))
"""Word takes bullets from symbol fonts, in a range of Unicode that means nothing elsewhere."""
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff\ud800-\udfff]")


def read(data: bytes) -> Outcome:
    """The text of a file, or why there is none."""
    try:
        kind, text, left_out = _text(data)
        text = _tidied(text)
    except Stopped as stopped:
        return Refused(stopped.why)
    except (MemoryError, RecursionError):
        return Refused(Refusal.too_complex)
    except Exception:  # noqa: BLE001 - whatever a bad file breaks in a parser, it is a bad file
        return Refused(Refusal.damaged)
    if len(text) > MOST_TEXT:
        return Refused(Refusal.too_long)
    return ReadText(kind, text, left_out) if re.search(r"\w", text) else Refused(Refusal.empty)


def _text(data: bytes) -> tuple[FileKind, str, bool]:
    if not data.strip():
        raise Stopped(Refusal.empty)
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        # An encrypted .docx is wrapped like an old .doc; the name of its stream is in UTF-16.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Stopped(Refusal.encrypted if locked else Refusal.old_word)
    if b"%PDF-" in data[:1024]:
        return FileKind.pdf, *portable.text_of(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return FileKind.rtf, *plain.rich(data)
    if _PICTURES.match(data):
        raise Stopped(Refusal.picture)
    text = plain.decoded(data)
    if re.match(r"\s*(?:<\?xml|<!doctype|<html|<svg|<script)", text, re.IGNORECASE):
        raise Stopped(Refusal.unknown)
    return FileKind.txt, text, False


def _zipped(data: bytes) -> tuple[FileKind, str, bool]:
    document = Zipped(data)
    if document.has("index/document.iwa", "index.zip", "index.xml", "quicklook/", "index/"):
        raise Stopped(Refusal.pages)
    if "mimetype" in document.names and document.part("mimetype", 200).strip() in opendocument.MIMETYPES:
        return FileKind.odt, *opendocument.text_of(document)
    main = wordprocessing.main_part(document)
    if main and "[Content_Types].xml" in document.names:
        return FileKind.docx, *wordprocessing.text_of(document, main)
    raise Stopped(Refusal.unknown)


def _tidied(text: str) -> str:
    """Line ends alike, no invisible control characters, at most one blank line, and Word's bullets as bullets."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _DROPPED.sub("", text).translate(_SYMBOL_BULLETS)
    return _MANY_LINES.sub("\n\n", _BLANKS.sub("", text)).strip()


def rehearse() -> None:
    """Walks each way once on a little file: libraries import some parts late, and later nothing can be opened."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<a/>")
        made.writestr("word/document.xml", "<a/>")
    samples = [
        b"PK",
        packed.getvalue(),
        packed.getvalue()[:-4],
        b"{\\rtf1\\ansi a\\'e9 \\u8217?}",
        b"\xff\xfea\0",
        b"a\xe9b",
        b"a\xe9\rb",
    ]
    samples += ["\u2019 a".encode(code) for code in ("utf-16", "utf-32", "utf-8-sig", "mac_roman", "cp1252")]
    samples += [_SMALL_PDF, _SMALL_PDF[:300], b"a\0b\0c\0d\0", b"<?xml version='1.0'?><a/>"]
    for sample in samples:
        read(sample)
    # A PDF that a browser or a word processor made has its letters in these.
    for code in _CODES_OF_PDF:
        "a".encode(code)


_CODES_OF_PDF = (
    "utf-16-be", "utf-16-le", "cp1252", "mac_roman", "latin-1", "gbk", "gb18030", "big5", "shift_jis", "euc_kr",
)  # fmt: skip
_SMALL_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 35>>stream\nBT /F 9 Tf 9 9 Td (somewords) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def main(most: int, cpu: int) -> None:
    """Reads one file and ends; without tidying up, which is one more thing that a bad file could break."""
    logging.disable()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(RECURSION)
    rehearse()
    confinement.confine(memory=MEMORY, cpu=cpu)
    data = sys.stdin.buffer.read(most + 1)
    outcome = Refused(Refusal.too_big) if len(data) > most else read(data)
    said: dict[str, str | bool] = {"refused": outcome.why.value} if isinstance(outcome, Refused) else {}
    if isinstance(outcome, ReadText):
        said = {"kind": outcome.kind.value, "left_out": outcome.left_out}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.write(outcome.text.encode() if isinstance(outcome, ReadText) else b"")
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # a traceback could show what the file holds
    main(int(sys.argv[1]), int(sys.argv[2]))
