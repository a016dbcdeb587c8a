"""Statement files: fetched, read and told of once, whatever breaks on the way."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.channels.channel import FileGone, FileNotReady
from bot.clock import Clock
from bot.jobs.attachments.read_statement import MOST_TRIES, ReadStatementJob
from bot.jobs.runner import JobRunner
from bot.statement_files.outcome import Outcome
from bot.statement_files.statement_reader import StatementReader
from bot.statement_files.stopped import MOST_BYTES
from bot.storage.engine.instances import OnlyInstance
from bot.storage.stored.records import DueEffect
from flows.engine.effects import ReadStatement
from flows.engine.events import StatementRead, StatementUnread
from flows.model.attachments.audio import AudioProblem
from flows.model.attachments.file_refusal import FileRefusal

EFFECT = ReadStatement("d1", 5, "BQACAgQAAx", "question/d1/topic")


class StatementSource:
    """Where files come from: bytes, or a problem."""

    def __init__(self, data: bytes = b"", problem: Exception | None = None) -> None:
        self.data, self.problem = data, problem

    async def fetch(self, *_: str) -> AsyncGenerator[bytes, None]:
        """The bytes in two pieces."""
        if self.problem:
            raise self.problem
        yield self.data[:3]
        yield self.data[3:]


class FakeStore:
    """A store with one effect that is due, and what was told and put off."""

    alone = True
    instances = OnlyInstance()

    def __init__(self, tries: int = 0) -> None:
        self.due: list[DueEffect] = [DueEffect(1, 7, "d1", EFFECT, tries, 0)]
        self.told: list[Any] = []
        self.later: list[Any] = []
        self.done = asyncio.Event()

    async def due_effects(self, *_: object, **__: object) -> list[DueEffect]:
        """What is due now."""
        return list(self.due)

    async def next_due_ms(self, _: object) -> None:
        """Nothing is due later."""

    async def tell(self, news: list[Any]) -> None:
        """Something is told, and the effect is done."""
        self.told += news
        self.due.clear()
        self.done.set()

    def transaction(self) -> "FakeStore":
        """Itself."""
        return self

    @property
    def effects(self) -> "FakeStore":
        """Itself."""
        return self

    async def __aenter__(self) -> "FakeStore":
        return self

    async def __aexit__(self, *_: object) -> None: ...

    async def put_off(self, every: list[Any]) -> None:
        """The effect is tried again later."""
        self.later += every
        self.due.clear()
        self.done.set()


class Reader(StatementReader):
    """Reads in this process."""

    async def read(self, data: bytes) -> Outcome:
        """What the program would say."""
        from bot.statement_files.child import read  # noqa: PLC0415 - as late as the program loads it

        return read(data)


async def outcome(source: StatementSource, tries: int = 0) -> FakeStore:
    """Runs the loop until the effect is done or put off."""
    kept = FakeStore(tries)
    clock = Clock.ahead(ZoneInfo("Europe/London"), timedelta())
    store: Any = kept
    job = ReadStatementJob(store, store, source, Reader(), clock)
    lane = JobRunner(store, clock, (job,))
    running = asyncio.create_task(lane.run())
    async with asyncio.timeout(20):
        await kept.done.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return kept


async def test_a_text_is_told_with_the_place_of_its_file() -> None:
    """The words come back as an event, which ends the effect."""
    kept = await outcome(StatementSource("I didn’t ask.".encode()))
    (news,) = kept.told
    assert isinstance(news.event, StatementRead)
    assert (news.person, news.done) == (7, 1)
    assert (news.event.text, news.event.key, news.event.sent_under) == ("I didn’t ask.", 5, EFFECT.under)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (StatementSource(b"\xff\xd8\xff\xe0 photo"), FileRefusal.picture),
        (StatementSource(b"a" * (MOST_BYTES + 1)), FileRefusal.too_big),
        (StatementSource(problem=FileGone(AudioProblem.too_big)), FileRefusal.too_big),
        (StatementSource(problem=FileGone(AudioProblem.gone)), FileRefusal.gone),
    ],
)
async def test_a_refusal_is_told(source: StatementSource, why: FileRefusal) -> None:
    """What can never be read is told at once."""
    (news,) = (await outcome(source)).told
    assert isinstance(news.event, StatementUnread)
    assert news.event.why is why


@pytest.mark.parametrize("problem", [FileNotReady("network"), OSError(), ValueError()])
async def test_trouble_is_tried_again_and_given_up_in_the_end(problem: Exception) -> None:
    """A file that cannot be had now may be had later; after about an hour whoever waits is told."""
    kept = await outcome(StatementSource(problem=problem))
    assert kept.later
    assert not kept.told
    kept = await outcome(StatementSource(problem=problem), tries=MOST_TRIES - 1)
    assert kept.told[0].event.why is FileRefusal.gone
