"""`python -m benchmarks.drafts 1000000`: what a turn costs among so many drafts, beside what it costs among none.

Both databases are open in one process and take the same turns by turns, so that whatever else the machine does falls on
both alike. A turn is a batch of texts of twenty people, as a channel hands them over, each on disk before the next.
"""

import argparse
import asyncio
import gc
import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from benchmarks.seed import fill
from support.conversation_driver import Sitting

from bot.storage.store import Store

PEOPLE, ROUNDS = 20, 60
_FIRST = time.time_ns() // 1_000_000
"""Of people and of updates, so that a folder can be measured again."""


async def _begun(store: Store) -> Sitting:
    sitting = Sitting(store)
    sitting._updates = count(_FIRST)
    for number in range(PEOPLE):
        await sitting.reach_the_questions(_person(number))
    return sitting


def _person(number: int) -> str:
    return f"telegram:{_FIRST + number}"


async def _batch(sitting: Sitting, number: int) -> tuple[float, float]:
    """Seconds of processor time, and on the clock, of twenty turns."""
    updates = [
        sitting.text(_person(one), f"We looked again at how we plan support, week {number}, and wrote it down.", key)
        for one, key in ((one, 10_000 + number) for one in range(PEOPLE))
    ]
    busy, began = time.process_time(), time.perf_counter()
    await sitting.handle(*updates)
    return time.process_time() - busy, time.perf_counter() - began


async def measured(among: Path, none: Path, rounds: int) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """The cost of each batch among many drafts, and among none."""
    async with Store.open(among) as crowded, Store.open(none) as empty:
        both = [await _begun(crowded), await _begun(empty)]
        gc.collect()
        gc.freeze()
        found: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
        for number in range(rounds):
            # Whoever comes second finds the processor's memory warm.
            order = (0, 1) if number % 2 else (1, 0)
            for which in order:
                found[which].append(await _batch(both[which], number))
    return found


def main() -> None:
    """Prints both, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drafts", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--among", type=Path, help="a data folder that is filled already")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        among = asked.among or Path(name, "among")
        if asked.among is None:
            among.mkdir()
            began = time.perf_counter()
            asyncio.run(fill(among, asked.drafts))
            sys.stdout.write(f"{asked.drafts:,} drafts stored in {time.perf_counter() - began:.0f} s\n")
            sys.stdout.flush()
        crowded, empty = asyncio.run(measured(among, Path(name, "none"), asked.rounds))
    # The first batches read pages that are in nobody's memory yet.
    rows = [
        (what, statistics.median(one[which] for one in crowded[5:]), statistics.median(one[which] for one in empty[5:]))
        for which, what in enumerate(("processor time", "time"))
    ]
    for what, many, none in rows:
        each = f"{many / PEOPLE * 1000:.2f} ms a turn among many drafts, {none / PEOPLE * 1000:.2f} ms among none"
        sys.stdout.write(f"{what}: {each}: {many / none:.3f} times\n")


if __name__ == "__main__":
    main()
