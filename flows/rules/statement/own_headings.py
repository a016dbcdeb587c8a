"""Headings in the writer's own words: lines of one form, one for each question; or numbers said in a run of speech."""

import re
from collections.abc import Sequence
from itertools import groupby

from flows.rules.statement.headings import Candidate
from flows.rules.statement.plain_lines import TextLine, word_count

_LONGEST = 9
"""Words of a line that may be such a heading."""
_FEWEST_UNDER = 12
"""Words that stand under each at least."""
_STRENGTH = 6.0
_FORMS = (
    re.compile(r".*\?[?!*_\s]*"),
    re.compile(r".*[^\W\d_][*_]*:[*_\s]*"),
    re.compile(r"[*_]{1,2}[^*_]+[*_]{1,2}\s*"),
    re.compile(r"[^a-z]*[A-Z]{3}[^a-z]*"),
)
"""A question, a line before a colon, bold, capitals."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SAID = re.compile(
    rf"\b(?:and\s+)?(?:now\s+)?(?:question|answer)\s+(?:number\s+)?(?P<number>{'|'.join(_NUMBERS)}|[1-9])\b[.:,]?\s*",
    re.IGNORECASE,
)


def of_one_form(lines: Sequence[TextLine], found: Sequence[Candidate], count: int) -> tuple[Candidate, ...]:
    """As many short lines of one form as there are questions, each with an answer under it; else none.

    They are taken in the order of the questions, and not where one of them is known to head another.
    """
    known = {one.start: one.place for one in found if one.known and one.form}
    for form in _FORMS:
        heads = [
            index
            for index, line in enumerate(lines)
            if form.fullmatch(line.text) and 0 < word_count(line.text) <= _LONGEST
        ]
        if (
            len(heads) != count
            or count < 3
            or any(known.get(lines[index].start, place) != place for place, index in enumerate(heads))
        ):
            continue
        ends = [*heads[1:], len(lines)]
        if all(_words(lines[a + 1 : b]) >= _FEWEST_UNDER for a, b in zip(heads, ends, strict=True)):
            return tuple(
                Candidate(place, lines[i].start, lines[i].end, _STRENGTH, known=False, alone=True)
                for place, i in enumerate(heads)
            )
    return ()


def said_aloud(text: str, count: int) -> tuple[Candidate, ...]:
    """The numbers of all questions said in order within a run of dictated text: "question one my topic was"."""
    found = [(_value(match["number"]), match) for match in _SAID.finditer(text)]
    firsts = [next(group) for _, group in groupby(found, key=lambda one: one[0])]
    if [number for number, _ in firsts] != list(range(1, count + 1)):
        return ()
    return tuple(
        Candidate(number - 1, match.start(), match.end(), _STRENGTH, numbered="said", known=False)
        for number, match in firsts
    )


def _words(lines: Sequence[TextLine]) -> int:
    return sum(word_count(line.text) for line in lines)


def _value(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS.index(said.lower()) + 1
