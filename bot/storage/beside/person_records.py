"""Everything that is stored of one person, read beside the running bot."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bot.storage.engine.locations import location
from bot.storage.erasing.erase_person import puzzles
from bot.storage.errors import BackupError, StorageError
from bot.storage.sealing.body_place import BodyPlace, of_draft, of_pack, of_person, of_waiting
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock
from bot.storage.stored.codec import DRAFTS, PACKS, PEOPLE
from flows.model.draft import Draft, Person
from flows.pack.pack import Pack

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class StageMove:
    """Something that the person did, or that happened to a draft of theirs: never any content."""

    at_ms: int
    draft: str | None
    event: str
    stage_before: str | None
    stage_after: str | None


@dataclass(frozen=True, slots=True)
class ReminderRecord:
    """A reminder, and what became of it."""

    kind: str
    became: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class PersonRecords:
    """All of it. Times that end in `_ms` are Unix milliseconds."""

    person: Person
    drafts: tuple[Draft, ...] = ()
    submissions: tuple[Pack, ...] = ()
    reminders: tuple[ReminderRecord, ...] = ()
    history: tuple[StageMove, ...] = ()
    not_handled: tuple[object, ...] = ()
    """Messages that could not be handled, or are yet to be, as they came."""
    unreadable: tuple[str, ...] = ()
    """What is stored and cannot be read by this program, as it is stored."""


def read(data: Path, person: str) -> PersonRecords | None:
    """Reads it, while the bot runs or not; None for a person nobody knows. Raises BackupError without a database."""
    if not location(data).is_there():
        raise BackupError(f"{data} holds no database")
    unreadable: list[str] = []
    with location(data).connected(read_only=True) as database:
        database.upkeep.one_moment()
        known = database.one_person.person(person=person)
        if known is None:
            return None
        sealer = unlock(data, database)()
        sealer.know_now(database, (person,))
        odd = [raw for _, raw in puzzles(database, person, sealer) if raw]
        odd += [
            sealer.open(of_waiting(person, at_ms), raw) for at_ms, raw in database.one_person.waiting(person=person)
        ]
        drafts = [(of_draft(person, id_), body) for id_, body in database.one_person.drafts(person=person)]
        packs = [
            (of_pack(person, reference, attempt), body)
            for reference, attempt, body in database.one_person.submissions(person=person)
        ]
        found = next(iter(_readable(sealer, PEOPLE.read, [(of_person(person), known)], unreadable)), Person(person))
        # A PIN is so short that its digest tells it to whoever has a copy.
        lock = found.lock and replace(found.lock, pin=None, pending=None)
        return PersonRecords(
            person=replace(found, lock=lock),
            drafts=_readable(sealer, DRAFTS.read, drafts, unreadable),
            submissions=_readable(sealer, PACKS.read, packs, unreadable),
            reminders=tuple(ReminderRecord(*row) for row in database.one_person.reminder_outcomes(person=person)),
            history=tuple(StageMove(*row) for row in database.one_person.moved(person=person)),
            not_handled=tuple(map(json.loads, odd)),
            unreadable=tuple(unreadable),
        )


def _readable(
    sealer: Sealer, one: Callable[[str], _Value], bodies: Iterable[tuple[BodyPlace, str]], unreadable: list[str]
) -> tuple[_Value, ...]:
    found = []
    for place, stored in bodies:
        body = stored
        try:
            body = sealer.open(place, stored)
            found.append(one(body))
        except StorageError:
            unreadable.append(body)
    return tuple(found)
