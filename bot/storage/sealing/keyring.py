"""Opens data keys with the master keys that are known, and remembers those that were used last."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

import structlog

from bot.storage.sealing.data_key import BYTES, DataKey
from bot.storage.sealing.master_key import MasterKey

KeyRow = tuple[int, str, str, str]
"""A row of `person_key`: number, person, master, wrapped."""
MasterRow = tuple[str, str, str]
"""A row of `next_master`: its id, that of the key before it, and the key sealed under that."""

MOST = 4096
"""Data keys that are remembered: as many people as write within some hours."""

_log = structlog.get_logger(__name__)


class Keyring:
    """The open keys of one process. What is remembered goes by the whole row, so that a changed row is read anew."""

    def __init__(self, master: MasterKey) -> None:
        self.given = master
        """The master key that was given."""
        self._masters = {master.id: master}
        self._lock = Lock()
        self._open: OrderedDict[KeyRow, DataKey] = OrderedDict()

    def master(self, id_: str) -> MasterKey | None:
        """A master key that is known."""
        return self._masters.get(id_)

    def learn(self, rows: Iterable[MasterRow]) -> None:
        """Takes new master keys, each of which is sealed under the one before it."""
        waiting = [row for row in rows if row[0] not in self._masters]
        for _ in range(len(waiting)):
            for id_, under, wrapped in waiting:
                old = self._masters.get(under)
                secret = old.unwrap(id_, wrapped) if old else None
                if secret is not None:
                    self._masters[id_] = MasterKey(secret)

    def key(self, row: KeyRow) -> DataKey | None:
        """The data key of a row; None for one that was changed, or is another person's."""
        # The event loop and the threads that work with files share it.
        with self._lock:
            known = self._open.get(row)
            if known is not None:
                self._open.move_to_end(row)
                return known
        number, owner, master, wrapped = row
        secret = self._masters[master].unwrap(owner, wrapped) if master in self._masters else None
        if secret is None or len(secret) != BYTES:
            _log.error("person_key_not_opened", row=number)
            return None
        found = DataKey(number, owner, secret)
        with self._lock:
            self._open[row] = found
            if len(self._open) > MOST:
                self._open.popitem(last=False)
        return found

    def knows_all(self, rows: Iterable[KeyRow]) -> bool:
        """Whether the master keys of these rows are known."""
        return all(master in self._masters for _, _, master, _ in rows)
