"""Statements sent message by message to the bot, whose proposal is accepted: the answers hold the right words."""

import re
from datetime import timedelta

import pytest
from statements.shapes import Statement, statements
from transcripts.starts import begin

from flows.rules.evidence.answers import NOTHING, text

pytestmark = pytest.mark.slow

QUESTIONS = ("topic", "relevance", "learning", "practice", "confidence")
UNSURE = {"ordinals", "paragraphs alone", "one run", "wrong number", "heading forgotten", "headings in one run"}
SOME = [one for one in statements()[::5] if one.shape not in UNSURE]


@pytest.mark.parametrize("statement", SOME, ids=[f"{one.shape}: {one.base}" for one in SOME])
def test_one_word_accepts_it(statement: Statement) -> None:
    """After the messages and a "yes", each answer has its words and no others."""
    talk = begin("answering", "as it is")
    for part in statement.parts:
        # A phone sends the pieces of one text within a second or two.
        talk.now -= timedelta(seconds=18)
        talk.say(part)
    talk.say("yes")
    draft = talk.desk.in_hand
    assert draft is not None
    given = [text(draft.answers.get(question, NOTHING)) for question in QUESTIONS]
    assert list(map(_plain, given)) == list(map(_plain, statement.truth))


def _plain(said: str) -> str:
    return re.sub(r"\s+", " ", said).strip()
