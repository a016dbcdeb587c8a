"""What workers ask of an application that was sent: answered, and never evidence."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.talk import BY_HAND, LIBRARY, Talk
from transcripts.starts import STARTS

from flows.engine.events import ButtonPressed, DecisionMade, HandedOver
from flows.features.decisions.issuer_talk_screens import AskUnchanged
from flows.features.submission.take_over import TakenOver
from flows.model.decision import Decided, Decision, DecisionVerdict, Remark
from flows.model.draft import Outcome
from flows.model.stages import Stage
from flows.rules.language_files import patterns

WANTED = ("What did they want exactly", "what do they mean", "why did they send it back", "what do I need to change")
ALREADY = ("but I already said that", "well I told you already", "its already in my answer", "I said that before")
SEEN = ("can I see what I sent", "what did I submit? I want to see what I sent")


def decided(verdict: DecisionVerdict, comment: str = "", wanting: str = "", why: str = "") -> Talk:
    """An application of which the issuer has said something."""
    talk = STARTS["with_issuer"](LIBRARY)
    remarks = (Remark(wanting, satisfied=False, comment=why),) if wanting else ()
    talk.take(
        DecisionMade(
            at=talk.now,
            fresh="d" * 64,
            draft=talk.draft.id,
            attempt=1,
            decision=Decision(verdict, comment=comment, remarks=remarks),
        )
    )
    return talk


def returned() -> Talk:
    """Work that came back for one question."""
    return decided(DecisionVerdict.returned, "Nearly there.", "relevance", "Say how this fits your own job.")


@pytest.mark.parametrize("asked", [*WANTED, *ALREADY])
def test_talk_about_returned_work_gets_their_words(asked: str) -> None:
    """The assessor's words come again, and not a word of the question goes anywhere."""
    talk = returned()
    before = talk.draft
    talk.say(asked)
    assert "Say how this fits your own job." in talk.text()
    assert (talk.draft.answers, talk.draft.unplaced) == (before.answers, before.unplaced)


@pytest.mark.parametrize("asked", SEEN)
@pytest.mark.slow
def test_what_was_sent_can_be_seen(asked: str) -> None:
    """While it is open again, at the issuer, and after the end."""
    for talk in (returned(), STARTS["with_issuer"](LIBRARY), decided(DecisionVerdict.declined, "No.")):
        before = talk.draft
        talk.say(asked)
        assert "as you sent" in talk.text()
        assert (talk.draft.answers, talk.draft.unplaced) == (before.answers, before.unplaced)


def test_answers_that_changed_are_not_shown_as_sent() -> None:
    """Once an answer has changed, only the file of the attempt is what was sent."""
    talk = returned()
    talk.say("I use it each morning when I plan the shift for the whole team.")
    talk.say("can I see what I sent")
    assert "each morning" not in talk.text()
    assert "It comes as a file" in talk.text()
    assert any(message.attachment for message in talk.said)


def test_no_evidence_reads_like_talk_about_a_letter() -> None:
    """No labelled evidence at a question matches what is taken out at the questions of returned work."""
    corpus = Path(__file__).parents[3].parent / "shared" / "talk" / "utterances.jsonl"
    if not corpus.exists():
        pytest.skip("the labelled messages are not beside this project")
    every = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    taken = [patterns("message_patterns")[name] for name in ("wanted", "sent", "wrong one", "already")]
    wrong = [
        one["text"]
        for one in every
        if one["act"] in {"evidence", "mixed"} and any(form.fullmatch(one["text"].casefold()) for form in taken)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("can I appeal", "To ask why, or to ask for another look"),
        ("where is my badge", "not awarded"),
        ("thank you", "You are welcome."),
        ("why did they say no", "Too short."),
        ("I sent the wrong one, take it back", "there is nothing to take back"),
        ("can i try again", "You can begin again"),
    ],
)
def test_after_a_decline_questions_get_answers(asked: str, says: str) -> None:
    """Never that the application can no longer be changed."""
    talk = decided(DecisionVerdict.declined, "Too short.")
    talk.say(asked)
    assert says in talk.text()
    assert "no longer be changed" not in talk.text()


def test_where_the_badge_is() -> None:
    """Its link, once it is awarded."""
    talk = STARTS["with_issuer"](LIBRARY)
    given = Decision(DecisionVerdict.awarded, link="https://badges.example/77")
    talk.desk = replace(
        talk.desk,
        drafts={talk.draft.id: replace(talk.draft, stage=Stage.closed, outcome=Outcome.awarded)},
    )

    draft = replace(talk.draft, decisions=(Decided(1, talk.now, given),))
    talk.desk = replace(talk.desk, drafts={draft.id: draft})
    talk.say("where is my badge")
    assert "https://badges.example/77" in talk.text()


