"""The stories, each a test of its own name."""

from pathlib import Path

import pytest
from transcripts.story import LINE, Story, stories


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    """Each turn ends as the story says, and the bot says what people have read and agreed to."""
    story = Story.read(path)
    story.play()
    assert story.chat() == story.kept, "what the bot says has changed: run `make goldens` and read the difference"


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_a_story_says_what_it_shows(path: Path) -> None:
    """Each file opens with the sentence that it shows, and ends with what was said."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("story: ")
    assert LINE in text
