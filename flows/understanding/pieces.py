"""Cuts a message into sentences and clauses, each an exact piece of it."""

import re
from dataclasses import dataclass
from functools import cache

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
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(text)))
    return tuple(
        Piece(first, last, text[first:last].rstrip("\"'\u201d\u2019)] ").endswith("?"))
        for first, last in pieces
        if text[first:last].strip()
    )


def soft_cuts(text: str, joins: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where a clause ends and where the next begins: at a comma, a colon, a dash, or a word that joins."""
    cuts = (match.span() for match in _soft(joins).finditer(text))
    return tuple((end, start) for end, start in cuts if end > 0 and start < len(text))


@cache
def _soft(joins: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(join) for join in joins)
    return re.compile(rf"{_SOFT}|,?\s+(?:{words})\s+", re.IGNORECASE)


def without_opener(text: str, openers: tuple[str, ...]) -> str:
    """A piece of a message without words such as "also add that" before what is to be added."""
    opener = _opener(openers).match(text)
    return text[opener.end() :] if opener else text


@cache
def _opener(openers: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(r"\s+".join(map(re.escape, opener.split())) for opener in openers)
    return re.compile(rf"\s*(?:{words})[:,]?\s+(?=\S+\s+\S+\s+\S)", re.IGNORECASE)
