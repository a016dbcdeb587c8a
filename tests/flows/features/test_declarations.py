"""The last statements before sending: AI tools, links, and declarations one at a time."""

from datetime import timedelta

import pytest
from support.talk import Talk
from transcripts import starts

from flows.engine.events import ButtonPressed
from flows.features.declarations.handlers import is_link
from flows.model.stages import Stage


@pytest.mark.parametrize(
    "text",
    [
        "https://chatgpt.com/share/67f0-aa",
        "https://chat.example.org",
        "https://chat.example.org:443/a?b=c#d",
        "https://éxample.org/chat",
        "https://g.co/gemini/share/1",
    ],
)
def test_a_link_that_an_assessor_can_open(text: str) -> None:
    """One whole https address with a host that has a name."""
    assert is_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "https://", "https:///share", "http://chat.example.org/1", "chat.example.org/1", "ftp://example.org/1",
        "https://localhost/1", "https://127.0.0.1/1", "https://[::1]/1", "https://[/", "https://example.org:99999/1",
        "https://example.org:8080/1", "https://me@example.org/1", "https://me:secret@example.org/1",
        "https://example.org/1 https://example.org/2", "see https://example.org/1", "javascript:alert(1)",
        "https://example.org/" + "a" * 500, "https://.org./", "https://./",
    ],
)  # fmt: skip
def test_what_is_no_such_link(text: str) -> None:
    """Anything an assessor could not open, or should not, is asked for again, and never an error."""
    assert not is_link(text)


@pytest.mark.parametrize("action", ["ai-yes", "ai-no"])
def test_a_badge_that_asks_nothing_of_ai_keeps_no_answer(action: str) -> None:
    """A button of another badge changes nothing, and is told to be an old one."""
    talk = starts.begin("answering", "no AI")
    at, fresh = talk._stamp(timedelta(seconds=5))
    talk.take(ButtonPressed(at=at, fresh=fresh, data=f"{action}|{talk.draft.id}|", message=1, under=talk.place()))
    assert talk.draft.ai is None
    assert "no longer fits" in talk.text()


def _declared(talk: Talk, count: int) -> Talk:
    talk.press("No, I did not")
    for _ in range(count):
        talk.press("I agree")
    return talk


@pytest.mark.parametrize("count", range(5))
def test_nothing_goes_before_every_declaration(count: int) -> None:
    """With one declaration still open, no way of sending sends."""
    talk = _declared(starts.declaring(), count)
    talk.say("send")
    talk.say("/start")
    assert talk.draft.stage is Stage.declaring
    assert f"Statement {count + 1}" in talk.text()
    assert not talk.effects


def test_a_change_takes_the_declarations_back() -> None:
    """Whoever declares, and then adds a sentence, declares again: a declaration is about the words that were there."""
    talk = _declared(starts.declaring(), 5)
    talk.press("Check my answers")
    talk.press("Change 1")
    talk.say("One more thing.")
    assert talk.draft.declarations == {}
    assert talk.draft.stage is Stage.answering


def test_a_look_at_the_check_takes_nothing_back() -> None:
    """Going back to the check without changing a word keeps what was declared."""
    talk = _declared(starts.declaring(), 5)
    talk.press("Check my answers")
    talk.press("Read it all")
    talk.press("Check my answers")
    talk.press("Carry on to sending")
    assert len(talk.draft.declarations) == 5
    assert "Send my application" in talk.labels()


def test_a_detail_typed_again_as_it_was_takes_nothing_back() -> None:
    """Who looks at a detail and types the same once more has changed nothing that was agreed to; another word has."""
    talk = _declared(starts.declaring(), 5)
    (employer,) = talk.draft.facts["employer"].values
    for typed, left in ((employer, 5), (f"{employer} Trust", 0)):
        talk.press("Check my answers")
        talk.press("Change my details")
        talk.say("5")
        talk.say(typed)
        assert len(talk.draft.declarations) == left


def test_saying_yes_twice_keeps_the_first_time() -> None:
    """A second yes to a declaration does not change when it was agreed to."""
    talk = starts.declaring()
    talk.press("No, I did not")
    first = talk.said
    talk.press("I agree")
    before = dict(talk.draft.declarations)
    talk.shown[-1].message = first[0]
    talk.press("I agree")
    assert talk.draft.declarations == before
