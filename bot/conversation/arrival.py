"""Updates as the channel hands them to the conversation: events, parked updates, and blocks."""

from dataclasses import dataclass

from flows.engine.events import AnyEvent


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as an event, with its ids."""

    update: int
    """Telegram's id of the update: one that was seen before is dropped."""
    chat: int
    """Where replies go."""
    person: int
    """Whose session it is; in a group nobody's, so 0."""
    event: AnyEvent
    received_ms: int
    """Unix milliseconds at which it reached this program."""
    reply_to: int | None = None
    """The message that the worker answered with their client's "reply", if any."""
    query: str | None = None
    """The id of a button press, which Telegram wants answered whatever comes of it."""


@dataclass(frozen=True, slots=True)
class Parked:
    """An update that cannot be understood or handled: kept for the operator, never fatal."""

    update: int
    raw: str
    problem: str
    """The kind of error, never its content."""
    chat: int | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person has stopped the bot: nothing can be said to them until they start it again."""

    update: int
    person: int


@dataclass(frozen=True, slots=True)
class StrayPress:
    """A button press without an event. Telegram still wants it answered, or the phone shows a spinner."""

    update: int
    query: str
