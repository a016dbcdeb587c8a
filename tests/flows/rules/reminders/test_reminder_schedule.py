"""When a person is reminded: tables over time, and every change of the clocks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.model.reminders import ReminderKind, ReminderOutcome, ReminderPreferences, ReminderTold, Snooze
from flows.rules.reminders.reminder_schedule import DueReminders, ReminderReason, due, planned, window
from flows.rules.reminders.reminder_snooze import after_snooze

LONDON = ZoneInfo("Europe/London")
ON = ReminderPreferences(wanted=True)


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    """A moment as a clock in a zone shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def reason(day: str, key: str = "one", **more: object) -> ReminderReason:
    """Something to be reminded of from a day on."""
    kind = more.pop("kind", ReminderKind.draft)
    return ReminderReason(kind, key, about=str(more.pop("about", key)), day=date.fromisoformat(day), **more)


def said(found: DueReminders) -> list[str]:
    """The keys of what is said."""
    return [one.key for one in found.say]


def dropped(found: DueReminders) -> dict[str, ReminderOutcome]:
    """The keys of what is said no more, with why."""
    return {one.key: why for one, why in found.drop}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23 10:29", "2026-11-23 10:30"),
        ("2026-11-23 10:30", "now"),
        ("2026-11-23 15:00", "now"),
        ("2026-11-23 19:59", "now"),
        ("2026-11-23 20:00", "2026-11-24 10:30"),
        ("2026-11-24 03:00", "2026-11-24 10:30"),
        ("2026-11-20 03:00", "2026-11-23 10:30"),
    ],
)
def test_it_is_said_at_the_break_or_as_soon_after_as_the_day_allows(now: str, expected: str) -> None:
    """A reminder waits for the break of its day; one that could not be said then is said until eight in the evening."""
    found = due([reason("2026-11-23")], ON, LONDON, at(now))
    assert bool(found.say) == (expected == "now")
    assert found.next_at == at(now if expected == "now" else expected)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23 10:30", "2026-11-23 23:15"),
        ("2026-11-23 23:15", "now"),
        ("2026-11-24 00:40", "now"),
        ("2026-11-24 01:15", "2026-11-24 23:15"),
    ],
)
def test_a_break_in_the_night_is_chosen(now: str, expected: str) -> None:
    """Whoever has their break at a quarter past eleven at night is reminded then, and for two hours."""
    found = due([reason("2026-11-23")], replace(ON, at=time(23, 15)), LONDON, at(now))
    assert bool(found.say) == (expected == "now")
    assert found.next_at == at(now if expected == "now" else expected)


def test_only_days_that_were_chosen() -> None:
    """A reminder due on a Saturday waits for Monday, where only Mondays are chosen."""
    found = due([reason("2026-11-21")], replace(ON, days=(1,)), LONDON, at("2026-11-21 10:30"))
    assert (found.say, found.next_at) == ((), at("2026-11-23 10:30"))


def test_nothing_twice_in_a_day() -> None:
    """What comes due on a day with a reminder waits for the next."""
    wishes = replace(ON, last_at=at("2026-11-23 10:30"))
    found = due([reason("2026-11-23")], wishes, LONDON, at("2026-11-23 12:00"))
    assert (found.say, found.next_at) == ((), at("2026-11-24 10:30"))


def test_several_become_one() -> None:
    """All that is due is said together; of two about the same thing, the later alone."""
    found = due(
        [reason("2026-11-20", "two", about="a", step=2), reason("2026-11-23", "seven", about="a", step=7),
         reason("2026-11-22", "other")],
        ON, LONDON, at("2026-11-23 10:30"),
    )  # fmt: skip
    assert said(found) == ["seven", "other"]
    assert dropped(found) == {"two": ReminderOutcome.overtaken}


@pytest.mark.parametrize(
    ("wishes", "more"),
    [
        (ReminderPreferences(), {}),
        (ReminderPreferences(wanted=False), {}),
        (replace(ON, off=(ReminderKind.draft,)), {}),
        (replace(ON, told=(ReminderTold("one", ReminderKind.draft, at("2026-11-20 10:30")),)), {}),
    ],
)
def test_what_is_not_wanted_or_was_said_is_not_due(wishes: ReminderPreferences, more: dict[str, object]) -> None:
    """Nobody is reminded who has not said yes, nor of a kind they do not want, nor twice of the same."""
    assert due([reason("2026-11-20", **more)], wishes, LONDON, at("2026-11-23 10:30")) == DueReminders()


