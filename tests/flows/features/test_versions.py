"""Moving to a newer version of a badge: every difference is told, and every word goes along."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.talk import LIBRARY
from transcripts import starts

from criteria.model import AiPolicy, Badge, Question, Words
from criteria.reader import Library
from flows.engine.events import ButtonPressed, DecisionMade
from flows.features.versions.handlers import differences
from flows.features.versions.screens import Difference, QuestionChange
from flows.model.decision import Decision, DecisionVerdict
from flows.model.stages import Stage

OLD = LIBRARY.latest(starts.CPL)
TOPIC, *OTHERS = OLD.questions
NEW_QUESTION = Question(id="team", heading="My team", ask="And your team?", minimum=10)


def _changed(**fields: object) -> Badge:
    return OLD.model_copy(update=fields)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (_changed(version="2026-1"), []),
        (
            _changed(questions=(*OLD.questions, NEW_QUESTION)),
            [Difference(QuestionChange.question_added, "My team", after=10)],
        ),
        (_changed(questions=tuple(OTHERS)), [Difference(QuestionChange.question_removed, TOPIC.heading)]),
        (
            _changed(questions=(TOPIC.model_copy(update={"ask": "Which?", "minimum": 60}), *OTHERS)),
            [
                Difference(QuestionChange.question_reworded, TOPIC.heading),
                Difference(QuestionChange.minimum, TOPIC.heading, before=50, after=60),
            ],
        ),
        (_changed(words=Words(minimum=400, maximum=800)), [Difference(QuestionChange.limits, before=400, after=800)]),
        (_changed(facts=OLD.facts[:-1]), [Difference(QuestionChange.facts)]),
        (_changed(declarations=OLD.declarations[1:]), [Difference(QuestionChange.declarations)]),
        (_changed(ai=AiPolicy(rule="silent")), [Difference(QuestionChange.ai)]),
        (_changed(title="Another title", assessment_days=14), []),
    ],
)
def test_each_difference_is_told(new: Badge, told: list[Difference]) -> None:
    """A worker hears of whatever they would feel: questions, limits, details, statements, the AI rule."""
    assert list(differences(OLD, new)) == told


@pytest.mark.parametrize("start", ["answering", "answered", "reviewing", "declaring", "final"])
def test_the_offer_comes_once_and_can_be_turned_down(start: str) -> None:
    """At every stage before sending the newer version is offered, and staying is for good."""
    talk = starts.STARTS[start](LIBRARY)
    stage = talk.draft.stage
    talk.shelf = starts.newer()
    talk.say("/start")
    talk.press("Stay with mine")
    assert (talk.draft.version, talk.draft.stage) == (OLD.version, stage)
    talk.say("/start")
    assert "Stay with mine" not in talk.labels()


@pytest.mark.parametrize("start", ["sending", "with_issuer"])
def test_what_is_sent_stays_as_it_was_sent(start: str) -> None:
    """After sending no newer version is offered, and an old offer moves nothing."""
    talk = starts.STARTS["final"](LIBRARY)
    talk.shelf = starts.newer()
    talk.say("/start")
    offered = talk.said
    talk.press("Stay with mine")
    talk.say("/start")
    talk.press("Send my application")
    if start == "with_issuer":
        talk.deliver()
    talk.say("/start")
    assert "Move to the new one" not in talk.labels()
    talk.shown[-1].message = offered[0]
    before = talk.draft
    talk.press("Move to the new one")
    assert talk.draft == before


@pytest.mark.parametrize("start", ["answered", "reviewing", "declaring", "final"])
def test_every_word_goes_along(start: str) -> None:
    """Answers whose question stays keep their words; the others wait for a place; declarations are asked for afresh."""
    talk = starts.STARTS[start](LIBRARY)
    before = [part for answer in talk.draft.answers.values() for part in answer.parts]
    talk.shelf = starts.newer()
    talk.say("/start")
    talk.press("Move to the new one")
    draft = talk.draft
    kept = [part for answer in draft.answers.values() for part in answer.parts]
    assert sorted([*kept, *draft.unplaced], key=lambda part: part.key) == sorted(before, key=lambda part: part.key)
    assert draft.version == "2026-1"
    assert draft.stage is Stage.answering
    assert not draft.declarations
    assert draft.ai is None


def test_an_old_button_moves_nothing_twice() -> None:
    """Pressed again, "Move to the new one" takes back no statement and no word on AI, and shows where the worker is."""
    talk = starts.STARTS["final"](LIBRARY)
    before = talk.draft
    at, fresh = talk._stamp(timedelta(days=1))
    said = talk.take(ButtonPressed(at=at, fresh=fresh, data=f"move|{before.id}|", message=1))
    assert said
    assert talk.draft == before


def test_what_came_back_is_not_moved() -> None:
    """An old button to the newer version is answered where the issuer has read the older one, and moves nothing."""
    talk = starts.STARTS["with_issuer"](LIBRARY)
    (draft,) = talk.desk.drafts
    decision = Decision(DecisionVerdict.returned)
    talk.take(DecisionMade(at=talk.now, fresh="d" * 64, draft=draft, attempt=1, decision=decision))
    talk = replace(talk, shelf=starts.newer())
    at, fresh = talk._stamp(timedelta(days=1))
    assert talk.take(ButtonPressed(at=at, fresh=fresh, data=f"move|{draft}|", message=1))
    assert talk.draft.version == OLD.version


def without_topic() -> Library:
    """The library after its author has taken the first question out of the version itself."""
    fewer = _changed(questions=tuple(OTHERS))
    return replace(LIBRARY, badges=tuple(fewer if badge is OLD else badge for badge in LIBRARY.badges))


@pytest.mark.parametrize("start", ["answered", "reviewing", "declaring"])
def test_words_for_a_question_that_was_taken_out_are_shown_and_kept(start: str) -> None:
    """A version that is not published may lose a question: its words are in no answer then, and the worker is told."""
    talk = starts.STARTS[start](LIBRARY)
    parts = talk.draft.answers[TOPIC.id].parts
    talk.shelf = without_topic()
    first, *_ = talk.say("/progress")
    assert first.text.startswith(f'The questions of "{OLD.title}" have changed since you began.')
    assert "because their question has gone. I have kept them." in first.text
    assert talk.draft.unplaced == parts
    assert talk.draft.answers[TOPIC.id].parts == ()
    said = talk.press("Words in no answer")
    assert any(part.text in message.text for part in parts for message in said)
    assert not any("have changed since you began" in message.text for message in talk.say("/progress"))


def test_a_recording_for_a_question_that_was_taken_out_is_kept() -> None:
    """What has no words yet is told in its own line."""
    talk = starts.STARTS["answering"](LIBRARY)
    talk.speak()
    talk.shelf = without_topic()
    first, *_ = talk.say("/progress")
    assert "What you gave for a question that has gone is in no answer now. I have kept it." in first.text
    assert len(talk.draft.unplaced) == 1


def test_nobody_is_moved_to_an_older_version() -> None:
    """A draft on a version that is not offered is not asked to go back to the published one."""
    talk = starts.STARTS["answering"](starts.newer())
    newest = talk.draft.version
    talk.shelf = replace(talk.shelf, withheld=frozenset({f"{starts.CPL}@{newest}"}))
    assert talk.shelf.latest(starts.CPL) == OLD
    assert not any("newer version" in message.text for message in talk.say("/start"))
    assert talk.draft.version == newest
