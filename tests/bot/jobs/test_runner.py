"""Taking packs to issuers: tried until they arrive, once in effect, and nobody waits for somebody else's."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from support.conversation_driver import Sitting, noted
from support.scripted_worker import Worker, assert_all_arrived, submissions
from support.served_bot import listening, rows, served

from bot import app
from bot.issuers.folder.route import FolderDelivery
from bot.issuers.registry import RouteNotReady
from bot.issuers.route import FailureReason, GaveUp, NeedsHandover, Receipt, RetryLater, Route
from bot.jobs.runner import JobRunner
from bot.jobs.submissions.deliver import DeliverJob
from bot.playground.telegram import Sandbox
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.store import Store
from criteria.library import Library
from criteria.reader import read
from flows.engine.buttons import Action
from flows.engine.effects import Effect
from flows.model.stages import Stage
from flows.pack.pack import Pack
from tests.bot.storage.scribe import Elsewhere

pytestmark = pytest.mark.slow

MORAG, ISLA = "telegram:7", "telegram:8"
HOUR_MS = 3_600_000


@dataclass
class FakeRoute:
    """A way to an issuer whose behaviour a test sets."""

    answers: list[Receipt | NeedsHandover | Exception] = field(default_factory=list)
    """What comes of the next deliveries; after that, a receipt."""
    got: list[Pack] = field(default_factory=list)
    came: asyncio.Condition = field(default_factory=asyncio.Condition)
    holds: asyncio.Event | None = None
    """The next delivery takes until this is set."""

    async def deliver(self, pack: Pack) -> Receipt | NeedsHandover:
        """Notes the pack and answers."""
        async with self.came:
            self.got.append(pack)
            self.came.notify_all()
        holds, self.holds = self.holds, None
        if holds is not None:
            await holds.wait()
        answer = self.answers.pop(0) if self.answers else Receipt("SSSC-1")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def tries(self, count: int) -> None:
        """Waits until a delivery was tried so often."""
        async with asyncio.timeout(10), self.came:
            await self.came.wait_for(lambda: len(self.got) >= count)


class JobDriver:
    """A conversation, an issuer and the jobs between them, on a clock that a test moves."""

    def __init__(self, store: Store, data: Path, route: Callable[[str], Route] | None = None) -> None:
        self.data = data
        self.issuer = FakeRoute()
        self.bell = Bell()
        self.sitting = Sitting(noted(store, self.bell), wake=self._wake)
        job = DeliverJob(store, self.sitting.conversation, route or (lambda _: self.issuer), self.sitting.clock)
        self.jobs = JobRunner(store, self.sitting.clock, (job,))

    def _wake(self, kinds: Collection[type[Effect]]) -> None:
        self.jobs.wake(kinds)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """The jobs run until the block ends."""
        running = asyncio.create_task(self.jobs.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits for something in the database or in what was said, looking after every transaction."""
        async with asyncio.timeout(10):
            while not condition():
                await self.bell.heard()

    def waits_ms(self) -> int:
        """How long it is until the next try, with the clock where it stands."""
        ((due_ms,),) = rows(self.data, "SELECT due_ms FROM effect WHERE kind = 'deliver_pack'")
        assert isinstance(due_ms, int)
        return due_ms - self.sitting.ms

    def tries(self) -> int:
        """How often the only delivery has failed."""
        return int(str(rows(self.data, "SELECT max(tries) FROM effect WHERE kind = 'deliver_pack'")[0][0]))

    async def next_try(self, tried: int) -> int:
        """Once the only delivery has failed so often, goes to the moment of its next try; how long that was."""
        await self.until(lambda: self.tries() == tried)
        wait = self.waits_ms()
        self.time_goes_on(wait)
        return wait

    def settled(self) -> bool:
        """Whether nothing is left to do."""
        return rows(self.data, "SELECT count(*) FROM effect WHERE kind = 'deliver_pack'") == [(0,)]

    def time_goes_on(self, ms: int) -> None:
        """Moves the clock, and has the jobs look at it."""
        self.sitting.ms += ms
        self.jobs.wake()


def told(office: JobDriver, words: str) -> int:
    """In how many messages these words were said."""
    return sum(words in row.message.text for row in office.sitting.voice.rows)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[JobDriver]:
    """With an empty store."""
    async with Store.open(tmp_path) as store:
        yield JobDriver(store, tmp_path)


