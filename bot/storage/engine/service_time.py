"""Counts how long a data folder has served a bot. Of two pollers on one token, the one with less time stops.

It stands in a file of its own beside the database, so that a backup does not carry it to another machine.
"""

import contextlib
import json
import os
from pathlib import Path

FILE = "service.json"
_SAVE_EVERY = 60.0
"""Seconds of service that a crash may leave uncounted."""
LONG = 7 * 86_400.0
"""What the folder of an earlier release, which kept no count, is taken to have served, in seconds."""


class ServiceTime:
    """Seconds for which this folder has polled for one bot with nobody else polling for it."""

    def __init__(self, folder: Path, bot: str, seconds: float) -> None:
        self._folder = folder
        self._bot = bot
        self._saved = self.seconds = seconds

    @classmethod
    def of(cls, folder: Path, token: str, *, used_before: bool) -> "ServiceTime":
        """What is known of a folder and the bot of a token; `used_before` says whether a bot has run on the folder.

        A folder that was copied from another, or that served another bot, has not served this one.
        """
        bot = token.partition(":")[0]
        path = folder / FILE
        if not path.exists():
            return cls(folder, bot, LONG if used_before else 0.0)
        return cls(folder, bot, _read(path, folder, bot))

    def add(self, seconds: float) -> None:
        """Counts some more of it, and writes it down now and then."""
        self.seconds += seconds
        if self.seconds - self._saved >= _SAVE_EVERY or not (self._folder / FILE).exists():
            self.save()

    def save(self) -> None:
        """Writes it down. A disk that is full or away costs the count and nothing else."""
        content = {"bot": self._bot, "folder": _identity(self._folder), "seconds": round(self.seconds)}
        scratch = self._folder / f"{FILE}.{os.getpid()}"
        with contextlib.suppress(OSError):
            with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(content, file)
            scratch.replace(self._folder / FILE)
            self._saved = self.seconds


def start_over(folder: Path) -> None:
    """Says of a folder that was filled from a backup that it has not served any bot yet."""
    ServiceTime(folder, "", 0.0).save()


def _read(path: Path, folder: Path, bot: str) -> float:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        same = (found["bot"], found["folder"]) == (bot, _identity(folder))
        return max(0.0, float(found["seconds"])) if same else 0.0
    except (OSError, ValueError, KeyError, TypeError):
        return 0.0


def _identity(folder: Path) -> int:
    """Tells a folder from a copy of it on the same or another disk."""
    return folder.stat().st_ino