@pytest.mark.parametrize(
    ("drops", "until", "now", "why"),
    [
        (False, None, "2027-03-01 10:30", None),
        (True, None, "2026-11-24 10:30", None),
        (True, None, "2026-11-25 10:30", ReminderOutcome.late),
        (False, "2026-11-25", "2026-11-25 10:30", None),
        (False, "2026-11-25", "2026-11-26 10:30", ReminderOutcome.gone),
    ],
)
def test_after_an_outage_once_or_not_at_all(
    drops: bool, until: str | None, now: str, why: ReminderOutcome | None
) -> None:
    """A missed reminder is said once, or dropped when a day late where its kind says so, or once its day is past."""
    one = reason("2026-11-23", drops=drops, until=date.fromisoformat(until) if until else None)
    found = due([one], ON, LONDON, at(now))
    assert (said(found), dropped(found)) == (([], {"one": why}) if why else (["one"], {}))


def test_what_is_asked_for_today_is_not_late() -> None:
    """Whoever tells the month of their declaration five days before it still hears what to gather, and once."""
    told = replace(ON, since=at("2027-02-24 12:00"))
    more = {"kind": ReminderKind.declaration, "about": "sssc", "until": date(2027, 2, 28), "drops": True}
    every = [reason("2027-01-30", "month", step=-30, **more), reason("2027-02-22", "week", step=-7, **more)]
    found = due(every, told, LONDON, at("2027-02-25 10:30"))
    assert (said(found), dropped(found)) == (["week"], {"month": ReminderOutcome.overtaken})


def test_what_changes_today_counts_from_the_next_break() -> None:
    """Whoever chooses an earlier break is not reminded in the same minute."""
    wishes = replace(ON, since=at("2026-11-23 12:00"))
    found = due([reason("2026-11-20")], wishes, LONDON, at("2026-11-23 12:01"))
    assert (found.say, found.next_at) == ((), at("2026-11-24 10:30"))


@pytest.mark.parametrize(
    ("pressed", "hours", "expected"),
    [
        ("2026-11-23 10:31", 1, "2026-11-23 11:31"),
        ("2026-11-23 19:30", 1, "2026-11-24 10:30"),
        ("2026-11-23 10:31", 24, "2026-11-24 10:30"),
        ("2026-11-23 23:00", 24, "2026-11-24 10:30"),
        ("2026-11-23 10:31", 24 * 7, "2026-11-30 10:30"),
        ("2026-10-24 10:31", 24, "2026-10-25 10:30"),
        ("2028-02-28 10:31", 24, "2028-02-29 10:30"),
        ("2028-02-22 10:31", 24 * 7, "2028-02-29 10:30"),
    ],
)
def test_a_snooze_ends_at_a_break(pressed: str, hours: int, expected: str) -> None:
    """An hour is an hour unless the night has come; a day and a week end at the break of that day."""
    assert after_snooze(ON, LONDON, at(pressed), timedelta(hours=hours)) == at(expected)


@pytest.mark.parametrize(
    ("pressed", "hours", "expected"),
    [
        ("2026-11-23 23:20", 1, "2026-11-24 00:20"),
        ("2026-11-24 00:30", 1, "2026-11-24 23:15"),
        ("2026-11-23 23:20", 24, "2026-11-24 23:15"),
        ("2026-11-24 00:30", 24, "2026-11-24 23:15"),
        ("2026-11-24 00:30", 24 * 7, "2026-11-30 23:15"),
        ("2026-11-24 09:00", 24, "2026-11-25 23:15"),
    ],
)
def test_the_night_belongs_to_the_evening_before(pressed: str, hours: int, expected: str) -> None:
    """For whoever has their break late in the evening, "tomorrow" after midnight is the break of the coming evening."""
    late = replace(ON, at=time(23, 15))
    assert after_snooze(late, LONDON, at(pressed), timedelta(hours=hours)) == at(expected)


