"""The bot's process is killed without warning, again and again, while people work."""

import signal
from pathlib import Path

import pytest
from endurance.killing import Killing
from support.scripted_worker import assert_all_arrived
from support.served_bot import assert_private, problems, rows

from bot.playground.telegram import Sandbox

pytestmark = pytest.mark.slow


async def test_a_crash_at_any_instant_loses_no_word_and_repeats_no_submission(tmp_path: Path) -> None:
    """Everybody finishes without saying anything twice; each submission is in the inbox once, whole."""
    async with Sandbox() as sandbox:
        killing = Killing(sandbox, tmp_path / "data", kills=6, seed=1)
        last = await killing.run()
        last.signal(signal.SIGTERM)
        assert await last.ended() == 0
    assert sum(killing.killed.values()) == 6
    assert_all_arrived(killing.workers, tmp_path / "data")
    assert problems(tmp_path / "data") == []
    assert rows(tmp_path / "data", "SELECT count(*) FROM parked") == [(0,)]
    assert rows(tmp_path / "data", "SELECT count(*) FROM effect WHERE kind != 'await_decision'") == [(0,)]
    assert_private(last.heard(), set().union(*(worker.secrets for worker in killing.workers)), sandbox.token)
