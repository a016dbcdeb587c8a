"""Broken recordings by the hundred do the bot no harm."""

import pytest
from endurance.sound_fuzz import WALL, fuzz

pytestmark = pytest.mark.slow


async def test_broken_recordings_harm_nobody() -> None:
    """Each of 20 is heard or has a trouble with a name, in time, and no decoder falls over one of them."""
    fuzzing = await fuzz(20, seed=1)
    assert sum(fuzzing.seen.values()) == 20
    assert fuzzing.crashed == []
    assert fuzzing.slowest < WALL
    assert {"heard", "damaged"} <= fuzzing.seen.keys()
