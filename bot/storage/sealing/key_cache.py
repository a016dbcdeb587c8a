"""Opens data keys with the master keys that are known, and remembers those that were used last."""

from collections import OrderedDict
from collections.abc import Sequence

import structlog

from bot.storage.sealing.data_key import BYTES, DataKey
from bot.storage.sealing.master_key import MasterKey

KeyRow = tuple[int, str, str, str]
"""A row of `person_key`: number, person, master, wrapped."""

MOST = 4096
"""Data keys that are remembered: as many people as write within some hours."""

_log = structlog.get_logger(__name__)


class KeyCache:
    """The open keys of one process. What is remembered goes by the whole row, so that a changed row is read anew."""

    def __init__(self, master: MasterKey) -> None:
        self._masters = {master.id: master}
        self._current = master
        self._open: OrderedDict[KeyRow, DataKey] = OrderedDict()

    @property
    def master(self) -> MasterKey:
        """The master key under which new data keys are sealed."""
        return self._current

    def knows(self, master: str) -> bool:
        """Whether a master key is known, by its id."""
        return master in self._masters

    def learn(self, id_: str, under: str, wrapped: str) -> bool:
        """Takes a new master key that is sealed under one that is known, and uses it from now on; whether it could."""
        old = self._masters.get(under)
        secret = old.unwrap(id_, wrapped) if old else None
        if secret is None or (new := MasterKey(secret)).id != id_:
            return False
        self._masters[id_] = self._current = new
        return True

    def key(self, row: KeyRow) -> DataKey | None:
        """The data key of a row; None for one that was changed, or is another person's."""
        known = self._open.get(row)
        if known is not None:
            self._open.move_to_end(row)
            return known
        number, owner, master, wrapped = row
        secret = self._masters[master].unwrap(owner, wrapped) if master in self._masters else None
        if secret is None or len(secret) != BYTES:
            _log.error("person_key_not_opened", row=number)
            return None
        found = self._open[row] = DataKey(number, owner, secret)
        if len(self._open) > MOST:
            self._open.popitem(last=False)
        return found

    def unknown(self, rows: Sequence[KeyRow]) -> frozenset[str]:
        """The master keys of rows that are not known."""
        return frozenset(master for _, _, master, _ in rows if master not in self._masters)
