"""The copy of a person's data, as the command line writes it."""

from datetime import UTC, datetime
from pathlib import Path

from support.talk import LIBRARY

from bot.own_copy import archive
from bot.own_copy.archive import Copied

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def export(data: Path, person: str, target: Path) -> Copied | None:
    """Writes it, with the badges that tests use."""
    return archive.export(data, person, target, LIBRARY, AT, "help@example.org")
