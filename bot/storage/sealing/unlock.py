"""Holds a database against the master key that was given, before anything else is read."""

from functools import partial
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements
from bot.storage.errors import KeyNeeded, NotSealed, SealingUnfinished, WrongKey
from bot.storage.sealing.body_place import NOBODY
from bot.storage.sealing.held_keys import held
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.sealer import PLAIN, KeyedSealer, SealerMaker, new_key

SEALING_NOW, SEALED, OPENING = "sealing", "sealed", "opening"


def unlocked(data: Path, keyring: Keyring | None) -> SealerMaker:
    """Makes sealers for the database of a folder that is this process's. An empty one is sealed where a key was given.

    Raises as `unlock`.
    """
    with location(data).connected() as database:
        seal_if_empty(database, keyring.given if keyring else None)
        return unlock(data, database, keyring)


def unlock(data: Path, database: BlockingStatements, key: Keyring | MasterKey | None = None) -> SealerMaker:
    """Makes sealers for a database of this release, with the key that is given or that this process holds.

    Raises KeyNeeded, WrongKey, NotSealed or SealingUnfinished; none of them has changed anything.
    """
    found = database.sealing.state()
    if key is None:
        key = held(data)
    if found is None:
        if key is not None:
            raise NotSealed(data)
        return lambda: PLAIN
    state, master = found
    if state != SEALED:
        raise SealingUnfinished(data, "seal" if state == SEALING_NOW else "unseal")
    if key is None:
        raise KeyNeeded(data, master)
    return with_key(data, database, key if isinstance(key, Keyring) else Keyring(key), master)


def with_key(data: Path, database: BlockingStatements, keyring: Keyring, master: str) -> SealerMaker:
    """Makes sealers for a database whose keys are sealed under a master key. Raises WrongKey."""
    if keyring.master(master) is None:
        # A rotation that was interrupted, or a bot whose own copy of the file is the old one.
        keyring.learn(database.sealing.next_masters())
    if keyring.master(master) is None:
        raise WrongKey(data, master, keyring.given.id)
    row = next(iter(database.sealing.keys_of(ids=f'["{NOBODY}"]')), None)
    house = keyring.key(row) if row else None
    if house is None:
        raise WrongKey(data, master, keyring.given.id)
    return partial(KeyedSealer, keyring, house)


def seal_if_empty(database: BlockingStatements, key: MasterKey | None) -> None:
    """Has a database in which nothing is stored yet sealed from the start, where a key was given."""
    if key is None or database.sealing.state() is not None:
        return
    with database.writing():
        if database.sealing.state() is None and database.sealing.is_empty():
            database.sealing.add_keys([new_key(key, NOBODY)])
            database.sealing.set_state(state=SEALED, master=key.id)


def check(data: Path) -> None:
    """Holds the keys of this process against a folder, if it has a database. Raises as `unlock`."""
    if location(data).is_there():
        with location(data).connected(read_only=True) as database:
            if database.sealing.has_state():
                unlock(data, database)


def under(data: Path) -> str | None:
    """The id of the master key of a folder; None where it is not sealed."""
    with location(data).connected(read_only=True) as database:
        found = database.sealing.state() if database.sealing.has_state() else None
        return found[1] if found else None
