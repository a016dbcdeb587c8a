"""The screens of reminders: what is planned, what was chosen, and what is asked for."""

from dataclasses import dataclass
from datetime import date, datetime, time

from criteria.model import Issuer
from criteria.reminder_rules import AnnualDeclaration
from criteria.routes import Carrier
from flows.engine.screen import Notice, Phrases, Screen
from flows.model.reminders import EVERY_DAY, ReminderKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReminders(Screen):
    """Shall I remind you?"""

    sent: bool = False
    """Whether something has just been sent; else an answer was saved."""
    yearly: bool = False
    """Whether what was sent can be had again."""
    carrier: Carrier = "bot"
    """Who took it to the issuer: from what a worker took there, the bot hears nothing by itself."""

    def render(self, say: Phrases) -> str:
        if not self.sent:
            return say.phrase("ask-reminders")
        return say.phrase("ask-reminders-yearly" if self.yearly else "ask-reminders-sent", carrier=self.carrier)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersOn(Screen):
    """What happens now that the worker wants reminders."""

    at: time

    def render(self, say: Phrases) -> str:
        return say.phrase("reminders-on", at=_clock(self.at))


def _clock(clock: time) -> str:
    return f"{clock:%H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersOff(Notice):
    """The worker wants no reminders."""

    KEY = "reminders-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed(Screen):
    """When the worker is reminded again."""

    at: datetime | None
    """None where it is over by then, or nothing was put off."""

    def render(self, say: Phrases) -> str:
        if self.at is None:
            return say.phrase("snoozed-over")
        return say.phrase("snoozed", at=f"{self.at:%H:%M}", on=self.at.date())


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

    def render(self, say: Phrases) -> str:
        if not self.wanted:
            return "\n\n".join([say.phrase("reminders-are-off"), self._kinds(say)])
        when = say.phrase("reminders-when", at=_clock(self.at), days=_days(say, self.days))
        blocks = [say.phrase("reminders-are-on"), f"{when}{self._place(say)}", self._plan(say), self._kinds(say)]
        return "\n\n".join([*blocks, *self._months(say), say.phrase("reminders-change")])

    def _place(self, say: Phrases) -> str:
        return " " + say.phrase("reminders-zone", zone=self.zone) if self.zone else ""

    def _plan(self, say: Phrases) -> str:
        again = self.snoozed
        snoozed = [say.phrase("plan-snoozed", on=again.date(), at=f"{again:%H:%M}")] if again else []
        lines = [say.phrase(f"plan-{line.kind.value}", on=line.on, title=line.title) for line in self.plan]
        if not lines:
            return say.phrase("plan-none")
        more = [say.phrase("plan-more", more=self.more)] if self.more else []
        return "\n".join([say.phrase("plan"), *snoozed, *lines, *more])

    def _kinds(self, say: Phrases) -> str:
        lines = [say.phrase("reminders-kind", number=number) for number, _ in enumerate(self.kinds, 1)]
        if self.wanted:
            lines = [
                say.joined("reminders-kind-on" if on else "reminders-kind-off", kind=line)
                for line, (_, on) in zip(lines, self.kinds, strict=True)
            ]
        return "\n".join([say.phrase("reminders-kinds"), *lines])

    def _months(self, say: Phrases) -> list[str]:
        return [say.phrase("reminders-month", title=one.title, month=month) for one, month in self.months]


def _days(say: Phrases, days: tuple[int, ...]) -> str:
    if not days or days == EVERY_DAY:
        return say.phrase("every-day")
    return ", ".join(say.phrase("weekday", day=day) for day in days)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBreak(Screen):
    """When is your break?"""

    doubt: bool = False

    def render(self, say: Phrases) -> str:
        return say.phrase("ask-break-doubt" if self.doubt else "ask-break")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDays(Screen):
    """On which days?"""

    days: tuple[int, ...]
    doubt: bool = False

    def render(self, say: Phrases) -> str:
        asked = say.phrase("ask-days", days=_days(say, self.days))
        return f"{say.phrase('ask-days-doubt')}\n\n{asked}" if self.doubt else asked


@dataclass(frozen=True, slots=True, kw_only=True)
class AskZone(Screen):
    """Where is your clock?"""

    doubt: bool = False
    namesakes: bool = False
    """Several places have the name that was typed."""

    def render(self, say: Phrases) -> str:
        if self.namesakes:
            return say.phrase("ask-zone-country")
        return say.phrase("ask-zone-doubt" if self.doubt else "ask-zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMonth(Screen):
    """In which month is your declaration?"""

    issuer: Issuer
    title: str
    doubt: bool = False

    def render(self, say: Phrases) -> str:
        asked = say.phrase("ask-month", title=self.title)
        return f"{say.phrase('ask-month-doubt')}\n\n{asked}" if self.doubt else asked


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietUntil(Notice):
    """No reminders for some days, because the worker is away."""

    on: date

    KEY = "quiet-until"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationDone(Notice):
    """The worker has made this year's declaration."""

    KEY = "declaration-done"
