"""A decision that does not come: once the issuer's own day has passed, the worker hears of it, once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.conversation_driver import Sitting, noted
from support.served_bot import rows

from bot.conversation.service import News
from bot.jobs.runner import JobRunner
from bot.jobs.submissions.decision_overdue import DecisionOverdueJob
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.store import Store
from flows.engine.events import DecisionMade, Delivered
from flows.model.decision import Decision, DecisionVerdict

pytestmark = pytest.mark.slow

MORAG = "telegram:7"
DAY_MS = 86_400_000
ASSESSED_DAYS = 28


class OverdueCase:
    """Somebody whose application is with the issuer since now."""

    def __init__(self, sitting: Sitting, overdue: DecisionOverdueJob, draft: str, bell: Bell) -> None:
        self.sitting = sitting
        self.bell = bell
        self.overdue = overdue
        self.draft = draft

    async def decides(self, verdict: DecisionVerdict) -> None:
        """The issuer decides."""
        now = self.sitting.clock.now()
        made = DecisionMade(at=now, fresh="d" * 64, draft=self.draft, attempt=1, decision=Decision(verdict))
        await self.sitting.conversation.tell([News(MORAG, made)])

    async def look(self, data: Path) -> list[str]:
        """What is said once all that is due by now has been done."""
        before = len(self.sitting.voice.rows)
        due = f"SELECT 1 FROM effect WHERE kind = 'await_decision' AND due_ms <= {self.sitting.ms}"
        working = asyncio.create_task(self.overdue.run())
        try:
            async with asyncio.timeout(10):
                while rows(data, due):
                    await self.bell.heard()
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
        return [row.message.text for row in self.sitting.voice.rows[before:]]


@asynccontextmanager
async def waiting(data: Path) -> AsyncIterator[OverdueCase]:
    """An application that arrived just now."""
    async with Store.open(data) as store:
        bell = Bell()
        sitting = Sitting(noted(store, bell))
        draft = await sitting.send(MORAG)
        delivered = Delivered(at=sitting.clock.now(), fresh="e" * 64, draft=draft.id, attempt=1)
        await sitting.conversation.tell([News(MORAG, delivered)])
        job = DecisionOverdueJob(store, sitting.conversation, sitting.clock)
        yield OverdueCase(sitting, JobRunner(store, sitting.clock, (job,)), draft.id, bell)


async def test_nothing_is_said_while_the_issuer_has_time(tmp_path: Path) -> None:
    """On the last day the issuer still has until its end."""
    async with waiting(tmp_path) as desk:
        desk.sitting.ms += ASSESSED_DAYS * DAY_MS
        assert await desk.look(tmp_path) == []
        assert rows(tmp_path, "SELECT count(*) FROM effect WHERE kind = 'await_decision'") == [(1,)]


async def test_the_day_after_it_is_said_once(tmp_path: Path) -> None:
    """In the morning after, the worker hears whom to ask; a second look says nothing more."""
    async with waiting(tmp_path) as desk:
        desk.sitting.ms += (ASSESSED_DAYS + 2) * DAY_MS
        (said,) = await desk.look(tmp_path)
        assert "You have not heard about" in said
        assert await desk.look(tmp_path) == []


async def test_it_is_said_also_after_years_of_being_away(tmp_path: Path) -> None:
    """A bot that was down on the day says it when it is back."""
    async with waiting(tmp_path) as desk:
        desk.sitting.ms += 400 * DAY_MS
        assert len(await desk.look(tmp_path)) == 1


async def test_who_has_heard_is_left_alone(tmp_path: Path) -> None:
    """Once the issuer has decided, the day passes in silence."""
    async with waiting(tmp_path) as desk:
        await desk.decides(DecisionVerdict.awarded)
        desk.sitting.ms += (ASSESSED_DAYS + 2) * DAY_MS
        assert await desk.look(tmp_path) == []
        assert rows(tmp_path, "SELECT count(*) FROM effect WHERE kind = 'await_decision'") == [(0,)]


async def test_not_in_the_night(tmp_path: Path) -> None:
    """Where the bot comes up again at night, it is said in the morning, and once."""
    async with waiting(tmp_path) as desk:
        night = datetime.fromtimestamp(desk.sitting.ms / 1000, UTC) + timedelta(days=ASSESSED_DAYS + 3)
        desk.sitting.ms = int(night.replace(hour=1).timestamp() * 1000)
        assert await desk.look(tmp_path) == []
        desk.sitting.ms += 8 * 3_600_000 - 60_000
        assert len(await desk.look(tmp_path)) == 1
        assert rows(tmp_path, "SELECT count(*) FROM effect WHERE kind = 'await_decision'") == [(0,)]
