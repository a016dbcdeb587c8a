"""Examples of a newer version of a badge."""

from collections.abc import Iterator

from screen_examples.samples import BADGE

from flows.engine.screen import Screen
from flows.features.versions.screens import Difference, QuestionChange, QuestionsGone, VersionOffer


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    yield VersionOffer(badge=BADGE, differences=tuple(Difference(change, "Topic", 1, 2) for change in QuestionChange))
    yield VersionOffer(badge=BADGE, differences=())
    yield from (QuestionsGone(badge=BADGE, loose=count) for count in (0, 1, 40))
