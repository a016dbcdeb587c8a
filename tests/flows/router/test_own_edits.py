"""Orders about words of an answer are no evidence, and take out no other words than those that are meant."""

import pytest
from support.talk import Talk
from transcripts import starts

LONG = (
    "I shadowed the senior for a week and read the medication policy with her at the desk each morning. "
    "On the Tuesday a delivery was short and she rang the chemist in front of me, calm as anything. "
    "She wrote each call in the red diary so that the night staff knew what had been promised."
)
COURSE = "I did a two day workshop with Open University on coaching"
ONLINE = "the workshop was run online"


def answering(*said: str) -> Talk:
    """At the first question, with some messages sent."""
    talk = starts.answering()
    for words in said:
        talk.say(words)
    return talk


def words(talk: Talk, question: str = "topic") -> list[str]:
    """The messages of an answer."""
    given = talk.draft.answers.get(question)
    return [part.text for part in given.parts] if given else []  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "said",
    [
        "take out the bit about the chemist",
        "can you delete the part about the red diary",
        "cut the sentence with the delivery in it",
        "delete the bit about the senior who rings the chemist",
    ],
)
def test_a_named_bit_is_shown_and_nothing_else_goes(said: str) -> None:
    """The parts of the message that holds it are shown, with a button for each; the newest message stays."""
    talk = answering(LONG, COURSE, said)
    assert words(talk) == [LONG, COURSE]
    assert "The parts of that paragraph" in talk.text()
    talk.say("take out 1")
    assert len(" ".join(words(talk))) < len(f"{LONG} {COURSE}")
    assert COURSE in words(talk)


@pytest.mark.parametrize("said", ["remove the last sentence of question 1", "lose the first line of q1"])
def test_a_bit_of_another_answer_is_shown_there(said: str) -> None:
    """Nothing of the answer where the worker is goes."""
    talk = answering(LONG)
    talk.say("2")
    talk.say("It matters because I am asked to induct every new relief worker in our house now.")
    before = words(talk, "relevance")
    talk.say(said)
    assert words(talk) == [LONG]
    assert words(talk, "relevance") == before
    assert "Your answer 1" in talk.text()


def test_a_bit_that_stands_elsewhere_is_shown_and_the_worker_stays() -> None:
    """What they write next is more of the answer that they were at."""
    talk = answering(COURSE)
    talk.say("2")
    first, second = "It matters because I induct new staff.", "I was copying how I was inducted."
    for said in (first, "take out the bit about the workshop", second):
        talk.say(said)
    assert words(talk) == [COURSE]
    assert words(talk, "relevance") == [first, second]


def test_the_bit_that_was_just_sent_is_taken_out() -> None:
    """Where it is all of the newest message, that is an undo as before."""
    talk = answering(LONG, "The trainer gave us a red folder", "take out the bit about the folder")
    assert words(talk) == [LONG]
    talk.say("bring it back")
    assert words(talk) == [LONG, "The trainer gave us a red folder"]


@pytest.mark.parametrize(
    "said",
    [
        "change Open University to OpenLearn",
        "change workshop run to course run",
        'change "two day" to "three day"',
        'no wait swap "coaching" for mentoring',
        "i wrote workshop but i mean course",
        "shorten q1 for me",
        "replace q1 with: I did a course on coaching new staff with the council and wrote a diary about it",
        "swap first and second round",
        "move the last sentence of q1 to q4",
        "put that last bit before the first one",
    ],
)
def test_an_order_to_change_words_changes_none_and_says_how(said: str) -> None:
    """The words stay as they are, the order is not among them, and the reply says what to do."""
    talk = answering(COURSE, ONLINE, said)
    assert words(talk) == [COURSE, ONLINE]
    assert "never change your words" in talk.text() or "I moved nothing" in talk.text()
    talk.press("Add it to my answer")
    assert said in words(talk)


@pytest.mark.parametrize(
    "said",
    [
        "change the sheet to one that new staff can read at a glance",
        "move the hoist to the room where it is used the most",
        "Change handover to five minutes with each of the staff",
        "I want to cut the time that people wait for their breakfast",
        "add to the care plan what the person likes and how they take their tea",
        "That should be in place by the summer",
        "take the messages from families to the shift lead",
    ],
)
def test_what_is_to_change_at_work_is_filed(said: str) -> None:
    """A plan for work is evidence, however much it sounds like an order."""
    talk = answering(COURSE, said)
    assert words(talk) == [COURSE, said]


