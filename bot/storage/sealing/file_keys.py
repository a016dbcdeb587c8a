"""The data keys of kept files, read from the database beside whoever works with it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.storage.errors import NotOpened
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.keyring import Keyring, KeyRow
from bot.storage.sqlite.database import DATABASE
from bot.storage.sqlite.statements import SEALING


class FileKeys:
    """Finds keys by their owner and by their number. Each call opens the database for a moment: call it in a thread."""

    def __init__(self, data: Path, keyring: Keyring) -> None:
        """`keyring` is the one with which the store is open: it hears of a new master key."""
        self.keyring = keyring
        self._data = data

    def of(self, owner: str) -> DataKey:
        """The key of an owner. Raises NotOpened where there is none, or none that opens."""
        with self._database() as database:
            row = next(iter(SEALING.keys_of(database, ids=json.dumps([owner]))), None)
            return self._opened(database, row)

    def numbered(self, number: int) -> DataKey:
        """The key of a number. Raises NotOpened where there is none, or none that opens."""
        with self._database() as database:
            return self._opened(database, SEALING.key_numbered(database, number=number))

    def _opened(self, database: sqlite3.Connection, row: KeyRow | None) -> DataKey:
        if row is not None and not self.keyring.knows_all((row,)):
            self.keyring.learn(SEALING.next_masters(database))
        key = self.keyring.key(row) if row else None
        if key is None:
            raise NotOpened("file")
        return key

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        source = f"{(self._data / DATABASE).resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as database:
            SEALING.be_patient(database)
            yield database
