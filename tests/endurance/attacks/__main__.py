"""`python -m endurance.attacks`, in `tests/`: each attack on a bot of its own, and a table of what others felt.

Each attack has several rounds, each on an empty database: another worker writes a number of messages while nothing else
goes on, and then the same number during the attack, as long as it goes on. So the machine's own noise is in both. A
figure is the median of the rounds': p50, p95 and p99 of how long the worker waits for an answer, in milliseconds by the
clock; `work` are p95 and p99 of what the bot's process computed in that time, which other programs do not change.
`first` is the wait of the message right behind the attack's own, the longest in any round. Memory and database are how
many megabytes they grew in the worst round. Each attack runs in a process of its own, so that memory is its own too.
"""

import argparse
import asyncio
import gc
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from endurance.attacks.attacks import ATTACKS, BEFORE
from endurance.attacks.bench import Wait, bench, memory
from endurance.attacks.limits import three_chats

THREE_CHATS = "three chats at a limit of their own"
COLUMNS = "attack | quiet p50/p95/p99 ms | attacked | work p95/p99 quiet | attacked | ratio of p99 | of work"


@dataclass(frozen=True)
class Round:
    """One round of an attack."""

    quiet: Sequence[Wait]
    attacked: Sequence[Wait]
    memory: float
    database: float
    outcome: str


async def _round(name: str, messages: int) -> Round:
    async with bench() as made:
        # As the bot does once it is ready: else the collector goes through all that was imported, for 150 ms.
        gc.collect()
        gc.freeze()
        polling = asyncio.create_task(made.poll())
        if name in BEFORE:
            await BEFORE[name](made)
        quiet = await made.worker(messages)
        gc.collect()
        had, held = memory(), made.size()
        attack = asyncio.ensure_future(ATTACKS[name](made))
        await asyncio.sleep(0.01)
        attacked = await made.worker(messages, goes_on=lambda: not attack.done())
        try:
            outcome = await asyncio.wait_for(attack, 300)
        except TimeoutError:
            outcome = "not over after 300 s"
        polling.cancel()
        gc.collect()
        return Round(quiet[: len(attacked)], attacked, memory() - had, made.size() - held, outcome)


def _percentiles(every: Sequence[Sequence[float]], *shares: float) -> list[float]:
    """Of each round the percentiles, and of those the medians."""
    ordered = [sorted(one) for one in every]
    return [median(one[min(len(one) - 1, int(len(one) * share))] for one in ordered) for share in shares]


def _row(name: str, rounds: Sequence[Round]) -> str:
    cells, p99, work99 = [], [], []
    for every in ([one.quiet for one in rounds], [one.attacked for one in rounds]):
        figures = _percentiles([[wait.clock for wait in one] for one in every], 0.5, 0.95, 0.99)
        cells.append(" / ".join(f"{one:.0f}" for one in figures))
        p99.append(figures[-1])
    for every in ([one.quiet for one in rounds], [one.attacked for one in rounds]):
        figures = _percentiles([[wait.work for wait in one] for one in every], 0.95, 0.99)
        cells.append(" / ".join(f"{one:.0f}" for one in figures))
        work99.append(figures[-1])
    cells += [f"{p99[1] / p99[0]:.1f}", f"{work99[1] / work99[0]:.1f}"]
    cells.append(f"{max(one.attacked[0].clock for one in rounds):.0f}")
    cells += [f"{max(one.memory for one in rounds):.1f}", f"{max(one.database for one in rounds):.1f}"]
    asked = sum(len(one.attacked) for one in rounds)
    return " | ".join([name, *cells, str(asked), rounds[-1].outcome])


def main() -> None:
    """Prints a row for each attack, or for those that are named by a part of their name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="parts of the names of attacks; without them, all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=200, help="of the other worker, in each half of a round")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    sys.setswitchinterval(0.0001)  # as `teabreak run` does
    if asked.alone == THREE_CHATS:
        sys.stdout.write(" | ".join(three_chats()) + "\n")
        return
    if asked.alone:
        rounds = [asyncio.run(_round(asked.alone, asked.messages)) for _ in range(asked.rounds)]
        sys.stdout.write(_row(asked.alone, rounds) + "\n")
        return
    sys.stdout.write(f"{COLUMNS} | first ms | memory MB | database MB | messages | outcome\n")
    for name in (*ATTACKS, THREE_CHATS):
        if not asked.names or any(part in name for part in asked.names):
            sys.stdout.flush()
            alike = ["--rounds", str(asked.rounds), "--messages", str(asked.messages)]
            subprocess.run([sys.executable, "-m", "endurance.attacks", "--alone", name, *alike], check=False)


if __name__ == "__main__":
    main()
