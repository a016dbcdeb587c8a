"""The bot by webhook: people finish as with polling, though deliveries come twice, late and out of order."""

import asyncio
import logging
import socket
from pathlib import Path

import aiohttp
import pytest
from support.scripted_worker import Manner, Worker, assert_all_arrived
from support.served_bot import assert_private, listening, problems, rows, served

from bot.playground.telegram import Rates, Sandbox
from bot.playground.telegram.sandbox import FIRST_ID

pytestmark = pytest.mark.slow

PEOPLE = 4
TROUBLE = Rates(dropped_before=0.05, dropped_after=0.08, delay_before=0.01)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_nothing_is_lost_doubled_or_out_of_order(tmp_path: Path) -> None:
    """Each submission arrives once with its own words, and each update is taken once, however often it came."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    async with Sandbox(seed=11) as sandbox:
        sandbox.faults.set("webhook", TROUBLE)
        sandbox.faults.duplicates = 0.1
        manners = list(Manner)
        workers = [Worker(sandbox.user("Morag"), manners[n % len(manners)], within=60) for n in range(PEOPLE)]
        with listening(logging.INFO) as heard:
            async with served(sandbox, tmp_path, web_port=port, webhook_url=url) as signs, asyncio.timeout(120):
                await asyncio.gather(*(worker.apply() for worker in workers))
                async with aiohttp.ClientSession() as web, web.get(f"{signs.web}/health/ready") as page:
                    assert page.status == 200, await page.text()
            await sandbox.all_confirmed()
        assert not sandbox.log.of("getUpdates")
        assert len(sandbox.log.of("deleteWebhook")) == 1
    assert_all_arrived(workers, tmp_path)
    assert problems(tmp_path) == []
    assert not heard.events("update_parked")
    assert rows(tmp_path, "SELECT count(*) FROM processed_update") == [(sandbox.updates.next_id - FIRST_ID,)]
    assert_private(heard.text(), set().union(*(worker.secrets for worker in workers)), sandbox.token)


async def test_a_bot_that_polls_takes_over_what_waits(tmp_path: Path) -> None:
    """From webhook to polling and back, with what was said in between."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    async with Sandbox() as sandbox:
        worker = Worker(sandbox.user("Morag"), within=20)
        async with served(sandbox, tmp_path, web_port=port, webhook_url=url):
            await worker.begin()
        worker.person.say("We learned to write handovers together.")
        async with served(sandbox, tmp_path):
            await worker.sees("Question 1: 6")
        worker.person.say("We keep each handover short.")
        async with served(sandbox, tmp_path, web_port=port, webhook_url=url):
            await worker.sees("Question 1: 11")
