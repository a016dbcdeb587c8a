"""Going through a statement piece by piece, and moving a passage: the same text in units that a person decides on."""

from dataclasses import dataclass, replace

from flows.rules.statement.paragraphs import blocks
from flows.rules.statement.placement import Placement, Unit, UnitKind
from flows.rules.statement.plain_lines import TextLine, text_lines

MOST_UNITS = 36
"""Decisions that a state may hold: it travels in a button's data."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NEAR = 2
"""Sentences on each side of a likely boundary that are asked about one by one."""


def in_paragraphs(placement: Placement) -> Placement:
    """The same placement with one unit a paragraph, or a sentence near a likely boundary in a long run of text."""
    lines = text_lines(placement.text)
    units: list[Unit] = []
    for unit in placement.units:
        units += _split(placement, lines, unit) if unit.kind is UnitKind.words else [unit]
    return replace(placement, units=_fewer(tuple(_joined_runs(placement, units))))


def _split(placement: Placement, lines: tuple[TextLine, ...], unit: Unit) -> list[Unit]:
    inside = [_within(line, unit) for line in lines if line.start < unit.end and unit.start < line.end]
    return [replace(unit, start=start, end=end) for start, end in blocks(inside, placement.text) if end > start]


def _within(line: TextLine, unit: Unit) -> TextLine:
    start, end = max(line.start, unit.start), min(line.end, unit.end)
    return TextLine(start, line.text[start - line.start : end - line.start], line.after_blank)


def _joined_runs(placement: Placement, units: list[Unit]) -> list[Unit]:
    """Sentences of a run that are far from any likely boundary, joined: nobody decides on each of forty."""
    found: list[Unit] = []
    for index, unit in enumerate(units):
        near = units[max(0, index - _NEAR) : index + _NEAR + 1]
        boundary = any(other.question != unit.question for other in near)
        if found and not boundary and _same_run(placement, found[-1], unit) and found[-1].question == unit.question:
            last = units[max(0, index - 1 - _NEAR) : index + _NEAR]
            if not any(other.question != unit.question for other in last):
                found[-1] = replace(found[-1], end=unit.end)
                continue
        found.append(unit)
    return found


def _same_run(placement: Placement, before: Unit, after: Unit) -> bool:
    """Whether two units are sentences of one line."""
    gap = placement.text[before.end : after.start]
    return before.kind is after.kind is UnitKind.words and not gap.strip() and "\n" not in gap and "\r" not in gap


def _fewer(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """No more units to decide on than a state may hold: neighbours of one likely question are joined."""
    found = list(units)
    while sum(map(_is_movable, found)) > MOST_UNITS:
        pairs = [
            (n, found[n + 1].end - found[n].start)
            for n in range(len(found) - 1)
            if found[n].kind is found[n + 1].kind is UnitKind.words
        ]
        if not pairs:
            break
        same = [pair for pair in pairs if found[pair[0]].question == found[pair[0] + 1].question] or pairs
        shortest = min(same, key=lambda pair: pair[1])[0]
        found[shortest : shortest + 2] = [replace(found[shortest], end=found[shortest + 1].end)]
    return tuple(found)


def _is_movable(unit: Unit) -> bool:
    return bool(unit.question) or unit.kind in {UnitKind.words, UnitKind.above, UnitKind.signature, UnitKind.chat}


def digits(placement: Placement) -> str:
    """Where each movable unit goes, a character each: 0 for no answer, else the number of the question."""
    numbers = {question: number for number, question in enumerate(placement.questions, 1)}
    return "".join(_DIGITS[numbers.get(unit.question, 0)] for unit in placement.movable)


def with_digits(placement: Placement, said: str) -> Placement | None:
    """The placement with its movable units where the characters say; None if they do not fit it."""
    places = [_DIGITS.find(char) for char in said]
    if not all(0 <= place <= len(placement.questions) for place in places):
        return None
    return placement.with_places(["" if not place else placement.questions[place - 1] for place in places])


def digit(number: int) -> str:
    """The character of a question's number; 0 for no answer."""
    return _DIGITS[number]


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring units that go to one place, to be moved together: their indexes among the movable ones."""

    question: str
    first: int
    last: int
    text: str


def groups(placement: Placement, *, each: bool = False) -> tuple[Group, ...]:
    """The passages of a placement in the order of the text, those in no answer too; or `each` unit alone."""
    found: list[Group] = []
    for index, unit in enumerate(placement.movable):
        if not each and found and found[-1].question == unit.question and found[-1].question:
            start = placement.movable[found[-1].first].start
            found[-1] = replace(found[-1], last=index, text=placement.text[start : unit.end])
        else:
            found.append(Group(unit.question, index, index, placement.of(unit)))
    return tuple(found)


def likely_number(placement: Placement, index: int, so_far: str) -> int:
    """The question that a unit likely answers, given what was decided before it: never one before the last."""
    guess = placement.questions.index(question) + 1 if (question := placement.movable[index].question) else 0
    last = max((_DIGITS.index(char) for char in so_far), default=0)
    return max(guess, last, 1) if placement.questions else 0
