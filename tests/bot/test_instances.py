"""Several instances serve one PostgreSQL database, and are killed, stopped and restarted while people work."""

import asyncio
import logging
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from endurance.instances import one_run
from support.balancer import balancer
from support.postgres_server import PostgresProcess
from support.scripted_worker import BADGE, Manner, Worker, assert_all_arrived, text
from support.served_bot import listening, served

from bot.playground.telegram import Sandbox
from bot.storage.locations import name_database

pytestmark = pytest.mark.slow

TOGETHER = {"together": True, "takeover_seconds": 6}


async def test_one_of_three_is_killed_again_and_again(tmp_path: Path, postgres: PostgresProcess) -> None:
    """Nothing is lost, doubled, misfiled or out of order, though their clocks are two minutes apart."""
    killing = await one_run(postgres, tmp_path / "data", kills=30, seed=5, at_once=5)
    assert killing.killed.total() == 30


async def test_one_polls_and_another_goes_on_when_it_stops(
    sandbox: Sandbox, tmp_path: Path, postgres: PostgresProcess
) -> None:
    """Two instances never poll side by side, and nobody has to say anything twice."""
    database = postgres.address_by_port(postgres.named_anew())
    worker = Worker(sandbox.user("Morag"), within=30)
    with listening(logging.INFO) as heard:
        async with served(sandbox, tmp_path, database=database, **TOGETHER):
            async with served(sandbox, tmp_path, database=database, **TOGETHER):
                await worker.begin()
            await worker.answer(BADGE.questions[0].id)
    name_database(tmp_path, None)
    assert len(heard.events("instance_joined")) == 2
    assert not heard.events("poll_paused")
    assert not heard.events("update_parked")


async def test_a_restart_of_one_after_the_other_is_noticed_by_nobody(tmp_path: Path, postgres: PostgresProcess) -> None:
    """Under load, behind a load balancer: nothing is said twice, and each submission arrives once."""
    database = postgres.address_by_port(postgres.named_anew())
    async with Sandbox(seed=3) as sandbox, balancer([0, 0]) as before:
        workers = [Worker(sandbox.user("Morag"), list(Manner)[n], within=60) for n in range(4)]
        with listening(logging.INFO) as heard:
            url = f"{before.url}/telegram"
            async with AsyncExitStack() as running:
                stops = []

                async def start(place: int) -> None:
                    stack = await running.enter_async_context(AsyncExitStack())
                    signs = await stack.enter_async_context(
                        served(sandbox, tmp_path, database=database, webhook_url=url, web_port=0, **TOGETHER)
                    )
                    stops.append(stack)
                    before.ports[place] = int((signs.web or "").rpartition(":")[2])
                    before.taken.setdefault(before.ports[place], 0)

                await start(0)
                await start(1)
                working = asyncio.gather(*(worker.apply() for worker in workers))
                for place in (0, 1):
                    calls = sandbox.log.counts["sendMessage"] + 15
                    while sandbox.log.counts["sendMessage"] < calls and not working.done():
                        await sandbox.log.bell.heard()
                    await stops[place].aclose()
                    await start(place)
                await working
                async with aiohttp.ClientSession() as web:
                    page = await web.get(f"{before.url}/health/ready?only=database")
                    assert page.status == 200
        assert len(sandbox.log.of("deleteWebhook")) == 1
    name_database(tmp_path, None)
    assert_all_arrived(workers, tmp_path)
    assert not heard.events("update_parked")
    for worker in workers:
        asked = [text(one) for one in worker.person.bot_messages if text(one).startswith("What is your full name?")]
        assert len(asked) == 1
