"""The words of a text with what stands between them, and the parts of a text that lie around given words."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import combining, normalize

# With accents that stand apart, as some phones send them; without the "'s" of an owner.
_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
_WORD = re.compile(rf"{_LETTER}+(?:['\u2019-](?![sS]\b){_LETTER}+)*")
_SENTENCE_END = re.compile(r"[.!?:;\n\u2022\u201c\"(]")
_JOINED = re.compile(r"[ \t\u00a0]{1,3}")
_LONGEST_GAP = 12


class Word(NamedTuple):
    """A word at `text[start:end]`."""

    text: str
    low: str
    """Small, without accents, with straight apostrophes."""
    start: int
    end: int
    gap: str
    """What stands between the word before and this one, its last twelve characters at most."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def opens(self) -> bool:
        """Whether a sentence begins here, where a capital tells nothing."""
        return not self.gap or bool(_SENTENCE_END.search(self.gap))

    @property
    def is_next(self) -> bool:
        """Whether only a space stands before it."""
        return bool(_JOINED.fullmatch(self.gap))


NOBODY = Word("\0", "", 0, 0, "\n")
"""The word past the ends of a text."""


def fold(word: str) -> str:
    """The word in small letters, without accents, with straight apostrophes."""
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in normalize("NFKD", word.casefold()) if not combining(c))
    return plain.replace("\u2019", "'").replace("\u0142", "l").replace("\u00f8", "o")


def words_of(text: str) -> list[Word]:
    """Every word of a text, in order."""
    found: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match[0] in "sS" and start and text[start - 1] in "'\u2019":
            continue
        gap = text[before:start] if start - before <= _LONGEST_GAP else text[start - _LONGEST_GAP : start]
        found.append(Word(match[0], fold(match[0]), start, end, gap))
        before = end
    return found


def index_of(words: Iterable[Word]) -> dict[str, list[int]]:
    """Where each word stands in the list, by its folded form."""
    index: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        index.setdefault(word.low, []).append(i)
    return index


_AFTER = 110
"""How many characters after such a place are looked at."""


def around(text: str, places: Iterable[int], *, before: int) -> tuple[tuple[int, int], ...]:
    """The ranges of a text near the given places (in rising order), each range once, none overlapping."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - before), min(len(text), place + _AFTER)
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return tuple(ranges)
