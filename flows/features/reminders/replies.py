"""Replies about reminders."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from criteria.model import Issuer
from criteria.reminders import AnnualDeclaration
from criteria.routes import Carrier
from flows.engine.screen import Phrases, Screen
from flows.model.reminders import ReminderKind
from flows.rules.held_badges import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReminders(Screen):
    """Shall I remind you?"""

    sent: bool = False
    """Whether something has just been sent; else an answer was saved."""
    yearly: bool = False
    """Whether what was sent can be had again."""
    carrier: Carrier = "bot"
    """Who took it to the issuer: from what a worker took there, the bot hears nothing by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersOn(Screen):
    """What happens now that the worker wants reminders."""

    at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersOff(Screen):
    """The worker wants no reminders."""


class Lies(Enum):
    """How a draft lies there."""

    facts = "facts"
    answers = "answers"
    check = "check"
    statements = "statements"
    to_take = "to_take"


@dataclass(frozen=True, slots=True)
class NudgeLine:
    """One thing that a worker is reminded of: its state in a line, and never any of their words."""

    kind: ReminderKind
    title: str
    issuer: str = ""
    lies: Lies = Lies.answers
    done: int = 0
    of: int = 0
    words: int = 0
    about: bool = False
    """Whether the words are an estimate."""
    by: date | None = None
    """By when returned work must be sent again."""
    on: date | None = None
    """When it was last touched, or sent."""
    month: int = 0
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    gather: tuple[str, ...] = ()
    text: str = ""
    """The issuer's own sentence."""
    earned: bool = False
    """Whether what was sent has been awarded."""
    carrier: Carrier = "bot"
    """Who takes it to its issuer."""
    newer: str = ""
    """What the badge is called now, where that is something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge(Screen):
    """A reminder."""

    lines: tuple[NudgeLine, ...]
    until: datetime
    """After this moment it is not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed(Screen):
    """When the worker is reminded again."""

    at: datetime | None
    """None where it is over by then, or nothing was put off."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A reminder that is planned."""

    kind: ReminderKind
    title: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderList(Screen):
    """All about reminders: what is planned, and what was chosen."""

    wanted: bool
    plan: tuple[PlanLine, ...]
    more: int
    """How many more are planned than are shown."""
    at: time
    days: tuple[int, ...]
    zone: str
    """Where the worker's clock is; empty where it is the operator's."""
    kinds: tuple[tuple[ReminderKind, bool], ...]
    """Every kind, and whether it is wanted."""
    months: tuple[tuple[AnnualDeclaration, int], ...]
    """The declarations whose month the worker told."""
    snoozed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBreak(Screen):
    """When is your break?"""

    doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDays(Screen):
    """On which days?"""

    days: tuple[int, ...]
    doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskZone(Screen):
    """Where is your clock?"""

    doubt: bool = False
    namesakes: bool = False
    """Several places have the name that was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMonth(Screen):
    """In which month is your declaration?"""

    issuer: Issuer
    title: str
    doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietUntil(Screen):
    """No reminders for some days, because the worker is away."""

    on: date

    def render(self, say: Phrases) -> str:
        """Says until when, and how to change it."""
        return say.phrase("quiet-until", on=self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationDone(Screen):
    """The worker has made this year's declaration."""
