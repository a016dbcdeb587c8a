"""Seals bodies as they are written, and opens them as they are read: the port, and both of its implementations.

A sealer lives as long as one transaction or one read. `know` comes first, with everybody whose bodies are meant.
"""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from bot.storage.engine.statement_groups import BlockingStatements, Row, Statements
from bot.storage.errors import NotOpened
from bot.storage.sealing.body_place import NOBODY, BodyPlace
from bot.storage.sealing.data_key import BYTES, DataKey, is_sealed, number_of
from bot.storage.sealing.keyring import Keyring, KeyRow
from bot.storage.sealing.master_key import MasterKey


class Sealer(Protocol):
    """What reads and writes of bodies go through."""

    async def know(self, database: Statements, owners: Iterable[str], *, make: bool = False) -> None:
        """Reads the keys of these owners, and makes those that are missing if asked, which takes a transaction."""

    async def take(self, database: Statements, keys: Sequence[KeyRow]) -> None:
        """Takes rows of keys that another query has read."""

    async def learn(self, database: Statements, master: str) -> bool:
        """Takes a new master key from the database; whether it is known from now on."""

    def know_now(self, database: BlockingStatements, owners: Iterable[str]) -> None:
        """As `know`, for blocking use."""

    def seal(self, place: BodyPlace, body: str) -> str:
        """A body as it is stored."""

    def open(self, place: BodyPlace, stored: str) -> str:
        """The body of what is stored. Raises NotOpened."""

    def digest(self, place: BodyPlace, body: str) -> str | None:
        """Tells a sealed body from others in its place; None where stored bodies can be compared."""

    def drop(self, owners: Iterable[str]) -> None:
        """Seals nothing more under the keys of these owners, which are about to go; what they sealed still opens."""

    def number(self, owner: str) -> int:
        """The number of an owner's key; 0 where nothing is sealed, or it does not open."""

    def key(self, owner: str) -> DataKey | None:
        """An owner's key, for files; None where nothing is sealed, or it does not open."""


class PlainSealer:
    """Stores bodies as they are."""

    async def know(self, database: Statements, owners: Iterable[str], *, make: bool = False) -> None:
        """Nothing."""

    async def take(self, database: Statements, keys: Sequence[KeyRow]) -> None:
        """Nothing."""

    async def learn(self, database: Statements, master: str) -> bool:
        """No."""
        del database, master
        return False

    def know_now(self, database: BlockingStatements, owners: Iterable[str]) -> None:
        """Nothing."""

    def seal(self, place: BodyPlace, body: str) -> str:
        """The body."""
        del place
        return body

    def open(self, place: BodyPlace, stored: str) -> str:
        """What is stored."""
        del place
        return stored

    def digest(self, place: BodyPlace, body: str) -> str | None:
        """None."""
        del place, body
        return None

    def drop(self, owners: Iterable[str]) -> None:
        """Nothing."""

    def number(self, owner: str) -> int:
        """0."""
        del owner
        return 0

    def key(self, owner: str) -> DataKey | None:
        """None."""
        del owner
        return None


PLAIN = PlainSealer()
SealerMaker = Callable[[], Sealer]
"""Makes a sealer for one transaction or one read."""


class KeyedSealer:
    """Seals each body under its owner's key. Nothing that stands there in the clear is taken for a body."""

    def __init__(self, cache: Keyring, house: DataKey) -> None:
        """`house` is the key of nobody in particular."""
        self._cache = cache
        self._house = house
        self._owners: dict[str, DataKey] = {NOBODY: house}
        self._numbers: dict[int, DataKey] = {house.number: house}
        self._broken: set[str] = set()
        self._dropped: set[str] = set()

    async def know(self, database: Statements, owners: Iterable[str], *, make: bool = False) -> None:
        """Reads keys; makes those of owners who have none."""
        missing = self._missing(owners)
        if missing:
            await self.take(database, [row async for row in database.keys.keys_of(ids=json.dumps(missing))])
            missing = self._missing(missing)
        if missing and make:
            current = await database.keys.current_master() or ""
            await self.learn(database, current)
            master = self._cache.master(current)
            if master is None:
                # Somebody has changed the key twice while this program could not look.
                raise NotOpened("key")
            await database.keys.add_keys([new_key(master, owner) for owner in missing])
            await self.take(database, [row async for row in database.keys.keys_of(ids=json.dumps(missing))])

    async def take(self, database: Statements, keys: Sequence[KeyRow]) -> None:
        """Opens keys. One that does not open is its owner's trouble alone."""
        if not self._cache.knows_all(keys):
            self._cache.learn([row async for row in database.keys.next_masters()])
        self._take(keys)

    async def learn(self, database: Statements, master: str) -> bool:
        """Takes a master key that is sealed under one that is known."""
        if self._cache.master(master) is None:
            self._cache.learn([row async for row in database.keys.next_masters()])
        return self._cache.master(master) is not None

    def know_now(self, database: BlockingStatements, owners: Iterable[str]) -> None:
        """Reads keys."""
        missing = self._missing(owners)
        if missing:
            found = list(database.sealing.keys_of(ids=json.dumps(missing)))
            if not self._cache.knows_all(found):
                self._cache.learn(database.sealing.next_masters())
            self._take(found)

    def _missing(self, owners: Iterable[str]) -> list[str]:
        return [one for one in dict.fromkeys(owners) if one not in self._owners and one not in self._broken]

    def _take(self, keys: Iterable[KeyRow]) -> None:
        for row in keys:
            key = self._cache.key(row)
            if key is None:
                self._broken.add(row[1])
            else:
                self._owners[key.owner] = self._numbers[key.number] = key

    def _key(self, owner: str) -> DataKey:
        # Of somebody whose key does not open, nothing is read; that an update of theirs was put aside can be written.
        return self._house if owner in self._dropped else self._owners.get(owner, self._house)

    def seal(self, place: BodyPlace, body: str) -> str:
        """Sealed under the owner's key; under nobody's where that one does not open."""
        return self._key(place.owner).seal(place, body)

    def open(self, place: BodyPlace, stored: str) -> str:
        """Opened with the key that it names. Raises NotOpened."""
        key = self._numbers.get(number_of(stored)) if is_sealed(stored) else None
        if key is None:
            raise NotOpened(place.table)
        return key.open(place, stored)

    def digest(self, place: BodyPlace, body: str) -> str | None:
        """A digest that says nothing to whoever has not the key."""
        return self._key(place.owner).digest(place, body)

    def drop(self, owners: Iterable[str]) -> None:
        """From now on nobody's key seals for them."""
        self._dropped.update(owners)

    def number(self, owner: str) -> int:
        """The number of an owner's key; 0 where it does not open."""
        key = self.key(owner)
        return key.number if key else 0

    def key(self, owner: str) -> DataKey | None:
        """An owner's key; None where it does not open."""
        return self._owners.get(owner)


def new_key(master: MasterKey, owner: str) -> Row:
    """A row of `person_key` with a new data key."""
    return {"person": owner, "master": master.id, "wrapped": master.wrap(owner, os.urandom(BYTES))}
