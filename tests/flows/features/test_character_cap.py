"""Words of any length: however few there are, a document of them has to stay one that can be set in type."""

import pytest
from support.talk import Talk
from transcripts import starts

from flows.model.stages import Stage
from flows.rules.progress import MOST_CHARACTERS, characters_over

OVER = f"letters and signs over {MOST_CHARACTERS:,}"


def long_words(characters: int) -> str:
    """One message of words of a hundred characters."""
    return " ".join(["x" * 99] * (characters // 100))


@pytest.fixture
def written() -> Talk:
    """Somebody who has answered every question with honest words, and looks at the check."""
    talk = starts.answered()
    assert OVER not in talk.text()
    return talk


def test_a_draft_of_very_long_words_does_not_go_on(written: Talk) -> None:
    """After the message and at the check it is said how much is too much; nothing that was typed is lost."""
    written.say("/progress")
    written.say("1")
    for _ in range(MOST_CHARACTERS // 3900 + 1):
        written.say(long_words(3900))
    assert OVER in written.text()
    assert "check them now" not in written.text()
    written.say("/review")
    assert OVER in written.text()
    assert written.draft.stage is Stage.answering
    assert characters_over(starts._badge(), written.draft) > 0
    assert sum(len(part.text) for part in written.draft.answers["topic"].parts) > MOST_CHARACTERS


def test_honest_words_are_far_below() -> None:
    """As many words as a badge takes, each as long as a word of care can be, leave room for as many again."""
    longest = max(badge.words.maximum for badge in starts.LIBRARY.badges if badge.words)
    assert longest * (len("responsibilities") + 1) * 2 < MOST_CHARACTERS
