"""Work that came back: whatever comes for an answer that stays as it was sent is kept, and is in no answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from support.talk import LIBRARY, Talk, words
from transcripts.starts import STARTS

from flows.engine.events import AudioSent, DecisionMade, TextSent
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.model.attachments.audio import AudioKind
from flows.model.decision import Decision, DecisionVerdict, Remark


@pytest.fixture
def talk() -> Talk:
    """The assessor asks for more in the first answer, and in no other."""
    talk = STARTS["with_issuer"](LIBRARY)
    (draft,) = talk.desk.drafts
    decision = Decision(
        DecisionVerdict.returned, remarks=(Remark("topic", satisfied=False, comment="Name the course."),)
    )
    talk.take(DecisionMade(at=talk.now, fresh="d" * 64, draft=draft, attempt=1, decision=decision))
    return talk


def writes(talk: Talk, under: Prompt) -> None:
    """The person writes."""
    talk.take(TextSent(at=_later(talk), fresh="a" * 64, key=9001, text=words(5, "late"), under=under))


def speaks(talk: Talk, under: Prompt) -> None:
    """The person sends a recording."""
    sent = AudioSent(at=_later(talk), fresh="b" * 64, key=9001, kind=AudioKind.voice, source="file", under=under)
    talk.take(sent)


def links(talk: Talk, under: Prompt) -> None:
    """The person sends a link."""
    link = "https://example.org/mine"
    talk.take(TextSent(at=_later(talk), fresh="c" * 64, key=9001, text=link, under=under))


def _later(talk: Talk) -> object:
    return talk.now + timedelta(minutes=1)


@pytest.mark.parametrize("does", [writes, speaks, links])
def test_what_comes_for_a_closed_answer_waits_for_a_place(talk: Talk, does: Callable[[Talk, Prompt], None]) -> None:
    """It is kept in the draft and asked about; the answer that the assessor has read is not touched."""
    before = talk.draft.answers["learning"]
    does(talk, Prompt(PromptKind.question, talk.draft.id, OfQuestion("learning")))
    assert talk.draft.answers["learning"] == before
    assert [part.key for part in talk.draft.unplaced] == [9001]
    assert "3. Three things I learned, and why each one matters" not in talk.labels()


@pytest.mark.parametrize("does", [writes, speaks])
def test_an_answer_of_which_more_is_wanted_takes_it(talk: Talk, does: Callable[[Talk, Prompt], None]) -> None:
    """Words and recordings go into the answer that is open."""
    does(talk, Prompt(PromptKind.question, talk.draft.id, OfQuestion("topic")))
    assert 9001 in [part.key for part in talk.draft.answers["topic"].parts]
