"""A statement that is pasted twice, or again with changes, stands once in the answers."""

from datetime import timedelta

from statements.shapes import SHORT, bases
from support.talk import Talk
from transcripts.starts import answering

from flows.rules.evidence.answers import text
from flows.rules.evidence.rewritten import is_new_version

ANSWERS = bases()["home care, brisk"]
WHOLE = "\n\n".join(f"{heading}\n{answer}" for heading, answer in zip(SHORT, ANSWERS, strict=True))


def _words(talk: Talk) -> tuple[str, ...]:
    return tuple(text(given) for given in talk.draft.answers.values())


def test_sent_twice() -> None:
    """The same message twice, as a phone with a bad signal sends it."""
    talk = answering()
    talk.say(WHOLE)
    talk.say(WHOLE)
    talk.press("Yes, put them there")
    assert _words(talk) == tuple(ANSWERS)


def test_a_new_version_takes_the_place_of_the_old_one() -> None:
    """Pasted again later with a sentence more; the old words can be brought back."""
    talk = answering()
    talk.say(WHOLE)
    talk.press("Yes, put them there")
    talk.now += timedelta(minutes=30)
    talk.say(f"{WHOLE} And I ask for it now.")
    assert "Answers 1, 2, 3, 4 and 5 have most of these words already. The new ones take their place." in talk.text()
    talk.press("Yes, put them there")
    assert _words(talk) == (*ANSWERS[:4], f"{ANSWERS[4]} And I ask for it now.")
    assert [part.text for part in talk.draft.answers["confidence"].struck] == [ANSWERS[4]]


def test_other_words_are_added() -> None:
    """What an answer has not said yet is added to it."""
    assert not is_new_version("We also moved the chart to the kitchen door.", ANSWERS[0])
    assert not is_new_version(ANSWERS[0], "")


def test_answers_that_have_words_are_not_called_empty() -> None:
    """One part pasted again: the other answers stand as they were, and are not said to have no words."""
    talk = answering()
    talk.say(WHOLE)
    talk.press("Yes, put them there")
    talk.now += timedelta(minutes=30)
    talk.say(f"{SHORT[4]}\n{ANSWERS[4]} And I ask for it now.")
    assert "Answer 5 has most of these words already" in talk.text()
    assert "no words yet" not in talk.text()
