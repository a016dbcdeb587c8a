"""Which draft is in hand: the one that the worker turned to last, whatever happens to others meanwhile."""

import pytest
from support.talk import Talk
from transcripts.starts import answering

from flows.engine.events import FileRefusal, StatementUnread
from flows.features.help.screens import Aside


def with_another_in_hand() -> tuple[Talk, str]:
    """A worker who has begun to answer, and opened another badge since; and the id of the first draft."""
    talk = answering()
    first = talk.draft.id
    talk.say("/start elc-leadership-23-things")
    assert talk.desk.person.in_hand != first
    return talk, first


def test_an_edited_detail_is_remembered_and_turns_to_no_draft() -> None:
    """A detail that is put right in an older draft is offered as it is now; the worker stays where they are."""
    talk, first = with_another_in_hand()
    hand = talk.desk.person.in_hand
    talk.edit("mary@example.org", "mary.ross@example.org")
    assert talk.desk.drafts[first].facts["email"].values == ("mary.ross@example.org",)
    assert talk.desk.person.remembered["email"].values == ("mary.ross@example.org",)
    assert talk.desk.person.in_hand == hand


@pytest.mark.parametrize("why", FileRefusal)
def test_news_that_asks_for_nothing_turns_to_no_draft(why: FileRefusal) -> None:
    """That a file could not be read is said, and the worker stays where they are."""
    talk, first = with_another_in_hand()
    before = talk.desk
    talk.take(StatementUnread(at=talk.now, fresh="f" * 64, draft=first, key=900, why=why))
    assert isinstance(talk.replies[-1], Aside)
    assert talk.desk == before
