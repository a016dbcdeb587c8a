"""The lines of a text with their places, and words reduced to what headings are compared by."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from flows.model.long_work import make_way

_WORD = re.compile(r"[^\W_]+")
_LINE = re.compile(r"[^\r\n\v\f\u0085\u2028\u2029]+")
SMALL = frozenset(
    [
        "a", "an", "and", "for", "i", "in", "it", "its", "me", "my", "of", "our", "the", "to", "you", "your", "this",
        "that",
    ]
)  # fmt: skip
"""Words that people change when they copy a heading by hand."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank, without its end: where it stands, and whether a blank line stands before it."""

    start: int
    text: str
    after_blank: bool

    @property
    def end(self) -> int:
        """Where it ends in the text; exclusive."""
        return self.start + len(self.text)


def text_lines(text: str) -> tuple[TextLine, ...]:
    """List the lines that are not blank."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[TextLine]:
    last = 0
    for found in _LINE.finditer(text):
        if found[0].strip():
            between = text[last : found.start()].replace("\r\n", "\n")
            yield TextLine(
                found.start(), found[0], last == 0 or len(re.sub(r"[^\n\r\v\f\u0085\u2028\u2029]", "", between)) > 1
            )
            last = found.end()


def plain_words(text: str) -> tuple[str, ...]:
    """The words in lower case, without marks: "What I've learned" is what, ive, learned."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower().replace("'", "").replace("`", "")))
    joined = re.sub("[\u2019\u2018'`]", "", unicodedata.normalize("NFKC", text).casefold())
    return tuple(_WORD.findall(joined))


def word_count(text: str) -> int:
    """Count the runs between blanks that hold a letter or a digit. Good enough to weigh lengths."""
    make_way()
    return len([chunk for chunk in text.split() if chunk[0].isalnum() or any(map(str.isalnum, chunk))])
