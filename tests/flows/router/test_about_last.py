"""Words about the message that the bot has just spoken of do with it what was meant, and no other words do."""

import json
from collections import Counter
from pathlib import Path

import pytest
from support.talk import Talk
from transcripts import starts

from flows.understanding.last_message import LastWish, last_wish

ANSWER = "I went through the medicine charts with the senior and we found fourteen missed signatures"
ASKED_OUT = "hang on someone at the door"
ASKED_IN = "i said it to you"
REPLIES = Path(__file__).parents[2] / "talk" / "replies"


def answering(*said: str) -> Talk:
    """At the first question, with some messages sent."""
    talk = starts.answering()
    for words in (ANSWER, *said):
        talk.say(words)
    return talk


def topic(talk: Talk) -> list[str]:
    """The messages of the first answer."""
    return [part.text for part in talk.draft.answers["topic"].parts]  # type: ignore[union-attr]


@pytest.mark.parametrize("said", ["yes", "aye put it in", "its part of it", "yes add it", "keep it in", "👍"])
def test_what_was_kept_out_goes_in(said: str) -> None:
    """A yes to "Is it part of it?", however it is said."""
    talk = answering(ASKED_OUT)
    assert "Is it part of it?" in talk.text()
    talk.say(said)
    assert topic(talk) == [ANSWER, ASKED_OUT]


@pytest.mark.parametrize("said", ["no", "no leave it out", "it is not", "nah that was just for you", "👎"])
def test_what_was_kept_out_stays_out(said: str) -> None:
    """A no leaves everything where it is, and the same words are not asked about again."""
    talk = answering(ASKED_OUT, said)
    assert topic(talk) == [ANSWER]
    assert "Left out" in talk.text()
    talk.say(ASKED_OUT)
    assert "Is it part of it?" not in talk.text()


@pytest.mark.parametrize("said", ["no", "take it out", "i was talking to you", "that was for you", "not part of it"])
def test_what_was_put_in_comes_out(said: str) -> None:
    """The message that was asked about comes out, and no other; it can be put back in words."""
    talk = answering(ASKED_IN)
    assert topic(talk) == [ANSWER, ASKED_IN]
    talk.say(said)
    assert topic(talk) == [ANSWER]
    talk.say("put it back in")
    assert topic(talk) == [ANSWER, ASKED_IN]


@pytest.mark.parametrize("said", ["yes", "leave it in", "keep it", "it should be in"])
def test_what_was_put_in_stays_in(said: str) -> None:
    """It says so, and files nothing of what was said."""
    talk = answering(ASKED_IN, said)
    assert topic(talk) == [ANSWER, ASKED_IN]
    assert "It is in your answer now" in talk.text()


@pytest.mark.parametrize("said", ["put it back", "undo that", "oops keep it", "no i want that back", "restore that"])
def test_what_was_taken_out_comes_back(said: str) -> None:
    """And taking out once more takes the same one out."""
    talk = answering("delete that last bit")
    assert topic(talk) == []
    talk.say(said)
    assert topic(talk) == [ANSWER]
    talk.say("undo that")
    assert topic(talk) == []


@pytest.mark.parametrize(
    "said",
    [
        "Yes and after that I felt more sure of myself on the medicine round",
        "I put it back in the cabinet and signed for it with the senior there",
        "No was her first answer so I gave her ten minutes and asked again",
    ],
)
@pytest.mark.parametrize("before", [ASKED_OUT, ASKED_IN])
def test_evidence_that_begins_alike_is_filed(before: str, said: str) -> None:
    """It says more than a yes, a no or a wish."""
    talk = answering(before, said)
    assert topic(talk)[-1] == said


def test_newer_words_are_meant() -> None:
    """Once more of the answer was sent, nobody speaks of the message before it."""
    talk = answering(ASKED_OUT, "Then I made a rota for the checks and hung it up in the office.")
    talk.say("yes")
    assert ASKED_OUT not in topic(talk)


def test_what_says_more_is_kept() -> None:
    """Words beside the wish vanish nowhere."""
    talk = answering(ASKED_OUT)
    said = "aye sorry the postie keeps ringing the bell here but put it in"
    talk.say(said)
    assert ASKED_OUT in topic(talk)
    assert said in [one.text for one in talk.draft.asides]  # type: ignore[union-attr]


def _understood(case: str, text: str) -> str:
    wish = last_wish(text)
    asked = {LastWish.yes: "in", LastWish.no: "out"} if case in "AB" else {}
    meant = {LastWish.put_in: "in", LastWish.take_out: "out", LastWish.undo: "out" if case == "B" else "in", **asked}
    return meant.get(wish, "other") if wish else "other"


def test_most_replies_of_strangers_are_understood() -> None:
    """Replies by people who saw no rule: nearly all are done, and hardly any evidence is taken for one.

    What is to stay as it is needs nothing done: there "out" and "other" are the same.
    """
    counts: Counter[tuple[bool, bool]] = Counter()
    for line in [line for file in REPLIES.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]:
        one = json.loads(line)
        got, idle = _understood(one["case"], one["text"]), one["case"] in "CD"
        right = got == one["meant"] or (idle and {got, one["meant"]} <= {"out", "other"})
        counts[one["meant"] == "other", right] += 1
    assert counts[False, True] / (counts[False, True] + counts[False, False]) >= 0.88
    assert counts[True, True] / (counts[True, True] + counts[True, False]) >= 0.95


@pytest.mark.parametrize("said", ["count them twice", "I wanted that", "we keep it in the office and sign for it"])
def test_nothing_is_lost_behind_small_talk(said: str) -> None:
    """Of talk that was kept out without a question nobody says more: what comes next stays a message of its own."""
    talk = answering("kettle's on", said)
    kept = [one.text for one in talk.draft.asides]  # type: ignore[union-attr]
    assert "kettle's on" not in topic(talk)
    assert said in [*topic(talk), *kept]


def test_an_old_button_does_what_the_words_did() -> None:
    """A yes in words, and then the button below the question, pressed twice."""
    talk = answering(ASKED_OUT, "yes")
    for _ in range(2):
        talk.press("Add it to my answer")
        assert topic(talk) == [ANSWER, ASKED_OUT]
