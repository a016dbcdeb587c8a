"""A reply to one's own message goes to the answer of that message, whatever the phone shows."""

from dataclasses import replace
from datetime import timedelta

from support.talk import LIBRARY, Talk
from transcripts.starts import STARTS

from flows.engine.events import TextSent


def reply(talk: Talk, to: int, text: str) -> None:
    """The person replies to a message by its id."""
    talk.keys += 1
    talk.now += timedelta(seconds=20)
    talk.take(TextSent(at=talk.now, fresh="e" * 64, key=talk.keys, text=text, under=talk.place(), replied=to))


def test_a_reply_to_an_own_message_goes_where_that_is() -> None:
    """At question 2, more is said of a message in answer 1 by replying to it."""
    talk = STARTS["answering"](LIBRARY)
    talk.say("I chose the course on moving and handling, because we had two new residents.")
    mine = talk.draft.answers["topic"].parts[0].key
    talk.say("next")
    reply(talk, mine, "It was a day long, and our own trainer held it.")
    assert [part.text for part in talk.draft.answers["topic"].parts][1:] == [
        "It was a day long, and our own trainer held it."
    ]
    assert not talk.draft.answers.get("relevance")


def test_a_reply_to_a_message_in_no_answer_stays_here() -> None:
    """A reply to a message that nobody knows is read where the phone stands."""
    talk = STARTS["answering"](LIBRARY)
    reply(talk, 9999, "I chose the course on moving and handling, because we had two new residents.")
    assert talk.draft.answers["topic"].parts


def test_an_answer_that_stays_as_sent_takes_no_reply() -> None:
    """Where more is asked for elsewhere only, a reply to an older message changes nothing in its answer."""
    talk = STARTS["with_issuer"](LIBRARY)
    sent = talk.draft.answers["topic"].parts
    draft = replace(talk.draft)
    reply(talk, sent[0].key, "One more thing about it that I forgot.")
    assert talk.draft.answers["topic"].parts == sent
    assert talk.draft.answers == draft.answers
