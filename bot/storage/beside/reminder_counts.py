"""Reminder queries of the command line: counts, and the sessions with a reminder soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.storage.beside.find_person import opened_session
from bot.storage.engine.locations import location
from bot.storage.sealing.unlock import unlock
from flows.model.draft import Session


@dataclass(frozen=True, slots=True)
class ReminderCounts:
    """How many people wait for a reminder, and what became of reminders, by kind and outcome."""

    due: int
    planned: int
    silenced: int
    unplanned: int
    done: tuple[tuple[str, str, int], ...]


def counts(data: Path, now_ms: int, until_ms: int, since_ms: int) -> ReminderCounts:
    """Counts what is due, what is planned until then, and what was done since. Raises StorageError."""
    with location(data).opened() as database:
        due, planned, silenced, unplanned = database.beside.reminders_planned(now_ms=now_ms, until_ms=until_ms)
        return ReminderCounts(
            due, planned, silenced, unplanned, tuple(database.beside.reminders_done(since_ms=since_ms))
        )


def sessions(data: Path, until_ms: int) -> Iterator[tuple[Session, int]]:
    """Everybody whose reminders are looked at until then, each with that moment. Raises StorageError."""
    with location(data).opened() as database:
        sealed = unlock(data, database)
        for person, body, due_ms in database.beside.people_to_remind(until_ms=until_ms):
            yield opened_session(database, sealed(), person, body), due_ms
