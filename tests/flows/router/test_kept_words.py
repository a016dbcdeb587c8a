"""Words that are no answer, away from the questions: they are kept out of the answers, and never vanish."""

from collections.abc import Callable

import pytest
from support.talk import Talk, words
from transcripts import starts

from flows.model.stages import Stage


def statement() -> Talk:
    """At the first statement."""
    talk = starts.declaring()
    talk.press("No, I did not")
    return talk


def at_name() -> Talk:
    """The name is asked for, before there is any answer."""
    talk = starts.chosen()
    talk.press("Yes, this is for me")
    return talk


def tool() -> Talk:
    """The AI tool is asked for."""
    talk = starts.declaring()
    talk.say("yes")
    return talk


def paste() -> Talk:
    """A statement with headings waits for a yes."""
    talk = starts.answering()
    talk.say(f"Topic\n{words(60, 'a')}\nRelevance\n{words(60, 'b')}")
    return talk


def listed() -> Talk:
    """At the list of questions."""
    talk = starts.answering()
    talk.say("list")
    return talk


PROMPTS = (starts.chosen, at_name, listed, paste, starts.reviewing, starts.declaring, tool, statement, starts.final)
SAID = (
    "the tea was late again and nobody minded",
    "thanks",
    "who reads all of this once I have sent it, and do they keep it for very long or not",
    "my manager said it would be fine but I am not so sure about it myself today to be honest",
)


def held(talk: Talk) -> str:
    """All words of the draft in hand, wherever they are."""
    draft = talk.draft
    loose = [part.text for part in (*draft.unplaced, *draft.pasted)]  # type: ignore[union-attr]
    stated = [value for one in draft.facts.values() for value in one.values]
    return "\n".join([*loose, *(one.text for one in draft.asides), *stated, (draft.ai.tool or "") if draft.ai else ""])


@pytest.mark.parametrize("start", PROMPTS)
@pytest.mark.parametrize("said", SAID)
def test_words_that_are_no_answer_are_kept(start: Callable[[], Talk], said: str) -> None:
    """What is said at a prompt that did not ask for it is in the draft, in no answer, and moves no stage."""
    talk = start()
    before, stage = talk.draft.answers, talk.draft.stage
    talk.say(said)
    assert said in held(talk)
    assert (talk.draft.answers, talk.draft.stage) == (before, stage)


@pytest.mark.parametrize("said", ["how many words", "where am I", "who reads this?", "kettle's on"])
def test_a_plain_wish_is_done_and_leaves_nothing(said: str) -> None:
    """A short wish or question was done or answered; keeping it would only fill the list."""
    talk = starts.reviewing()
    talk.say(said)
    assert not talk.draft.asides


def test_what_was_kept_out_goes_into_the_answer_that_is_chosen() -> None:
    """The bot asks which answer, and the words go there as they were typed."""
    talk = statement()
    talk.say("we changed the tea times after that")
    talk.press("Add it to my answer")
    assert "Where does it belong?" in talk.text()
    talk.say("4")
    assert not talk.draft.asides
    assert talk.draft.answers["practice"].parts[-1].text == "we changed the tea times after that"  # type: ignore[union-attr]
    assert talk.draft.stage is Stage.reviewing or not talk.draft.declarations


def test_what_was_kept_out_is_in_no_pack() -> None:
    """It stays in the draft when the application goes."""
    talk = starts.final()
    talk.say("the tea was late again and nobody minded")
    talk.say("send it")
    assert "tea was late" not in str(talk.effects)
    assert talk.draft.stage is Stage.sending


@pytest.mark.parametrize("said", [".", "👍", "…"])
def test_a_sign_is_no_word(said: str) -> None:
    """A lone full stop or an emoji waits for no place in an answer."""
    talk = listed()
    talk.say(said)
    assert not talk.draft.asides
    assert not talk.draft.unplaced
    assert "There are no words in that" in talk.text()


@pytest.mark.parametrize(
    "said", ["do you need my name as it is on the register or my married one", "should I put my maiden name"]
)
def test_a_question_about_the_name_is_answered(said: str) -> None:
    """Which name is meant is asked at that prompt more often than anything else."""
    talk = at_name()
    talk.say(said)
    assert "The name that you have on the Register" in talk.text()
    assert "name" not in talk.draft.facts


def test_evidence_without_a_badge_is_said_not_to_be_kept() -> None:
    """Nobody should think that it is, and go."""
    talk = starts.agreed()
    talk.say(words(30))
    assert "I have not kept that" in talk.text()
    talk.say("blue")
    assert "I have not kept that" not in talk.text()
