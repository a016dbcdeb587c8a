"""The checks of `/health/ready`: what each measured, its limit, and what to do where it is beyond it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.clock import Clock
from bot.media.disk_space import MB, NO_MARK, DiskSpace
from bot.monitoring.causes import cause_of
from bot.monitoring.issuer_answers import IssuerAnswers
from bot.storage.store import Store
from bot.storage.stored.records import WaitingSince

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class ReadyLimits:
    """The limit of each check; 0 switches a check off."""

    database_seconds: int = 60
    intake_seconds: int = 40
    outbox_minutes: int = 10
    delivery_hours: int = 6
    parked: int = 10
    backup_hours: int = 30
    issuer_minutes: int = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `value` is None where nothing was to be measured, or nothing could be."""

    name: str
    ok: bool
    value: float | None
    limit: float
    unit: str
    do: str
    """What to do where it is not ok."""
    about: str = ""
    """More of what is wrong: a cause, or an issuer's id."""

    def told(self) -> dict[str, object]:
        """As the page shows it: what to do only where there is something to do."""
        told = asdict(self) | {"value": None if self.value is None else round(self.value, 1)}
        return {name: value for name, value in told.items() if (name != "do" or not self.ok) and value != ""}


@dataclass(frozen=True, slots=True)
class Signs:
    """What the running bot knows of itself, without its database. Each is asked anew."""

    space: DiskSpace = NO_MARK
    silence: Callable[[], float | None] = lambda: None
    """Seconds since the intake last heard Telegram answer; None while it has not begun."""
    issuers: Callable[[], IssuerAnswers | None] = lambda: None
    last_backup: Callable[[], int | None] = lambda: None
    """When the last good backup was made, in Unix milliseconds."""
    loops_silent: Callable[[], float] = lambda: 0.0
    """Seconds since the loops that are watched have all come round."""
    stopping: Callable[[], bool] = lambda: False
    """Whether the bot takes no more updates, because it stops."""


class Readiness:
    """Measures all checks."""

    def __init__(self, store: Store, clock: Clock, signs: Signs, limits: ReadyLimits) -> None:
        self._store = store
        self._clock = clock
        self._signs = signs
        self._limits = limits

    async def checks(self) -> tuple[Check, ...]:
        """Every check that is not switched off."""
        now_ms = self._clock.unix_ms()
        try:
            last = await self._store.last_heartbeat()
            since = await self._store.waiting_since(now_ms - _DAY_MS)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the database is what is asked here
            cause = cause_of(error)
            found = [Check("database", False, None, self._limits.database_seconds, "seconds", cause.do, cause.cause)]
        else:
            found = [self._database(last, now_ms), *self._queues(since, now_ms), self._backup(since, now_ms)]
        found += [self._intake(), self._disk(), self._issuer(now_ms)]
        return tuple(one for one in found if one.limit)

    def _database(self, last_ms: int | None, now_ms: int) -> Check:
        limit = self._limits.database_seconds
        # A heartbeat from the future was left by a clock that was wrong.
        age = None if last_ms is None else abs(now_ms - last_ms) / 1000
        do = "look at the disk of the data folder, then at the log for housekeeping_failed"
        return Check("database", age is not None and age < limit, age, limit, "seconds", do)

    def _queues(self, since: WaitingSince, now_ms: int) -> tuple[Check, ...]:
        limits = self._limits
        outbox, delivery = _age(since.message_ms, now_ms, 60), _age(since.delivery_ms, now_ms, 3600)
        return (
            Check(
                "outbox", _within(outbox, limits.outbox_minutes), outbox, limits.outbox_minutes, "minutes",
                "look at the log for not_spoken and channel_not_served",
            ),
            Check(
                "deliveries", _within(delivery, limits.delivery_hours), delivery, limits.delivery_hours, "hours",
                "see teabreak deliver, which says why each waits",
            ),
            Check(
                "parked", since.parked_lately <= limits.parked, since.parked_lately, limits.parked, "updates in a day",
                "report the lines update_parked in the log",
            ),
        )  # fmt: skip

    def _backup(self, since: WaitingSince, now_ms: int) -> Check:
        limit, last = self._limits.backup_hours, self._signs.last_backup()
        # Where no backup was ever made, the data are unprotected for as long as there are any.
        age = _age(since.first_touched_ms if last is None else last, now_ms, 3600)
        about = "never made" if last is None and age is not None else ""
        do = "start teabreak-backup.service and read its log"
        return Check("backup", _within(age, limit), age, limit, "hours", do, about)

    def _intake(self) -> Check:
        limit, silence = self._limits.intake_seconds, self._signs.silence()
        do = "look at the network, and at the log for poll_paused and webhook_not_set"
        return Check("intake", silence is not None and silence < limit, silence, limit, "seconds", do)

    def _disk(self) -> Check:
        space = self._signs.space
        free = None if space.free is None else space.free // MB
        return Check("disk", not space.is_low, free, space.mark // MB, "MB free", "make room on the data folder's disk")

    def _issuer(self, now_ms: int) -> Check:
        limit, answers = self._limits.issuer_minutes, self._signs.issuers()
        failing = answers.longest() if answers else None
        age = _age(failing.since_ms if failing else None, now_ms, 60)
        about = f"{failing.issuer}: {failing.reason}" if failing else ""
        do = "see teabreak deliver; ask the issuer if its system is down"
        return Check("issuer", _within(age, limit), age, limit, "minutes", do, about)


def _age(since_ms: int | None, now_ms: int, unit_seconds: int) -> float | None:
    return None if since_ms is None else round(max(0, now_ms - since_ms) / 1000 / unit_seconds, 2)


def _within(age: float | None, limit: float) -> bool:
    return age is None or age < limit
