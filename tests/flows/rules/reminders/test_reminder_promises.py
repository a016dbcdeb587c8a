"""The promises of reminders, whoever wants them, wherever and whenever: on time, once, not at night, not after stop.

Each life begins some days before a change of the clocks between 2025 and 2036, and each is held to a reckoning of its
own: the days are counted by the person's calendar, one after another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import event, given, settings
from hypothesis import strategies as st
from support.examples import examples

from flows.model.reminders import EVERY_DAY, ReminderKind, ReminderPreferences, ReminderTold, Snooze
from flows.rules.reminders.reminder_schedule import LAST_CALL, NIGHT_BREAK, ReminderReason, due, is_quiet
from flows.rules.reminders.reminder_snooze import after_snooze

ZONES = (
    "Europe/London", "Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe", "Asia/Kolkata",
    "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham", "Pacific/Kiritimati", "America/Santiago", "Etc/GMT+12",
)  # fmt: skip
"""Whole, half and quarter hours, both hemispheres, changes of an hour and of half of one, and at midnight."""
DAY = timedelta(days=1)
LOOKED = 20
"""Seconds between two looks at what is due."""


@cache
def changes(zone: str) -> tuple[date, ...]:
    """The days from 2025 to 2036 on which a zone's clocks change; London's, where they never do."""
    there, day, found = ZoneInfo(zone), date(2025, 1, 1), []
    while day.year < 2037:
        before, after = (datetime.combine(one, time(12), there).utcoffset() for one in (day - DAY, day))
        found += [day] if before != after else []
        day += DAY
    return tuple(found) or changes("Europe/London")


breaks = st.one_of(
    st.sampled_from([time(3), time(1, 30), time(8), time(10, 30), time(19, 59), time(20), time(23, 59), time(0)]),
    st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0)),
)
wishes_of_anyone = st.builds(
    ReminderPreferences,
    wanted=st.just(True),
    off=st.lists(st.sampled_from(ReminderKind), unique=True, max_size=2).map(tuple),
    days=st.lists(st.sampled_from(EVERY_DAY), unique=True).map(lambda days: tuple(sorted(days))),
    at=breaks,
)


@dataclass(frozen=True)
class Start:
    """Where and when somebody's life with reminders begins."""

    zone: ZoneInfo
    now: datetime


