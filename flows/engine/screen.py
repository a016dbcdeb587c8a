"""What a turn shows: screens with their prompt and buttons, and the request for the current screen."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, ClassVar, Protocol

from criteria.model import Badge, Issuer
from flows.engine.buttons import Button
from flows.engine.message import Message
from flows.engine.prompts import Prompt

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Rows = tuple[tuple[Button, ...], ...]
Value = str | int | date | datetime


class Phrases(Protocol):
    """The sentences of one language, by key. Each knows the operator's name, contact and link without being told.

    Raises KeyError for an unknown key, and ValueError where a value is missing.
    """

    def phrase(self, key: str, **values: Value) -> str:
        """Says one phrase. Text values are made safe for the channel's markup."""

    def joined(self, key: str, **values: Value) -> str:
        """Says one phrase whose text values are phrases themselves, and safe already."""

    def plain(self, key: str, **values: Value) -> str:
        """Says one phrase without markup, such as on a button or as a value of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen(ABC):
    """A text, its buttons in rows, and the prompt, if it asks for something."""

    place: Prompt | None = None
    offers: Rows = ()
    replaces: int | None = None
    """The message to change in place."""

    @property
    def state_of(self) -> str:
        """What it tells the state of, where a newer screen of the same says all that this one says; else empty."""
        return ""

    @abstractmethod
    def render(self, say: Phrases) -> str:
        """What the screen says: its one text, or the one above its buttons."""

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        """The messages of the screen, in order. The last gets the buttons."""
        return (Message(self.render(say)),)

    def enclose(self, say: Phrases) -> tuple[Message, ...]:
        """Messages that follow the one with the buttons, such as a file to keep."""
        del say
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Screen):
    """A screen of one phrase, which knows the fields by their names (`named`)."""

    KEY: ClassVar[str]

    def render(self, say: Phrases) -> str:
        """Says the phrase."""
        return say.phrase(self.KEY, **named(self))


def named(given: "DataclassInstance") -> dict[str, Value]:
    """The fields of a screen, or of a part of one, as values of phrases, by their names.

    A badge is there by its `title`; an issuer by `issuer`, its short name, and `contact`. Lists are left out.
    """
    values: dict[str, Value] = {}
    for field in fields(given):
        match getattr(given, field.name):
            case Badge(title=title):
                values["title"] = title
            case Issuer(short=short, contact=contact):
                values |= {"issuer": short, "contact": contact}
            case Enum(value=str(value)) | (str() | int() | date() as value):
                values[field.name] = value
    return values


class ScreenName(Enum):
    """The screens that handlers of features below theirs ask for."""

    current = "current"
    """The one that fits the state of the draft in hand; without one, the list of badges."""
    review = "review"
    badges = "badges"


@dataclass(frozen=True, slots=True)
class Show:
    """Asks for a screen that the router builds from the session at the end of the turn."""

    CURRENT: ClassVar["Show"]

    screen: ScreenName = ScreenName.current
    draft: str = ""
    """The draft that it is about; empty for the one in hand."""
    place: None = None
    offers: Rows = ()


Show.CURRENT = Show()

Shown = Screen | Show


def filled(*found: tuple[Button, ...]) -> Rows:
    """Rows of buttons, without those that have none."""
    return tuple(filter(None, found))


def rows(presses: Iterable[Button], width: int) -> Rows:
    """Buttons laid out in rows of a width."""
    every = tuple(presses)
    return tuple(every[start : start + width] for start in range(0, len(every), width))