@pytest.mark.parametrize("said", ["wait that was meant for 2", "that should be in 2 not 1", "move that to question 2"])
def test_the_newest_message_moves_where_it_belongs(said: str) -> None:
    """It is in the answer that was named, and in no other."""
    talk = answering(COURSE, ONLINE, said)
    assert words(talk) == [COURSE]
    assert words(talk, "relevance") == [ONLINE]
    assert "is in answer 2 now" in talk.text()


def test_a_message_that_was_just_taken_out_moves_too() -> None:
    """The message that was spoken of last is meant, not the one before it."""
    talk = answering(COURSE, ONLINE, "undo that", "that should be in 2 instead")
    assert words(talk) == [COURSE]
    assert words(talk, "relevance") == [ONLINE]


def test_an_order_before_is_not_what_moves() -> None:
    """After an order that was not done, the newest message of the answer is meant, and not the order."""
    talk = answering(COURSE, ONLINE, "put that last bit before the first one", "that should be in 2 not 1")
    assert words(talk) == [COURSE]
    assert words(talk, "relevance") == [ONLINE]


def test_a_message_that_was_kept_out_moves_too() -> None:
    """What the bot took for talk goes into the answer that is named."""
    talk = answering(COURSE, "hang on someone at the door", "move that to question 2")
    assert words(talk) == [COURSE]
    assert words(talk, "relevance") == ["hang on someone at the door"]


def test_what_follows_the_name_of_an_answer_goes_there() -> None:
    """Only the words after the colon; the worker stays where they are, and an edit is filed there again."""
    talk = answering(COURSE)
    talk.say("add to 4: I will also ask the people we support")
    assert words(talk) == [COURSE]
    assert words(talk, "practice") == ["I will also ask the people we support"]
    talk.say(ONLINE)
    assert words(talk) == [COURSE, ONLINE]
    talk.edit("add to 4", "add to 4: I will ask the people we support each week")
    assert words(talk, "practice") == ["I will ask the people we support each week"]
    assert words(talk) == [COURSE, ONLINE]


@pytest.mark.parametrize(
    "said",
    [
        f"add to question 1 i {COURSE[2:]}",
        f"for question 1 put that I {COURSE[2:]}",
        f"Question 1, add this: {COURSE}",
        f"q1 add that {COURSE}",
        f"put this in the first one i {COURSE[2:]}",
        f"sorry forgot to say in question one that i {COURSE[2:]}",
        f"one more thing for q1 - {COURSE}",
        f"can you add this to number 1: {COURSE}",
    ],
)
def test_what_is_meant_for_another_answer_goes_there(said: str) -> None:
    """Without the words that say where; the worker stays at their question."""
    talk = answering(LONG)
    talk.say("2")
    talk.say(said)
    assert [text.lower() for text in words(talk)] == [LONG.lower(), COURSE.lower()]
    assert words(talk, "relevance") == []
    assert "is in answer 1 now" in talk.text()
    talk.say("It matters to my work.")
    assert words(talk, "relevance") == ["It matters to my work."]


def test_a_bit_of_the_newest_message_takes_not_all_of_it() -> None:
    """The message is shown, with a button."""
    talk = answering("I did the module online in March and then a half day course with our training team about choices")
    talk.say("take out the bit about the half day course")
    assert len(words(talk)) == 1
    assert "I took nothing out yet" in talk.text()


def test_the_last_answer_is_named_as_such() -> None:
    """Whatever its number is."""
    talk = answering(LONG)
    talk.say("for the last one can you put that i feel braver now")
    assert words(talk, "confidence") == ["i feel braver now"]


@pytest.mark.parametrize(
    "said",
    [
        "Put the notes in question form so that she could choose for herself",
        "In the first one we add a picture of the person so that new staff know who it is",
        "Add to that the fact that nobody had asked him since he moved in",
        "I put this in the first question I was asked at supervision and my senior agreed",
    ],
)
def test_evidence_that_sounds_alike_stays_where_it_was_sent(said: str) -> None:
    """Orders are given at work too."""
    talk = answering()
    talk.say("2")
    talk.say(said)
    assert words(talk, "relevance") == [said]


@pytest.mark.parametrize("said", ["read question 1", "read me q 1", "read back question 1 please", "hear answer 1"])
def test_an_answer_is_read_by_its_number(said: str) -> None:
    """From any other question."""
    talk = answering(LONG)
    talk.say("2")
    talk.say(said)
    assert words(talk, "relevance") == []
    assert "Your answer 1" in talk.text()
