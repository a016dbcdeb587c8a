"""A year with the real bot over HTTP, its clock moved at each start: a night worker, from one badge to the next."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.scripted_worker import BADGE, Worker, marked
from support.served_bot import rows, served

from bot.playground.telegram import Sandbox
from flows.engine.buttons import Action

pytestmark = pytest.mark.slow
LONDON = ZoneInfo("Europe/London")


@dataclass
class Calendar:
    """The bot, started again and again with its clock further ahead."""

    sandbox: Sandbox
    data: Path
    moved: timedelta = timedelta(0)

    @asynccontextmanager
    async def on(self, day: date, clock: time) -> AsyncIterator[None]:
        """The bot serves, from that moment in London on."""
        # In one zone, the hour of a change would not be counted.
        ahead = datetime.combine(day, clock, LONDON).astimezone(UTC) - datetime.now(UTC)
        minutes = -(-ahead // timedelta(minutes=1))
        self.sandbox.pass_time((timedelta(minutes=minutes) - self.moved).total_seconds())
        self.moved = timedelta(minutes=minutes)
        async with served(self.sandbox, self.data, clock_offset=f"{minutes // 1440}d {minutes % 1440}m"):
            yield


async def test_a_night_workers_year(tmp_path: Path) -> None:
    """Reminded at three, put off by an hour, finished; a year later the badge is open, with details but no answers."""
    async with Sandbox() as sandbox:
        person = sandbox.user("Isla")
        worker, calendar = Worker(person), Calendar(sandbox, tmp_path)
        today = datetime.now(LONDON).date() + timedelta(days=1)
        async with calendar.on(today, time(3, 20)):
            await worker.begin()
            await worker.writes("topic", 60)
            await worker.does(Action.next, "next", "Shall I remind you?")
            await worker.says("yes, remind me", "I will remind you")
            await worker.says("/reminders", "What is planned")
            await worker.says("time", "When is your break")
            await worker.says("3 in the morning", "I write at about 03:00")
        async with calendar.on(today + timedelta(days=2), time(3, 2)):
            reminder = await person.sees("1 of 5 answered, 60 words", within=60)
            person.press("In an hour", reminder)
            await person.sees("at about 04:0")
        async with calendar.on(today + timedelta(days=2), time(4, 4)):
            reminder = await person.sees("1 of 5 answered, 60 words", within=60)
            person.press("Carry on", reminder)
            await worker.sees("Question 2 of 5")
            for question in BADGE.questions[1:]:
                await worker.answer(question.id)
            await worker.finish()
        async with calendar.on(today + timedelta(days=2 + 366), time(3, 1)):
            reminder = await person.sees("You can have it again", within=60)
            person.press("Carry on", reminder)
            await worker.sees("right badge for you")
            await worker.does(Action.right, "yes", "A fresh start")
            facts = await person.sees("Are your details still right?")
            assert f"Morag {marked(person.id)}" in (facts.text or "")
            await worker.says("yes", "Question 1 of 5")
            await worker.says("/progress", "In all: 0 words")
    assert rows(tmp_path, "SELECT kind, became FROM reminder_outcome ORDER BY id") == [
        ("draft", "sent"), ("draft", "sent"), ("again", "sent"),
    ]  # fmt: skip
