"""What people say to the bot while they write: it is not filed, moves nobody on by mistake, and gets an answer."""

import pytest
from support.talk import Talk
from transcripts import starts

ANSWER = "I went through the medicine charts with the senior and we found fourteen missed signatures"


def answering(*said: str) -> Talk:
    """At the first question, with some messages sent."""
    talk = starts.answering()
    for words in (ANSWER, *said):
        talk.say(words)
    return talk


def topic(talk: Talk) -> list[str]:
    """The messages of the first answer."""
    return [part.text for part in talk.draft.answers["topic"].parts]  # type: ignore[union-attr]


def at(talk: Talk) -> str:
    """The question where the worker is."""
    place = talk.place()
    return place.question if place else ""


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("skip to 5", "confidence"),
        ("lets go on to 3", "learning"),
        ("can we jump to question 4 now", "practice"),
        ("do question 2 next", "relevance"),
        ("finish", "relevance"),
    ],
)
def test_where_they_go_is_where_the_next_words_belong(said: str, there: str) -> None:
    """The number alone is enough, and the order is not filed."""
    talk = answering(said)
    assert topic(talk) == [ANSWER]
    assert at(talk) == there


@pytest.mark.parametrize(
    "said",
    [
        "anything else i should say",
        "what else can i add here",
        "how many over now",
        "how much left now",
        "never mind",
        "not doing any more tonight",
        "get me out of here",
        "wait my husband calls",
        "tomorrow i continue",
        "fire alarm ffs",
        "dziękuję",
        "no actually i'll type it",
        "nah changed my mind il just type",
        "hmm no ill do voice after all",
        "i'd rather speak for this bit",
        "actually no i'll write it",
        "ok voice note it is then",
        "hmm cant be bothered wi voice, typing",
        "can i do voice notes",
        "i said i would type",
        "which one is longest",
    ],
)
def test_nothing_of_it_is_filed_and_nobody_is_moved_on(said: str) -> None:
    """The answer stays as it is, the question too, and nothing is offered to be deleted for good."""
    talk = answering(said)
    assert topic(talk) == [ANSWER]
    assert at(talk) in {"topic", ""}
    assert "delete everything" not in talk.text()
    talk.say("Then I made a rota for the checks and hung it up in the office.")
    assert len(topic(talk)) == 2 or "Where does it belong?" in talk.text()


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("is it saved if my phone dies, im on 4%", "I keep each message the moment it comes"),
        ("ive got it in my notes can i just paste it", "You can use your own notes"),
        ("can i go over a wee bit", "all answers together fit"),
        ("what happens if i go over", "all answers together fit"),
        ("can i send a photo of my certificate", "cannot use a picture"),
        ("do they actually listen to it", "voice note"),
        ("and what is quality assurance", "Looking at care or support"),
        ("what means outcomes", "better in their life or their day"),
        ("what is gap", "before you learned it"),
        ("what did you just do", "If that does not answer it, you can ask here"),
    ],
)
def test_a_question_gets_its_answer_or_somebody_to_ask(said: str, answered: str) -> None:
    """Tips alone are no answer to what was not asked."""
    talk = answering(said)
    assert topic(talk) == [ANSWER]
    assert answered in talk.text()


@pytest.mark.parametrize("said", ["send it now", "send it", "ok just submit everything"])
@pytest.mark.parametrize("before", [(), ("list",), ("which one is longest",)])
def test_who_wants_to_send_is_told_what_is_missing(before: tuple[str, ...], said: str) -> None:
    """It does not go on to the next question in silence, and is no evidence that waits for a place."""
    talk = answering(*before, said)
    assert topic(talk) == [ANSWER]
    assert "Before you can send" in talk.text()


@pytest.mark.parametrize("said", ["aa ok understand", "ok so typing", "no leave it", "no keep it", "no dont keep that"])
def test_what_agrees_to_nothing_puts_nothing_in(said: str) -> None:
    """After "Is it part of it?", only a yes or a plain wish puts the message in."""
    talk = answering("hang on someone at the door")
    assert "Is it part of it?" in talk.text()
    talk.say(said)
    assert topic(talk) == [ANSWER]


def test_talk_that_is_not_to_be_kept_is_not_put_in() -> None:
    """Not to keep it is no wish to have it in the answer."""
    talk = answering("can you pick up milk", "no dont keep that milk one")
    assert "can you pick up milk" not in topic(talk)


@pytest.mark.parametrize(
    "said",
    [
        "I will type it up each night so that the day staff can read it",
        "I will write it down for her",
        "Voice and tone matter",
        "Wait with the person until they are ready, my way of leading",
        "The fire alarm training made me think about who leads when it goes off",
        "In time I will do more tonight checks with the new staff",
    ],
)
def test_what_sounds_alike_at_work_is_filed(said: str) -> None:
    """Evidence that holds the same words."""
    talk = answering(said)
    assert said in topic(talk)


def test_numerals_are_numbers() -> None:
    """Where a number of a list can be typed, its word can."""
    talk = answering("list", "four")
    assert at(talk) == "practice"


@pytest.mark.parametrize("said", ["show me question 1", "what have i written so far for 1", "read me answer 1 again"])
def test_another_answer_is_shown_by_its_number(said: str) -> None:
    """Its words and its question, wherever the worker is."""
    talk = answering("list", "4", said)
    assert ANSWER in talk.text()
    assert at(talk) == "topic"


def test_new_words_beside_an_order_to_take_out_say_what_is_still_there() -> None:
    """The old ones are not taken out by half a message, and nobody thinks that they are."""
    talk = answering("scratch that last bit, put: if it is not written down nobody can prove it was done")
    assert "if it is not written down nobody can prove it was done" in topic(talk)
    assert "is in it too" in talk.text()
    talk.press("Take out 1")
    assert ANSWER not in topic(talk)


@pytest.mark.parametrize("shown", ["which one is longest", "delete the bits i took out for good"])
def test_words_after_a_list_go_where_they_were_being_written(shown: str) -> None:
    """A list of what can go is no place of its own: evidence after it is more of the same answer."""
    talk = answering("Then we hung it up.", "undo that", shown)
    more = "Then I made a rota for the checks and hung it up in the office."
    talk.say(more)
    assert topic(talk) == [ANSWER, more]


def test_an_order_at_a_list_of_what_can_go_deletes_nothing() -> None:
    """To take a bit out is no wish to have everything deleted."""
    talk = answering("which one is longest", "delete the bit about the medicine charts")
    assert topic(talk) == [ANSWER]
    assert "delete everything" not in talk.text()


@pytest.mark.parametrize("said", ["delete everything i said", "scrap the lot of it", "wipe it all out please"])
def test_all_of_an_answer_is_asked_about_before_it_goes(said: str) -> None:
    """It is not the newest message alone that is meant, and nothing goes before a yes."""
    talk = answering("Then we hung it up.", said)
    assert len(topic(talk)) == 2
    assert "start it again?" in talk.text() or "delete everything about you" in talk.text()


@pytest.mark.parametrize("said", ["did that replace the old one", "whats short", "what went where"])
def test_a_question_at_the_list_is_not_kept_as_words_for_an_answer(said: str) -> None:
    """It is no evidence that waits for a place, and there is somebody to ask."""
    talk = answering("list", said)
    assert talk.draft.unplaced == ()
    assert "Where does it belong?" not in talk.text()
