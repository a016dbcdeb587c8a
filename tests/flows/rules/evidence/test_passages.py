"""The passages of answers: the longest first, each with what of it is in the answer."""

from dataclasses import replace
from datetime import UTC, datetime

from support.talk import LIBRARY, words

from flows.model.draft import Answer, Draft, TextPart
from flows.model.stages import Stage
from flows.rules.evidence.passages import in_answers, parts_of, taken_out, with_it, without

BADGE = next(badge for badge in LIBRARY.badges if badge.id == "cpl-2025-leadership")
AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def draft(**answers: str) -> Draft:
    """A draft with these answers, each one message."""
    held = {name: Answer((TextPart(n, text, AT),)) for n, (name, text) in enumerate(answers.items(), 1)}
    return Draft("d", BADGE.id, BADGE.version, Stage.answering, AT, AT, answers=held)


def test_paragraphs_of_all_answers_are_listed_longest_first() -> None:
    """Across questions and messages; a list without blank lines between its lines is one paragraph."""
    work = draft(topic=f"{words(9)}\n\n{words(30)}", practice=f"{words(12)}\n{words(8)}\n \n{words(5)}")
    assert [(p.question, p.words) for p in in_answers(BADGE, work)] == [
        ("topic", 30), ("practice", 20), ("topic", 9), ("practice", 5),
    ]  # fmt: skip


def test_a_paragraph_has_its_lines_or_else_its_sentences() -> None:
    """A paragraph of one sentence has no parts."""
    lines, sentences, one = f"{words(9)}\n- {words(30)}", "We met. We planned it all. I led.", words(50)
    work = draft(topic=lines, relevance=sentences, learning=one)
    parts = {p.question: parts_of(work.answers[p.question], p) for p in in_answers(BADGE, work)}
    assert [p.words for p in parts["topic"]] == [31, 9]
    assert [p.text for p in parts["relevance"]] == ["We planned it all.", "We met.", "I led."]
    assert parts["learning"] == ()


def test_what_is_taken_out_comes_back_as_it_was() -> None:
    """A sentence leaves its paragraph shorter, is listed as taken out, and comes back to its place."""
    work = draft(topic="We met. We planned it all. I led.")
    given = work.answers["topic"]
    (paragraph,) = in_answers(BADGE, work)
    longest = parts_of(given, paragraph)[0]
    cut = replace(work, answers={"topic": without(given, longest)})
    assert [p.text for p in in_answers(BADGE, cut)] == ["We met. I led."]
    (out,) = taken_out(BADGE, cut)
    assert out.text == "We planned it all."
    assert with_it(cut.answers["topic"], out) == given
