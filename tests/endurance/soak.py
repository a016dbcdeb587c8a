"""Lets people work for some minutes while Telegram misbehaves and the bot is killed, and shows what grows.

    python tests/endurance/soak.py --minutes 10

In the first half the bot is killed once a round; in the second it lives on, and is measured at rest after each round.
Exit status 0 if everybody finished, each submission arrived once, and nothing grew that should not.
"""

import argparse
import asyncio
import re
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import aiohttp  # noqa: E402 - after the path to the rest of the tests
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from support.scripted_worker import Manner, Worker, assert_all_arrived  # noqa: E402
from support.served_bot import BotProcess, child, problems, rows  # noqa: E402

from bot.playground.telegram import Rates, Sandbox  # noqa: E402

AT_ONCE = 8
"""Workers in a round."""
TROUBLE = Rates(
    too_many_requests=0.01, bad_gateway=0.01, dropped_before=0.01, dropped_after=0.01, retry_after=1
)  # fmt: skip
AT_REST = ("waiting_update", "parked", "request")
"""Tables that are empty while nobody does anything."""
MOST_MORE = {"memory MB": 12.0, "descriptors": 4.0, "tasks": 4.0, "threads": 4.0}
"""How much more of each there may be at the end: caches fill, and a connection may be open."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the bot has at rest."""

    people: int
    process: dict[str, float]
    tables: dict[str, int]


async def sample(running: BotProcess, data: Path, people: int) -> Sample:
    """Measures the process from outside, its tasks by its metrics, and the tables."""
    proc = Path(f"/proc/{running.process.pid}")
    status = dict(re.findall(r"^(\w+):\s+(\d+)", (proc / "status").read_text(encoding="ascii"), re.MULTILINE))
    port = re.findall(r"event=web_listening.*?port=(\d+)", running.heard())[-1]
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as response:
        tasks = re.search(r"^teabreak_tasks (\d+)\.0$", await response.text(), re.MULTILINE)
    process = {
        "memory MB": int(status["VmRSS"]) / 1024,
        "descriptors": float(len(list((proc / "fd").iterdir()))),
        "threads": float(status["Threads"]),
        "tasks": float(tasks[1]) if tasks else 0.0,
    }
    names = [str(name) for (name,) in rows(data, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    tables = {name: int(str(rows(data, f"SELECT count(*) FROM {name}")[0][0])) for name in names}
    return Sample(people, process, tables)


async def at_rest(data: Path) -> None:
    """Waits until nothing is left to be done but to wait for decisions."""
    left = "SELECT count(*) FROM effect WHERE kind != 'await_decision'"
    async with asyncio.timeout(120):
        while rows(data, left) != [(0,)]:  # noqa: ASYNC110 - it is another process that works
            await asyncio.sleep(0.2)
    await asyncio.sleep(1.0)


async def soak(minutes: float, data: Path) -> tuple[list[Sample], int]:
    """Rounds of workers for so long; the samples of the second half, and how often the bot was killed."""
    until, half = time.monotonic() + 60 * minutes, time.monotonic() + 30 * minutes
    workers: list[Worker] = []
    samples: list[Sample] = []
    kills = 0
    async with Sandbox(keep_calls=0) as sandbox:
        for methods in ("send*", "edit*", "answerCallbackQuery", "getUpdates"):
            sandbox.faults.set(methods, TROUBLE)
        running = await child(sandbox, data, web_port="0")
        while time.monotonic() < until or len(samples) < 2:
            manners = list(Manner)
            new = [Worker(sandbox.user("Morag"), manners[n % len(manners)], within=120) for n in range(AT_ONCE)]
            workers += new
            working = asyncio.gather(*(worker.apply() for worker in new))
            if time.monotonic() < half:
                await asyncio.sleep(5)
                await running.kill()
                kills += 1
                running = await child(sandbox, data, web_port="0")
            await working
            await at_rest(data)
            if time.monotonic() >= half:
                samples.append(await sample(running, data, len(workers)))
        running.signal(signal.SIGTERM)
        assert await running.ended() == 0, "it did not end well"
    assert_all_arrived(workers, data)
    assert problems(data) == []
    return samples, kills


def grown(first: Sample, last: Sample) -> list[str]:
    """What has grown, and should not."""
    found = [name for name, most in MOST_MORE.items() if last.process[name] - first.process[name] > most]
    return found + [name for name in AT_REST if last.tables.get(name)]


def main() -> None:
    """Runs it and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples, kills = asyncio.run(soak(given.minutes, Path(folder) / "data"))
    first, last = samples[0], samples[-1]
    table = Table("what", f"after {first.people} people", f"after {last.people} people")
    for name, value in first.process.items():
        table.add_row(name, f"{value:.1f}", f"{last.process[name]:.1f}")
    for name, count in first.tables.items():
        table.add_row(f"rows of {name}", str(count), str(last.tables[name]))
    Console().print(table)
    bad = grown(first, last)
    Console().print(f"{kills} kills; {', '.join(bad) + ' grew' if bad else 'nothing grew that should not'}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
