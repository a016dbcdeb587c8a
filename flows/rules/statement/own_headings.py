"""Answers told apart without known headings: by lines of one form, by rules between them, by numbers that are said."""

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


def of_the_form_of_others(
    lines: Sequence[TextLine], chosen: Sequence[Candidate], minimums: Sequence[int]
) -> tuple[Candidate, ...]:
    """All headings where one is in the writer's own words and the others are known; else none.

    It stands where the missing question's would, alone or before the same stop as they do, and is the only such line;
    what it leaves on both sides is long enough.
    """
    places = [heading.place for heading in chosen]
    missing = [place for place in range(len(minimums)) if place not in places]
    if len(missing) != 1 or len(chosen) < 3 or places != sorted(places) or any(one.numbered for one in chosen):
        return ()
    place = missing[0]
    start = chosen[place - 1].end if place else 0
    end = chosen[place].start if place < len(chosen) else lines[-1].end
    inside = [line for line in lines if start <= line.start and line.end <= end]
    stops = {_INLINE_STOP.search(_said(lines, one)) for one in chosen if not one.alone}
    marks = {found[0].strip() if found else "" for found in stops}
    if all(one.alone for one in chosen):
        heads = [(line, line.end) for line in inside if _is_short_title(line.text)]
    elif len(marks) == 1 and "" not in marks and not any(one.alone for one in chosen):
        title = re.compile(rf"\s*(?:[^\W\d_][\w'\u2019]*\s+){{0,4}}[\w'\u2019]+\s*{re.escape(marks.pop())}\s+(?=\S)")
        heads = [(line, line.start + found.end()) for line in inside if (found := title.match(line.text))]
    else:
        return ()
    if len(heads) != 1:
        return ()
    (line, stop) = heads[0]
    above = _words([one for one in inside if one.end <= line.start])
    if place and place - 1 in places and not above:
        above = word_count("".join(one.text[start - one.start :] for one in lines if one.start < start < one.end))
    under = _words(
        [TextLine(stop, line.text[stop - line.start :], False), *(x for x in inside if x.start > line.start)]
    )
    if under < minimums[place] / 2 or (place and above < minimums[place - 1] / 2):
        return ()
    own = Candidate(place, line.start, stop, _STRENGTH, known=False, alone=stop == line.end)
    return (*chosen[:place], own, *chosen[place:])


_INLINE_STOP = re.compile(r"(?:\s[\u2013\u2014-]|:|\t|\||\.)\s*$")


def _said(lines: Sequence[TextLine], heading: Candidate) -> str:
    return next((one.text[: heading.end - one.start] for one in lines if one.start == heading.start), "")


def _is_short_title(said: str) -> bool:
    return 0 < word_count(said) <= 8 and not said.rstrip().endswith((".", ",", ";", "!"))


def between_rules(lines: Sequence[TextLine], rules: Sequence[int], count: int) -> tuple[Candidate, ...]:
    """As many parts between rules, such as "---", as there are questions; else none. Empty headings begin them."""
    starts, ends = [0, *(index + 1 for index in rules)], [*rules, len(lines)]
    parts = [lines[a:b] for a, b in zip(starts, ends, strict=True) if _words(lines[a:b]) >= _FEWEST_UNDER]
    if len(parts) != count or count < 3:
        return ()
    return tuple(
        Candidate(place, part[0].start, part[0].start, _STRENGTH, known=False) for place, part in enumerate(parts)
    )


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
