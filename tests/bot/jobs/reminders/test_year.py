"""A year of people's lives: every reminder comes when it must, and is accounted for."""

from pathlib import Path

import pytest
from endurance.year import lived


@pytest.mark.slow
@pytest.mark.parametrize("people", [39, 260])
async def test_every_reminder_of_a_year_is_accounted_for(tmp_path: Path, people: int) -> None:
    """Thirteen kinds of life, an outage of four days, both changes of the clocks: none too many, none lost."""
    year = await lived(tmp_path, people)
    assert len([line for line in year.table() if " sent " in line]) >= 10
