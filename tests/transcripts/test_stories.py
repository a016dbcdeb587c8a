"""The stories, each a test of its own name."""

from pathlib import Path

import pytest
from support.examples import fast_lane
from support.pack_promise import assert_keeps_the_promise, promised
from support.talk import Talk
from transcripts.story import LINE, Story, packed, stories

from flows.engine.buttons import Button
from flows.engine.events import AnyEvent
from flows.engine.message import Message


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    """Each turn ends as the story says, and the bot says what people have read and agreed to.

    What is sent, with recordings, pages, AI tools or a second attempt, keeps the promise that issuers have. Each kind
    of button does something where it is shown first, out of the fast lane: none is called an old one.
    """
    story = Story.read(path)
    if not fast_lane():
        press_what_is_shown(story.talk)
    story.play()
    assert not story.kept or story.chat() == story.kept, (
        "what the bot says has changed: run `make goldens` and read the difference"
    )
    for pack in packed(story.talk):
        assert_keeps_the_promise(promised(), pack)


def press_what_is_shown(talk: Talk) -> None:
    """After each turn, buttons are pressed of a kind that the talk has not shown at such a prompt and stage before."""
    take = talk.take
    seen: set[tuple[object, ...]] = set()

    def taken(event: AnyEvent) -> tuple[Message, ...]:
        shown = take(event)
        for message, button in [(said, button) for said in shown for row in said.buttons for button in row]:
            press = Button.parse(button.data)
            assert press
            draft = talk.desk.in_hand
            kind = (press.action, type(press.about), message.place and message.place.ask, draft and draft.stage)
            if kind not in seen:
                seen.add(kind)
                notes = [getattr(reply, "note", None) for reply in talk.pressed(button.data, message.place).replies]
                assert "old_button" not in [note.value for note in notes if note], button.label
        return shown

    talk.take = taken


def test_a_story_says_what_it_shows() -> None:
    """Each file opens with the sentence that it shows."""
    assert [path.name for path in stories() if not path.read_text(encoding="utf-8").startswith("story: ")] == []


def test_the_stories_that_show_the_product_are_written_out() -> None:
    """So many that a stranger reads them in a sitting, and no more."""
    assert 15 <= sum(LINE in path.read_text(encoding="utf-8") for path in stories()) <= 25
