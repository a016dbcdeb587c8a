"""Several instances serve one PostgreSQL database, and are killed without warning while people work."""

from pathlib import Path

import pytest
from endurance.instances import one_run
from support.postgres_server import PostgresProcess

pytestmark = pytest.mark.slow


async def test_one_of_three_is_killed_again_and_again(tmp_path: Path, postgres: PostgresProcess) -> None:
    """Nothing is lost, doubled, misfiled or out of order, though their clocks are two minutes apart."""
    killing = await one_run(postgres, tmp_path / "data", kills=30, seed=5, at_once=5)
    assert killing.killed.total() == 30
