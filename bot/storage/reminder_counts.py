"""Reminder queries of the command line: counts, and the sessions with a reminder soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.storage.codec import DRAFTS, PEOPLE
from bot.storage.operator import opened
from bot.storage.sealing.body_place import of_draft, of_person
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.unlock import unlock
from bot.storage.sqlite.statements import BESIDE
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
    with opened(data) as database:
        due, planned, silenced, unplanned = BESIDE.reminders_planned(database, now_ms=now_ms, until_ms=until_ms)
        return ReminderCounts(
            due, planned, silenced, unplanned, tuple(BESIDE.reminders_done(database, since_ms=since_ms))
        )


def sessions(data: Path, until_ms: int, key: MasterKey | None = None) -> Iterator[tuple[Session, int]]:
    """Everybody whose reminders are looked at until then, each with that moment. Raises StorageError."""
    with opened(data) as database:
        sealed = unlock(data, database, key)
        for person, body, due_ms in BESIDE.people_to_remind(database, until_ms=until_ms):
            sealer = sealed()
            sealer.know_now(database, (person,))
            drafts = [
                DRAFTS.read(sealer.open(of_draft(person, id_), draft))
                for id_, draft in BESIDE.drafts_of(database, person=person)
            ]
            known = PEOPLE.read(sealer.open(of_person(person), body))
            yield Session(known, {draft.id: draft for draft in drafts}), due_ms