def test_a_snooze_says_the_same_again() -> None:
    """After an hour the same reminder comes again on the same day, and only if its reason still stands."""
    now = at("2026-11-23 11:31")
    wishes = replace(ON, last_at=at("2026-11-23 10:30"), snooze=Snooze(now, ("one",)))
    assert said(due([reason("2026-11-23")], wishes, LONDON, now)) == ["one"]
    assert due([], wishes, LONDON, now) == DueReminders()
    before = due([reason("2026-11-23")], wishes, LONDON, now - timedelta(minutes=1))
    assert (before.say, before.next_at) == ((), now)


def test_a_snooze_that_ended_in_an_outage_waits_out_the_night() -> None:
    """A snooze that could not be kept before the quiet hours is kept at the next break."""
    until = at("2026-11-23 19:50")
    wishes = replace(ON, last_at=at("2026-11-23 18:50"), snooze=Snooze(until, ("one",)))
    found = due([reason("2026-11-23")], wishes, LONDON, at("2026-11-23 21:00"))
    assert (found.say, found.next_at) == ((), at("2026-11-24 10:30"))


def changes(zone: ZoneInfo) -> Iterator[date]:
    """The days from 2025 to 2036 on which a zone's clocks change."""
    day = date(2025, 1, 1)
    while day.year < 2037:
        following = day + timedelta(days=1)
        offsets = {datetime.combine(one, time(), zone).utcoffset() for one in (day, following)}
        if len(offsets) > 1:
            yield day
        day = following


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_the_break_is_where_the_clock_says(zone: str) -> None:
    """On the days around every change of the clocks, a reminder comes when the person's own clock shows their break."""
    there = ZoneInfo(zone)
    days = list(changes(there))
    assert len(days) == {"Asia/Kathmandu": 0}.get(zone, 24)
    for day in (near for change in days for near in (change - timedelta(days=1), change, change + timedelta(days=1))):
        for clock in (time(8), time(10, 30), time(19, 45)):
            wishes = replace(ON, at=clock)
            moment = due([reason(str(day))], wishes, there, datetime.combine(day, time(3, 30), there)).next_at
            assert moment is not None
            assert moment.astimezone(there).time() == clock
            assert moment.astimezone(there).date() == day
            assert said(due([reason(str(day))], wishes, there, moment)) == ["one"]


@pytest.mark.parametrize("day", list(changes(LONDON)), ids=str)
def test_a_break_in_the_hour_that_is_lost_or_comes_twice(day: date) -> None:
    """A break at half past one in the night of a change comes once, on that night, whichever way the clocks go."""
    wishes = replace(ON, at=time(1, 30))
    start, end = window(day, wishes, LONDON)
    assert end - start == timedelta(hours=2)
    assert start.astimezone(LONDON).date() == day
    spoken = replace(wishes, last_at=start)
    after = due([reason(str(day), "next")], spoken, LONDON, start + timedelta(minutes=59))
    assert (after.say, after.next_at) == ((), window(day + timedelta(days=1), wishes, LONDON)[0])


def test_the_plan_is_what_happens() -> None:
    """What a person is told of the days to come is when they are reminded."""
    every = [reason("2026-11-23"), reason("2026-11-28", "two"), reason("2026-12-12", "three")]
    wishes, now = ON, at("2026-11-21 12:00")
    plan = {one.reason.key: one.at for one in planned(every, wishes, LONDON, now)}
    while (moment := due(every, wishes, LONDON, now).next_at) is not None:
        now = moment
        for one in due(every, wishes, LONDON, now).say:
            assert plan.pop(one.key) == now
            wishes = replace(wishes, last_at=now, told=(*wishes.told, ReminderTold(one.key, one.kind, now)))
    assert plan == {}


def test_what_is_overtaken_is_not_planned_twice() -> None:
    """Where two reminders of the same thing fall on one day, the plan shows the one that is said."""
    every = [reason("2026-11-23", "two", about="a", step=2), reason("2026-11-28", "seven", about="a", step=7)]
    wishes = replace(ON, snooze=Snooze(at("2026-12-01 10:30"), ("two",)))
    assert [one.reason.key for one in planned(every, wishes, LONDON, at("2026-11-24 12:00"))] == ["seven"]
