"""The keys that this process holds for a data folder, so that whatever reads in it need not be handed them."""

from pathlib import Path

from bot.storage.sealing import master_key
from bot.storage.sealing.keyring import Keyring

_HELD: dict[Path, Keyring | Path] = {}


def hold(data: Path, key: Keyring | Path | None) -> None:
    """Names the keys of a folder, or the file of its master key, which is read when it is needed; None for none."""
    if key is None:
        _HELD.pop(data.absolute(), None)
    else:
        _HELD[data.absolute()] = key


def held(data: Path) -> Keyring | None:
    """The keys of a folder; None where none were named. Raises KeyFileUnusable."""
    found = _HELD.get(data.absolute())
    return Keyring(master_key.read(found, data)) if isinstance(found, Path) else found
