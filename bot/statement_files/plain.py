"""Extracts the text of .txt files in any encoding, and of .rtf files."""

import codecs
import re

from striprtf.striprtf import rtf_to_text

from bot.statement_files.outcome import Refusal
from bot.statement_files.stopped import Stopped

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OBJECT = re.compile(rb"\\objdata|\\objemb|\\objocx")
_DEEP = 200


def decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 or UTF-32, with a mark or without, or as Windows wrote it. `Stopped` if it is no text."""
    text = _by_mark(data) or _by_guess(data)
    if text is None or len(_CONTROLS.findall(text[:20_000])) > len(text[:20_000]) // 200:
        raise Stopped(Refusal.unknown)
    return text


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Stopped(Refusal.damaged) from error
    return None


def _by_guess(data: bytes) -> str | None:
    head = data[:2000]
    if len(data) % 2 == 0 and head.count(0) > len(head) // 4:
        little = head[1::2].count(0) >= head[::2].count(0)
        try:
            return data.decode("utf-16-le" if little else "utf-16-be")
        except UnicodeDecodeError:
            return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Old Macs end lines with a carriage return alone, and have letters where Windows has hardly any.
    mac = b"\r" in data and b"\n" not in data
    return data.decode("mac_roman" if mac else "cp1252", "replace")


def rich(data: bytes) -> tuple[str, bool]:
    """The text of an RTF file, and whether there are files inside. `Stopped` where it is damaged."""
    depth = most = 0
    for brace in re.finditer(rb"(?<!\\)[{}]", data):
        depth += 1 if brace.group() == b"{" else -1
        most = max(most, depth)
        if most > _DEEP:
            raise Stopped(Refusal.too_complex)
    if depth != 0:
        raise Stopped(Refusal.damaged)
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("cp1252", "replace"), errors="replace"
        )
    except (ValueError, LookupError, IndexError, KeyError, TypeError) as error:
        raise Stopped(Refusal.damaged) from error
    return text, bool(_OBJECT.search(data))
