"""Examples of help and short lines."""

from collections.abc import Iterator

from flows.engine.screen import Screen
from flows.features.help.screens import NOTES, Aside


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    yield from (Aside(note=note) for note in NOTES)
