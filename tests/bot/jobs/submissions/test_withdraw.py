"""Taking back: the issuer is told once in effect, and the worker reads what became of that."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from support.conversation_driver import Sitting, noted
from support.served_bot import listening, rows

from bot.conversation.service import News
from bot.issuers.route import FailureReason, GaveUp, NeedsHandover, Receipt, RetryLater, Route
from bot.jobs.runner import JobRunner
from bot.jobs.submissions.withdraw import WithdrawJob
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.store import Store
from flows.engine.buttons import Action
from flows.engine.events import Delivered
from flows.model.draft import Outcome
from flows.model.stages import Stage
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow

MORAG = "telegram:7"
HOUR_MS = 3_600_000


@dataclass
class Deaf:
    """A route that can only deliver."""

    async def deliver(self, _: Pack) -> Receipt | NeedsHandover:
        """Nothing is delivered in these tests."""
        raise AssertionError("it is there already")


@dataclass
class Hearing(Deaf):
    """A route that takes withdrawals, and answers as it is told."""

    answers: list[Receipt | Exception] = field(default_factory=list)
    got: list[tuple[str, datetime]] = field(default_factory=list)

    async def withdraw(self, pack: Pack, at: datetime) -> Receipt:
        """One try."""
        self.got.append((pack.submission_id, at))
        said = self.answers.pop(0) if self.answers else Receipt()
        if isinstance(said, Exception):
            raise said
        return said


class WithdrawalCase:
    """Morag has taken back what the issuer had."""

    def __init__(self, store: Store, sitting: Sitting, bell: Bell, route: Route) -> None:
        self.sitting = sitting
        self._bell = bell
        job = WithdrawJob(store, sitting.conversation, lambda _: route, sitting.clock, lambda: 0.0)
        self._withdrawals = JobRunner(store, sitting.clock, (job,))

    async def works(self, data: Path) -> list[str]:
        """What is said once all that is due by now has been done."""
        before = len(self.sitting.voice.rows)
        due = f"SELECT 1 FROM effect WHERE kind = 'tell_withdrawn' AND due_ms <= {self.sitting.ms}"
        working = asyncio.create_task(self._withdrawals.run())
        try:
            async with asyncio.timeout(10):
                while rows(data, due):
                    await self._bell.heard()
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
        return [row.message.text for row in self.sitting.voice.rows[before:]]


@asynccontextmanager
async def taken_back(data: Path, route: Route) -> AsyncIterator[WithdrawalCase]:
    """An application that the issuer had, until just now."""
    async with Store.open(data) as store:
        bell = Bell()
        sitting = Sitting(noted(store, bell))
        draft = await sitting.send(MORAG)
        delivered = Delivered(at=sitting.clock.now(), fresh="e" * 64, draft=draft.id, attempt=1)
        await sitting.conversation.tell([News(MORAG, delivered)])
        await sitting.handle(sitting.press(MORAG, Action.take_back, draft.id))
        await sitting.handle(sitting.press(MORAG, Action.take_back_sure, draft.id))
        async with store.transaction() as work:
            kept = (await work.sessions([MORAG]))[MORAG].drafts[draft.id]
        assert (kept.stage, kept.outcome) == (Stage.closed, Outcome.withdrawn)
        yield WithdrawalCase(store, sitting, bell, route)


async def test_the_issuer_is_told_and_the_worker_hears_it(tmp_path: Path) -> None:
    """One message about the attempt that they have, at the time of the press; and nothing more to tell."""
    route = Hearing()
    async with taken_back(tmp_path, route) as desk:
        (said,) = await desk.works(tmp_path)
        assert "system knows that you took back" in said
        assert await desk.works(tmp_path) == []
    ((id_, at),) = route.got
    assert id_.endswith("-1")
    assert at.tzinfo is not None
    assert rows(
        tmp_path,
        "SELECT stage_before, stage_after FROM audit WHERE stage_before = 'with_issuer' AND stage_after = 'closed'",
    ) == [("with_issuer", "closed")]


async def test_an_email_is_told_as_one(tmp_path: Path) -> None:
    """That a mail server took the message is all that is claimed."""
    async with taken_back(tmp_path, Hearing([Receipt(posted=True)])) as desk:
        (said,) = await desk.works(tmp_path)
    assert "I sent the SSSC an email." in said


async def test_it_is_tried_until_it_is_taken(tmp_path: Path) -> None:
    """A system that is down is told later, and the worker hears nothing before."""
    route = Hearing([RetryLater(FailureReason.unreachable), RetryLater(FailureReason.busy)])
    async with taken_back(tmp_path, route) as desk:
        with listening() as heard:
            for _ in range(2):
                assert await desk.works(tmp_path) == []
                desk.sitting.ms += HOUR_MS
            assert len(await desk.works(tmp_path)) == 1
    assert [line["reason"] for line in heard.events("job_put_off")] == ["unreachable", "busy"]
    assert len({id_ for id_, _ in route.got}) == 1


@pytest.mark.parametrize("route", [Hearing([GaveUp(FailureReason.refused)]), Deaf()], ids=["refused", "no way"])
async def test_where_they_cannot_be_told_the_worker_is_asked_to(tmp_path: Path, route: Route) -> None:
    """Whom to write to, and what to say; it is not tried again."""
    async with taken_back(tmp_path, route) as desk:
        (said,) = await desk.works(tmp_path)
        assert "they need to hear it from you" in said
        assert "TB-" in said
    assert rows(tmp_path, "SELECT 1 FROM effect WHERE kind = 'tell_withdrawn'") == []


async def test_after_three_days_the_worker_is_asked_to(tmp_path: Path) -> None:
    """A system that never answers is not waited for in silence."""
    async with taken_back(tmp_path, Hearing([RetryLater(FailureReason.unreachable)] * 500)) as desk:
        said: list[str] = []
        for _ in range(80):
            said += await desk.works(tmp_path)
            desk.sitting.ms += HOUR_MS
    assert len(said) == 1
    assert "they need to hear it from you" in said[0]
