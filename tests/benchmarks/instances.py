"""`python -m benchmarks.instances`, in `tests/`: what an update costs one instance of several, and how many they take.

The conversation and the store of one process on PostgreSQL, without a channel, alone and as one of several instances.
Measured is the processor time of the bot and of the server, in turns. An instance waits for the server, so with a core
for each of them N instances take min(N / (bot + server), 1 / server) updates a second: a model, for a machine
with fewer cores than that.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.sealing import measure, steps
from rich.console import Console
from rich.table import Table
from support.postgres_server import PostgresProcess, running

from bot.storage.engine.locations import name_database

LEASE = 9.0
_TICK = os.sysconf("SC_CLK_TCK")


def server_seconds(server: PostgresProcess) -> float:
    """The processor time of a server and of all its processes until now, also of those that have ended."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if server.pid in (int(stat.parent.name), int(fields[1])):
            ticks += sum(map(int, fields[11:15]))
    return ticks / _TICK


async def once(server: PostgresProcess, data: Path, *, shared: bool, people: int, together: int) -> tuple[float, float]:
    """Milliseconds of processor time an update: of the bot, and of the server."""
    name_database(data, server.new_database(), LEASE if shared else None)
    before = server_seconds(server)
    bot = await measure(data, sealed=False, people=people, together=together)
    name_database(data, None)
    return bot, (server_seconds(server) - before) / (people * len(list(steps()))) * 1000


async def main(people: int, together: int, rounds: int) -> None:
    """Prints both, and what follows for one instance and for several."""
    found: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    with TemporaryDirectory() as folder, running() as server:
        for number in range(rounds):
            for shared, each in found.items():
                data = Path(folder) / f"{number}{shared}"
                each.append(await once(server, data, shared=shared, people=people, together=together))
    table = Table("", "bot, ms an update", "server, ms", "updates a second", "times one alone")
    alone = 0.0
    for shared, counts in ((False, (1,)), (True, (1, 2, 3))):
        bot, own = median(bot for bot, _ in found[shared]), median(own for _, own in found[shared])
        for count in counts:
            rate = 1000 * min(count / (bot + own), 1 / own)
            alone = alone or rate
            name = f"{count} of several" if shared else "alone"
            table.add_row(name, f"{bot:.2f}", f"{own:.2f}", f"{rate:.0f}", f"{rate / alone:.2f}")
    Console().print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--together", type=int, default=20, help="people who write at the same moment")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    sys.exit(asyncio.run(main(asked.people, asked.together, asked.rounds)))
