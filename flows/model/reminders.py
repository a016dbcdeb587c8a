"""What a person has said of being reminded, and what they were reminded of. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum


class ReminderKind(Enum):
    """What a person can be reminded of."""

    draft = "draft"
    returned = "returned"
    again = "again"
    declaration = "declaration"


class ReminderOutcome(Enum):
    """What became of one reminder."""

    said = "said"
    late = "late"
    """It was more than a day late, and its kind is then dropped."""
    gone = "gone"
    """The day until which it made sense has passed."""
    overtaken = "overtaken"
    """A later one about the same thing was said in its place."""
    unsaid = "unsaid"
    """It was to be said and did not get through in time, or was held back. It stays due."""


@dataclass(frozen=True, slots=True)
class ReminderTold:
    """One reminder that is done with."""

    key: str
    kind: ReminderKind
    at: datetime
    handled: ReminderOutcome = ReminderOutcome.said


@dataclass(frozen=True, slots=True)
class Snooze:
    """Silence until then; then these reminders again, if their reasons still stand."""

    until: datetime
    keys: tuple[str, ...] = ()


EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
"""The days of the week as the calendar counts them: 1 is Monday."""


@dataclass(frozen=True, slots=True)
class ReminderPreferences:
    """One person's wishes, and what was said of them."""

    wanted: bool | None = None
    """None until the person has answered whether they want any."""
    asked: tuple[str, ...] = ()
    """The moments at which they were asked: each is used once."""
    since: datetime | None = None
    """When they last changed anything here. What is due is said at a break that begins after that."""
    off: tuple[ReminderKind, ...] = ()
    """The kinds that they do not want."""
    days: tuple[int, ...] = EVERY_DAY
    at: time = time(10, 30)
    """When their break begins, about."""
    zone: str | None = None
    """Where their clock is; None where it is the operator's."""
    declares: Mapping[str, int] = field(default_factory=dict)
    """The month of their own yearly declaration, by issuer."""
    snooze: Snooze | None = None
    last_at: datetime | None = None
    """When they were last reminded."""
    told: tuple[ReminderTold, ...] = ()

    def wants(self, kind: ReminderKind) -> bool:
        """Whether the person has said yes to reminders, and not no to this kind."""
        return self.wanted is True and kind not in self.off
