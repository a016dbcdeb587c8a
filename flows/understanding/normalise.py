"""Brings a message to standard words, so that each rule is written once: lower case, no marks, one spelling."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from flows.model.long_work import make_way

_RAW = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")
# One sign for one, so that places in the message stay what they are.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc`", "'"))


@dataclass(frozen=True, slots=True)
class StandardWords:
    """A message in standard words, each with the place in the message where it came from."""

    standard: tuple[str, ...]
    starts: tuple[int, ...]
    """Where the word as it was typed begins; the same for all that one typed word stands for."""

    def sliced(self, start: int, end: int) -> "StandardWords":
        """The words that begin within a piece of the message."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return StandardWords(self.standard[first:last], self.starts[first:last])


def standard_words(
    text: str, spellings: Mapping[str, tuple[str, ...]], phrases: Mapping[tuple[str, str], tuple[str, ...]]
) -> StandardWords:
    """Reads a message word by word. Total: any text gives words, or none."""
    folded = text.lower()
    if len(folded) != len(text):
        # A few letters of other scripts grow in lower case, and places in the message would no longer be right.
        folded = text
    raw: list[str] = []
    at: list[int] = []
    for match in _RAW.finditer(folded.translate(_APOSTROPHES)):
        make_way()
        word = match.group()
        at.append(match.start())
        if "'" in word:
            bare = word.replace("'", "")
            if word.endswith("'s") and bare not in spellings:
                # "kettle's" is "kettle is" or belongs to it; no rule minds the difference.
                raw += [word[:-2].replace("'", ""), "is"]
                at.append(match.start())
                continue
            word = bare
        raw.append(word)
    standard: list[str] = []
    starts: list[int] = []
    # Words that go together are looked for first: most messages have none.
    pairs = {n: said for n, pair in enumerate(pairwise(raw)) if (said := phrases.get(pair))}
    taken = -1
    for position, word in enumerate(raw):
        if position == taken:
            continue
        start, said = at[position], spellings.get(word)
        if position in pairs:
            said, taken = pairs[position], position + 1
        if said is None:
            standard.append(word)
            starts.append(start)
        else:
            standard += said
            starts += [start] * len(said)
    return StandardWords(tuple(standard), tuple(starts))


def plain(text: str) -> str:
    """A text without accents and case, for names that are compared."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
