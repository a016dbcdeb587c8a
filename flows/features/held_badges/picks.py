"""Reading which lines of a list a person means: "1, 4-7", "1 to 17 but not 4", "i have thing fourteen", "not 12"."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from flows.rules.language_files import patterns

LONGEST = 120
"""Characters. What is longer is words, whatever numbers are among them."""


class Pick(Enum):
    """What is to become of the lines."""

    tick = "tick"
    untick = "untick"
    every = "every"
    """All are ticked, but those named."""
    none = "none"
    unclear = "unclear"
    """The number of lines itself: "i have 23" may mean all of them, or the last one."""
    which = "which"
    """The words stand in the titles of several lines."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a message asks of a list. `numbers` are in the order typed, each once, and may be outside the list."""

    pick: Pick
    numbers: tuple[int, ...] = ()
    but: tuple[int, ...] = ()
    """Lines that were excepted by name: "1 to 17 but not 4"."""


_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_QUOTES = re.compile("['\u2019\u2018`]")
_PATTERNS = patterns("message_patterns")
_NUMBERS = re.compile(r"[\d ,;&+.-]+")
_PIECE = re.compile(r"(\d+)(?: ?- ?(\d+))?")
_DIGITS = 9
"""A number with more is meant for something else than a list."""


def plain_words(text: str) -> str:
    """A message in lower case, without apostrophes and end marks, its dashes and spaces made one kind."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip().rstrip(".!")
    return " ".join(_DASHES.sub("-", _QUOTES.sub("", folded)).split())


def picked(text: str, lines: int) -> Picked | None:
    """What a whole message asks of a list of so many lines; None for one that is anything else."""
    if len(text) > LONGEST or text.rstrip().endswith("?"):
        return None
    plain = plain_words(text)
    whole = _of_every(plain, lines)
    if whole is not None:
        return whole
    plain = in_digits(plain)
    taken = _PATTERNS["untick"].fullmatch(_bare(plain, keep_verbs=True))
    if taken is not None:
        numbers = _numbers(taken["rest"], lines)
        return Picked(Pick.untick, numbers) if numbers else None
    head, tail = _parted(plain)
    numbers, but = _numbers(head, lines), _numbers(tail, lines) if tail else ()
    if not numbers or but is None or (tail and not but):
        return None
    if numbers == (lines,) and not but and _says_how_many(plain):
        return Picked(Pick.unclear, numbers)
    return Picked(Pick.tick, tuple(n for n in numbers if n not in but), but)


def _of_every(plain: str, lines: int) -> Picked | None:
    """All of them, all but some, or none."""
    if _PATTERNS["none"].fullmatch(plain):
        return Picked(Pick.none)
    head, tail = _parted(plain)
    said = head.strip(" ,")
    if not _PATTERNS["every"].fullmatch(said) or (said.split()[-1].isdigit() and not _all_of(head, lines)):
        return None
    if not tail:
        return Picked(Pick.every) if _PATTERNS["excepting"].search(plain) is None else None
    but = _numbers(in_digits(tail), lines)
    return Picked(Pick.every, but) if but else None


def _all_of(head: str, lines: int) -> bool:
    return head.rsplit(maxsplit=1)[-1].strip(",") == str(lines)


def _parted(plain: str) -> tuple[str, str]:
    """What is named, and what is excepted of it."""
    found = _PATTERNS["excepting"].search(plain)
    return (plain[: found.start()], plain[found.end() :]) if found and found.start() else (plain, "")


def _says_how_many(plain: str) -> bool:
    """Whether a message says that so many are held, without a word such as "thing" or "number"."""
    return _PATTERNS["have"].match(plain) is not None and not re.search(r"\b(?:thing|number|no|badge|the)\b", plain)


def _bare(plain: str, *, keep_verbs: bool = False) -> str:
    """A message without the words that people put around numbers."""
    said = plain if keep_verbs else _PATTERNS["have"].sub(" ", plain)
    return " ".join(_PATTERNS["around numbers"].sub(" ", said).split())


def _numbers(said: str, lines: int) -> tuple[int, ...] | None:
    """The numbers of what is nothing but numbers and ranges, once the words around them are gone."""
    left = _PATTERNS["range words"].sub("-", _bare(re.sub(r"\btick\b|\badd\b", " ", said))).strip()
    left = _bare(left)
    if not left or not left.isascii() or not _NUMBERS.fullmatch(left):
        return None
    every: list[int] = []
    for first, last in _PIECE.findall(left):
        if len(first) > _DIGITS or len(last) > _DIGITS:
            return None
        every += _range(int(first), int(last or first), lines)
    return tuple(dict.fromkeys(every)) or None


def _range(first: int, last: int, lines: int) -> range:
    """The numbers of a range, either way round. What is far outside the list is cut, and still seen to be outside."""
    low, high = min(first, last), max(first, last)
    return range(low, min(high, max(low, lines + 1)) + 1)


def by_title(text: str, titles: Sequence[str]) -> Picked | None:
    """The line that a message names by words of its title, such as "resilience one"; None for any other message.

    Words that stand in several titles are asked about.
    """
    if len(text) > LONGEST or text.rstrip().endswith("?"):
        return None
    plain = plain_words(text)
    taken = _PATTERNS["untick"].fullmatch(_bare(plain, keep_verbs=True))
    left = _bare(taken["rest"] if taken else plain)
    said = {word for word in re.findall(r"[a-z]+", left) if len(word) > 3 and word not in _NO_TITLE}
    if not 0 < len(left.split()) <= _MOST_WORDS or not said or len(said) < len(left.split()) / 2:
        return None
    found = tuple(n for n, title in enumerate(titles, 1) if all(_stands_in(word, title) for word in said))
    if not 0 < len(found) <= _MOST_TITLES:
        return None
    if len(found) > 1:
        return Picked(Pick.which, found)
    return Picked(Pick.untick if taken else Pick.tick, found)


_NO_TITLE = frozenset(
    ["tick", "about", "called", "with", "ones", "this", "what", "mine", "done", "have", "next", "later"]
)
_MOST_WORDS, _MOST_TITLES = 8, 4


def _stands_in(word: str, title: str) -> bool:
    """Whether a word stands in a title, or its beginning does."""
    bare = word.removesuffix("s")
    return any(
        one.removesuffix("s") == bare or (len(word) > 4 and one.startswith(word))
        for one in re.findall(r"[a-z]+", title.casefold())
    )


_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    "fourty": 40,
    "fourten": 14,
    "tweleve": 12,
    "wan": 1,
    "twa": 2,
}
_SMALL = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = re.compile(rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<ones>{_SMALL}))?|(?P<small>{_SMALL}))\b")


def in_digits(text: str) -> str:
    """A text with its number words as digits. `text` is in lower case."""
    kept = _PATTERNS["pointing"].sub(lambda found: found.group().replace("one", "\0"), text)
    return _NUMBER.sub(_digits, kept).replace("\0", "one")


def _digits(found: re.Match[str]) -> str:
    if found["small"]:
        return str(_VALUES[found["small"]])
    ones = _VALUES[found["ones"]] if found["ones"] else 0
    return str(_TENS[found["tens"]] + ones) if ones < 10 else f"{_TENS[found['tens']]} {ones}"
