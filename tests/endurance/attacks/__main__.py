"""`python -m endurance.attacks`, in `tests/`: each attack on a bot of its own, and a table of what others felt.

`p99` is how long another worker waits for an answer, quiet and during the attack, in milliseconds: of a hundred
messages the longest wait, so that of the first message behind the attack's own. Memory and database are how many
megabytes they grew. Each attack runs in a process of its own, so that memory is its own too.
"""

import argparse
import asyncio
import gc
import subprocess
import sys

from endurance.attacks.attacks import ATTACKS
from endurance.attacks.bench import bench, memory
from endurance.attacks.limits import three_chats

QUIET = 100
"""Messages of the worker, before an attack and while it goes on."""
THREE_CHATS = "three chats at a limit of their own"


async def _attacked(name: str) -> list[str]:
    async with bench() as made:
        # As the bot does once it is ready: else the collector goes through all that was imported, for 150 ms.
        gc.collect()
        gc.freeze()
        polling = asyncio.create_task(made.poll())
        quiet = await made.worker(QUIET)
        gc.collect()
        had, held = memory(), made.size()
        attack = asyncio.ensure_future(ATTACKS[name](made))
        await asyncio.sleep(0.01)
        worker = asyncio.create_task(made.worker(QUIET))
        during = await worker
        try:
            outcome = await asyncio.wait_for(attack, 300)
        except TimeoutError:
            outcome = "not over after 300 s"
        polling.cancel()
        gc.collect()
        return [
            name,
            quiet.line,
            during.line,
            f"{memory() - had:.1f}",
            f"{made.size() - held:.1f}",
            outcome,
        ]


def main() -> None:
    """Prints a row for each attack, or for those that are named by a part of their name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="parts of the names of attacks; without them, all")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    sys.setswitchinterval(0.0001)  # as `teabreak run` does
    if asked.alone:
        found = three_chats() if asked.alone == THREE_CHATS else asyncio.run(_attacked(asked.alone))
        sys.stdout.write(" | ".join(found) + "\n")
        return
    sys.stdout.write("attack | p50/p95/p99 quiet ms | during ms | memory MB | database MB | outcome\n")
    for name in (*ATTACKS, THREE_CHATS):
        if not asked.names or any(part in name for part in asked.names):
            sys.stdout.flush()
            subprocess.run([sys.executable, "-m", "endurance.attacks", "--alone", name], check=False)


if __name__ == "__main__":
    main()
