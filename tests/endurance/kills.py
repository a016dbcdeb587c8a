"""Kills the bot's process many times while people work, and shows what came of it.

    python tests/endurance/kills.py --kills 300 --seed 7

Exit status 0 if everybody finished, nothing was lost or misfiled, and each submission arrived once.
"""

import argparse
import asyncio
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from endurance.killing import Killing  # noqa: E402 - after the path to the rest of the tests
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from support.scripted_worker import assert_all_arrived  # noqa: E402
from support.served_bot import assert_private, problems  # noqa: E402

from bot.playground.telegram import Sandbox  # noqa: E402

PER_RUN = 50
"""Kills on one database; then a new one, so that a fault is near its cause."""


async def one_run(kills: int, seed: int, data: Path) -> tuple[Killing, float]:
    """So many kills on a database of its own; how it went, and the seconds it took."""
    began = time.monotonic()
    async with Sandbox() as sandbox:
        killing = Killing(sandbox, data, kills, seed)
        last = await killing.run()
        last.signal(signal.SIGTERM)
        assert await last.ended() == 0, "the last one did not end well"
    assert_all_arrived(killing.workers, data)
    assert problems(data) == []
    assert_private(last.heard(), set().union(*(worker.secrets for worker in killing.workers)), sandbox.token)
    return killing, time.monotonic() - began


async def main(kills: int, seed: int) -> None:
    """All runs, and a table of them."""
    table = Table("seed", "kills", "submissions", "start, median s", "seconds", "kills by moment")
    with tempfile.TemporaryDirectory() as folder:
        for number, first in enumerate(range(0, kills, PER_RUN)):
            killing, seconds = await one_run(min(PER_RUN, kills - first), seed + number, Path(folder) / f"run{number}")
            moments = ", ".join(f"{moment} {count}" for moment, count in sorted(killing.killed.items()))
            done = (seed + number, killing.killed.total(), len(killing.workers))
            table.add_row(*map(str, done), f"{statistics.median(killing.starts):.2f}", f"{seconds:.0f}", moments)
            Console().print(f"run {number + 1}: all is well after {killing.killed.total()} kills")
    Console().print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    asyncio.run(main(given.kills, given.seed))
