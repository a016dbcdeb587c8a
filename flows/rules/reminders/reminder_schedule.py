"""When a person is reminded, and of what: from reasons and wishes to the moment. Every rule about time is here.

A reminder goes out at the person's break, on the days they chose, once a day at most, and never in the quiet hours
unless their break lies in them. Several that are due become one message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from flows.model.reminders import ReminderKind, ReminderOutcome, ReminderPreferences

QUIET_FROM = time(20)
QUIET_UNTIL = time(8)
NIGHT_BREAK = timedelta(hours=2)
"""How long after the beginning of a break in the quiet hours something may still be said."""
LAST_CALL = timedelta(minutes=15)
"""How long a reminder that cannot be sent at once is tried. Then it is looked at again first."""
SLACK = timedelta(days=1)
"""How late a reminder of a kind that is dropped may be."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReminderReason:
    """Why to remind somebody, and from which day on."""

    kind: ReminderKind
    key: str
    """Its own for ever: what was said under a key is not said again."""
    about: str
    """The draft, badge or issuer."""
    day: date
    until: date | None = None
    """The last day on which it makes sense."""
    drops: bool = False
    """Whether it is dropped once it is more than a day late."""
    step: int = 0
    """Of several about the same thing, the higher takes the place of the lower."""
    earliest: date | None = None
    """The first day on which it may be said, where none that the person chose lies between `day` and `until`."""

    def is_of(self, keys: Iterable[str]) -> bool:
        """Whether one of these keys is of the same thing: they begin with its kind and what it is about."""
        return any(key.startswith(f"{self.kind.value}:{self.about}:") for key in keys)


@dataclass(frozen=True, slots=True)
class Planned:
    """A reason and the moment at which it is to be said, as things stand."""

    reason: ReminderReason
    at: datetime


@dataclass(frozen=True, slots=True)
class DueReminders:
    """What to say now, what to say no more, and when to look again."""

    say: tuple[ReminderReason, ...] = ()
    drop: tuple[tuple[ReminderReason, ReminderOutcome], ...] = ()
    next: Planned | None = None
    until: datetime | None = None
    """The end of the time in which `say` may be said."""

    @property
    def next_at(self) -> datetime | None:
        """When to look again; None where nothing is to come."""
        return self.next.at if self.next else None


