"""Examples of the last steps before sending."""

from collections.abc import Iterator

from screen_examples.samples import BADGE, ISSUER
from support.talk import LIBRARY

from flows.engine.screen import Screen
from flows.features.declarations.screens import (
    AgreeAgain,
    AskAiLink,
    AskAiTool,
    AskDeclaration,
    CriteriaShown,
    DeclarationRefused,
    LinkProblem,
    NoAiLink,
)


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    yield AskDeclaration(declaration=BADGE.declarations[0], issuer=ISSUER, number=1, of=2, kept=("words",))
    yield AskAiTool(stated="a thing that my daughter has")
    yield from (AskAiLink(problem=problem) for problem in LinkProblem)
    yield NoAiLink(issuer=ISSUER)
    yield from (DeclarationRefused(number=1, issuer=ISSUER, half=half) for half in (True, False))
    yield CriteriaShown(badge=BADGE, number=1)
    yield CriteriaShown(badge=LIBRARY.badges[-1], number=1)
    yield AgreeAgain(declarations=BADGE.declarations)
    yield AskDeclaration(declaration=BADGE.declarations[0], issuer=ISSUER, number=1, of=2, again=True)
