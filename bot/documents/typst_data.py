"""A document as JSON for the Typst template, with each text split into runs that one font can set."""

import json
from collections.abc import Mapping, Set
from dataclasses import asdict
from functools import lru_cache, singledispatchmethod

from bot.documents import glyphs
from bot.documents.document import Block, Document, Listing, Look, Paragraph, Section, Table
from bot.documents.glyphs import writable

_Told = Mapping[str, object]


ROOM = 40_000
"""Characters that names may add to a section. One has up to eighty, and typesetting takes time by the length."""


def told(document: Document, missing: Set[str]) -> str:
    """The JSON for a document, with names for the `missing` characters, and a note if there are any."""
    telling = _Telling(missing)
    told = [_section_told(section, frozenset(missing)) for section in document.sections]
    head = {
        "title": telling.line(document.title),
        "reference": telling.line(document.reference),
        "top": [[telling.line(label), telling.words(value)] for label, value in document.top],
        "wording": asdict(document.wording),
        "note": document.wording.named if telling.named or any(named for _, named in told) else "",
    }
    sections = ", ".join(section for section, _ in told)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "sections": [{sections}]}}'


@lru_cache(maxsize=32)
def _section_told(section: Section, missing: frozenset[str]) -> tuple[str, bool]:
    """The JSON for a section, and whether characters are named in it. The next document has most of the same."""
    telling = _Telling(missing)
    return json.dumps(telling.section(section), ensure_ascii=False), telling.named


class _Telling:
    """Builds what JSON is made of."""

    def __init__(self, missing: Set[str]) -> None:
        self._missing = missing
        self._room = ROOM
        self.named = False

    def section(self, section: Section) -> _Told:
        blocks = [told for block in section.blocks for told in self._block(block)]
        return {"heading": self.line(section.heading), "level": section.level, "blocks": blocks}

    @singledispatchmethod
    def _block(self, block: Block) -> list[_Told]:
        raise TypeError(f"a PDF has no form for {type(block).__name__}")

    @_block.register
    def _paragraph(self, block: Paragraph) -> list[_Told]:
        texts = glyphs.paragraphs(writable(block.text)) if block.look is Look.answer else [block.text]
        return [{"kind": "paragraph", "look": block.look.value} | self.words(text) for text in texts]

    @_block.register
    def _table(self, block: Table) -> list[_Told]:
        return [{"kind": "table", "rows": [[self.words(cell) for cell in row] for row in block.rows]}]

    @_block.register
    def _listing(self, block: Listing) -> list[_Told]:
        items = [[told for paragraph in item for told in self._paragraph(paragraph)] for item in block.items]
        return [{"kind": "list", "items": items}]

    def words(self, text: str) -> dict[str, object]:
        lines = glyphs.lines(writable(text))
        return {"rtl": glyphs.runs_leftwards(text), "lines": [glyphs.pieces(self._shown(line)) for line in lines]}

    def line(self, text: str) -> str:
        return self._shown(" ".join(glyphs.lines(writable(text))))

    def _shown(self, line: str) -> str:
        shown = glyphs.shown(line, self._missing)
        self._room -= max(0, len(shown) - len(line))
        if self._room < 0:
            shown = glyphs.counted(line, self._missing)
        self.named |= shown != line
        return shown
