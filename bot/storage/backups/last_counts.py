"""How much the last good backup held, so that one of an emptied database is not taken for a good one; and its time."""

import contextlib
import json
import time
from collections.abc import Mapping
from pathlib import Path

from bot.storage.errors import BackupError
from bot.system.durable_files import replace

FILE = "last_backup.json"
_COMPARED = ("person", "draft", "submission")
_TIME = "at_ms"
_LOST = 0.5
"""A backup with fewer than this share of the rows of the one before is refused: people leave one by one."""
_FEW = 4
"""Counts below this may fall to anything, as long as somebody is left."""


def compare(data: Path, counts: Mapping[str, int], last: Mapping[str, int]) -> None:
    """Raises BackupError where far less is there than at the last backup.

    `last` is what that one held, where it is at hand: the folder that remembers it may be a new one, as its data are.
    """
    noted = _read(data)
    before = {name: max(noted.get(name, 0), last.get(name, 0)) for name in _COMPARED}
    emptied = before["draft"] > 0 and not counts.get("person", 0)
    lost = [
        f"{before[name]} of {name} then, {counts.get(name, 0)} now"
        for name in _COMPARED
        if (emptied or before[name] >= _FEW) and counts.get(name, 0) < _LOST * before[name]
    ]
    if lost:
        raise BackupError(
            f"the database holds far less than at the last backup ({'; '.join(lost)}). Keep your older backups and "
            "look for what was lost. If it is meant to be so, use --insist"
        )


def note(data: Path, counts: Mapping[str, int]) -> None:
    """Writes down what a backup held. A disk that is full costs the comparison and nothing else."""
    held = {name: counts.get(name, 0) for name in _COMPARED} | {_TIME: time.time_ns() // 1_000_000}
    with contextlib.suppress(OSError):
        replace(data / FILE, json.dumps(held).encode())


def made_ms(data: Path) -> int | None:
    """When the last good backup was made, in Unix milliseconds; None where none is known."""
    try:
        return int(json.loads((data / FILE).read_text(encoding="utf-8"))[_TIME])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(data: Path) -> dict[str, int]:
    try:
        found = json.loads((data / FILE).read_text(encoding="utf-8"))
        return {name: int(found[name]) for name in _COMPARED}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
