"""What a turn shows: replies with their prompt and buttons, and the request for the current screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Protocol

from flows.engine.buttons import Button
from flows.engine.prompts import Prompt

Rows = tuple[tuple[Button, ...], ...]


class Phrases(Protocol):
    """The sentences of one language, by key. Text values are made safe for the channel's markup."""

    def phrase(self, key: str, **values: str | int | date | datetime) -> str:
        """Says one phrase. Raises KeyError for an unknown key, ValueError where a value is missing."""

    def plain(self, key: str, **values: str | int | date | datetime) -> str:
        """Says one phrase without markup, such as on a button or as a value of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A screen: its text, buttons in rows, and the prompt, if it asks for something."""

    place: Prompt | None = None
    offers: Rows = ()
    replaces: int | None = None
    """The message to change in place."""

    @property
    def state_of(self) -> str:
        """What it tells the state of, where a newer screen of the same says all that this one says; else empty."""
        return ""

    def render(self, say: Phrases) -> str:
        """What the screen says. A kind without its own text has it in the `texts` module of its feature."""
        raise NotImplementedError(type(self).__name__)


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