@pytest.mark.both_engines
async def test_a_delivery_is_tried_again_after_longer_and_longer_waits(office: JobDriver) -> None:
    """About one second, two, four and so on, to an hour at most; then it arrives, and the worker is told once."""
    office.issuer.answers = [RetryLater(FailureReason.unreachable)] * 14
    async with office.at_work():
        await office.sitting.send(MORAG)
        waits = [await office.next_try(tried) for tried in range(1, 15)]
        await office.until(office.settled)
        await office.until(lambda: told(office, "is sent") > 0)
    longest = [min(HOUR_MS, 1000 * 2**number) for number in range(14)]
    assert all(most / 2 <= wait <= most for wait, most in zip(waits, longest, strict=True))
    assert len({pack.submission_id for pack in office.issuer.got}) == 1
    assert told(office, "is sent") == 1
    assert (await office.sitting.draft(MORAG)).stage is Stage.with_issuer


async def test_an_issuer_that_fails_for_an_hour_gets_it_then(office: JobDriver) -> None:
    """Five hundreds for an hour: a dozen or two of tries, one id, and the worker is told that it is sent."""
    start = office.sitting.ms
    office.issuer.answers = [RetryLater(FailureReason.unreachable)] * 100
    async with office.at_work():
        await office.sitting.send(MORAG)
        tries = 0
        while office.sitting.ms - start < HOUR_MS:
            tries += 1
            await office.next_try(tries)
        office.issuer.answers = []
        await office.until(office.settled)
    assert tries < 25
    assert len({pack.submission_id for pack in office.issuer.got}) == 1
    assert (await office.sitting.draft(MORAG)).stage is Stage.with_issuer


async def test_a_worker_hears_once_that_it_waits(tmp_path: Path) -> None:
    """After some ten minutes they are told that it is safe and being tried, and not again, over a restart too."""
    async with Store.open(tmp_path) as store:
        office = JobDriver(store, tmp_path)
        start = office.sitting.ms
        office.issuer.answers = [RetryLater(FailureReason.unreachable)] * 100
        async with office.at_work():
            await office.sitting.send(MORAG)
            tries = 0
            while office.sitting.ms - start < HOUR_MS:
                assert told(office, "I keep trying") == 0 or office.sitting.ms - start > 5 * 60_000
                tries += 1
                await office.next_try(tries)
            await office.until(lambda: office.tries() == tries + 1)
        assert told(office, "I keep trying") == 1
    async with Store.open(tmp_path) as store:
        again = JobDriver(store, tmp_path)
        again.sitting.ms = office.sitting.ms + 2 * HOUR_MS
        again.issuer.answers = [RetryLater(FailureReason.unreachable)] * 3
        async with again.at_work():
            for tried in range(tries + 2, tries + 5):
                await again.next_try(tried)
            await again.until(again.settled)
        assert told(again, "I keep trying") == 0
        assert (await again.sitting.draft(MORAG)).stage is Stage.with_issuer


async def test_a_short_trouble_is_not_worth_a_word(office: JobDriver) -> None:
    """Whoever's submission arrives within a few minutes hears only that it is sent."""
    office.issuer.answers = [RetryLater(FailureReason.unreachable)] * 7
    async with office.at_work():
        await office.sitting.send(MORAG)
        for tried in range(1, 8):
            await office.next_try(tried)
        await office.until(office.settled)
    assert told(office, "I keep trying") == 0


