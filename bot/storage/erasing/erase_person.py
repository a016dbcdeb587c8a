"""Erases one person: rows, files, and the free space of the database file."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements
from bot.storage.erasing.media_references import References, referred
from bot.storage.errors import DataInUse, NotOpened
from bot.storage.kept_files.media_locations import media_place
from bot.storage.kept_files.media_place import MediaPlace
from bot.storage.sealing.body_place import NOBODY, of_parked
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock
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


def forget(data: Path, person: str, key: Keyring | MasterKey | None = None) -> Forgotten:
    """Removes everything of a person from the data folder, their key first. The bot may run.

    Backups made before keep what they hold, and an issuer keeps what was sent to it. Raises StorageError.
    """
    try:
        with location(data).claimed() as database:
            gone, others = _forget(data, database, person, key)
            if gone.known:
                _remove_unnamed(media_place(data), others)
            database.upkeep.rewrite()
            return gone
    except DataInUse:
        # A file that the bot has just placed may be named in a moment, so those are left to its housekeeping. Nothing
        # stays in free pages of a file: deleted rows are overwritten. A server keeps them a while, without their key.
        with location(data).opened() as database:
            gone = _forget(data, database, person, key)[0]
            database.upkeep.wait_briefly()
            database.upkeep.rewrite_keys()
            return gone


def _forget(
    data: Path, database: BlockingStatements, person: str, key: Keyring | MasterKey | None
) -> tuple[Forgotten, References]:
    sealer = unlock(data, database, key)()
    sealer.know_now(database, (person,))
    theirs = referred(database, sealer, person)
    puzzling = [update_id for update_id, _ in puzzles(database, person, sealer)]
    # From here on nobody can read what is sealed, in the rows, the files and the free space of the disk.
    database.one_person.forget_key(person=person)
    with database.writing():
        database.one_person.forget_effects(person=person)
        database.one_person.forget_requests(person=person)
        submissions = database.one_person.forget_submissions(person=person)
        drafts = database.one_person.forget_drafts(person=person)
        database.one_person.forget_outbox(person=person)
        for update_id in puzzling:
            database.one_person.forget_update(update_id=update_id)
        database.one_person.forget_waiting(person=person)
        database.one_person.forget_audit(person=person)
        database.one_person.forget_reminder(person=person)
        database.one_person.forget_reminder_outcomes(person=person)
        known = database.one_person.forget_person(person=person)
        # The same file may have been sent by two people in the clear, and may be on its way for the other.
        others = referred(database, sealer)
    # The files go once no row speaks of them: a crash in between leaves files that nobody can find by name.
    numbers = {*theirs.unread, sealer.number(person)} - {0}
    media = media_place(data)
    names = theirs.names.union(media.sealed_under(numbers))
    removed = sum(media.remove(name) for name in names if not others.holds(name))
    database.upkeep.empty_the_journal()
    return Forgotten(bool(known), drafts, submissions, removed), others


def puzzles(database: BlockingStatements, person: str, sealer: Sealer) -> list[tuple[str, str]]:
    """What could not be handled and names the person anywhere: also in a group, or where no chat could be read."""
    found = []
    for id_, whose, stored in list(database.one_person.parked()):
        sealer.know_now(database, (whose or NOBODY,))
        raw = readable(sealer, whose, id_, stored)
        if is_about(person, id_, whose, raw):
            found.append((id_, raw))
    return found


def readable(sealer: Sealer, whose: str | None, update: str, stored: str) -> str:
    """An update that could not be handled, as it came; nothing where it does not open."""
    with suppress(NotOpened):
        return sealer.open(of_parked(whose, update), stored)
    return ""


def is_about(person: str, update: str, whose: str | None, raw: str) -> bool:
    """Whether an update that could not be handled is of a person, or names them anywhere."""
    if whose == person:
        return True
    # What the channel sent holds its own ids, as numbers or as texts.
    names_them = rf'id":\s*"?{re.escape(own_id(person))}(?!\w)'
    return channel_of(update) == channel_of(person) and re.search(names_them, raw) is not None


def _remove_unnamed(media: MediaPlace, named: References) -> None:
    """Removes files that no row names: the bot ended after it had kept one, and before it had noted that.

    One may be this person's, and nobody could tell later. One that somebody else still waits for is fetched again.
    """
    for name in list(media.names()):
        if not named.holds(name):
            media.remove(name)
