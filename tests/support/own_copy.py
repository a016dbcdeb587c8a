"""The copy of a person's data, as the command line writes it."""

from datetime import UTC, datetime
from pathlib import Path

from support.talk import LIBRARY

from bot.own_copy import copy_archive
from bot.own_copy.copy_archive import Copied

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def export(data: Path, person: str, target: Path) -> Copied | None:
    """Writes it, with the badges that tests use."""
    return copy_archive.export(data, person, target, LIBRARY, AT, "help@example.org")
