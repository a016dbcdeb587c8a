"""What a turn shows: replies with their prompt and buttons, and the request for the current screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from flows.engine.buttons import Button
from flows.engine.prompts import Prompt

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What every reply may have: a place, if it asks for something, and buttons in rows."""

    place: Prompt | None = None
    offers: Rows = ()
    replaces: int | None = None
    """The message to change in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Reply):
    """Asks for a screen that the router builds from the session at the end of the turn."""

    CURRENT: ClassVar["Show"]
    """The screen that fits the state of the draft in hand."""


Show.CURRENT = Show()


def rows(presses: Iterable[Button], width: int) -> Rows:
    """Buttons laid out in rows of a width."""
    every = tuple(presses)
    return tuple(every[start : start + width] for start in range(0, len(every), width))
