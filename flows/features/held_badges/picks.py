"""Reading which lines of a list a person means who types: "1, 4-7", "all but 3", "not 12"."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

LONGEST = 120
"""Characters. What is longer is words, whatever numbers are among them."""


class Pick(Enum):
    """What is to become of the lines."""

    tick = "tick"
    untick = "untick"
    every = "every"
    """All are ticked, but those named."""
    none = "none"


@dataclass(frozen=True, slots=True)
class Picked:
    """What a message asks of a list. `numbers` are in the order typed, each once, and may be outside the list."""

    pick: Pick
    numbers: tuple[int, ...] = ()


_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_NUMBERS = r"(?P<numbers>[\d ,;&+.-]+)"
_FORMS = tuple(
    (re.compile(pattern), pick)
    for pattern, pick in (
        (r"(?:all|everything|every one)(?: but| except| without)" + _NUMBERS, Pick.every),
        (r"(?:all|all of them|every one|everything)", Pick.every),
        (r"(?:none|none of them|nothing)", Pick.none),
        (r"(?:not|untick|without|take back)" + _NUMBERS, Pick.untick),
        (r"(?:tick)?" + _NUMBERS, Pick.tick),
    )
)
# What people put between and before numbers.
_SAID_TOO = re.compile(r"\b(?:and|things?|numbers?|nos?|badges?|elc|yet)\b\.?|#")
_RANGE_WORDS = re.compile(r"\b(?:to|till|until|through)\b")
_PIECE = re.compile(r"(\d+)(?: ?- ?(\d+))?")
_DIGITS = 9
"""A number with more is meant for something else than a list."""


def picked(text: str, lines: int) -> Picked | None:
    """What a whole message asks of a list of so many lines; None for one that is anything else."""
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).casefold().strip().rstrip(".!")
    plain = _RANGE_WORDS.sub("-", _SAID_TOO.sub(" ", _DASHES.sub("-", plain)))
    plain = " ".join(plain.split())
    for form, pick in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return _read(pick, found.groupdict().get("numbers"), lines)
    return None


def _read(pick: Pick, numbers: str | None, lines: int) -> Picked | None:
    if numbers is None:
        return Picked(pick)
    if not numbers.isascii():
        return None
    every: list[int] = []
    for first, last in _PIECE.findall(numbers):
        if len(first) > _DIGITS or len(last) > _DIGITS:
            return None
        every += _range(int(first), int(last or first), lines)
    return Picked(pick, tuple(dict.fromkeys(every))) if every else None


def _range(first: int, last: int, lines: int) -> range:
    """The numbers of a range, either way round. What is far outside the list is cut, and still seen to be outside."""
    low, high = min(first, last), max(first, last)
    return range(low, min(high, max(low, lines + 1)) + 1)
