"""The file in which a running bot says how it is, for the commands `status` and `doctor` beside it.

It is written over every fifteen seconds and holds counts, ages and versions; nothing of any person.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

FILE = "status.json"


def write(data: Path, status: Mapping[str, object]) -> None:
    """Writes it whole or not at all. A disk that is full or away costs the news and nothing else."""
    scratch = data / f".{FILE}.{os.getpid()}"
    with contextlib.suppress(OSError):
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(status, file)
        scratch.replace(data / FILE)


def read(data: Path) -> Mapping[str, object]:
    """What was written last; empty where that cannot be read."""
    try:
        found = json.loads((data / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
