"""What `teabreak status` shows: the running bot's own checks, and what waits in the database."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings.settings import Settings
from bot.storage.beside import operator, status_file

FRESH_SECONDS = 60.0
_NAMES = {
    "message": "messages to send",
    "deliver_pack": "submissions to deliver",
    "keep_media": "recordings to fetch",
    "transcribe": "recordings to write down",
    "check_award": "badges to check",
    "check_own_award": "issued badges to check",
    "read_statement": "statements to read",
    "await_decision": "decisions to come",
    "tell_withdrawn": "withdrawals to tell",
    "overwrite_deleted": "deletions to finish",
}


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check of `/health/ready`, to be shown. `share` is how much of its limit is used, 1 at the limit."""

    name: str
    ok: bool
    value: str
    limit: str
    share: float


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """One look. `waiting` is what waits, by its name, the most first."""

    headline: str
    checks: tuple[ShownCheck, ...]
    waiting: tuple[tuple[str, int], ...]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The same as lines for a program."""
        yield ("bot", self.headline)
        for one in self.checks:
            yield ("check", one.name, "ok" if one.ok else "beyond", one.value, one.limit)
        for name, count in self.waiting:
            yield ("waits", name, str(count))


def now(settings: Settings) -> ServiceStatus:
    """How it is now. Raises StorageError where there is no database to look at."""
    told, unix = status_file.read(settings.data), time.time() + settings.ahead.total_seconds()
    waiting = sorted(operator.tallies(settings.data), key=lambda one: -one[1])
    at_ms = told.get("at_ms")
    age = unix - at_ms / 1000 if isinstance(at_ms, int) else None
    checks = told.get("checks")
    if age is None or not 0 <= age < FRESH_SECONDS or not isinstance(checks, list):
        headline = "The bot does not run, or cannot write to its data folder."
        return ServiceStatus(headline, (), _named(waiting))
    started = told.get("started_ms")
    hours = (unix - started / 1000) / 3600 if isinstance(started, int) else 0.0
    headline = (
        f"The bot is {told['status']}: version {told['version']}, up for {hours:.1f} hours, seen {age:.0f} seconds ago."
    )
    return ServiceStatus(headline, tuple(map(_check, checks)), _named(waiting))


def _named(waiting: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((_NAMES.get(kind, kind), count) for kind, count in waiting if count)


def _check(one: dict[str, object]) -> ShownCheck:
    value, limit = one["value"], one["limit"]
    known = isinstance(value, int | float) and isinstance(limit, int | float) and limit > 0
    share = float(value) / float(limit) if known else 0.0  # type: ignore[arg-type]
    if one["name"] == "disk":
        # Here less is worse: full once no more is free than the mark.
        share = 1 / share if share else 1.0
    nothing = "nothing waits" if one["ok"] else "unknown"
    said = nothing if value is None else f"{value:g} {one['unit']}"
    about = one.get("about")
    said += f" ({about})" if about else ""
    return ShownCheck(str(one["name"]), bool(one["ok"]), said, f"{limit:g}", share)
