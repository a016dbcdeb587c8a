"""The content of a document, whatever its format: title, facts, headed sections. Renderers know this and no pack."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Look(Enum):
    """The role of a paragraph, which each format styles in its way."""

    plain = "plain"
    answer = "answer"
    """The applicant's words, with an empty line between paragraphs."""
    question = "question"
    """What the applicant was asked."""
    count = "count"
    note = "note"
    strong = "strong"
    small = "small"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some text. A newline in it is a line break."""

    text: str
    look: Look = Look.plain


@dataclass(frozen=True, slots=True)
class Table:
    """A table of details and their values, with a name of its own."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item has one or more paragraphs that belong together."""

    items: tuple[tuple[Paragraph, ...], ...]


Block = Paragraph | Table | Listing


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 2 or 3, and what stands under it."""

    heading: str
    level: int
    blocks: tuple[Block, ...] = ()
    headed: bool = True
    """Whether the heading also stands in plain text, which is made to be pasted into a form."""


@dataclass(frozen=True, slots=True)
class DocumentWording:
    """The language of a document, and what a PDF says of its own."""

    language: str = "en"
    region: str | None = "gb"
    table_label: str = "Detail"
    table_value: str = "As stated"
    page: str = "Page #page of #pages"
    named: str = (
        "Some letters or pictures cannot be printed here. Their names, or their number, stand in [square brackets]. "
        "The ODT file of this application has them as they were typed."
    )
    """Said where characters are named that no font has."""


@dataclass(frozen=True, slots=True)
class Document:
    """What one submission says, in reading order. An ODT is always in British English."""

    title: str
    reference: str
    """What stands on every page."""
    at: datetime
    """When it was sent; a file made of it bears this time, whenever it is made."""
    top: tuple[tuple[str, str], ...]
    """What it is and where it goes. Plain text has it at its end."""
    sections: tuple[Section, ...]
    wording: DocumentWording = DocumentWording()
