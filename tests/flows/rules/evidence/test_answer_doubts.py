"""What does not read like evidence is pointed at, and plain evidence is not."""

from datetime import UTC, datetime

import pytest
from support.talk import LIBRARY

from flows.model.draft import Answer, Draft, TextPart
from flows.model.stages import Stage
from flows.rules.evidence.answer_doubts import DoubtKind, doubts_of_shape

BADGE = next(badge for badge in LIBRARY.badges if badge.id == "cpl-2025-leadership")
AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
GOOD = (
    "I chose feedback as a shift lead. I went to a workshop and read the booklet that came with it. "
    "Now I ask the team what went well before I say what I saw, and I write it down at each handover."
)
TWICE = "We now check the medication chart with two people at the start of every late shift."


def found(**answers: str) -> list[tuple[DoubtKind, str, str]]:
    """The doubts about a draft with these answers."""
    held = {name: Answer((TextPart(n, text, AT),)) for n, (name, text) in enumerate(answers.items(), 1)}
    draft = Draft("d", BADGE.id, BADGE.version, Stage.answering, AT, AT, answers=held)
    return [(one.kind, one.question, one.other) for one in doubts_of_shape(BADGE, draft)]


def test_plain_evidence_is_left_alone() -> None:
    """An answer of ordinary sentences raises no doubt, nor does a short phrase that comes twice."""
    assert found(topic=GOOD, relevance="It matters to my team. " + TWICE, learning="It matters to my team.") == []


def test_the_same_passage_twice() -> None:
    """In one answer or in two; several sentences in a row are told of once."""
    assert found(learning=f"{TWICE} And so on, as we said then. {TWICE}") == [(DoubtKind.repeated, "learning", "")]
    assert found(topic=GOOD, practice=f"In short:\n\n{GOOD}") == [(DoubtKind.repeated, "practice", "topic")]


@pytest.mark.parametrize("count", [30, 100])
def test_one_word_again_and_again(count: int) -> None:
    """It is enough words, and says one thing."""
    assert (DoubtKind.one_word, "topic", "") in found(topic="learning " * count)


def test_an_answer_of_nothing_but_its_question() -> None:
    """The question or its heading, pasted and never answered, in any case and with any marks."""
    question = BADGE.question("topic")
    assert question is not None
    for text in (question.ask, question.heading.upper(), f"{question.heading}:\n{question.ask}"):
        assert found(topic=text) == [(DoubtKind.only_question, "topic", "")]
    assert found(topic=f"{question.ask} {GOOD}") == []


def test_a_whole_statement_in_one_answer() -> None:
    """Headings of several questions stand in one answer."""
    parts = [f"{number}. {question.heading}\n\n{GOOD}" for number, question in enumerate(BADGE.questions, 1)]
    kinds = {kind for kind, _, _ in found(topic="\n\n".join(parts))}
    assert DoubtKind.whole_statement in kinds
