"""Words at a prompt that is no question: yes and no in all forms, details, the way back, and nothing by accident."""

from collections.abc import Callable

import pytest
from support.talk import Talk, words
from transcripts import starts

from flows.features.help.short_prompt import ShortPrompt
from flows.model.stages import Stage
from flows.pack.assemble import pack_ai
from flows.pack.evidence_text import ai_line

YES = ("yes", "aye", "yep", "agreed", "spot on", "I agree", "ok")
NO = ("no", "naw", "nope", "I do not agree, sorry", "I can't say that")


def statement() -> Talk:
    """At the first statement."""
    talk = starts.declaring()
    talk.press("No, I did not")
    return talk


def at_name() -> Talk:
    """The name is asked for."""
    talk = starts.chosen()
    talk.press("Yes, this is for me")
    return talk


@pytest.mark.parametrize("said", YES)
def test_yes_agrees_to_one_statement(said: str) -> None:
    """Each form of yes agrees to the statement that is shown, and to no other."""
    talk = statement()
    talk.say(said)
    assert len(talk.draft.declarations) == 1


@pytest.mark.parametrize("said", [*NO, "I agree but I did not do 6 of them yet", "send it", "banana", "mostly yes"])
def test_what_is_no_yes_agrees_to_nothing(said: str) -> None:
    """A no, a yes to some of it, a wish and a stray word agree to nothing and leave the person at the statement."""
    talk = statement()
    before = talk.place()
    talk.say(said)
    assert not talk.draft.declarations
    assert talk.place() == before
    assert talk.draft.stage is Stage.declaring


@pytest.mark.parametrize("said", ["send it", "send it now please", "Please do the needful and submit"])
def test_send_it_sends(said: str) -> None:
    """At the last look, the wish to send sends."""
    talk = starts.final()
    talk.say(said)
    assert talk.draft.stage is Stage.sending


@pytest.mark.parametrize(
    "said", ["no", "not yet", "banana", "yes but not yet", "wait a minute", "/foo", "my tea is hot"]
)
def test_nothing_else_sends(said: str) -> None:
    """Anything but that wish sends nothing, and the last look stays what is asked."""
    talk = starts.final()
    before = talk.place()
    talk.say(said)
    assert talk.draft.stage is Stage.declaring
    assert talk.place() == before
    talk.say("send it")
    assert talk.draft.stage is Stage.sending


@pytest.mark.parametrize("start", [starts.chosen, at_name, starts.reviewing, starts.declaring, statement, starts.final])
def test_a_stray_word_gets_the_same_prompt_in_one_line(start: Callable[[], Talk]) -> None:
    """A word that means nothing there moves nobody; the prompt comes again as one line with its buttons."""
    talk = start()
    before, buttons = talk.place(), talk.labels()
    stage = talk.draft.stage
    talk.say("um?")
    (reply,) = talk.replies
    assert isinstance(reply, ShortPrompt)
    assert "\n" not in talk.text()
    assert (talk.place(), talk.labels(), talk.draft.stage) == (before, buttons, stage)


def test_long_words_at_a_statement_are_kept() -> None:
    """What is long may be evidence, so it is kept and offered a place."""
    talk = statement()
    talk.say(words(40))
    assert talk.draft.unplaced


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("my name is Bukola Adeyemi", "Bukola Adeyemi"),
        ("it's kyle, kyle mcphail", "kyle mcphail"),
        ("Agnieszka Wróbel", "Agnieszka Wróbel"),
    ],
)
def test_a_name_is_read_back(said: str, value: str) -> None:
    """The name is what was said of it, and it is shown with the next prompt."""
    talk = at_name()
    talk.say(said)
    assert talk.draft.facts["name"].values == (value,)
    assert f"Name: {value}" in talk.text()


def test_a_detail_for_later_is_asked_for_before_sending() -> None:
    """Who skips a detail gets to the questions; the check is not ready before it is given."""
    talk = at_name()
    for said in ("Mary Ross", "mary@example.org.", "skip", "social care", "that is all", "Glen Care Home"):
        talk.say(said)
    assert talk.draft.stage is Stage.answering
    assert talk.draft.facts["email"].values == ("mary@example.org",)
    for number, count in enumerate(starts.ENOUGH, 1):
        talk.say(words(count, f"word{number}x"))
        talk.say("next question")
    # With every question done, "next" leads to the detail that is missing.
    assert "registration number?" in talk.text()
    talk.say("3104427")
    assert "All the rules are met" in talk.text()


def test_two_parts_in_one_message_are_both_chosen() -> None:
    """Two labels in one message choose two parts, and typing one again takes nothing away."""
    talk = at_name()
    for said in ("Mary Ross", "mary@example.org", "3104427", "social care and children and young people"):
        talk.say(said)
    assert talk.draft.facts["register_parts"].values == ("social_care", "children")
    talk.say("social care")
    assert talk.draft.facts["register_parts"].values == ("social_care", "children")
    talk.say("aye")
    assert talk.draft.facts["register_parts"].sure


def test_a_part_that_does_not_fit_can_be_kept() -> None:
    """Whoever is only on another part is told so before writing, and may go on all the same."""
    talk = at_name()
    for said in ("Mary Ross", "mary@example.org", "3104427", "social worker", "done"):
        talk.say(said)
    assert "the answer may be no" in talk.text()
    assert not talk.draft.facts["register_parts"].sure
    talk.press("Keep it")
    assert talk.draft.facts["register_parts"].sure


def test_no_link_is_said_in_the_evidence() -> None:
    """Who has no link goes on, and what is sent says so."""
    talk = starts.declaring()
    for said in ("yes", "DeepL", "the chat is gone"):
        talk.say(said)
    assert "Statement 1" in talk.text()
    badge = talk.shelf.latest(starts.CPL)
    assert badge is not None
    assert ai_line(pack_ai(badge, talk.draft)) == "AI tools: I used DeepL. I have no link to the chat."


def test_one_press_agrees_again_only_where_no_word_changed() -> None:
    """After a comma, all is agreed to again at once; after a word, each statement is asked for."""
    talk = starts.final()
    talk.press("Check my answers")
    mine = words(starts.ENOUGH[-1])
    for text, statements in ((mine.replace(" ", ", ", 1), 1), (f"{mine} indeed", 5)):
        talk.edit("care0", text)
        talk.say("check")
        talk.say("next")
        asked = 0
        while talk.draft.stage is Stage.declaring and len(talk.draft.declarations) < 5:
            talk.say("yes")
            asked += 1
        assert asked == statements
        talk.say("check my answers")
