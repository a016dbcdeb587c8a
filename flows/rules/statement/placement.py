"""What placing a statement gives: which stretch of the text answers which question, and what answers none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from flows.model.long_work import make_way


class UnitKind(Enum):
    """What a stretch of a statement is."""

    words = "words"
    heading = "heading"
    """A heading, a number of a question, or the question itself pasted above its answer."""
    count = "count"
    """A word count that somebody noted."""
    page = "page"
    """A page number, or a line that comes on every page."""
    form = "form"
    """A hint of the form, such as "Type your answer here"."""
    signature = "signature"
    """A closing line with a name, at the end."""
    chat = "chat"
    """A line to the bot, such as "hang on, here is the rest"."""
    above = "above"
    """What stands above the first heading: a title, a name, an employer."""


class Sureness(Enum):
    """How sure a placement is."""

    sure = "sure"
    """The headings leave no doubt."""
    ask = "ask"
    """A likely placement, with a doubt that is named."""
    none = "none"
    """No two answers can be told apart: the text is one answer, or is gone through paragraph by paragraph."""


class Doubt(Enum):
    """Why a placement is not sure."""

    no_headings = "no_headings"
    """The text has no headings; the places are a guess from its words."""
    bare_numbers = "bare_numbers"
    """Numbers may be a list inside one answer."""
    odd_headings = "odd_headings"
    """Some headings are in words that are not known."""
    above = "above"
    """Many words stand above the first heading."""
    hidden = "hidden"
    """An answer without a heading may stand under the heading of another."""
    twice = "twice"
    """A heading comes a second time, and was read as words of an answer."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the text that goes to one place as a whole. `end` is exclusive; blank space is in no unit."""

    start: int
    end: int
    kind: UnitKind
    question: str = ""
    """The question whose answer it is in; empty where it is in none."""


@dataclass(frozen=True, slots=True)
class StatementPassage:
    """The words for one question, in pieces that are substrings of the text."""

    question: str
    pieces: tuple[str, ...]
    text: str
    """The pieces as one text. Where nothing but blank space stood between two, it is as it was."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A statement with each stretch in its place. The units are in the order of the text."""

    text: str
    units: tuple[Unit, ...]
    questions: tuple[str, ...]
    """The ids of all questions of the badge, in order."""
    sureness: Sureness
    doubts: tuple[Doubt, ...] = ()

    @property
    def passages(self) -> tuple[StatementPassage, ...]:
        """The words of each question that has any, in the order of the questions."""
        found: list[StatementPassage] = []
        for question in self.questions:
            make_way()
            units = [unit for unit in self.units if unit.question == question]
            if units:
                found.append(self._passage(question, units))
        return tuple(found)

    @property
    def empty(self) -> tuple[str, ...]:
        """The questions that would have no words."""
        filled = {unit.question for unit in self.units}
        return tuple(question for question in self.questions if question not in filled)

    @property
    def left_out(self) -> str:
        """The words above the headings, of signatures and of chat, and what was put in no answer: kept elsewhere."""
        kept = [u for u in self.units if not u.question and u.kind in _KEPT_ELSEWHERE]
        return self._joined(kept) if kept else ""

    def of(self, unit: Unit) -> str:
        """The text of a unit, letter by letter."""
        return self.text[unit.start : unit.end]

    @property
    def movable(self) -> tuple[Unit, ...]:
        """The units that a person may put elsewhere: all but headings and marks of the page."""
        return tuple(unit for unit in self.units if unit.question or unit.kind in _KEPT_ELSEWHERE)

    def with_places(self, places: Sequence[str]) -> "Placement | None":
        """The same with each movable unit at another question, or at "" for none; None if the number differs."""
        if len(places) != len(self.movable):
            return None
        chosen = dict(zip(self.movable, places, strict=True))
        return replace(
            self, units=tuple(_placed(unit, chosen[unit]) if unit in chosen else unit for unit in self.units)
        )

    def _passage(self, question: str, units: list[Unit]) -> StatementPassage:
        runs = [(run[0].start, run[-1].end) for run in self._runs(units)]
        return StatementPassage(question, tuple(self.text[start:end] for start, end in runs), self._joined(units))

    def _runs(self, units: list[Unit]) -> list[list[Unit]]:
        """Units with nothing but blank space between them, together."""
        runs: list[list[Unit]] = []
        for unit in units:
            if runs and not self.text[runs[-1][-1].end : unit.start].strip():
                runs[-1].append(unit)
            else:
                runs.append([unit])
        return runs

    def _joined(self, units: list[Unit]) -> str:
        said = ""
        before: Unit | None = None
        for run in self._runs(units):
            if before is not None:
                said += self._between(before, run[0])
            said += self.text[run[0].start : run[-1].end]
            before = run[-1]
        return said

    def _between(self, before: Unit, after: Unit) -> str:
        """What joins two pieces: a line end where only a mark of the page stood between, else a blank line."""
        gone = [u for u in self.units if before.end <= u.start < after.start]
        if any(u.kind not in _OF_THE_PAGE for u in gone):
            return "\n\n"
        gap = self.text[before.end : after.start]
        ends = gap[: len(gap) - len(gap.lstrip())], gap[len(gap.rstrip()) :]
        return "\n\n" if any(end.count("\n") > 1 for end in ends) else "\n"


_OF_THE_PAGE = frozenset({UnitKind.page, UnitKind.count, UnitKind.form, UnitKind.chat})
_KEPT_ELSEWHERE = frozenset({UnitKind.words, UnitKind.above, UnitKind.signature, UnitKind.chat})


def _placed(unit: Unit, question: str) -> Unit:
    return replace(unit, question=question, kind=UnitKind.words if question else unit.kind)