@st.composite
def starts(draw: st.DrawFn) -> Start:
    """A zone, and a moment some days before one of its changes."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(st.sampled_from(changes(zone))) - timedelta(days=draw(st.integers(0, 12)))
    moment = datetime.combine(day, draw(st.times()).replace(microsecond=0), ZoneInfo(zone))
    return Start(ZoneInfo(zone), moment.astimezone(UTC))


@st.composite
def reasons(draw: st.DrawFn, first: date, *, drops: bool = True) -> list[ReminderReason]:
    """What there is to be reminded of, some of it long past and some of it about the same thing."""
    days = draw(st.lists(st.integers(-3, 25), max_size=6))
    return [
        ReminderReason(
            kind=draw(st.sampled_from(ReminderKind)), key=f"k{number}", about=draw(st.sampled_from("abc")),
            day=first + timedelta(days=day), drops=drops and draw(st.booleans()), step=draw(st.integers(0, 3)),
        )
        for number, day in enumerate(days)
    ]  # fmt: skip


@dataclass
class RemindedPerson:
    """Somebody who is reminded."""

    start: Start
    wishes: ReminderPreferences
    every: list[ReminderReason]
    now: datetime
    spoken: list[tuple[datetime, list[str]]] = field(default_factory=list)
    arrived: dict[str, datetime] = field(default_factory=dict)
    """When each reason came up that was not there from the beginning."""
    put_off: list[str] = field(default_factory=list)
    hours: set[date] = field(default_factory=set)
    """The days on which something was put off by an hour."""

    def local(self, moment: datetime) -> datetime:
        """A moment by their clock."""
        return moment.astimezone(self.start.zone)

    def step(self) -> list[str]:
        """Looks at what is due, says it, and holds it against the promises. The keys that were said."""
        found = due(self.every, self.wishes, self.start.zone, self.now)
        for one in found.say:
            self._is_right(one)
        if found.say:
            assert found.until is not None
            assert self.now <= found.until <= self.now + LAST_CALL
        self._note([*found.say], [one for one, _ in found.drop])
        return [one.key for one in found.say]

    def after_a_snooze(self) -> list[str]:
        """The same once a silence is over: any hour of the day will do then, and none of the night but the break's."""
        found = due(self.every, self.wishes, self.start.zone, self.now)
        there = self.local(self.now)
        if found.say:
            assert self.wishes.snooze is not None
            assert self.now >= self.wishes.snooze.until
            assert not is_quiet(there.time()) or self._is_on(there.date()) or self._is_on(there.date() - DAY)
            self._note([*found.say], [one for one, _ in found.drop])
        return [one.key for one in found.say]

    def puts_off(self, keys: list[str], hours: int) -> None:
        """Puts off what was said just now by so many hours; not at all with 0."""
        if not hours:
            return
        until = after_snooze(self.wishes, self.start.zone, self.now, timedelta(hours=hours))
        assert until > self.now
        day = self.local(until).date()
        self.hours |= {day} if day == self.local(self.now).date() else set()
        told = tuple(one for one in self.wishes.told if one.key not in keys)
        self.wishes = replace(self.wishes, told=told, snooze=Snooze(until, tuple(keys)))
        self.put_off += keys

    def _note(self, say: list[ReminderReason], drop: list[ReminderReason]) -> None:
        told = tuple(ReminderTold(one.key, one.kind, self.now) for one in (*say, *drop))
        self.wishes = replace(self.wishes, told=(*self.wishes.told, *told))
        if say:
            self.wishes = replace(self.wishes, last_at=self.now, snooze=None)
            self.spoken.append((self.now, [one.key for one in say]))

    def meets(self, kind: ReminderKind) -> ReminderReason:
        """Something new to be reminded of, from this day on."""
        one = ReminderReason(kind, f"new{len(self.every)}", f"new{len(self.every)}", self.local(self.now).date())
        self.every.append(one)
        self.arrived[one.key] = self.now
        return one

    def _is_right(self, one: ReminderReason) -> None:
        assert self.wishes.wanted
        assert one.kind not in self.wishes.off
        there = self.local(self.now)
        begun = [day for day in (there.date() - DAY, there.date()) if self._is_on(day)]
        assert begun, f"{there} is in no break of {self.wishes.at}"
        assert not is_quiet(there.time()) or is_quiet(self.wishes.at), "in the quiet hours"
        assert any(day.isoweekday() in (self.wishes.days or EVERY_DAY) for day in begun)

    def _is_on(self, day: date) -> bool:
        """Whether the break of a day has begun, and the time in which something may be said is not over."""
        began = datetime.combine(day, self.wishes.at, self.start.zone).astimezone(UTC)
        if is_quiet(self.wishes.at):
            return began <= self.now < began + NIGHT_BREAK
        return began <= self.now < datetime.combine(day, time(20), self.start.zone).astimezone(UTC)

    def due_at(self, one: ReminderReason) -> datetime:
        """When a reminder was to come, by a reckoning of its own: the first break on a day that may be."""
        began = self.arrived.get(one.key, self.start.now)
        said = self.local(self.spoken[-1][0]).date() if self.spoken else date.min
        for day in self._days(max(one.day, self.local(began).date() - DAY)):
            at = datetime.combine(day, self.wishes.at, self.start.zone).astimezone(UTC)
            over = at + NIGHT_BREAK
            if not is_quiet(self.wishes.at):
                over = datetime.combine(day, time(20), self.start.zone).astimezone(UTC)
            if day > said and over > began and day.isoweekday() in (self.wishes.days or EVERY_DAY):
                return max(at, began)
        raise AssertionError("there is a day in every week")

    @staticmethod
    def _days(first: date) -> Iterator[date]:
        return (first + timedelta(days=ahead) for ahead in range(400))


@settings(max_examples=examples(100))
@given(starts(), wishes_of_anyone, st.data())
def test_on_time_and_once_and_never_at_night(start: Start, wishes: ReminderPreferences, data: st.DataObject) -> None:
    """All is said at the first break it may be, once, on chosen days, once a day, and nothing is left in the end."""
    every = data.draw(reasons(start.now.astimezone(start.zone).date(), drops=False))
    life = RemindedPerson(start, wishes, every, start.now)
    heard: list[str] = []
    while (following := due(every, life.wishes, start.zone, life.now).next_at) is not None:
        assert following >= life.now
        life.now = max(life.now, following) + timedelta(seconds=data.draw(st.integers(0, LOOKED)))
        expected = {one.key: life.due_at(one) for one in every if one.key not in heard}
        keys = life.step()
        for key in keys:
            assert timedelta(0) <= life.now - expected[key] <= timedelta(seconds=LOOKED), key
        heard += keys
        heard += [one.key for one in life.wishes.told if one.key not in heard]
        if keys and len(every) < 9 and data.draw(st.booleans()):
            life.meets(data.draw(st.sampled_from(ReminderKind)))
    days = [life.local(moment).date() for moment, _ in life.spoken]
    said = [key for _, keys in life.spoken for key in keys]
    assert len(set(days)) == len(days)
    assert len(set(said)) == len(said)
    assert set(heard) == {one.key for one in every if one.kind not in wishes.off}, (
        "everything was said, or another of the same thing in its place"
    )
    event(f"{len(days)} messages, {'night' if is_quiet(wishes.at) else 'day'}")


