"""Examples of the screens of a person's details."""

from collections.abc import Iterator

from screen_examples.samples import BADGE

from flows.engine.screen import Screen
from flows.features.facts.screens import (
    AskFact,
    DetailKept,
    DetailLater,
    DetailProblem,
    DetailPutRight,
    FactList,
    FirstDetail,
)
from flows.model.draft import Stated


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    fact = BADGE.facts[2]
    yield from (AskFact(fact=fact, doubt=doubt, stated="12") for doubt in DetailProblem)
    yield FactList(facts=((fact, Stated(("12",), sure=False)), (fact, None)), asking=True)
    yield FirstDetail()
    yield DetailLater(label="Name")
    yield from (DetailKept(label="Name", value="Mary Ross", done=done) for done in (True, False))
    yield from (DetailPutRight(label="Name", value="Mary Ross", sent=sent) for sent in (True, False))
    yield AskFact(fact=BADGE.facts[3], kept=("Name", "Mary"), advice="Two parts are one.")
