"""Reads the parts of zipped documents (.odt, .docx), within limits, and never by a path."""

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from bot.statement_files.outcome import Refusal
from bot.statement_files.stopped import MOST_DEPTH, MOST_ENTRIES, MOST_UNPACKED, Stopped

_BROKEN = (KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError)
"""What the library raises for parts that are not there, or are not as they are said to be."""


class Zipped:
    """A zipped document. Raises `Stopped` where it is damaged, encrypted or larger than it may be."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = self._zip.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
            raise Stopped(Refusal.damaged) from error
        if len(self.names) > MOST_ENTRIES:
            raise Stopped(Refusal.too_complex)
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise Stopped(Refusal.encrypted)

    def part(self, name: str, most: int = MOST_UNPACKED) -> bytes:
        """The bytes of a part; `Stopped` if it is not there, or unpacks to more than `most`."""
        try:
            info = self._zip.getinfo(name)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Stopped(Refusal.damaged)
            with self._zip.open(info) as part:
                # What is written of its size may be a lie: it is unpacked until there is too much.
                data = part.read(most + 1)
        except _BROKEN as error:
            raise Stopped(Refusal.damaged) from error
        if len(data) > most:
            raise Stopped(Refusal.too_complex)
        return data

    def xml(self, name: str) -> Element:
        """A part as XML, without entities of its own and without anything from elsewhere."""
        return parsed(self.part(name))

    def has(self, *starts: str) -> bool:
        """Whether there is a part whose name begins so, in any case."""
        return any(name.lower().startswith(starts) and not name.endswith("/") for name in self.names)


def parsed(data: bytes) -> Element:
    """Parses untrusted XML. `Stopped` for entities, for what is not well-formed, and for too deep a nesting."""
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Stopped(Refusal.entities) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Stopped(Refusal.damaged) from error
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MOST_DEPTH:
            raise Stopped(Refusal.too_complex)
        level = [child for element in level for child in element]
