"""Results of reading a statement file."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from flows.model.attachments.file_refusal import FileRefusal as Refusal

__all__ = ["FileKind", "Outcome", "ReadText", "Refusal", "Refused"]


class FileKind(Enum):
    """The kinds of files that are read."""

    odt = "odt"
    docx = "docx"
    rtf = "rtf"
    pdf = "pdf"
    txt = "txt"


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file: paragraphs with line ends between them, a mark before each point of a list."""

    kind: FileKind
    text: str = field(repr=False)
    left_out: bool = False
    """Whether a file stands inside it, which was not looked at."""


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no text to be had."""

    why: Refusal


Outcome: TypeAlias = ReadText | Refused
