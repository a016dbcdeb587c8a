"""Buttons stay on the phone for ever. Whichever is pressed, at whatever stage, no word goes and nothing is sent."""

from functools import cache

import pytest
from support.talk import LIBRARY, WORDING
from transcripts.starts import STARTS

from flows.engine.buttons import ACTIONS, Action, Button
from flows.engine.effects import DeliverPack
from flows.engine.screen import Screen
from flows.model.draft import Draft, Session
from flows.model.stages import Stage

pytestmark = pytest.mark.slow


@cache
def every_button() -> list[str]:
    """The data of every button that a whole talk ever shows, with one of each action there is.

    Of those that are read as one and the same press, one: `engine/test_buttons.py` is about what is read.
    """
    talk = STARTS["with_issuer"](LIBRARY)
    draft = next(iter(talk.desk.drafts))
    shown = {b.data for s in talk.shown if s.message for row in s.message.buttons for b in row}
    about = ("", "topic", "confidence", "name", "register_parts:1", "checks", "101:2", "9", "0")
    every = sorted(shown | {f"{action.value}|{draft}|{a}" for action in ACTIONS.values() for a in about})
    return list({Button.parse(data): data for data in every}.values())


def content(draft: Draft) -> tuple[object, ...]:
    """What an issuer gets."""
    return draft.answers, draft.facts, draft.declarations, draft.ai


def said(desk: Session) -> list[str]:
    """All words of all answers, struck ones and those put aside too."""
    drafts = desk.drafts.values()
    kept = [part for draft in drafts for given in draft.answers.values() for part in (*given.parts, *given.struck)]
    return sorted(one.text for one in (*kept, *(aside for draft in drafts for aside in draft.asides)))


@pytest.mark.parametrize("start", [name for name in STARTS if name not in ("new", "agreed")])
def test_an_old_button_loses_nothing(start: str) -> None:
    """At each stage, every button there ever was answers something, sends nothing, and keeps every word.

    Once it is sent, none changes an answer, a fact or a declaration.
    """
    talk = STARTS[start](LIBRARY)
    sent = {talk.draft.id: content(talk.draft)} if start in ("sending", "with_issuer") else {}
    rendered: set[Screen] = set()
    for data in every_button():
        turn = talk.pressed(data)
        assert turn.replies, data
        new = set(turn.replies) - rendered
        assert all(WORDING.messages(reply) for reply in new)
        rendered |= new
        assert said(turn.session) == said(talk.desk), data
        sends = data.startswith("send|") and talk.draft.stage is Stage.declaring and start == "final"
        assert any(isinstance(effect, DeliverPack) for effect in turn.effects) == sends, data
        assert all(content(turn.session.drafts[draft]) == before for draft, before in sent.items()), data


@pytest.mark.parametrize("action", [Action.restore, Action.refuse_paste, Action.file_paste, Action.again_yes])
def test_what_changes_nothing_takes_back_no_statement(action: Action) -> None:
    """Where there is nothing to bring back, put or strike, an old button leaves the agreed statements as they are."""
    talk = STARTS["final"](LIBRARY)
    about = "" if action is Action.again_yes else "topic"
    assert talk.draft.declarations
    turn = talk.pressed(f"{action.value}|{talk.draft.id}|{about}")
    assert turn.replies
    assert turn.session.drafts[talk.draft.id].declarations == talk.draft.declarations
    assert turn.session.drafts[talk.draft.id].stage is talk.draft.stage


def test_a_badge_without_questions_has_no_answer_to_paste_into() -> None:
    """An old button of a statement is answered there too."""
    talk = STARTS["agreed"](LIBRARY)
    talk.say("/start elc-leadership-23-things")
    talk.press("Yes, this is for me")
    talk.say("Mary Ross")
    talk.say("mary@example.org")
    assert talk.pressed(Button(Action.refuse_paste, talk.draft.id).data).replies


def test_no_to_a_badge_after_the_yes_puts_nothing_away() -> None:
    """The button stays above the details that were asked for since."""
    talk = STARTS["chosen"](LIBRARY)
    talk.press("Yes, this is for me")
    talk.say("Shona McAllister")
    turn = talk.pressed(f"wrong|{talk.draft.id}|")
    after = turn.session.drafts[talk.draft.id]
    assert after.is_open
    assert after.facts == talk.draft.facts != {}
    assert turn.session.person.in_hand == after.id
