"""The stories, each a test of its own name."""

from pathlib import Path

import pytest
from support.pack_promise import assert_keeps_the_promise, promised
from transcripts.story import LINE, Story, packed, stories


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    """Each turn ends as the story says, and the bot says what people have read and agreed to.

    What is sent, with recordings, pages, AI tools or a second attempt, keeps the promise that issuers have.
    """
    story = Story.read(path)
    story.play()
    assert not story.kept or story.chat() == story.kept, (
        "what the bot says has changed: run `make goldens` and read the difference"
    )
    for pack in packed(story.talk):
        assert_keeps_the_promise(promised(), pack)


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_a_story_says_what_it_shows(path: Path) -> None:
    """Each file opens with the sentence that it shows; what is written out is for about twenty of them."""
    assert path.read_text(encoding="utf-8").startswith("story: ")


def test_the_stories_that_show_the_product_are_written_out() -> None:
    """So many that a stranger reads them in a sitting, and no more."""
    assert 15 <= sum(LINE in path.read_text(encoding="utf-8") for path in stories()) <= 25
