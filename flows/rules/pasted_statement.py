"""A statement pasted whole: dividing it by the question headings in it.

People write in a word processor and paste, as the issuers advise. A wrong division would put words under
the wrong question, so where a text leaves a doubt it is not divided.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches


@dataclass(frozen=True, slots=True)
class Heading:
    """A question's id, and its heading with other forms of it that people may use."""

    question: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The words found under one question's headings, untouched."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Division:
    """What stood before the first heading, and each question's words in the order of the text.

    A question whose heading has nothing under it has no passage.
    """

    before: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A heading found: of which question (its place, from 0), and the span of the text that it takes."""

    place: int
    start: int
    end: int


def divide(text: str, questions: Sequence[Heading]) -> Division | None:
    """Divide a text at its headings; `None` unless it plainly answers two questions or more.

    Every character that is in no heading stays, in order, but for blank space around a passage. Titles
    and "Question 3" count anywhere; bare numbers count only where the text has no such headings.
    """
    titles = [tuple(map(_plain, heading.titles)) for heading in questions]
    marks = [mark for line, start in _lines(text) if (mark := _heading(line, start, titles))]
    marks = marks or _numbered(text, len(questions))
    if len({mark.place for mark in marks}) < 2:
        return None
    return _cut(text, marks, questions)


def _cut(text: str, marks: Sequence[_Mark], questions: Sequence[Heading]) -> Division:
    """Collect what stands between the marks, a question found twice joined by a blank line."""
    found: dict[str, list[str]] = {}
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        if passage := text[mark.end : end].strip():
            found.setdefault(questions[mark.place].question, []).append(passage)
    passages = tuple(Passage(question, "\n\n".join(texts)) for question, texts in found.items())
    return Division(text[: marks[0].start].strip(), passages)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Give each line with its end, and where in the text it starts."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield line, start
        start += len(line)


# Markdown and bullets before a heading.
_DRESS = r"[\s#>*_\u2022\u2013\u2014-]*"
# "Question 3" is a heading if it ends its line or a mark follows: "Question 3 was hard" is a sentence.
_QUESTION = re.compile(
    rf"{_DRESS}(?:question|criterion|answer|q)\s*\.?\s*(?P<number>[0-9]{{1,2}})(?![0-9])(?:\s*(?:of|/)\s*[0-9]{{1,2}})?"
    r"(?P<stop>[*_]*\s*(?:[:.)\u2013\u2014-](?![0-9])[*_]*|$)\s*)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"{_DRESS}(?P<number>[0-9]{{1,2}})[.)][*_]*(?:\s+|$)")

# Each question's titles, without case and punctuation.
_Titles = Sequence[tuple[str, ...]]


def _heading(line: str, start: int, titles: _Titles) -> _Mark | None:
    """Read a line as a heading: a title, "Question 3", or both. The title decides where they disagree."""
    asked = _QUESTION.match(line)
    numbered = asked or _NUMBER.match(line)
    rest = numbered.end() if numbered else 0
    titled = _title(line[rest:], titles)
    if titled:
        return _Mark(titled[0], start, start + rest + titled[1])
    if not asked or asked["stop"] is None or not 1 <= int(asked["number"]) <= len(titles):
        return None
    return _Mark(int(asked["number"]) - 1, start, start + rest)


# A title may be followed on its line by the answer, after a colon, its own question mark or a dash.
_STOP = re.compile(r":[*_]*|\?[*_]*(?=\s)|\s[\u2013\u2014-](?=\s)")
_LONGEST = 300


def _title(words: str, titles: _Titles) -> tuple[int, int] | None:
    """Find whose title begins these words, and where in them it ends: the closest match, then the longest."""
    # Before a dash or a question mark a short title is more likely to be a word of the answer.
    stops = [stop for stop in _STOP.finditer(words[:_LONGEST]) if stop[0][0] == ":" or stop.start() > 15]
    found = [
        (likeness, end, place)
        for end in [*(stop.end() for stop in stops), len(words)]
        for likeness, place in _whose(words[:end], titles)
    ]
    _, end, place = max(found, default=(0.0, 0, None))
    return None if place is None else (place, end)


def _whose(words: str, titles: _Titles) -> list[tuple[float, int]]:
    """Tell how like the words are to which question's title; nothing where two are as like, or none is."""
    if len(words) > _LONGEST:
        return []
    plain = _plain(_MINIMUM.sub("", words))
    likenesses = [max((_likeness(plain, title) for title in forms), default=0.0) for forms in titles]
    best = max(likenesses, default=0.0)
    return [(best, likenesses.index(best))] if best and likenesses.count(best) == 1 else []


# "(50 words)" beside a title, as templates have it.
_MINIMUM = re.compile(r"\([^()]*\bwords?\b[^()]*\)", re.IGNORECASE)
# Small words that people change when they copy a title by hand.
_SMALL = frozenset(["a", "an", "and", "for", "i", "in", "it", "me", "my", "of", "our", "the", "to", "you", "your"])
_ALIKE = 0.85


def _likeness(words: str, title: str) -> float:
    """Compare two plain texts: 1.0 for the same, 0.0 for more than a slip of the finger apart.

    A word that the title has not makes it a sentence of the worker's own, which must not be dropped.
    """
    if words == title:
        return float(bool(words))
    shorter, longer = sorted((len(words), len(title)))
    if 2 * shorter < _ALIKE * (shorter + longer):
        return 0.0
    known = title.split()
    if not all(word in _SMALL or get_close_matches(word, known, 1, 0.65) for word in words.split()):
        return 0.0
    ratio = SequenceMatcher(None, words, title, autojunk=False).ratio()
    return ratio if ratio >= _ALIKE else 0.0


def _plain(text: str) -> str:
    """Drop case, punctuation and Markdown."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def _numbered(text: str, count: int) -> list[_Mark]:
    """Read bare numbers as headings where they cannot be a list inside one answer; else nothing.

    They run from 1 upwards. Either each stands alone on its line and half of the questions or more have
    one; or every question, of four or more, has one, and nothing before them introduces a list.
    """
    found = [(number, line, start) for line, start in _lines(text) if (number := _NUMBER.match(line))]
    if not found or [int(number["number"]) for number, _, _ in found] != list(range(1, len(found) + 1)):
        return []
    before = text[: found[0][2]].rstrip()
    alone = all(number.end() >= len(line.rstrip()) for number, line, _ in found)
    listed = before.endswith(":") or len(before.split()) > 40
    halves = alone and count <= 2 * len(found) <= 2 * count
    if not halves and (listed or not len(found) == count >= 4):
        return []
    return [_Mark(place, start, start + number.end()) for place, (number, _, start) in enumerate(found)]
