"""Kills one of three instances of the bot many times while people work, and shows what came of it.

    PYTHONPATH=.:tests python -m endurance.instances --kills 200 --seed 7
    PYTHONPATH=.:tests python -m endurance.instances --kills 1 --instances 2 --at-once 200

The instances serve one PostgreSQL database behind a webhook and a load balancer. Their clocks are two minutes apart,
and deliveries of the webhook come late, twice, out of order and without an answer. Exit status 0 if everybody finished,
nothing was lost, doubled, misfiled or out of order, and each submission arrived once.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections import Counter
from pathlib import Path

from endurance.killing import KillingOneOfMany
from endurance.short_badge import Applicant, laid_out
from rich.console import Console
from rich.table import Table
from support.fake_issuers import SECRET, system
from support.postgres_server import PASSWORD, PostgresProcess, running
from support.scripted_worker import Manner, assert_all_arrived
from support.served_bot import assert_private

from bot.playground.telegram import Rates, Sandbox
from bot.playground.telegram.sandbox import FIRST_ID

PER_RUN = 40
"""Kills on one database; then a new one, so that a fault is near its cause."""
TROUBLE = Rates(dropped_before=0.02, dropped_after=0.05, delay_before=0.01)


async def one_run(
    server: PostgresProcess,
    data: Path,
    kills: int,
    seed: int,
    at_once: int,
    *,
    instances: int = 3,
    within: float = 120,
    manners: tuple[Manner, ...] = tuple(Manner),
) -> KillingOneOfMany:
    """So many kills on a database of its own. Raises AssertionError for what is not as it should be."""
    database = server.named_anew()
    settings = {"database": server.address_by_port(database)}
    async with Sandbox(seed=seed) as sandbox:
        sandbox.faults.set("webhook", TROUBLE)
        sandbox.faults.duplicates = 0.05
        killing = KillingOneOfMany(
            sandbox,
            data,
            kills,
            seed,
            within=within,
            at_once=at_once,
            settings=settings,
            instances=instances,
            manners=manners,
        )
        async with killing.served():
            await killing.kill_at_random()
            await sandbox.all_confirmed()
        log = killing.running[0].heard()
        updates = sandbox.updates.next_id - FIRST_ID
    assert killing.balancer is not None
    assert min(killing.balancer.taken.values()) > 0, "an instance took nothing"
    assert_all_arrived(killing.workers, data)
    assert "event=update_parked" not in log
    assert_private(log, {PASSWORD}.union(*(one.secrets for one in killing.workers)), sandbox.token)
    counts = {
        "SELECT count(*) FROM parked": 0,
        "SELECT count(*) FROM effect WHERE kind <> 'await_decision'": 0,
        "SELECT count(*) FROM outbox WHERE body IS NOT NULL": 0,
        "SELECT count(*) FROM processed_update": updates,
        "SELECT count(*) FROM instance": 0,
    }
    assert {query: int(server.psql(query, database)) for query in counts} == counts
    return killing


async def many_at_once(server: PostgresProcess, data: Path, people: int) -> Counter[str]:
    """So many apply at once to two instances, of which one is killed in the thick of it.

    Raises AssertionError unless the issuer has each application, once and whole. Gives how often each instance answered
    Telegram.
    """
    database = server.named_anew()
    async with Sandbox(seed=1) as sandbox, system() as issuer:
        sandbox.faults.duplicates = 0.05
        settings = {
            "database": server.address_by_port(database),
            "criteria": str(laid_out(data.parent / "criteria", issuer.url)),
            "route": "",
            "issuers__sssc__webhook_secrets": SECRET,
        }
        killing = KillingOneOfMany(sandbox, data, 1, 1, settings=settings, instances=2)
        applicants = [Applicant(sandbox.user("Morag"), within=120) for _ in range(people)]
        async with killing.served():
            applying = asyncio.gather(*(one.apply() for one in applicants))
            # Some have sent, and all are under way.
            await issuer.requests(people // 10, within=120)
            await killing.kill_one(0)
            await applying
            await sandbox.all_confirmed()
            assert killing.balancer is not None
            taken = Counter({str(port): count for port, count in killing.balancer.taken.items()})
        log = killing.running[0].heard()
    assert "event=update_parked" not in log
    assert_private(log, {PASSWORD}, sandbox.token)
    # One that was being delivered at the kill may come twice, under the same id.
    bodies = {request.headers["idempotency-key"]: json.loads(request.body)["data"] for request in issuer.got}
    arrived = sorted((*one["applicant"].values(), one["answers"][0]["text"]) for one in bodies.values())
    assert arrived == sorted((*one.facts.values(), one.said) for one in applicants)
    assert server.psql("SELECT count(*) FROM effect WHERE kind = 'deliver_pack'", database) == "0"
    return taken


async def main(kills: int, seed: int, at_once: int, instances: int) -> None:
    """All runs, and a table of them."""
    table = Table("seed", "kills", "submissions", "taken over", "seconds", "kills by moment")
    with tempfile.TemporaryDirectory() as folder, running() as server:
        for number, first in enumerate(range(0, kills, PER_RUN)):
            began, data = time.monotonic(), Path(folder) / f"run{number}"
            killing = await one_run(
                *(server, data, min(PER_RUN, kills - first), seed + number, at_once),
                instances=instances,
                within=20.0 + 5 * at_once,
            )
            moments = ", ".join(f"{moment} {count}" for moment, count in sorted(killing.killed.items()))
            taken_over = killing.running[0].heard().count("event=instance_taken_over")
            done = (seed + number, killing.killed.total(), len(killing.workers), taken_over)
            table.add_row(*map(str, done), f"{time.monotonic() - began:.0f}", moments)
            Console().print(f"run {number + 1}: all is well after {killing.killed.total()} kills")
    Console().print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=8, help="workers at a time")
    parser.add_argument("--instances", type=int, default=3)
    given = parser.parse_args()
    asyncio.run(main(given.kills, given.seed, given.at_once, given.instances))
