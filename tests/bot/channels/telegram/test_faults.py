"""A bad day at Telegram: twelve chats at once, and every fortieth call goes wrong in each way."""

import asyncio
import logging
from pathlib import Path

import pytest
from support.scripted_worker import Manner, Worker, assert_all_arrived
from support.served_bot import assert_private, listening, problems, served

from bot.playground.telegram import Rates, Sandbox

pytestmark = pytest.mark.slow

CHATS = 12
DEADLINE = 150.0
"""Seconds. What goes wrong is tried again within a few. All that is sent is made into documents, which takes longer."""

TROUBLE = Rates(
    too_many_requests=0.025, bad_gateway=0.025, dropped_before=0.025, dropped_after=0.025,
    retry_after=1, delay_before=0.001, delay_after=0.001,
)  # fmt: skip


async def test_nobody_is_stuck_and_no_word_is_misplaced(tmp_path: Path) -> None:
    """All finish without saying anything twice, and each submission arrives once with its own words."""
    async with Sandbox(seed=7) as sandbox:
        for methods in ("send*", "edit*", "answerCallbackQuery", "getUpdates"):
            sandbox.faults.set(methods, TROUBLE)
        sandbox.faults.duplicates = 0.05
        manners = list(Manner)
        workers = [
            Worker(sandbox.user("Morag"), manners[number % len(manners)], within=DEADLINE) for number in range(CHATS)
        ]
        with listening(logging.INFO) as heard:
            async with served(sandbox, tmp_path), asyncio.timeout(DEADLINE):
                await asyncio.gather(*(worker.apply() for worker in workers))
        befallen = {call.fault for call in sandbox.log.calls}
    assert len(befallen - {None}) == 4
    assert_all_arrived(workers, tmp_path)
    assert problems(tmp_path) == []
    assert not heard.events("update_parked")
    assert_private(heard.text(), set().union(*(worker.secrets for worker in workers)), sandbox.token)
