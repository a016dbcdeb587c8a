"""Erases one person: rows, files, and the free space of the database file."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.storage.errors import DataInUse
from bot.storage.media_references import DIGEST, references
from bot.storage.operator import opened
from bot.storage.sqlite.database import MEDIA, claim, prepare
from bot.storage.sqlite.statements import ONE_PERSON
from flows.model.channel_ids import channel_of, own_id


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was removed."""

    known: bool
    """Whether there was such a person."""
    drafts: int
    submissions: int
    files: int
    """Recordings, listening copies of them, and awards."""


def forget(data: Path, person: str) -> Forgotten:
    """Removes everything of a person from the data folder, in one transaction. The bot may run.

    Backups made before keep what they hold, and an issuer keeps what was sent to it. Raises StorageError.
    """
    try:
        with claim(data), closing(sqlite3.connect(prepare(data), isolation_level=None)) as database:
            gone = _forget(data, database, person)
            if gone.known:
                _remove_unnamed(database, data / MEDIA)
            ONE_PERSON.rewrite(database)
            return gone
    except DataInUse:
        # A file that the bot has just placed may be named in a moment, so those are left to its housekeeping. Nothing
        # stays in free pages: deleted rows are overwritten.
        with opened(data) as database:
            return _forget(data, database, person)


def _forget(data: Path, database: sqlite3.Connection, person: str) -> Forgotten:
    ONE_PERSON.overwrite(database)
    ONE_PERSON.begin(database)
    digests = _named(ONE_PERSON.bodies(database, person=person))
    ONE_PERSON.forget_effects(database, person=person)
    ONE_PERSON.forget_requests(database, person=person)
    submissions = ONE_PERSON.forget_submissions(database, person=person)
    drafts = ONE_PERSON.forget_drafts(database, person=person)
    ONE_PERSON.forget_outbox(database, person=person)
    for update_id, _ in puzzles(database, person):
        ONE_PERSON.forget_update(database, update_id=update_id)
    ONE_PERSON.forget_waiting(database, person=person)
    ONE_PERSON.forget_audit(database, person=person)
    ONE_PERSON.forget_reminder(database, person=person)
    ONE_PERSON.forget_reminder_outcomes(database, person=person)
    known = ONE_PERSON.forget_person(database, person=person)
    # The same file may have been sent by two people, and may be on its way for the other.
    digests -= _named(ONE_PERSON.every_body(database))
    ONE_PERSON.commit(database)
    # The files go once no row speaks of them: a crash in between leaves files that nobody can find by name.
    removed = sum(_remove(data / MEDIA / digest[:2] / digest) for digest in digests)
    ONE_PERSON.empty_the_journal(database)
    return Forgotten(bool(known), drafts, submissions, removed)


def puzzles(database: sqlite3.Connection, person: str) -> list[tuple[str, str]]:
    """What could not be handled and names the person anywhere: also in a group, or where no chat could be read."""
    found = list(ONE_PERSON.parked(database))
    return [(id_, raw) for id_, whose, raw in found if is_about(person, id_, whose, raw)]


def is_about(person: str, update: str, whose: str | None, raw: str) -> bool:
    """Whether an update that could not be handled is of a person, or names them anywhere."""
    if whose == person:
        return True
    # What the channel sent holds its own ids, as numbers or as texts.
    names_them = rf'id":\s*"?{re.escape(own_id(person))}(?!\w)'
    return channel_of(update) == channel_of(person) and re.search(names_them, raw) is not None


def _named(bodies: Iterable[tuple[str]]) -> frozenset[str]:
    """The digests of files that rows name."""
    return references(body for (body,) in bodies)


def _remove_unnamed(database: sqlite3.Connection, media: Path) -> None:
    """Removes files that no row names: the bot ended after it had kept one, and before it had noted that.

    One may be this person's, and nobody could tell later. One that somebody else still waits for is fetched again.
    """
    named = _named(ONE_PERSON.every_body(database))
    for path in media.glob("??/*"):
        if DIGEST.fullmatch(path.name) and path.name not in named:
            _remove(path)


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True