async def test_after_three_days_it_is_given_up(office: JobDriver) -> None:
    """The worker is told, and the log says how long it was tried and why it failed last."""
    start = office.sitting.ms
    office.issuer.answers = [RetryLater(FailureReason.unreachable)] * 500
    with listening() as heard:
        async with office.at_work():
            await office.sitting.send(MORAG)
            tries = 0
            while office.sitting.ms - start < 3 * 24 * HOUR_MS:
                tries += 1
                await office.next_try(tries)
            await office.until(office.settled)
            await office.until(lambda: "I could not deliver" in office.sitting.voice.last(MORAG).message.text)
    (given_up,) = heard.events("delivery_given_up")
    assert (given_up["reason"], given_up["hours"]) == ("unreachable", (office.sitting.ms - start) // HOUR_MS)
    assert 72 <= given_up["hours"] <= 74
    assert 70 < len(office.issuer.got) < 180
    assert "I tried for three days." in office.sitting.voice.last(MORAG).message.text
    assert (await office.sitting.draft(MORAG)).stage is Stage.reviewing


async def test_a_bot_that_was_away_does_not_give_up_at_once(tmp_path: Path) -> None:
    """A delivery that waited a week for the bot itself is tried as often as any other before it is given up."""
    async with Store.open(tmp_path) as store:
        before = JobDriver(store, tmp_path)
        await before.sitting.send(MORAG)
    async with Store.open(tmp_path) as store:
        office = JobDriver(store, tmp_path)
        office.sitting.ms = before.sitting.ms + 7 * 24 * HOUR_MS
        office.issuer.answers = [RetryLater(FailureReason.unreachable)] * 11
        async with office.at_work():
            for tried in range(1, 12):
                await office.next_try(tried)
            await office.until(office.settled)
        assert (await office.sitting.draft(MORAG)).stage is Stage.with_issuer


@pytest.mark.parametrize(("asked", "least", "most"), [(600, 600, 660), (0, 0.5, 1), (10**9, 6 * 3600, 6 * 3600)])
async def test_an_issuer_is_left_alone_for_as_long_as_it_asks(
    office: JobDriver, asked: float, least: float, most: float
) -> None:
    """Never less, hardly more, and no longer than a quarter of a day at a time."""
    office.issuer.answers = [RetryLater(FailureReason.busy, after=asked)]
    async with office.at_work():
        await office.sitting.send(MORAG)
        assert least * 1000 <= await office.next_try(1) <= most * 1000
        await office.until(office.settled)


async def test_a_route_that_lacks_something_is_waited_for(tmp_path: Path) -> None:
    """A secret that was taken out of the settings while something waited loses nothing."""
    missing = [RouteNotReady(["a secret is missing"])]

    def route(_: str) -> Route:
        if missing:
            raise missing.pop()
        return office.issuer

    async with Store.open(tmp_path) as store:
        office = JobDriver(store, tmp_path, route)
        with listening() as heard:
            async with office.at_work():
                await office.sitting.send(MORAG)
                await office.next_try(1)
                await office.until(office.settled)
    assert [line["reason"] for line in heard.events("job_put_off")] == ["not_ready"]


async def test_it_is_not_tried_before_its_time(office: JobDriver) -> None:
    """However often the jobs are woken."""
    office.issuer.answers = [RetryLater(FailureReason.full)]
    async with office.at_work():
        await office.sitting.send(MORAG)
        await office.until(lambda: office.tries() == 1)
        office.time_goes_on(office.waits_ms() - 1)
        await office.sitting.send(ISLA)
        await office.issuer.tries(2)
        assert office.issuer.got[-1].draft != office.issuer.got[0].draft
        office.time_goes_on(1)
        await office.until(office.settled)
    assert [pack.draft for pack in office.issuer.got].count(office.issuer.got[0].draft) == 2


async def test_a_delivery_that_is_given_up_can_be_sent_again(office: JobDriver) -> None:
    """The worker is told; the draft is whole, back at the check, and goes out again under the same reference."""
    office.issuer.answers = [GaveUp(FailureReason.taken)]
    sitting = office.sitting
    async with office.at_work():
        before = await sitting.send(MORAG)
        await office.until(office.settled)
        await office.until(lambda: "I could not deliver" in sitting.voice.last(MORAG).message.text)
        back = await sitting.draft(MORAG)
        assert back.stage is Stage.reviewing
        assert back.answers == before.answers
        await sitting.presses(MORAG, Action.review, 2000)
        await sitting.presses(MORAG, Action.accept, 2001)
        await sitting.presses(MORAG, Action.send, 2002)
        await office.issuer.tries(2)
        await office.until(office.settled)
    first, second = office.issuer.got
    assert second.reference == first.reference
    assert second.answers == first.answers
    assert (await sitting.draft(MORAG)).stage is Stage.with_issuer


async def test_a_slow_issuer_holds_up_nobody_else(office: JobDriver) -> None:
    """Two deliveries at once: the second arrives while the first is still under way, and each is told of its own."""
    async with office.at_work():
        office.issuer.holds = slow = asyncio.Event()
        await office.sitting.send(MORAG)
        await office.issuer.tries(1)
        await office.sitting.send(ISLA)
        await office.until(
            lambda: rows(office.data, "SELECT count(*) FROM effect WHERE kind = 'deliver_pack'") == [(1,)]
        )
        assert (await office.sitting.draft(ISLA)).stage is Stage.with_issuer
        assert (await office.sitting.draft(MORAG)).stage is Stage.sending
        slow.set()
        await office.until(office.settled)
    assert (await office.sitting.draft(MORAG)).stage is Stage.with_issuer
    assert len(office.issuer.got) == 2


async def test_what_is_done_for_somebody_who_is_erased_is_stopped(office: JobDriver) -> None:
    """A delivery under way ends at once, and nothing that came of it is noted of them."""
    async with office.at_work():
        office.issuer.holds = asyncio.Event()
        await office.sitting.send(MORAG)
        await office.issuer.tries(1)
        async with office.sitting.store.transaction() as work:
            await work.sessions([MORAG])
            await work.erasures.erase(MORAG, 10**9, office.sitting.ms)
        await office.jobs.stop_work(MORAG)
    assert rows(office.data, "SELECT count(*) FROM submission") == [(0,)]
    assert rows(office.data, "SELECT count(*) FROM audit") == [(0,)]
    assert len(office.issuer.got) == 1


async def test_a_delivery_that_breaks_stays_due(office: JobDriver) -> None:
    """A fault that nobody foresaw is logged by its kind and tried again, with waits as after any failure."""
    office.issuer.answers = [ZeroDivisionError("a private story")]
    with listening() as heard:
        async with office.at_work():
            await office.sitting.send(MORAG)
            await office.next_try(1)
            await office.until(office.settled)
    (broke,) = heard.events("job_broke")
    assert broke["kind"] == "ZeroDivisionError"
    assert "private" not in heard.text()


async def test_a_crash_between_the_inbox_and_the_note_of_it_repeats_nothing(tmp_path: Path) -> None:
    """The folder is written, the note is lost; after the next start the issuer still has one submission."""
    folder = FolderDelivery(tmp_path / "inbox", lambda digest: tmp_path / "media" / digest)
    async with Store.open(tmp_path) as store:
        office = JobDriver(store, tmp_path, lambda _: folder)
        await office.sitting.send(MORAG)
        (due,) = await store.due_effects(office.sitting.ms, 9)
        await folder.deliver(due.effect.pack)
    async with Store.open(tmp_path) as store:
        again = JobDriver(store, tmp_path, lambda _: folder)
        again.sitting.ms = office.sitting.ms
        async with again.at_work():
            await again.until(again.settled)
        assert (await again.sitting.draft(MORAG)).stage is Stage.with_issuer
    assert len(submissions(tmp_path)) == 1
    assert rows(tmp_path, "SELECT count(*) FROM submission WHERE delivered_ms IS NOT NULL") == [(1,)]


async def test_a_stop_in_the_middle_of_a_delivery_leaves_it_due(office: JobDriver) -> None:
    """What was under way is done again at the next start."""
    await office.sitting.send(MORAG)
    office.issuer.holds = asyncio.Event()
    async with office.at_work():
        await office.issuer.tries(1)
    assert not office.settled()
    async with office.at_work():
        await office.until(office.settled)
    assert len({pack.submission_id for pack in office.issuer.got}) == 1


async def test_deliveries_wait_for_a_store_in_trouble(office: JobDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Due work that cannot be read is looked for again, and the loop goes on."""
    monkeypatch.setattr("bot.jobs.runner.TROUBLE_SECONDS", 0.01)
    real, failures = Store.due_effects, iter([sqlite3.OperationalError("disk I/O error")] * 3)

    async def due_effects(
        store: Store, now_ms: int, limit: int, kind: type[Effect] | None = None, **more: Any
    ) -> object:
        for failure in failures:
            raise failure
        return await real(store, now_ms, limit, kind, **more)

    monkeypatch.setattr(Store, "due_effects", due_effects)
    with listening() as heard:
        async with office.at_work():
            await office.sitting.send(MORAG)
            await office.until(office.settled)
    assert len(heard.events("due_work_not_read")) == 3


@pytest.mark.both_engines
async def test_a_pack_that_cannot_be_read_stops_no_other(office: JobDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """One damaged row keeps only its own submission from going out."""
    monkeypatch.setattr("bot.jobs.runner.TROUBLE_SECONDS", 0.01)
    await office.sitting.send(MORAG)
    Elsewhere(office.data).change("UPDATE submission SET pack = '{}'")
    async with office.at_work():
        await office.sitting.send(ISLA)
        await office.issuer.tries(1)
        await office.until(
            lambda: rows(office.data, "SELECT count(*) FROM effect WHERE kind = 'deliver_pack'") == [(1,)]
        )
    assert (await office.sitting.draft(ISLA)).stage is Stage.with_issuer


async def test_each_issuers_submissions_take_its_own_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the operator names no route, the issuer's file does; where they name one, it goes before."""

    def posting(*_: object) -> Library:
        library = read()
        return replace(
            library, issuers=tuple(issuer.model_copy(update={"route": "folder"}) for issuer in library.issuers)
        )

    monkeypatch.setattr(app, "read", posting)
    async with Sandbox() as sandbox:
        by_file, by_hand = (Worker(sandbox.user(name), within=5) for name in ("Morag", "Isla"))
        async with served(sandbox, tmp_path / "file", None):
            await by_file.apply()
        async with served(sandbox, tmp_path / "operator", "handover"):
            await by_hand.apply()
    assert_all_arrived([by_file], tmp_path / "file")
    assert by_hand.handed_over
    assert submissions(tmp_path / "operator") == []
