"""Answers sent one a message: under their numbers, or after the question's own text or number."""

from statements.shapes import ASKED, bases
from support.talk import Talk
from transcripts.starts import answering

from flows.rules.evidence.answers import NOTHING, text

QUESTIONS = ("topic", "relevance", "learning", "practice", "confidence")
ANSWERS = bases()["home care, brisk"]


def _given(talk: Talk) -> tuple[str, ...]:
    return tuple(text(talk.draft.answers.get(question, NOTHING)) for question in QUESTIONS)


def test_numbers_before_the_answers() -> None:
    """What begins with 2 after an answer that begins with 1 is the second answer."""
    talk = answering()
    for number, answer in enumerate(ANSWERS, 1):
        talk.say(f"{number}. {answer}")
    assert _given(talk) == tuple(f"{number}. {answer}" for number, answer in enumerate(ANSWERS, 1))


def test_a_list_within_an_answer() -> None:
    """The three things learned, one a message, are one answer."""
    talk = answering()
    talk.say("3")
    things = [f"{number}. {thing}" for number, thing in enumerate(ANSWERS[2].split("\n\n"), 1)]
    for thing in things:
        talk.say(thing)
    assert _given(talk) == ("", "", "\n\n".join(things), "", "")


def test_a_question_alone_goes_to_it() -> None:
    """Its text or its number is no evidence: what comes next is the answer."""
    talk = answering()
    for said, answer in zip((ASKED[0], "2", "Q3", ASKED[3], "5."), ANSWERS, strict=True):
        talk.say(said)
        talk.say(answer)
    assert _given(talk) == tuple(ANSWERS)