@settings(max_examples=examples(100))
@given(starts(), wishes_of_anyone, st.data())
def test_outages_snoozes_and_stops(start: Start, wishes: ReminderPreferences, data: st.DataObject) -> None:
    """After outages and snoozes too: never at night, no day twice but where an hour was asked for, never after stop."""
    life = RemindedPerson(start, wishes, data.draw(reasons(start.now.astimezone(start.zone).date())), start.now)
    for _ in range(12):
        following = due(life.every, life.wishes, start.zone, life.now).next_at
        if following is None:
            break
        life.now = max(life.now, following) + timedelta(minutes=data.draw(st.sampled_from([0, 0, 1, 90, 700, 4000])))
        keys = life.after_a_snooze() if life.wishes.snooze else life.step()
        if keys:
            life.puts_off(keys, data.draw(st.sampled_from([0, 1, 24, 168])))
        if keys and data.draw(st.booleans()):
            life.meets(data.draw(st.sampled_from(ReminderKind)))
        if data.draw(st.integers(0, 9)) == 0:
            life.wishes = replace(life.wishes, wanted=False)
            assert due(life.every, life.wishes, start.zone, life.now + timedelta(days=400)).next is None
            break
    said = [key for _, keys in life.spoken for key in keys]
    assert all(said.count(key) <= 1 + life.put_off.count(key) for key in said)
    days = [life.local(moment).date() for moment, _ in life.spoken]
    assert all(days.count(day) == 1 for day in days if day not in life.hours and not is_quiet(wishes.at))


@settings(max_examples=examples(100))
@given(starts(), wishes_of_anyone, st.integers(2, 20), st.data())
def test_what_has_a_last_day_is_never_lost(
    start: Start, wishes: ReminderPreferences, length: int, data: st.DataObject
) -> None:
    """Work to be sent again is told of before its day is over, if any day till then may be, whatever is put off."""
    wishes = replace(wishes, off=())
    came = start.now.astimezone(start.zone).date()
    life = RemindedPerson(start, wishes, [ReminderReason(ReminderKind.draft, "draft:d:2", "d", came)], start.now)
    life.every += [*came_back(came, came + timedelta(days=length))]
    for _ in range(40):
        following = due(life.every, life.wishes, start.zone, life.now).next_at
        if following is None:
            break
        life.now = max(life.now, following)
        found = due(life.every, life.wishes, start.zone, life.now)
        silent = life.wishes.snooze if life.wishes.snooze and life.wishes.snooze.until > life.now else None
        keys = [one.key for one in found.say]
        life._note([*found.say], [one for one, _ in found.drop])
        life.wishes = replace(life.wishes, snooze=silent) if keys else life.wishes
        if keys:
            life.puts_off(keys, data.draw(st.sampled_from([0, 1, 24, 168])))
    told = [life.local(moment).date() for moment, keys in life.spoken if any("returned" in key for key in keys)]
    ahead = [came + timedelta(days=n) for n in range(1, length + 1)]
    if any(day.isoweekday() in (wishes.days or EVERY_DAY) for day in ahead):
        assert told
    # A break late in the evening of the last day may be told of after midnight, by an hour's snooze.
    assert all(came < day <= came + timedelta(days=length + 1) for day in told)


def came_back(came: date, by: date) -> Iterator[ReminderReason]:
    """The reminders of work that came back: half-way to its day, and two days before it."""
    for name, day in {"half": came + (by - came) / 2, "2": by - timedelta(days=2)}.items():
        if day > came:
            step = (day - came).days
            yield ReminderReason(
                ReminderKind.returned, f"returned:r:{name}", "r", day, by, step=step, earliest=came + DAY
            )