def is_quiet(clock: time) -> bool:
    """Whether an hour is one of the quiet ones."""
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def window(day: date, wishes: ReminderPreferences, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when to when somebody may be reminded on a day, in UTC. A break in the night may end on the next day."""
    start = datetime.combine(day, wishes.at, zone).astimezone(UTC)
    if is_quiet(wishes.at):
        return start, start + NIGHT_BREAK
    return start, datetime.combine(day, QUIET_FROM, zone).astimezone(UTC)


def chosen_day(day: date, wishes: ReminderPreferences) -> date:
    """The first day from that one on which the person wants to be reminded; any day where they chose none."""
    days = wishes.days or (day.isoweekday(),)
    return next(day + timedelta(days=ahead) for ahead in range(7) if (day + timedelta(days=ahead)).isoweekday() in days)


def _day(reason: ReminderReason, wishes: ReminderPreferences) -> date:
    """From which day on it is said: its own, or the last chosen one before it where the next comes after `until`."""
    if reason.until is None or chosen_day(reason.day, wishes) <= reason.until:
        return reason.day
    before = (reason.day - timedelta(days=back) for back in range(1, 7))
    earliest = reason.earliest or date.min
    return next((day for day in before if day >= earliest and day.isoweekday() in wishes.days), reason.day)


def next_break(day: date, wishes: ReminderPreferences, zone: tzinfo, now: datetime) -> datetime:
    """The first moment from now on at which somebody may be reminded, on that day or later, in UTC.

    A break that began before they last changed their wishes does not count, and no day on which, by their calendar,
    they were reminded already.
    """
    now = now.astimezone(UTC)
    # Yesterday's break may still be on, in the night.
    day = max(day, now.astimezone(zone).date() - _DAY)
    if wishes.last_at is not None:
        day = max(day, wishes.last_at.astimezone(zone).date() + _DAY)
    while True:
        day = chosen_day(day, wishes)
        start, end = window(day, wishes, zone)
        if end > now and (wishes.since is None or start >= wishes.since):
            return max(start, now)
        day += _DAY


def live(reasons: Iterable[ReminderReason], wishes: ReminderPreferences) -> tuple[ReminderReason, ...]:
    """The reasons that are still to be said, of the kinds that the person wants."""
    told = {one.key for one in wishes.told}
    return tuple(reason for reason in reasons if reason.key not in told and wishes.wants(reason.kind))


def planned(
    reasons: Iterable[ReminderReason], wishes: ReminderPreferences, zone: tzinfo, now: datetime
) -> tuple[Planned, ...]:
    """Everything that is to come, as things stand, the soonest first."""
    found = [
        Planned(reason, _moment(reason, wishes, zone, now))
        for reason in live(reasons, wishes)
        if not _stale(reason, wishes, zone, now)
    ]
    found = [one for one in found if _in_time(one, zone)]
    left = (one for one in found if not _overtaken(one.reason, (r.reason for r in found if r.at <= one.at)))
    return tuple(sorted(left, key=lambda one: (one.at, one.reason.key)))


def _in_time(one: Planned, zone: tzinfo) -> bool:
    """Whether its moment comes before the last day on which it makes sense is over."""
    return one.reason.until is None or one.at.astimezone(zone).date() <= one.reason.until


def _moment(reason: ReminderReason, wishes: ReminderPreferences, zone: tzinfo, now: datetime) -> datetime:
    day = _day(reason, wishes)
    if wishes.snooze is None:
        return next_break(day, wishes, zone, now)
    held, end = reason.key in wishes.snooze.keys, wishes.snooze.until
    if reason.until is not None and reason.until < end.astimezone(zone).date():
        # It makes no sense any more once the silence is over. Only what was put off itself waits, to the last break.
        if not reason.is_of(wishes.snooze.keys):
            return next_break(day, wishes, zone, now)
        last = _last_break(reason.until, wishes, zone)
        end = last if wishes.last_at is None or last > wishes.last_at else end
    if held or day <= end.astimezone(zone).date():
        return _after(end, wishes, zone, now)
    return next_break(day, wishes, zone, max(now, end))


def _last_break(until: date, wishes: ReminderPreferences, zone: tzinfo) -> datetime:
    """The beginning of the last break on a chosen day up to that one, in UTC."""
    days = (until - timedelta(days=back) for back in range(7))
    return window(next(day for day in days if chosen_day(day, wishes) == day), wishes, zone)[0]


def _after(until: datetime, wishes: ReminderPreferences, zone: tzinfo, now: datetime) -> datetime:
    """The moment at which a snooze ends; the next break, where nothing could be said before the night came."""
    if now < until:
        return until.astimezone(UTC)
    local = now.astimezone(zone)
    if local.date() == until.astimezone(zone).date() and (not is_quiet(local.time()) or break_is_on(wishes, zone, now)):
        return now.astimezone(UTC)
    return next_break(local.date(), wishes, zone, now)


def break_is_on(wishes: ReminderPreferences, zone: tzinfo, now: datetime) -> bool:
    """Whether somebody may be reminded now, by the time of day."""
    today = now.astimezone(zone).date()
    return any(start <= now < end for start, end in (window(d, wishes, zone) for d in (today - _DAY, today)))


def _stale(reason: ReminderReason, wishes: ReminderPreferences, zone: tzinfo, now: datetime) -> ReminderOutcome | None:
    """Why a reason is not said any more, if it is not."""
    today = now.astimezone(zone).date()
    if reason.until is not None and today > reason.until:
        return ReminderOutcome.gone
    snoozed = wishes.snooze is not None and reason.key in wishes.snooze.keys
    # What the person asks for today is not late, however long ago it would have been due.
    asked = wishes.since.astimezone(zone).date() if wishes.since else date.min
    late = today > chosen_day(max(_day(reason, wishes), asked), wishes) + SLACK
    return ReminderOutcome.late if reason.drops and late and not snoozed else None


def due(reasons: Sequence[ReminderReason], wishes: ReminderPreferences, zone: tzinfo, now: datetime) -> DueReminders:
    """What is due now. `now` is any moment: what is not due yet is answered with when it will be."""
    stale = {r.key: why for r in live(reasons, wishes) if (why := _stale(r, wishes, zone, now))}
    left = [r for r in live(reasons, wishes) if r.key not in stale]
    ready = [r for r in left if _moment(r, wishes, zone, now) <= now]
    say = [r for r in ready if not _overtaken(r, ready)]
    drop = [(r, stale[r.key]) for r in live(reasons, wishes) if r.key in stale]
    drop += [(r, ReminderOutcome.overtaken) for r in ready if r not in say]
    end = _end(wishes, zone, now) if say else None
    return DueReminders(tuple(say), tuple(drop), _next(left, ready, wishes, zone, now), end)


def _overtaken(reason: ReminderReason, ready: Iterable[ReminderReason]) -> bool:
    return any((r.kind, r.about) == (reason.kind, reason.about) and r.step > reason.step for r in ready)


def _next(
    left: Iterable[ReminderReason],
    ready: Sequence[ReminderReason],
    wishes: ReminderPreferences,
    zone: tzinfo,
    now: datetime,
) -> Planned | None:
    if ready:
        # Once these are said, the wishes are others, and so is what comes next.
        return Planned(ready[0], now)
    coming = (Planned(r, _moment(r, wishes, zone, now)) for r in left)
    return min(coming, key=lambda one: one.at, default=None)


def _end(wishes: ReminderPreferences, zone: tzinfo, now: datetime) -> datetime:
    """Until when what is said now may be tried: not into the quiet hours."""
    last = now.astimezone(UTC) + LAST_CALL
    if break_is_on(wishes, zone, now) and is_quiet(wishes.at):
        return last
    return min(last, datetime.combine(now.astimezone(zone).date(), QUIET_FROM, zone).astimezone(UTC))
