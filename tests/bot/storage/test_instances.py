"""Several instances serve one PostgreSQL database, and are killed, stopped and restarted while people work."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from endurance.instances import many_at_once, one_run
from support.balancer import Balancer, balancer
from support.postgres_server import PostgresProcess
from support.scripted_worker import BADGE, Manner, Worker, assert_all_arrived, text
from support.served_bot import listening, served

from bot.playground.telegram import Sandbox
from bot.storage.engine.locations import name_database
from flows.engine.buttons import Action

pytestmark = pytest.mark.slow

TOGETHER = {"together": True, "takeover_seconds": 6}


async def test_one_of_three_is_killed_again_and_again(tmp_path: Path, postgres: PostgresProcess) -> None:
    """Nothing is lost, doubled, misfiled or out of order, though their clocks are two minutes apart."""
    killing = await one_run(postgres, tmp_path / "data", kills=30, seed=5, at_once=5)
    assert killing.killed.total() == 30


async def test_two_hundred_apply_while_one_of_two_is_killed(tmp_path: Path, postgres: PostgresProcess) -> None:
    """Each of their applications is with the issuer once, with their own words, and both instances have worked."""
    taken = await many_at_once(postgres, tmp_path / "data", 200)
    assert min(taken.values()) > 200


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


@dataclass
class Behind:
    """Instances in this process behind a load balancer and the webhook."""

    sandbox: Sandbox
    data: Path
    database: str
    balancer: Balancer
    running: AsyncExitStack
    places: dict[int, AsyncExitStack] = field(default_factory=dict)

    async def start(self, place: int) -> None:
        """Starts one, which gets the requests of its place."""
        stack = self.places[place] = await self.running.enter_async_context(AsyncExitStack())
        signs = await stack.enter_async_context(
            served(
                self.sandbox,
                self.data,
                database=self.database,
                webhook_url=f"{self.balancer.url}/telegram",
                web_port=0,
                **TOGETHER,
            )
        )
        self.balancer.ports[place] = port = int((signs.web or "").rpartition(":")[2])
        self.balancer.taken[port] = 0

    async def restart(self, place: int) -> None:
        """Stops one as a supervisor does, and starts the next."""
        await self.places[place].aclose()
        await self.start(place)


@asynccontextmanager
async def two_behind(sandbox: Sandbox, data: Path, postgres: PostgresProcess) -> AsyncIterator[Behind]:
    """Two of them."""
    database = postgres.address_by_port(postgres.named_anew())
    async with balancer([0, 0]) as before, AsyncExitStack() as running:
        made = Behind(sandbox, data, database, before, running)
        await made.start(0)
        await made.start(1)
        yield made
    name_database(data, None)


async def test_a_restart_of_one_after_the_other_is_noticed_by_nobody(tmp_path: Path, postgres: PostgresProcess) -> None:
    """Under load, behind a load balancer: nothing is said twice, and each submission arrives once."""
    async with Sandbox(seed=3) as sandbox:
        workers = [Worker(sandbox.user("Morag"), list(Manner)[n], within=60) for n in range(3)]
        with listening(logging.INFO) as heard:
            async with two_behind(sandbox, tmp_path, postgres) as behind:
                working = asyncio.gather(*(worker.apply() for worker in workers))
                for place in (0, 1):
                    calls = sandbox.log.counts["sendMessage"] + 15
                    while sandbox.log.counts["sendMessage"] < calls and not working.done():
                        await sandbox.log.bell.heard()
                    await behind.restart(place)
                await working
                async with aiohttp.ClientSession() as web:
                    page = await web.get(f"{behind.balancer.url}/health/ready?only=database")
                    assert page.status == 200
        # By the last of all alone.
        assert len(sandbox.log.of("deleteWebhook")) == 1
    assert_all_arrived(workers, tmp_path)
    assert not heard.events("update_parked")
    assert not heard.events("instance_taken_over")
    for worker in workers:
        asked = [text(one) for one in worker.person.bot_messages if text(one).startswith("What is your full name?")]
        assert len(asked) == 1


async def test_who_is_erased_is_erased_everywhere(sandbox: Sandbox, tmp_path: Path, postgres: PostgresProcess) -> None:
    """Whichever instance hears of it, the one that looks after such things finishes it, and nothing of them is left."""
    worker = Worker(sandbox.user("Morag"), within=30)
    async with two_behind(sandbox, tmp_path, postgres) as behind:
        await worker.begin()
        await worker.writes(BADGE.questions[0].id, 20)
        await worker.says("/privacy", lambda one: bool(one.buttons))
        for action in (Action.erase, Action.erase_on):
            await worker.does(action, "", lambda one: bool(one.buttons))
        await worker.does(Action.erase_sure, "", "It is done")
        name = behind.database.rpartition("/")[2]
        left = postgres.psql("SELECT (SELECT count(*) FROM draft) + (SELECT count(*) FROM person)", name)
        assert left == postgres.psql("SELECT count(*) FROM erasure", name) == "0"
        assert all(behind.balancer.taken[port] for port in behind.balancer.ports)
