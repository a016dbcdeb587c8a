"""Cutting a long text into messages, where a reader would pause."""

import re
import unicodedata
from itertools import takewhile

from flows.engine.message import Message

LONGEST_MESSAGE = 4000
"""UTF-16 units; Telegram allows 4,096 once it has read the markup."""

# Where to cut, best first: before a blank line, at a line's end, after a sentence, between two words.
_PAUSES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?=\n[^\S\n]*\n)",
        r"(?=\n)",
        # Never begun in the middle of a row of stops, and never gone back over: a page of nothing else would take long.
        r"(?<![.!?…])[.!?…]++[\"'\u2019\u201d)\]]*+(?=\s)",
        r"(?=\s)",
    )
)
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def pages(text: str, limit: int = LONGEST_MESSAGE) -> tuple[str, ...]:
    """Cut a text into pages of at most `limit` UTF-16 units, the unit in which Telegram measures a message.

    Between paragraphs, else lines, else sentences, where that leaves the page at least half full; else
    between words; else anywhere, but if possible not inside what the eye sees as one character. Only white
    space at the cuts and at both ends is dropped. White space alone gives no pages. Raises ValueError for a
    limit under 2.
    """
    if limit < 2:
        raise ValueError("limit: a page must have room for one character, which is 2 units")
    found: list[str] = []
    whole = text.rstrip()
    start = _skip(whole, 0)
    while start < len(whole):
        cut = _cut(whole, start, limit)
        found.append(whole[start:cut].rstrip())
        start = _skip(whole, cut)
    return tuple(found)


def _skip(text: str, start: int) -> int:
    """The place of the first character from `start` on that is not white space."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _cut(text: str, start: int, limit: int) -> int:
    """Where the page that begins at `start` ends."""
    end = _reach(text, start, limit)
    if end == len(text):
        return end
    # Two more characters, so that a pause that begins right at the page's end is seen.
    window = text[start : end + 2]
    for pause in _PAUSES:
        fits = [match.end() for match in pause.finditer(window) if 0 < match.end() <= end - start]
        if fits and (pause is _PAUSES[-1] or fits[-1] * 2 >= end - start):
            return start + fits[-1]
    return _between_characters(text, start, end)


def _reach(text: str, start: int, limit: int) -> int:
    """How far a page reaches that is filled to its limit."""
    end, units = start, 0
    for character in text[start : start + limit]:
        units += 2 if ord(character) > 0xFFFF else 1
        if units > limit:
            break
        end += 1
    return end


def _between_characters(text: str, start: int, end: int) -> int:
    """The last place up to `end` that is not inside one visible character; `end` where there is none."""
    cut = end
    while cut > start and _belongs(text, start, cut):
        cut -= 1
    return cut if cut > start else end


def _belongs(text: str, start: int, cut: int) -> bool:
    """Whether the character at `cut` continues the one before it, on a page that begins at `start`."""
    before, after = text[cut - 1], text[cut]
    if ord(after) in _FLAG_LETTERS:
        # Flags are pairs of letters: after an odd number of them, the second of a pair follows.
        return sum(1 for _ in takewhile(lambda c: ord(c) in _FLAG_LETTERS, reversed(text[start:cut]))) % 2 == 1
    marks = unicodedata.category(after).startswith("M") or ord(after) in _SKIN_TONES or ord(after) in _TAGS
    return marks or _JOINER in (before, after)


def pasteable(text: str) -> tuple[Message, ...]:
    """A worker's own words with nothing around them, so that they can be copied clean."""
    return tuple(Message(page, plain=True) for page in pages(text))
