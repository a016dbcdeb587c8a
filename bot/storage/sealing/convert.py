"""Seals the data of a folder that were stored in the clear, and puts sealed ones back in the clear.

Files first, beside what is there; then all rows in one transaction, which decides; then what is left of the old form is
removed. It may end at any instant, and goes on where it was when it is run again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements, replace_body
from bot.storage.erasing.media_references import DIGEST, file_name, references
from bot.storage.errors import FileDamaged, KeyNeeded, NotOpened, WrongKey
from bot.storage.kept_files.media_locations import media_place
from bot.storage.kept_files.media_place import MediaPlace, parts
from bot.storage.sealing.body_place import NOBODY, BodyPlace
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.sealed_file import CHUNK, FileSealer, opened
from bot.storage.sealing.sealer import PLAIN, Sealer, SealerMaker, new_key
from bot.storage.sealing.unlock import OPENING, SEALED, SEALING_NOW, with_key


@dataclass(frozen=True, slots=True)
class Converted:
    """How much was changed. What had been changed before an interruption is not counted again."""

    bodies: int
    files: int
    left: int = 0
    """Files that do not open: they are left as they are, and nobody could read them before either."""


def seal(data: Path, key: MasterKey) -> Converted:
    """Seals everything in a folder, which must hold a database. The bot must be stopped.

    Raises DataInUse, DataTooNew, MigrationFailed, and WrongKey for data that are sealed under another key.
    """
    with location(data).claimed() as database:
        found = database.sealing.state()
        if found is not None and found[1] != key.id:
            raise WrongKey(data, found[1], key.id)
        done = Converted(0, 0)
        if found is None:
            sealed = _with_keys(data, database, key)
            files = _seal_files(media_place(data), database, sealed())
            bodies = _replace(data, database, lambda: PLAIN, sealed, {"state": SEALING_NOW, "master": key.id})
            done = Converted(bodies, files)
        if found is None or found[0] == SEALING_NOW:
            media = media_place(data)
            for name in list(media.names()):
                # One without a sealed copy is one that no row refers to.
                if DIGEST.fullmatch(name):
                    media.remove(name)
            _overwrite(database)
            database.sealing.set_state(state=SEALED, master=key.id)
            database.upkeep.empty_the_journal()
    return done


def unseal(data: Path, key: MasterKey | None) -> Converted:
    """Puts everything in a folder back in the clear. The bot must be stopped.

    Raises as `seal`, and KeyNeeded. NotOpened, for one body that does not open, comes before anything is changed.
    """
    with location(data).claimed() as database:
        found = database.sealing.state()
        if found is None:
            return Converted(0, 0)
        if key is None:
            raise KeyNeeded(data, found[1])
        done = Converted(0, 0)
        if found[0] != OPENING:
            sealed = with_key(data, database, Keyring(key), found[1])
            files, left = _open_files(media_place(data), database, sealed)
            bodies = _replace(data, database, sealed, lambda: PLAIN, {"state": OPENING, "master": found[1]})
            done = Converted(bodies, files, left)
        _remove_sealed(media_place(data))
        database.sealing.no_keys()
        _overwrite(database)
        database.sealing.no_state()
        database.upkeep.empty_the_journal()
    return done


def _with_keys(data: Path, database: BlockingStatements, key: MasterKey) -> SealerMaker:
    """Makes a key for everybody who has none yet, of a run that was interrupted. Without one nothing is sealed yet."""
    with database.writing():
        if any(master != key.id for _, _, master, _ in database.sealing.every_key()):
            # That run had another key, and nothing that it sealed is referred to.
            database.sealing.no_keys()
        owners = {NOBODY, *(owner for (owner,) in database.sealing.owners())}
        database.sealing.add_keys([new_key(key, owner) for owner in sorted(owners)])
    return with_key(data, database, Keyring(key), key.id)


def _replace(
    data: Path, database: BlockingStatements, before: SealerMaker, after: SealerMaker, state: Mapping[str, str]
) -> int:
    """Replaces every body, and notes it, in one transaction."""
    old, new, count = before(), after(), 0
    # The other connection reads the data as they were before this transaction.
    with location(data).connected(read_only=True) as reader, database.writing():
        for table, owner, part, number, stored in reader.sealing.sealed_bodies(owner=None):
            old.know_now(database, (owner,))
            new.know_now(database, (owner,))
            place = BodyPlace(table, owner, part)
            body = old.open(place, stored)
            replace_body(database, table, number, new.seal(place, body), new.digest(place, body))
            count += 1
        database.sealing.set_state(**state)
    return count


def _seal_files(media: MediaPlace, database: BlockingStatements, sealer: Sealer) -> int:
    """Writes a sealed copy of each file for everybody who refers to it."""
    media.tidy()
    bodies = database.one_person.naming_bodies()
    named = {(owner, digest) for _, owner, _, body in bodies for digest in references((body,))}
    count = 0
    for owner, digest in sorted(named):
        sealer.know_now(database, (owner,))
        key = sealer.key(owner)
        name = file_name(digest, key.number if key else 0)
        if key is not None and media.holds(digest) and not media.holds(name):
            with media.open(digest) as source:
                _write(media, name, _sealed(source, key))
            count += 1
    return count


def _open_files(media: MediaPlace, database: BlockingStatements, sealed: SealerMaker) -> tuple[int, int]:
    """Writes a copy in the clear of each sealed file."""
    media.tidy()
    sealer, count, left = sealed(), 0, 0
    keys = {number: owner for number, owner, _, _ in database.sealing.every_key()}
    for name in sorted(media.names()):
        digest, number = parts(name)
        if not number:
            continue
        owner = keys.get(number, NOBODY)
        sealer.know_now(database, (owner,))
        key = sealer.key(owner)
        try:
            if key is None:
                raise NotOpened("file")
            if not media.holds(digest):
                with opened(media.open(name), key) as source:
                    _write(media, digest, _plain(source))
                count += 1
        except (FileDamaged, NotOpened):
            left += 1
    return count, left


def _sealed(source: IO[bytes], key: DataKey) -> Iterator[bytes]:
    sealer = FileSealer(key)
    yield sealer.head
    while piece := source.read(CHUNK):
        yield sealer.update(piece)
    yield sealer.finish()


def _plain(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(CHUNK):
        yield piece


def _write(media: MediaPlace, name: str, pieces: Iterator[bytes]) -> None:
    """Writes a file that is there whole or not at all."""
    new = media.new()
    try:
        for piece in pieces:
            new.write(piece)
        new.place(name)
    finally:
        new.discard()


def _remove_sealed(media: MediaPlace) -> None:
    """Removes sealed files. One of which there is no other copy did not open, and is left."""
    for name in list(media.names()):
        digest, number = parts(name)
        if number and media.holds(digest):
            media.remove(name)


def _overwrite(database: BlockingStatements) -> None:
    """Leaves nothing of rows as they were in the free space of the database and its journal."""
    database.upkeep.empty_the_journal()
    database.upkeep.rewrite()
    database.upkeep.empty_the_journal()
