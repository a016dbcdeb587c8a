"""Looks a wording file over before anybody reads it: what cannot be read, is said twice, or is not there."""

from collections.abc import Iterator

from fluent.syntax import FluentParser, ast

from criteria.problem import Problem
from flows.engine.buttons import ACTIONS
from flows.features.answers.progress_screen import Kept
from flows.features.facts.screens import DetailProblem
from flows.features.help.screens import Note
from flows.features.submission.status import State
from flows.features.versions.screens import QuestionChange
from flows.model.audio import AudioProblem
from flows.model.award import WHYS
from flows.router.commands import COMMANDS
from flows.rules.answer_doubts import DoubtKind
from flows.rules.details.personal_details import Kind, Why
from flows.rules.web_address import AddressFault
from flows.text.catalogue import load


def problems(language: str = "en", source: str | None = None) -> tuple[Problem, ...]:
    """Everything that has to be put right in a wording file; all at once."""
    text = source if source is not None else load(language)
    file = f"flows/text/en/{language}.ftl"
    return tuple(Problem(file, field, fix) for field, fix in _found(text))


def _found(text: str) -> Iterator[tuple[str, str]]:
    body = FluentParser().parse(text).body
    seen: set[str] = set()
    for entry in body:
        if isinstance(entry, ast.Junk):
            start = entry.span.start if entry.span else 0
            line = text.count("\n", 0, start) + 1
            yield f"line {line}", "cannot be read as Fluent; look for a missing = or an open brace"
        if isinstance(entry, ast.Message):
            if entry.id.name in seen:
                yield entry.id.name, "stands here twice; keep one"
            seen.add(entry.id.name)
    for key in _needed():
        if key not in seen:
            yield key, "is not here; write it"


def _needed() -> Iterator[str]:
    """The keys that are made from the names of things, so that a search of the code would not find them."""
    yield from (f"button-{value.replace('!', '-yes')}" for value in ACTIONS)
    yield from (f"menu-{command}" for command in COMMANDS)
    yield from (f"note-{note.value}" for note in Note)
    yield from (f"fact-doubt-{doubt.value}" for doubt in DetailProblem)
    yield from (f"kept-{kept.value}" for kept in Kept)
    yield from (f"sound-trouble-{trouble.value}" for trouble in AudioProblem)
    yield from (f"award-why-{why.value}" for why in WHYS)
    yield from (f"link-fault-{fault.value}" for fault in AddressFault)
    yield from (f"kind-{kind.value}" for kind in Kind)
    yield from (f"why-{why.value}" for why in Why)
    yield from (f"status-line-{state.value}" for state in State)
    yield from (f"version-{change.value}" for change in QuestionChange)
    yield from (f"doubt-{kind.value}" for kind in DoubtKind)
