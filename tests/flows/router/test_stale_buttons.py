"""Buttons stay on the phone for ever. Whichever is pressed, at whatever stage, no word goes and nothing is sent."""

from datetime import timedelta

import pytest
from support.talk import LIBRARY, OPERATOR, Talk
from transcripts.starts import STARTS
from transcripts.story import Story, stories

from flows.engine.buttons import ACTIONS, Action, Button
from flows.engine.effects import DeliverPack
from flows.engine.events import ButtonPressed
from flows.engine.prompts import Prompt
from flows.model.draft import Session
from flows.model.stages import Stage
from flows.router.render import Wording
from flows.router.turn import take_turn
from flows.text import Catalogue

pytestmark = pytest.mark.slow


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


def said(desk: Session) -> list[str]:
    """All words of all answers, struck ones and those put aside too."""
    drafts = desk.drafts.values()
    kept = [part for draft in drafts for given in draft.answers.values() for part in (*given.parts, *given.struck)]
    return sorted(one.text for one in (*kept, *(aside for draft in drafts for aside in draft.asides)))


def pressed(talk: Talk, data: str, under: Prompt | None = None) -> object:
    """What comes of pressing a button now; the talk itself does not go on."""
    event = ButtonPressed(at=talk.now + timedelta(days=1), fresh="f" * 64, data=data, message=1, under=under)
    return take_turn(talk.shelf, talk.desk, event)


@pytest.mark.parametrize("start", [name for name in STARTS if name not in ("new", "agreed")])
def test_an_old_button_loses_nothing(start: str) -> None:
    """At each stage, every button there ever was answers something, sends nothing, and keeps every word."""
    talk = STARTS[start](LIBRARY)
    wording = Wording(Catalogue(operator=OPERATOR))
    for data in every_button():
        turn = pressed(talk, data)
        assert turn.replies, data
        assert all(wording.messages(reply) for reply in turn.replies)
        assert said(turn.session) == said(talk.desk), data
        sends = data.startswith("send|") and talk.draft.stage is Stage.declaring and start == "final"
        assert any(isinstance(effect, DeliverPack) for effect in turn.effects) == sends, data


@pytest.mark.parametrize("start", ["sending", "with_issuer"])
def test_nothing_changes_what_was_sent(start: str) -> None:
    """Once it is sent, no button changes an answer, a fact or a declaration."""
    talk = STARTS[start](LIBRARY)
    before = talk.draft
    for data in every_button():
        after = pressed(talk, data).session.drafts[before.id]
        assert (after.answers, after.facts, after.declarations, after.ai) == (
            before.answers, before.facts, before.declarations, before.ai,
        )  # fmt: skip


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_what_is_shown_can_be_pressed(path: object) -> None:
    """In every story, each button does something where it is shown first: none is called an old one."""
    story = Story.read(path)
    take = story.talk.take
    seen: set[tuple[str, Prompt | None]] = set()

    def taken(event: object) -> object:
        shown = take(event)
        for message in shown:
            for button in (button for row in message.buttons for button in row):
                if (button.data, message.place) in seen:
                    continue
                seen.add((button.data, message.place))
                turn = pressed(story.talk, button.data, message.place)
                names = [getattr(reply, "note", None) for reply in turn.replies]
                assert "old_button" not in [note.value for note in names if note], button.label
        return shown

    story.talk.take = taken
    story.play()


@pytest.mark.parametrize("action", [Action.restore, Action.refuse_paste, Action.file_paste, Action.again_yes])
def test_what_changes_nothing_takes_back_no_statement(action: Action) -> None:
    """Where there is nothing to bring back, put or strike, an old button leaves the agreed statements as they are."""
    talk = STARTS["final"](LIBRARY)
    about = "" if action is Action.again_yes else "topic"
    assert talk.draft.declarations
    turn = pressed(talk, f"{action.value}|{talk.draft.id}|{about}")
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
    assert pressed(talk, Button(Action.refuse_paste, talk.draft.id).data).replies
