"""Reminder statistics for the operator, without any person in them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.storage.beside import reminder_counts
from criteria.library import Library
from flows.model.reminders import ReminderKind
from flows.rules.reminders.reminder_plan import foreseen

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)

Rows = Sequence[Sequence[str]]

COUNT_HEADINGS = ("reminders", "how many")
WEEK_HEADINGS = ("day", "messages", *(kind.value for kind in ReminderKind))


def counted(data: Path, clock: Clock) -> Rows:
    """What is due and planned, and what became of reminders within thirty days. Raises StorageError."""
    now = clock.now()
    found = reminder_counts.counts(data, _ms(now), _ms(now + WEEK), _ms(now - MONTH))
    return (
        ("people: due now", str(found.due)),
        ("people: planned within a week", str(found.planned)),
        ("people: nothing planned", str(found.unplanned)),
        ("people: silenced, they blocked the bot", str(found.silenced)),
        *((f"{kind}: {_BECAME.get(became, became)}", str(count)) for kind, became, count in found.done),
    )


_BECAME = {
    "said": "on its way",
    "sent": "sent",
    "late": "dropped, too late",
    "unsaid": "did not go out, due again",
    "gone": "dropped, past its day",
    "overtaken": "dropped for a later one",
    "blocked": "failed, blocked",
    "refused": "failed, refused by Telegram",
}


def week(data: Path, library: Library, clock: Clock) -> Rows:
    """What would go out on each day of the week to come, if nobody did anything meanwhile. Raises StorageError."""
    now = clock.now()
    messages: Counter[date] = Counter()
    kinds: Counter[tuple[date, ReminderKind]] = Counter()
    for session, due_ms in reminder_counts.sessions(data, _ms(now + WEEK)):
        first = datetime.fromtimestamp(max(_ms(now), due_ms) / 1000, clock.zone)
        for at, said in foreseen(library, session, first, now + WEEK):
            messages[at.date()] += 1
            kinds.update((at.date(), reason.kind) for reason in said)
    return tuple(
        (f"{day:%a %Y-%m-%d}", str(messages[day]), *(str(kinds[day, kind]) for kind in ReminderKind))
        for day in sorted(messages)
    )


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
