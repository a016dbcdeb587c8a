"""Looks the wording files over before anybody reads it: what cannot be read, is said twice, or is not there."""

from collections.abc import Iterator, Mapping

from fluent.syntax import FluentParser, ast

from criteria.file_problem import Problem
from flows.engine.buttons import ACTIONS
from flows.features.facts.screens import DetailProblem
from flows.features.help.screens import NOTES, key_of
from flows.features.questions.progress_screen import Kept
from flows.features.start.notice import TOLD, VERSIONS
from flows.features.submission.status import State
from flows.features.versions.screens import QuestionChange
from flows.model.attachments.audio import AudioProblem
from flows.model.attachments.award import WHYS
from flows.router.commands import COMMANDS
from flows.rules.details.personal_details import Kind, Why
from flows.rules.evidence.answer_doubts import DoubtKind
from flows.rules.evidence.web_address import AddressFault
from flows.text.catalogue import sources
from flows.understanding.lexicon import LexiconError, lexicon


def problems(language: str = "en", texts: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """Everything that has to be put right in the wording files of a language; all at once."""
    folder = f"flows/text/{language}"
    found: list[Problem] = []
    seen: set[str] = set()
    for name, text in (sources(language) if texts is None else texts).items():
        file = f"{folder}/{name}"
        for entry in FluentParser().parse(text).body:
            if isinstance(entry, ast.Junk):
                line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
                fix = "cannot be read as Fluent; look for a missing = or an open brace"
                found.append(Problem(file, f"line {line}", fix))
            if isinstance(entry, ast.Message):
                if entry.id.name in seen:
                    found.append(Problem(file, entry.id.name, "stands here twice; keep one"))
                seen.add(entry.id.name)
    if texts is None:
        found += _of_rules(language, folder)
    return (*found, *(Problem(folder, key, "is not here; write it") for key in _needed() if key not in seen))


def _of_rules(language: str, folder: str) -> Iterator[Problem]:
    """The first thing in the rules of understanding that cannot be read."""
    try:
        lexicon(language)
    except LexiconError as error:
        file, _, fix = str(error).partition(": ")
        yield Problem(folder, file, fix)


def _needed() -> Iterator[str]:
    """The keys that are made from the names of things, so that a search of the code would not find them."""
    yield from (f"button-{value.replace('!', '-yes')}" for value in ACTIONS)
    yield from (f"menu-{command}" for command in COMMANDS)
    yield from map(key_of, NOTES)
    yield from (f"notice-period-{name}" for name in TOLD)
    yield from (version.change for version in VERSIONS if version.change)
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
