"""A document as JSON for the Typst template, with each text split into runs that one font can set."""

import json
from collections.abc import Mapping, Set
from dataclasses import asdict
from functools import singledispatchmethod

from bot.documents import glyphs
from bot.documents.document import Block, Document, Listing, Look, Paragraph, Section, Table
from bot.documents.glyphs import writable

_Told = Mapping[str, object]


def told(document: Document, missing: Set[str]) -> str:
    """The JSON for a document, with names for the `missing` characters, and a note if there are any."""
    return _Telling(missing).document(document)


class _Telling:
    """Builds the JSON of one document."""

    def __init__(self, missing: Set[str]) -> None:
        self._missing = missing
        self._named = False

    def document(self, document: Document) -> str:
        """The whole document."""
        said = {
            "title": self._line(document.title),
            "reference": self._line(document.reference),
            "top": [[self._line(label), self._words(value)] for label, value in document.top],
            "sections": [self._section(section) for section in document.sections],
        }
        note = document.wording.named if self._named else ""
        return json.dumps(said | {"wording": asdict(document.wording), "note": note}, ensure_ascii=False)

    def _section(self, section: Section) -> _Told:
        blocks = [told for block in section.blocks for told in self._block(block)]
        return {"heading": self._line(section.heading), "level": section.level, "blocks": blocks}

    @singledispatchmethod
    def _block(self, block: Block) -> list[_Told]:
        raise TypeError(f"a PDF has no form for {type(block).__name__}")

    @_block.register
    def _paragraph(self, block: Paragraph) -> list[_Told]:
        texts = glyphs.paragraphs(writable(block.text)) if block.look is Look.answer else [block.text]
        return [{"kind": "paragraph", "look": block.look.value} | self._words(text) for text in texts]

    @_block.register
    def _table(self, block: Table) -> list[_Told]:
        return [{"kind": "table", "rows": [[self._words(cell) for cell in row] for row in block.rows]}]

    @_block.register
    def _listing(self, block: Listing) -> list[_Told]:
        items = [[told for paragraph in item for told in self._paragraph(paragraph)] for item in block.items]
        return [{"kind": "list", "items": items}]

    def _words(self, text: str) -> dict[str, object]:
        lines = glyphs.lines(writable(text))
        return {"rtl": glyphs.runs_leftwards(text), "lines": [glyphs.pieces(self._shown(line)) for line in lines]}

    def _line(self, text: str) -> str:
        return self._shown(" ".join(glyphs.lines(writable(text))))

    def _shown(self, line: str) -> str:
        shown = glyphs.shown(line, self._missing)
        self._named |= shown != line
        return shown
