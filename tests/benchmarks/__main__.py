"""`python -m benchmarks`: Teabreak beside two ordinary bots, and beside itself with a country's drafts."""

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.api import LoadApi, SaidMessage
from benchmarks.bots import (
    AIOGRAM,
    BREAK,
    CROWDED,
    POSTGRES,
    PTB,
    SEALED,
    SENDING,
    MemoryWatch,
    Process,
    Rival,
    running,
    settled,
)
from benchmarks.dialogue import script
from benchmarks.people import Crowd, StuckError, all_at_once, at_a_pace
from benchmarks.report import Figures, ratios, table
from benchmarks.seed import fill

DRAFTS = 170_000
HALF_A_CALL = 0.025
NAMES = {
    "teabreak": BREAK,
    "postgres": POSTGRES,
    "aiogram": AIOGRAM,
    "ptb": PTB,
    "crowded": CROWDED,
    "sending": SENDING,
    "sealed": SEALED,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure."""

    rounds: int = 3
    chats: int = 200
    present: int = 100
    warm_up: int = 10
    """How many chats go before what is measured."""
    rate: float = 30
    """Updates a second at a steady pace."""
    seconds: float = 10.0
    paced: bool = True
    far: bool = True


QUICK = Plan(rounds=1, chats=150, seconds=5.0)


async def measure(rival: Rival, plan: Plan, data: Path, core: int | None) -> Figures:
    """One process of one bot: its start, then everybody at once, then a steady pace, near and far."""
    crowd = Crowd(lambda seed: script(rival.wording, seed, sends=rival.sends))

    def hear(said: SaidMessage) -> None:
        crowd.hear(said)

    async with LoadApi(hear) as api:
        crowd.bind(api)
        began = time.perf_counter()
        crowd.act(crowd.newcomer())
        async with running(rival, api.url, data, core) as process:
            figures = Figures(start=await _first_reply(crowd, process, began))
            async with MemoryWatch(process) as memory:
                figures = await _saturate(crowd, plan, process, figures)
                if plan.paced:
                    await at_a_pace(crowd, plan.rate, plan.seconds)
                    figures = replace(figures, near=tuple(crowd.tally.latencies))
                if plan.far:
                    api.delay = HALF_A_CALL
                    await at_a_pace(crowd, plan.rate, plan.seconds)
                    figures = replace(figures, far=tuple(crowd.tally.latencies))
            return replace(figures, rss=memory.most)


async def _first_reply(crowd: Crowd, process: Process, began: float) -> float:
    while not crowd.tally.latencies:
        if not process.alive() or time.perf_counter() > began + 60:
            raise StuckError("the bot did not come up")
        await asyncio.sleep(0.002)
    return crowd.tally.latencies[0]


async def _saturate(crowd: Crowd, plan: Plan, process: Process, figures: Figures) -> Figures:
    await all_at_once(crowd, plan.warm_up, plan.warm_up)
    await settled(process)
    before, ours = process.cpu, time.process_time()
    seconds = await all_at_once(crowd, plan.present, plan.chats)
    updates, busy = crowd.tally.updates, (time.process_time() - ours) / seconds
    await settled(process)
    cpu = (process.cpu - before) / updates * 1000
    return replace(figures, updates=updates, rate=updates / seconds, cpu=cpu, busy=busy)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--bots", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--drafts", type=int, default=DRAFTS, help="of others, beside those who are measured")
    parser.add_argument("--only-load", action="store_true", help="no steady pace: CPU and updates a second alone")
    return parser.parse_args()


def _plan(arguments: argparse.Namespace) -> Plan:
    plan = QUICK if arguments.quick else Plan()
    if arguments.rounds:
        plan = replace(plan, rounds=arguments.rounds)
    return replace(plan, paced=False, far=False) if arguments.only_load else plan


def _cores() -> tuple[int | None, int | None]:
    """One core for the people and their server, another for the bot."""
    cores = sorted(os.sched_getaffinity(0))
    return (cores[0], cores[1]) if len(cores) > 1 else (None, None)


def _print(found: Mapping[str, Sequence[Figures]]) -> None:
    sys.stdout.write(f"\n{table(found)}\n\n")
    pairs = (
        (BREAK, AIOGRAM),
        (BREAK, PTB),
        (CROWDED, BREAK),
        (SENDING, BREAK),
        (SENDING, AIOGRAM),
        (SEALED, BREAK),
        (POSTGRES, BREAK),
    )
    for one, other in pairs:
        if one.name in found and other.name in found:
            sys.stdout.write(f"{ratios(one.name, other.name, found)}\n")


def main() -> None:
    """Runs the bots in turn, and prints what was found."""
    arguments = _arguments()
    plan, (own, theirs) = _plan(arguments), _cores()
    if own is not None:
        os.sched_setaffinity(0, {own})
    found: dict[Rival, list[Figures]] = {NAMES[name]: [] for name in arguments.bots}
    with ExitStack() as stack:
        folders = {rival: Path(stack.enter_context(tempfile.TemporaryDirectory())) for rival in found}
        if CROWDED in found:
            began = time.perf_counter()
            asyncio.run(fill(folders[CROWDED], arguments.drafts))
            sys.stdout.write(f"{arguments.drafts:,} drafts stored in {time.perf_counter() - began:.0f} s\n")
            sys.stdout.flush()
        gc.collect()
        gc.freeze()
        for number in range(plan.rounds):
            for rival, figures in found.items():
                figures.append(asyncio.run(measure(rival, plan, folders[rival], theirs)))
                sys.stdout.write(f"round {number + 1}, {rival.name}: {figures[-1].line()}\n")
                sys.stdout.flush()
    _print({rival.name: figures for rival, figures in found.items()})


if __name__ == "__main__":
    main()
