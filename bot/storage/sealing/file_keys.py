"""The data keys of kept files, read from the database beside whoever works with it."""

import json
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements
from bot.storage.errors import NotOpened
from bot.storage.sealing.data_key import DataKey
from bot.storage.sealing.keyring import Keyring, KeyRow


class FileKeys:
    """Finds keys by their owner and by their number. Each call opens the database for a moment: call it in a thread."""

    def __init__(self, data: Path, keyring: Keyring) -> None:
        """`keyring` is the one with which the store is open: it hears of a new master key."""
        self.keyring = keyring
        self._data = data

    def of(self, owner: str) -> DataKey:
        """The key of an owner. Raises NotOpened where there is none, or none that opens."""
        with location(self._data).connected(read_only=True) as database:
            row = next(iter(database.sealing.keys_of(ids=json.dumps([owner]))), None)
            return self._opened(database, row)

    def numbered(self, number: int) -> DataKey:
        """The key of a number. Raises NotOpened where there is none, or none that opens."""
        with location(self._data).connected(read_only=True) as database:
            return self._opened(database, database.sealing.key_numbered(number=number))

    def _opened(self, database: BlockingStatements, row: KeyRow | None) -> DataKey:
        if row is not None and not self.keyring.knows_all((row,)):
            self.keyring.learn(database.sealing.next_masters())
        key = self.keyring.key(row) if row else None
        if key is None:
            raise NotOpened("file")
        return key
