"""The retention table that is handed to an officer is the one that the settings say."""

from pathlib import Path

from bot.operator.retention_table import _COUNTED, table
from flows.model.retention_schedule import RetentionSchedule

PAGE = Path(__file__).parents[3] / "deploy" / "privacy" / "RETENTION.md"


def test_the_page_is_what_the_command_prints() -> None:
    """Change a period, and `teabreak retention > deploy/privacy/RETENTION.md` has to be run again."""
    assert PAGE.read_text(encoding="utf-8") == table(RetentionSchedule())


def test_every_period_has_its_row() -> None:
    """Nothing is kept of which the page does not say for how long."""
    assert set(_COUNTED) == set(RetentionSchedule.__slots__)
