"""The protocol between the bot and the document process: a header of fixed size with a length, then the bytes."""

import struct
from dataclasses import dataclass, field
from typing import Literal

from bot.documents.document import Document

REQUEST = struct.Struct(">I")
"""The length of what follows: a pickle of a tuple of `Request`, each of which is answered in turn."""
ANSWER = struct.Struct(">?IQ")
"""Whether a document was made, the resident memory of the process in KB, and the length of the document."""

Form = Literal["pdf", "odt"]

Request = tuple[Form, Document, tuple[str, ...], str]
"""The form; the document; and for a PDF the folders in which the machine keeps fonts, and the PDF standard that
it must meet, or nothing."""


@dataclass(frozen=True, slots=True)
class DocumentReply:
    """An answer of the document process."""

    made: bool
    memory_kb: int
    """Resident memory of the process, in KB."""
    content: bytes = field(repr=False)
    """The document; empty where none was made."""
