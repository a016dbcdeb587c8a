"""News that can wait is told in the person's own morning."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.model.reminders import ReminderPreferences
from flows.rules.reminders.reminder_plan import morning_after, night_until

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (None, "2026-12-20 10:00"),
        ("Australia/Sydney", "2026-12-20 23:00"),
        ("America/New_York", "2026-12-20 15:00"),
        ("Pacific/Kiritimati", "2026-12-20 20:00"),
    ],
)
def test_the_morning_after_a_day_in_london(zone: str | None, expected: str) -> None:
    """Once the day is over in London, it is told at the next ten o'clock where the person is."""
    at = morning_after(
        date(2026, 12, 19), ReminderPreferences(zone=zone), datetime(2026, 11, 21, 10, 30, tzinfo=LONDON)
    )
    assert at == datetime.fromisoformat(expected).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-12-20 10:00", None),
        ("2026-12-20 19:59", None),
        ("2026-12-20 20:00", "2026-12-21 10:00"),
        ("2026-12-21 00:10", "2026-12-21 10:00"),
        ("2026-12-21 07:59", "2026-12-21 10:00"),
        ("2026-12-21 08:00", None),
    ],
)
def test_at_night_it_waits_for_the_morning(now: str, expected: str | None) -> None:
    """From eight in the evening to eight in the morning, news that can wait does."""
    found = night_until(ReminderPreferences(), datetime.fromisoformat(now).replace(tzinfo=LONDON))
    assert found == (datetime.fromisoformat(expected).replace(tzinfo=LONDON) if expected else None)
