"""Cuts a message into sentences and clauses, each an exact piece of it."""

import re
from dataclasses import dataclass
from functools import cache

from flows.model.long_work import make_way

_HARD = re.compile(r"(?<=[.!?…])[\"'\u201d\u2019)\]]*\s+|\s*\n+\s*|(?<=[\U0001F300-\U0001FAFF\u2764])\s+")
_SOFT = r"\s+[-\u2013\u2014]+\s+|[:;,]\s+|\s+\(|\.{3,}\s*|(?<=\?)(?=[A-Za-z])"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a message, by where it begins and ends in it."""

    start: int
    end: int
    question: bool
    """Whether it ends in a question mark."""


def sentences_of(text: str) -> tuple[Piece, ...]:
    """The sentences and lines of a message, in order; none where it holds nothing but space."""
    pieces, start = [], 0
    for match in _HARD.finditer(text):
        make_way()
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(text)))
    return tuple(
        Piece(first, last, text[first:last].rstrip("\"'\u201d\u2019)] ").endswith("?"))
        for first, last in pieces
        if text[first:last].strip()
    )


def soft_cuts(text: str, joins: tuple[str, ...], openers: tuple[str, ...] = ()) -> tuple[tuple[int, int], ...]:
    """Where a clause ends and where the next begins: at a comma, a colon, a dash, a joining word or an opener.

    The openers are words that begin a question without a stop before it: "they trust me more is that enough".
    """
    cuts = (match.span() for match in _soft(joins, openers).finditer(text))
    return tuple((end, start) for end, start in cuts if end > 0 and start < len(text))


@cache
def _soft(joins: tuple[str, ...], openers: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(join) for join in joins)
    before = "|".join(re.escape(opener) for opener in openers)
    run_on = rf"|\s+(?=(?:{before})\b)" if openers else ""
    return re.compile(rf"{_SOFT}|,?\s+(?:{words})\s+{run_on}", re.IGNORECASE)


def without_opener(text: str, openers: tuple[str, ...]) -> str:
    """A piece of a message without words such as "also add that" before what is to be added."""
    opener = _opener(openers).match(text)
    return text[opener.end() :] if opener else text


@cache
def _opener(openers: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(r"\s+".join(map(re.escape, opener.split())) for opener in openers)
    return re.compile(rf"\s*(?:{words})[:,]?\s+(?=\S+\s+\S+\s+\S)", re.IGNORECASE)


_WORD = re.compile(r"[^\W_]+")


def is_half(text: str, open_ends: tuple[str, ...]) -> bool:
    """Whether a sentence was begun and not ended: an open word, a comma, a colon or a dash stands last."""
    said = text.rstrip()
    if not said:
        return False
    if said[-1] in ",:;-\u2013\u2014" or said.endswith(("...", "\u2026")):
        return True
    if said[-1] in ".!?)\"'\u201d":
        return False
    words = _WORD.findall(said.casefold())
    return len(words) > 1 and words[-1] in open_ends


def goes_on(text: str, words: tuple[str, ...], beginnings: tuple[str, ...]) -> bool:
    """Whether a message begins as the rest of a sentence does."""
    line = " ".join(words[:3]) + " "
    return text.startswith(("...", "\u2026")) or any(line.startswith(f"{first} ") for first in beginnings)
