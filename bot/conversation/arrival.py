"""Updates as a channel hands them to the conversation: events, parked updates, and blocks.

Every id begins with its channel (`flows/model/channel_ids.py`) and is never taken apart outside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.engine.capabilities import ChannelCapabilities
from flows.engine.events import AnyEvent


@dataclass(frozen=True, slots=True)
class RepliedTo:
    """The bot's message that a worker answered with their client's "reply"."""

    message_id: int
    buttons: tuple[str, ...] = ()
    """The data of its buttons."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as an event, with its ids."""

    update: str
    """The id of the update: one that was seen before is dropped."""
    chat: str
    """Where replies go. A chat with one person has that person's id."""
    person: str | None
    """Whose session it is; None in a group, where nobody has one."""
    event: AnyEvent
    received_ms: int
    """Unix milliseconds at which it reached this program."""
    reply_to: RepliedTo | None = None
    press: str | None = None
    """The id of a button press, which is acknowledged whatever comes of it."""
    topic: int | None = None
    """The topic of the chat in which it was sent, and in which it is answered; None where there is none."""


@dataclass(frozen=True, slots=True)
class Parked:
    """An update that cannot be understood or handled: kept for the operator, never fatal."""

    update: str
    raw: str
    problem: str
    """The kind of error, never its content."""
    person: str | None = None
    """Whose it is, where that could be read: they are told."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person has stopped the bot: nothing can be said to them until they start it again."""

    update: str
    person: str


@dataclass(frozen=True, slots=True)
class StrayPress:
    """A button press without an event. It is acknowledged all the same, or the phone shows a spinner."""

    update: str
    press: str


Read = Arrival | Parked | Blocked | StrayPress
"""What an update may be."""

Raw = Mapping[str, object]
"""An update as a channel gets it."""


class UpdateReader(Protocol):
    """What the conversation needs of a channel."""

    @property
    def capabilities(self) -> ChannelCapabilities:
        """What its messages can hold."""

    def read(self, raw: Raw, now: datetime, received_ms: int) -> Read | None:
        """What an update means; None for what needs no answer."""
