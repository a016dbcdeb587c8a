"""`python -m benchmarks.nudges`, in `tests/`: a country's reminders due at once, beside people who are talking.

One bot, as an operator starts it. People type at a steady pace, in turns with reminders paused and while everybody's go
out: what else the machine does meets both alike. The two are compared within one run.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from benchmarks import seed
from benchmarks.api import LoadApi, SaidMessage
from benchmarks.bots import BREAK, Process, running
from benchmarks.dialogue import script
from benchmarks.people import Crowd, at_a_pace
from benchmarks.sound import Turns

from bot.jobs.remind import AHEAD
from bot.storage.store import Store
from bot.storage.stored.records import ReminderRow, TurnRecord
from flows.model.channel_ids import channel_id
from flows.model.draft import Session
from flows.model.reminders import ReminderPreferences

PEOPLE = 170_000
LIMIT = 30
"""Messages a second that Telegram takes from a bot, about."""
LONDON = ZoneInfo("Europe/London")


async def fill(data: Path, people: int) -> float:
    """Stores so many people whose reminder is due; seconds in which the next few are then found."""
    now = datetime.now(LONDON)
    # Whatever the hour, their break has just begun.
    wishes = ReminderPreferences(wanted=True, at=(now - timedelta(minutes=1)).time().replace(second=0, microsecond=0))
    async with Store.open(data) as store:
        for first in range(1, people + 1, seed.AT_ONCE):
            some = [channel_id("telegram", number) for number in range(first, min(first + seed.AT_ONCE, people + 1))]
            async with store.transaction() as work:
                desks = await work.sessions(some)
                await work.keep([_due(desks[person], wishes, now) for person in some])
        took = []
        for _ in range(20):
            began = time.perf_counter()
            await store.due_reminders(int(now.timestamp() * 1000), 8)
            took.append(time.perf_counter() - began)
        return sorted(took)[len(took) // 2]


def _due(before: Session, wishes: ReminderPreferences, now: datetime) -> TurnRecord:
    change = seed._change(before, now - timedelta(days=3))
    if change.after is None:
        raise ValueError("a person was to be stored")
    after = replace(change.after, person=replace(change.after.person, reminders=wishes))
    return replace(change, update=None, messages=(), after=after, plan=ReminderRow(after.person.id, change.now_ms))


@dataclass(frozen=True, slots=True)
class BurstResult:
    """Turns beside no reminders and beside a burst of them, how fast those went out, what they cost, and memory."""

    quiet: Turns
    beside: Turns
    rate: float
    fastest: int
    """The most messages to reminded people in any second."""
    cost: float
    """Processor time of one reminder, in milliseconds: what a spell took beyond a quiet one with as many turns."""
    memory: tuple[float, float]
    """Resident, a few seconds into the last spell and at its end, in MB."""


@dataclass(slots=True)
class Spell:
    """What was seen while people typed, in all spells of one kind."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0
    reminders: int = 0
    memory: tuple[float, float] = (0.0, 0.0)

    async def type(
        self, crowd: Crowd, rate: float, seconds: float, process: Process, reminded: Sequence[float]
    ) -> None:
        """People type for so long, after a few seconds that do not count."""
        await at_a_pace(crowd, rate, 4)
        began, first, cpu, memory = time.perf_counter(), len(reminded), process.cpu, process.rss
        await at_a_pace(crowd, rate, seconds)
        self.seconds += time.perf_counter() - began
        self.cpu += process.cpu - cpu
        self.reminders += len(reminded) - first
        self.latencies += crowd.tally.latencies
        self.memory = (memory, process.rss)


async def measure(data: Path, rate: float, seconds: float, rounds: int) -> BurstResult:
    """Types for so many seconds without reminders and as long beside them, so many times in turns."""
    crowd = Crowd(lambda number: script(BREAK.wording, number))
    reminded: list[float] = []
    spells = {"paused": Spell(), "on": Spell()}

    def hear(said: SaidMessage) -> None:
        if "A reminder" in said.text:
            reminded.append(time.perf_counter())
        else:
            crowd.hear(said)

    async with LoadApi(hear) as api:
        crowd.bind(api)
        for _ in range(rounds):
            for switch, spell in spells.items():
                (data / ".env").write_text(f"TEABREAK_NUDGES={switch}\n", encoding="utf-8")
                async with running(BREAK, api.url, data, None) as process:
                    await spell.type(crowd, rate, seconds, process, reminded)
    quiet, beside = spells.values()
    # What had been made before the pause still goes out after it: eight or so.
    if quiet.reminders > 2 * rounds * AHEAD:
        raise RuntimeError("people were reminded while reminders were paused")
    cost = (beside.cpu / beside.seconds - quiet.cpu / quiet.seconds) * beside.seconds / beside.reminders
    return BurstResult(
        Turns.of(quiet.latencies),
        Turns.of(beside.latencies),
        beside.reminders / beside.seconds,
        _fastest(reminded),
        cost * 1000,
        beside.memory,
    )


def _fastest(moments: Sequence[float]) -> int:
    most, start = 0, 0
    for end, moment in enumerate(moments):
        while moments[start] <= moment - 1:
            start += 1
        most = max(most, end - start + 1)
    return most


def main() -> None:
    """Prints both, and their ratio."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.nudges", description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--rate", type=float, default=4.0, help="live updates a second; each is answered")
    asked.add_argument("--seconds", type=float, default=15.0, help="how long people type at a time")
    asked.add_argument("--rounds", type=int, default=3, help="how often, without reminders and beside them")
    given = asked.parse_args()
    with TemporaryDirectory() as folder:
        found_in = asyncio.run(fill(Path(folder), given.people))
        found = asyncio.run(measure(Path(folder), given.rate, given.seconds, given.rounds))
    sys.stdout.write(
        f"the next 8 of {given.people:,} people who are due are found in {found_in * 1000:.2f} ms\n"
        f"without reminders: {found.quiet.line()}\n"
        f"beside them: {found.beside.line()}\n"
        f"p99 beside over p99 without: {found.beside.p99 / found.quiet.p99:.1f}\n"
        f"reminders a second: {found.rate:.1f} on average, {found.fastest} at most, of {LIMIT} that Telegram takes\n"
        f"processor time: {found.cost:.1f} ms a reminder\n"
        f"all would be reminded in {given.people / found.rate / 3600:.1f} hours\n"
        f"memory: {found.memory[0]:.0f} MB as it begins, {found.memory[1]:.0f} MB at the end\n"
        f"load of the machine afterwards: {', '.join(f'{share:.1f}' for share in os.getloadavg())}\n"
    )


if __name__ == "__main__":
    main()
