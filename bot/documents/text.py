"""A pack as plain text."""

from functools import singledispatch

from bot.documents import glyphs
from bot.documents.document import Block, Document, Listing, Look, Paragraph, Section, Table
from bot.documents.outline import document
from flows.pack.pack import Pack


def evidence_txt(pack: Pack) -> bytes:
    """The submission as UTF-8: facts, each answer under its heading, what was declared, the reference.

    Name and email are in it only where the badge makes them part of the evidence. Equal packs, equal bytes.
    """
    return text_of(document(pack, applicant=False))


def text_of(made: Document) -> bytes:
    """The same of the document for the worker."""
    blocks = [*(text for section in made.sections for text in _section(section)), _top(made)]
    return glyphs.writable("\n\n".join(blocks) + "\n").encode()


def _section(section: Section) -> list[str]:
    return [*([section.heading] if section.headed else []), *map(_block, section.blocks)]


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(f"plain text has no form for {type(block).__name__}")


@_block.register
def _paragraph(block: Paragraph) -> str:
    return f"({block.text})" if block.look is Look.count else block.text


@_block.register
def _table(block: Table) -> str:
    return "\n".join(f"{label}: {value}" for label, value in block.rows)


@_block.register
def _listing(block: Listing) -> str:
    return "\n".join("- " + "\n  ".join(paragraph.text for paragraph in item) for item in block.items)


def _top(made: Document) -> str:
    return "\n".join(f"{label}: {value}" for label, value in (("Badge", made.title), *made.top))
