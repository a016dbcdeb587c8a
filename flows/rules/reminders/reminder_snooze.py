"""For how long a reminder can be put off, and until when that is."""

from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum

from flows.model.reminders import ReminderPreferences
from flows.rules.reminders.reminder_schedule import QUIET_FROM, QUIET_UNTIL, break_is_on, chosen_day, is_quiet, window

_DAY = timedelta(days=1)


class SnoozeLength(Enum):
    """For how long a reminder can be put off."""

    hour = "hour"
    day = "day"
    week = "week"


WAITS = {
    SnoozeLength.hour: timedelta(hours=1),
    SnoozeLength.day: timedelta(days=1),
    SnoozeLength.week: timedelta(days=7),
}


def after_snooze(wishes: ReminderPreferences, zone: tzinfo, now: datetime, wait: timedelta) -> datetime:
    """When to speak again after a wait: an hour means an hour, days mean the break on that day; never in the night.

    After midnight it is still the day before for whoever has their break late in the evening.
    """
    if wait < _DAY:
        at = now.astimezone(UTC) + wait
        if not is_quiet(at.astimezone(zone).time()) or break_is_on(wishes, zone, at):
            return at
        wait = _DAY
    local = now.astimezone(zone)
    still = wishes.at >= QUIET_FROM and local.time() < QUIET_UNTIL
    today = local.date() - _DAY if still else local.date()
    return window(chosen_day(today + wait, wishes), wishes, zone)[0]
