"""How long what is kept, in words: from the same schedule by which it is removed."""

from dataclasses import asdict

from flows.engine.screen import Phrases
from flows.model.retention_schedule import RetentionSchedule

_YEAR = 365
_LEAP = 2
"""Days that some years may have more."""
TOLD = ("draft", "set_aside", "undelivered", "withdrawn", "decided", "files", "details", "blocked")
"""What a worker is told of before it goes, each with a line of its own in the notice."""


def period(say: Phrases, days: int) -> str:
    """A number of days, as years where it is about so many."""
    years, rest = divmod(days, _YEAR)
    return say.plain("years", count=years) if years and rest <= _LEAP else say.plain("days", count=days)


def periods(say: Phrases, schedule: RetentionSchedule) -> str:
    """All that the privacy notice says of the schedule."""
    times = {name.removesuffix("_days"): period(say, days) for name, days in asdict(schedule).items()}
    lines = [say.phrase(f"notice-period-{name}", time=times[name]) for name in TOLD]
    return "\n".join([say.phrase("notice-periods"), *lines, say.phrase("notice-periods-rest", **times)])
