"""Thirty messages at once: all are in the answer, and the phone hears one count or two, the last of them right."""

from pathlib import Path

import pytest
from support.scripted_worker import BADGE, Worker, text
from support.served_bot import child_running, rows, served

from bot.playground.telegram import Sandbox

pytestmark = pytest.mark.slow

COUNT = 30


def counts(worker: Worker) -> list[str]:
    """Every line about the first answer that counts words."""
    said = (text(message) for message in worker.person.bot_messages)
    return [line for line in said if line.startswith("Kept. Question 1:")]


def sends_many(worker: Worker) -> None:
    """Sends thirty messages of three words without waiting for an answer."""
    for number in range(COUNT):
        worker.person.say(f"handover{number} is{number} calmer{number}")


async def test_a_burst_gets_the_newest_count(sandbox: Sandbox, tmp_path: Path) -> None:
    """The answer is the count when they have come, and no message has an answer of its own."""
    async with served(sandbox, tmp_path / "data"):
        worker = Worker(sandbox.user("Morag"))
        await worker.begin()
        sends_many(worker)
        await worker.sees(f"Question 1: {3 * COUNT} words.")
        assert len(counts(worker)) <= 2
        assert BADGE.questions[0].minimum < 3 * COUNT


async def test_a_kill_in_the_middle_loses_no_word(sandbox: Sandbox, tmp_path: Path) -> None:
    """Killed while counts are held, the bot says the newest at its next start, and every word is kept once."""
    data = tmp_path / "data"
    async with child_running(sandbox, data) as first:
        worker = Worker(sandbox.user("Morag"))
        await worker.begin()
        sends_many(worker)
        await worker.sees("Kept. Question 1:")
        await first.kill()
    async with child_running(sandbox, data):
        await worker.person.sees(f"Question 1: {3 * COUNT} words.", within=30, since=0)
        said = str(rows(data, "SELECT body FROM draft"))
    for number in range(COUNT):
        assert said.count(f"handover{number} ") == 1
    assert len(counts(worker)) <= 4
