"""Counting words, and measuring how hard the bot's own wording is to read. The only user of `textstat`.

Workers' text is counted here and never handed to `textstat`, for three reasons found by trying it. It keeps
the last texts that it saw in memory (`lru_cache`), and an answer may be erased at any moment. It counts a
template's blank to fill in ("____") as a word. It takes 0.2 seconds and 20 MB to load, which a bot that
only counts need not spend.
"""

import re
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise

# JavaScript's `\s`, so that the loose count is the one that a web form shows. Python's own `\s` differs:
# it splits at control characters that forms do not, and not at a byte order mark.
_SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_CHUNK = re.compile(rf"[^{_SPACE}]+")
# Letters, as Unicode has it, that nothing shows: fillers of Hangul.
_FILLERS = "\u115f\u1160\u3164\uffa0"
# From a chunk's first letter or digit to its end: one match a chunk, and linear on any text.
_WORD = re.compile(rf"[^\W_{_FILLERS}][^{_SPACE}]*")
# A round bullet that a word processor makes from a small "o" comes out of a paste as that letter.
# The letter comes first in the pattern: then it is searched for, four times as fast as trying at every place.
_BULLET = re.compile(rf"o(?<![^{_SPACE}]o)(?![^{_SPACE}])")
# Nearly every message is ASCII but for these, which are neither space nor letter nor digit. Then bytes can be
# counted, five times as fast: they split at the same six spaces.
_TYPOGRAPHIC = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u00a3"
_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) not in "\t\n\v\f\r ")

# What may close a sentence after its mark: quotes, brackets, Markdown's stars.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'\u201d\u2019)\]*_]*+(?=\s)")
_LINE_MARK = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")
# A full stop after one of these does not end a sentence; nor one after a single letter but "I" ("J. Smith").
_SHORTENED = re.compile(
    r"approx|dept|dr|e\.?g|etc|i\.?e|inc|mrs?|ms|no|prof|rev|st|tel|vs"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[^\W\d_i]"
)


@dataclass(frozen=True, slots=True)
class TooLong:
    """A text to paste that has more words than the badge's limit, counted as a web form counts."""

    words: int
    limit: int


def strict(text: str) -> int:
    """Count the chunks between spaces that hold a letter or a digit. For minimums: no lone dash, no emoji.

    A lone "o" is a mark of a list, and no word.
    """
    plain = _plain(text)
    words = len(_WORD.findall(text)) if plain is None else len(plain.translate(None, _NO_WORD).split())
    return words - len(_BULLET.findall(text))


def loose(text: str) -> int:
    """Count every run of characters between spaces, as a web form does. For maximums: at least `strict`."""
    plain = _plain(text)
    return len(_CHUNK.findall(text)) if plain is None else len(plain.split())


def _plain(text: str) -> bytes | None:
    """The text in ASCII, its typographic marks as apostrophes; None where it has other characters too."""
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, "'")
        if not text.isascii():
            return None
    return text.encode()


def readability(text: str) -> float:
    """Score the bot's own wording: the Automated Readability Index, a US school grade.

    Add five for a reading age in years; 0.0 for a text without words. It means little below about
    50 words. Never for a worker's text: see the top of this file.
    """
    # Loaded at first use: the running bot never asks. This index needs no word list from the network.
    score: float = import_module("textstat").automated_readability_index(text)
    return float(score)


def sentences(text: str) -> tuple[str, ...]:
    """Split wording into its sentences, a line's end ending one too, without bullets and list numbers.

    Good enough to find a sentence that is too long; shortened words such as "e.g." do not end one.
    """
    pieces = (piece for line in text.splitlines() for piece in _cut(_LINE_MARK.sub("", line.strip())))
    return tuple(piece for piece in pieces if strict(piece))


def _cut(line: str) -> list[str]:
    """Cut one line after each mark that ends a sentence."""
    cuts = [0, *(mark.end() for mark in _SENTENCE_END.finditer(line) if _ends(line, mark)), len(line)]
    return [line[start:end].strip() for start, end in pairwise(cuts)]


def _ends(line: str, mark: re.Match[str]) -> bool:
    """Tell a sentence's end from the full stop of a shortened word."""
    if mark.group().rstrip("\"'\u201d\u2019)]*_") != ".":
        return True
    last = line[max(0, mark.start() - 12) : mark.start()].split()[-1:]
    word = last[0].lstrip("(\"'\u201c\u2018").lower() if last else ""
    return _SHORTENED.fullmatch(word) is None
