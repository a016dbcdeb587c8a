"""The pack: what an issuer gets, made of what a worker said and of nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.talk import LIBRARY, Talk, words
from transcripts import starts

from flows.model.decision import decision_due
from flows.pack.assemble import assemble
from flows.pack.evidence_text import ai_line, statement
from flows.pack.manifest import manifest
from flows.pack.pack import PackAi

DECLARED = datetime(2026, 11, 21, tzinfo=UTC)


def _sent() -> Talk:
    return starts.sending()


def test_the_evidence_is_facts_then_answers_then_the_ai_line() -> None:
    """The evidence opens with the facts that belong in it, has each answer under its heading, and ends with AI."""
    pack = _sent().effects[-1].pack
    headings = [question.heading for question in LIBRARY.latest(starts.CPL).questions]
    said = [words(count, "plan" if place == 3 else "care") for place, count in enumerate(starts.ENOUGH)]
    wanted = [
        "SSSC registration number: 1234567\nRegister part: Social care workforce\nEmployer: Glen Care Home",
        *(f"{n}. {heading}\n\n{said[n - 1]}" for n, heading in enumerate(headings, 1)),
        "AI tools: I did not use any.",
    ]  # fmt: skip
    assert pack.evidence_text == "\n\n".join(wanted)


def test_each_answer_comes_with_its_whole_question_and_tips() -> None:
    """As the worker read them; neither is part of the evidence, which is the worker's own words."""
    pack = _sent().effects[-1].pack
    questions = LIBRARY.latest(starts.CPL).questions
    assert [(a.question, a.tips) for a in pack.answers] == [(q.ask, q.tips) for q in questions]
    assert [a["question"] for a in manifest(pack)["data"]["answers"]] == [q.ask for q in questions]
    assert not [q.ask for q in questions if q.ask in pack.evidence_text]


def test_a_pack_that_was_frozen_without_questions_stays_as_it_was() -> None:
    """What is signed on another try is the same to the letter."""
    pack = _sent().effects[-1].pack
    old = replace(pack, answers=tuple(replace(answer, question="", tips=()) for answer in pack.answers))
    assert [answer for answer in manifest(old)["data"]["answers"] if {"question", "tips"} & set(answer)] == []


def test_name_and_email_go_beside_the_evidence() -> None:
    """Anyone who is shown the badge reads the evidence, so the name and the address are not in it, but in the pack."""
    pack = _sent().effects[-1].pack
    assert {fact.id: fact.values for fact in pack.facts if not fact.in_evidence} == {
        "name": ("Mary Ross",),
        "email": ("mary@example.org",),
    }
    assert "Mary Ross" not in pack.evidence_text
    assert "mary@example.org" not in pack.evidence_text


def test_declarations_are_kept_with_their_exact_text_and_time() -> None:
    """Each declaration goes with the very words that were on the screen, and the moment of the yes."""
    talk = starts.declaring()
    talk.press("No, I did not")
    times = []
    for _ in range(5):
        talk.press("I agree")
        times.append(talk.now)
    talk.press("Send my application")
    pack = talk.effects[-1].pack
    texts = [declaration.text for declaration in LIBRARY.latest(starts.CPL).declarations]
    assert [declaration.text for declaration in pack.declarations] == texts
    assert [declaration.accepted_at for declaration in pack.declarations] == times


def test_an_answer_in_several_messages_is_in_order_and_untouched() -> None:
    """Messages stand in the order sent, a blank line between; not a sign of them is changed."""
    talk = starts.reviewing()
    talk.press("Change 2")
    said = "  It’s “odd” – <b>really</b> & 100% …\n\n  indented\ttoo  "
    talk.say(said)
    talk.press("Check my answers")
    talk.press("Carry on to sending")
    talk.press("No, I did not")
    for _ in range(5):
        talk.press("I agree")
    talk.press("Send my application")
    assert talk.effects[-1].pack.answers[1].text == f"{words(25)}\n\n{said}"


def test_the_manifest_keeps_its_shape() -> None:
    """The keys of `pack/1` are the promise to issuers."""
    pack = _sent().effects[-1].pack
    told = manifest(pack)
    assert list(told) == ["schema", "type", "timestamp", "data"]
    assert (told["schema"], told["type"]) == ("pack/1", "submission.created")
    data = told["data"]
    assert list(data) == [
        "submission_id", "reference", "version", "supersedes", "badge", "applicant", "answers", "link", "checklist",
        "prerequisites", "total_words", "total_count", "declarations", "ai", "evidence_text", "files",
    ]  # fmt: skip
    assert data["submission_id"] == f"{data['reference']}-1"
    assert data["applicant"]["register_parts"] == ["Social care workforce"]
    assert data["applicant"]["email"] == "mary@example.org"
    assert [answer["criterion_id"] for answer in data["answers"]] == [
        "topic", "relevance", "learning", "practice", "confidence",
    ]  # fmt: skip
    assert list(data["answers"][0]) == [
        "criterion_id", "heading", "text", "words", "minimum_words", "count", "shorter_than_asked", "link", "checklist",
        "question", "tips",
    ]  # fmt: skip
    assert (data["link"], data["checklist"], data["total_count"]) == (None, [], "exact")
    assert data["total_words"] == sum(answer["words"] for answer in data["answers"]) == 450
    assert data["ai"] == {"rule": "declare", "used": False, "tool": None, "link": None}


def test_a_pack_that_replaces_one_says_which() -> None:
    """When the issuer has an earlier attempt, the next one names it; the reference stays."""
    pack = _sent().effects[-1].pack
    next_one = replace(pack, attempt=2, supersedes=pack.submission_id)
    assert manifest(next_one)["type"] == "submission.resubmitted"
    assert manifest(next_one)["data"]["supersedes"] == f"{pack.reference}-1"
    assert next_one.submission_id == f"{pack.reference}-2"


def test_nothing_is_packed_that_is_not_being_sent() -> None:
    """A draft that nobody sent makes no pack."""
    talk = starts.final()
    badge = LIBRARY.latest(starts.CPL)
    with pytest.raises(ValueError, match="being sent"):
        assemble(badge, LIBRARY.issuer(badge), talk.draft)


def test_the_same_draft_makes_the_same_pack() -> None:
    """A pack made again after a crash is equal to the first, to the last character."""
    talk = _sent()
    badge = LIBRARY.latest(starts.CPL)
    assert assemble(badge, LIBRARY.issuer(badge), talk.draft) == talk.effects[-1].pack


@pytest.mark.parametrize(
    ("ai", "line"),
    [
        (PackAi("silent"), ""),
        (PackAi("declare", used=True), ""),
        (PackAi("declare", used=True, tool="ChatGPT"), ""),
        (PackAi("declare", used=False), "AI tools: I did not use any."),
        (
            PackAi("declare", used=True, tool="ChatGPT", link="https://a.example.org/1"),
            "AI tools: I used ChatGPT. The chat can be read at https://a.example.org/1",
        ),
    ],
)
def test_the_ai_line(ai: PackAi, line: str) -> None:
    """The evidence says what was said of AI tools once all of it is said, and nothing where it was not asked."""
    assert ai_line(ai) == line
    assert statement((), (), ai) == line


def test_the_decision_is_due_by_the_badges_days() -> None:
    """The date that a worker is told is the badge's own number of days after delivery, across a year's end too."""
    badge = LIBRARY.latest(starts.CPL)
    assert str(decision_due(badge, datetime(2026, 12, 20, 23, 59, tzinfo=UTC))) == "2027-01-17"
