"""What has a last day is said before that day is over, whatever was put off and whichever days were chosen."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.model.reminders import ReminderKind, ReminderPreferences, Snooze
from flows.rules.reminders.reminder_schedule import ReminderReason, due, planned

LONDON = ZoneInfo("Europe/London")
ON = ReminderPreferences(wanted=True)


def at(text: str) -> datetime:
    """A moment as a clock in London shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def returned(
    day: str, until: str, key: str = "returned:r:1", *, came: str = "2026-11-20", step: int = 0
) -> ReminderReason:
    """Work that came back, to be reminded of from a day on, and to be sent again by another."""
    first = date.fromisoformat(came) + timedelta(days=1)
    last = date.fromisoformat(until)
    return ReminderReason(ReminderKind.returned, key, "r", date.fromisoformat(day), last, step=step, earliest=first)


@pytest.mark.parametrize(
    ("days", "day", "until", "expected"),
    [
        ((1,), "2026-11-27", "2026-11-29", "2026-11-23 10:30"),
        ((1, 4), "2026-11-27", "2026-11-29", "2026-11-26 10:30"),
        ((1,), "2026-11-27", "2026-11-30", "2026-11-30 10:30"),
        ((5,), "2026-11-22", "2026-11-24", None),
        ((), "2026-11-27", "2026-11-29", "2026-11-27 10:30"),
    ],
)
def test_the_chosen_day_before_where_the_next_is_too_late(
    days: tuple[int, ...], day: str, until: str, expected: str | None
) -> None:
    """Of Mondays alone, the one before the last day counts, but never the day on which the work came back."""
    plan = planned([returned(day, until)], replace(ON, days=days), LONDON, at("2026-11-20 11:00"))
    assert [one.at for one in plan] == ([at(expected)] if expected else [])


def test_put_off_beyond_its_last_day_it_comes_at_its_last_break() -> None:
    """A week from the twenty-third is too late for the twenty-sixth: it comes then, once, and not the day before."""
    wishes = replace(ON, last_at=at("2026-11-23 10:30"), snooze=Snooze(at("2026-11-30 10:30"), ("returned:r:half",)))
    every = [
        returned("2026-11-23", "2026-11-26", "returned:r:half", step=3),
        returned("2026-11-24", "2026-11-26", "returned:r:2", step=4),
    ]
    now = at("2026-11-23 10:31")
    assert due(every, wishes, LONDON, now).next_at == at("2026-11-26 10:30")
    assert [one.key for one in due(every, wishes, LONDON, at("2026-11-26 10:30")).say] == ["returned:r:2"]


def test_another_reminder_put_off_does_not_silence_it() -> None:
    """A draft put off for a week does not keep back what must be sent in three days; the draft waits its week."""
    wishes = replace(ON, last_at=at("2026-11-20 10:30"), snooze=Snooze(at("2026-11-27 10:30"), ("draft:d:2",)))
    draft = ReminderReason(ReminderKind.draft, "draft:d:2", "d", date(2026, 11, 20))
    found = due([draft, returned("2026-11-22", "2026-11-24")], wishes, LONDON, at("2026-11-22 10:30"))
    assert [one.key for one in found.say] == ["returned:r:1"]
    assert due([draft], wishes, LONDON, at("2026-11-22 10:30")).next_at == at("2026-11-27 10:30")


def test_what_does_not_run_out_waits_for_the_end_of_the_silence() -> None:
    """Whatever can wait is said with what was put off, in one message."""
    wishes = replace(ON, last_at=at("2026-11-20 10:30"), snooze=Snooze(at("2026-11-27 10:30"), ("draft:d:2",)))
    draft = ReminderReason(ReminderKind.draft, "draft:d:2", "d", date(2026, 11, 20))
    every = [draft, returned("2026-11-24", "2026-11-28")]
    assert due(every, wishes, LONDON, at("2026-11-24 10:30")).say == ()
    assert len(due(every, wishes, LONDON, at("2026-11-27 10:30")).say) == 2


def test_a_break_in_the_night_has_its_last_one_too() -> None:
    """With a break at three in the morning, the last one is that of the last day."""
    wishes = replace(ON, at=time(3), last_at=at("2026-11-24 03:00"))
    wishes = replace(wishes, snooze=Snooze(at("2026-12-01 03:00"), ("returned:r:1",)))
    assert due([returned("2026-11-24", "2026-11-26")], wishes, LONDON, at("2026-11-24 03:05")).next_at == at(
        "2026-11-26 03:00"
    )