def test_the_wrong_one_can_be_taken_back() -> None:
    """At the issuer it is asked once more; made ready for the worker, it is open again."""
    talk = STARTS["with_issuer"](LIBRARY)
    talk.say("I sent the wrong one, take it back")
    assert "Yes, take it back" in talk.labels()
    ready = STARTS["sending"](BY_HAND)
    ready.take(HandedOver(at=ready.now, fresh="e" * 64, draft=ready.draft.id, attempt=1))
    ready.say("I sent the wrong one, take it back")
    assert ready.draft.stage is Stage.reviewing


def test_change_it_first_makes_a_new_one() -> None:
    """Back at the check; what goes then is another attempt, under the same reference."""
    talk = STARTS["sending"](BY_HAND)
    talk.take(HandedOver(at=talk.now, fresh="e" * 64, draft=talk.draft.id, attempt=1))
    reference = talk.draft.sending.reference
    talk.press("Change it first")
    assert talk.draft.stage is Stage.reviewing
    talk.press("Carry on to the last steps")
    talk.press("Make my application ready")
    assert (talk.draft.sending.reference, talk.draft.sending.attempt) == (reference, 2)
    assert talk.draft.sending.supersedes is None


def to_the_last_look(talk: Talk) -> None:
    """Through the check and the statements."""
    talk.say("check")
    talk.press("Carry on to sending")
    talk.press("No, I did not")
    while "I agree" in talk.labels():
        talk.press("I agree")


def test_an_unchanged_second_attempt_is_asked_about_once() -> None:
    """It names the question that is as it was, and goes when the worker says so."""
    talk = returned()
    talk.press("Leave it as it is")
    to_the_last_look(talk)
    talk.press("Send my application")
    (asked,) = (reply for reply in talk.replies if isinstance(reply, AskUnchanged))
    assert asked.numbers == (2,)
    talk.say("go on as it is")
    assert talk.draft.stage is Stage.sending


def test_a_changed_second_attempt_goes_at_once() -> None:
    """What was asked for has more words now."""
    talk = returned()
    talk.say("It fits my job, because I plan the shifts of six people every morning.")
    to_the_last_look(talk)
    talk.press("Send my application")
    assert talk.draft.stage is Stage.sending


def test_badges_that_were_asked_for_by_number_are_named() -> None:
    """They asked for badges 18 to 23; none is attached."""
    talk = STARTS["things"](LIBRARY)
    talk.say("all")
    to_the_last_look_of_badges(talk)
    talk.press("Send my application")
    talk.deliver()
    talk.take(
        DecisionMade(
            at=talk.now,
            fresh="d" * 64,
            draft=talk.draft.id,
            attempt=1,
            decision=Decision(DecisionVerdict.returned, comment="Please show us badges 18 to 23."),
        )
    )
    to_the_last_look_of_badges(talk)
    talk.press("Send my application")
    (asked,) = (reply for reply in talk.replies if isinstance(reply, AskUnchanged))
    assert asked.badges == (18, 19, 20, 21, 22, 23)


def to_the_last_look_of_badges(talk: Talk) -> None:
    """The same for the badge that asks for other badges alone."""
    talk.say("/review")
    talk.press("Carry on to sending")
    while "I agree" in talk.labels():
        talk.press("I agree")


def test_answers_are_used_again_without_statements() -> None:
    """A new application with the same words; the old one stays as it was."""
    talk = decided(DecisionVerdict.declined, "Too short.")
    old = talk.draft
    talk.press("Use my answers again")
    assert any(isinstance(reply, TakenOver) for reply in talk.replies)
    new = talk.desk.in_hand
    assert new is not None
    assert new.id != old.id
    assert {q: a.parts for q, a in new.answers.items()} == {q: a.parts for q, a in old.answers.items()}
    assert (new.declarations, new.ai, new.sending) == ({}, None, None)
    assert talk.desk.drafts[old.id] == old


def test_answers_are_not_used_over_others() -> None:
    """Whoever has begun anew, and written, loses nothing by pressing it."""
    talk = decided(DecisionVerdict.declined, "Too short.")
    button = next(b for row in talk.said[-1].buttons for b in row if b.label == "Use my answers again")
    talk.press("Use my answers again")
    again = talk.desk.in_hand
    assert again is not None
    talk.take(ButtonPressed(at=talk.now, fresh="f" * 64, data=button.data, message=1))
    assert "I have not changed it" in talk.text()
    assert talk.desk.drafts[again.id].answers == again.answers
