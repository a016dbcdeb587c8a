"""Every screen there is, from the stories and from the examples of each feature."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from support.talk import WORDING
from transcripts.story import Story, stories

from flows.engine.message import Message
from flows.engine.screen import Screen

FEATURES = Path(__file__).parent.parent.parent / "flows" / "features"


def every_example() -> Iterator[Screen]:
    """The screens that each feature brings as examples."""
    for folder in sorted(path.parent for path in FEATURES.glob("*/__init__.py")):
        yield from import_module(f"screen_examples.{folder.name}").examples()


@cache
def from_the_stories() -> tuple[Screen, ...]:
    """Every screen of every story."""
    seen: list[Screen] = []
    for path in stories():
        story = Story.read(path)
        take = story.talk.take

        def taken(event: object, take: object = take, story: Story = story) -> object:
            shown = take(event)
            seen.extend(story.talk.replies)
            return shown

        story.talk.take = taken
        story.play()
    return tuple(seen)


@cache
def every_screen() -> tuple[tuple[Screen, tuple[Message, ...]], ...]:
    """Every screen with its messages."""
    return tuple((screen, WORDING.messages(screen)) for screen in (*from_the_stories(), *every_example()))
