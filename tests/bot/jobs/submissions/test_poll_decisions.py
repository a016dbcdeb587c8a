"""Asking what came of a submission: in turn, not too often, and told once."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from support import fake_badgekit
from support.conversation_driver import Sitting
from support.scripted_worker import BADGE, Worker
from support.served_bot import listening, served

from bot import app
from bot.conversation.service import News
from bot.issuers.badgekit.api import BadgeKitApi
from bot.issuers.badgekit.route import BadgeKitDelivery
from bot.issuers.route import FailureReason, GaveUp, RetryLater
from bot.jobs.submissions import poll_decisions
from bot.jobs.submissions.poll_decisions import PollDecisionsJob, interval_ms
from bot.playground.telegram import Sandbox
from bot.storage.store import Store
from bot.storage.stored.records import ReceiptRow
from criteria.model import Issuer
from criteria.reader import read
from criteria.systems import BadgeKitRoute
from flows.engine.events import Delivered, HandedOver
from flows.model.decision import Decision, DecisionVerdict, Remark
from flows.model.draft import Draft
from flows.model.stages import Stage
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow

MORAG, ISLA = "telegram:7", "telegram:8"
MINUTE_MS, HOUR_MS = 60_000, 3_600_000
RETURNED = Decision(DecisionVerdict.returned, comment="A private story.", remarks=(Remark("topic", satisfied=False),))


@dataclass
class FakePolledSystem:
    """An issuer's system that says what a test wants."""

    says: list[Decision | Exception | None] = field(default_factory=list)
    """What comes of the next questions; after that, nothing yet."""
    asked: list[tuple[str, int, str | None]] = field(default_factory=list)

    async def outcome(self, pack: Pack, receipt: str | None) -> Decision | None:
        """Notes the question and answers."""
        self.asked.append((pack.draft, pack.attempt, receipt))
        said = self.says.pop(0) if self.says else None
        if isinstance(said, Exception):
            raise said
        return said


class PollingCase:
    """A conversation, a system, and what asks the one for the other, on a clock that a test moves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.sitting = Sitting(store)
        self.system = FakePolledSystem()
        self.starts()

    def starts(self) -> None:
        """The program starts again, and knows what is in the database."""
        self.outcomes = PollDecisionsJob(
            self.store, self.sitting.conversation, {"sssc": self.system}, self.sitting.clock, lambda: 0.5
        )

    async def sends(self, person: str, theirs: str | None = "APP1") -> Draft:
        """Somebody sends; the issuer's system has it."""
        draft = await self.sitting.send(person)
        assert draft.sending is not None
        event = Delivered(at=self.sitting.clock.now(), fresh="0" * 32, draft=draft.id, attempt=1, receipt=theirs)
        (due,) = [due for due in await self.store.due_effects(self.sitting.ms, 9) if due.person == person]
        receipt = ReceiptRow(draft.sending.reference, 1, self.sitting.ms, theirs)
        await self.sitting.conversation.tell([News(person, event, done=due.id, receipt=receipt)])
        return draft

    async def after(self, ms: int) -> int:
        """Time goes on and one looks; how many questions were asked."""
        self.sitting.ms += ms
        before = len(self.system.asked)
        await self.outcomes.look()
        return len(self.system.asked) - before


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PollingCase]:
    """With an empty store, and no pause between two questions."""
    monkeypatch.setattr(poll_decisions, "PACE_SECONDS", 0.0)
    async with Store.open(tmp_path) as store:
        yield PollingCase(store)


async def test_an_outcome_is_told_once(desk: PollingCase) -> None:
    """It comes through the conversation's door; a submission that was decided on is not asked for again."""
    draft = await desk.sends(MORAG)
    desk.system.says = [None, RETURNED, RETURNED]
    with listening() as heard:
        assert await desk.after(0) == 1
        said = len(desk.sitting.voice.rows)
        assert await desk.after(HOUR_MS) == 1
    assert desk.system.asked == [(draft.id, 1, "APP1")] * 2
    assert (await desk.sitting.draft(MORAG)).stage is Stage.returned
    assert any("A private story." in row.message.text for row in desk.sitting.voice.rows[said:])
    assert "private" not in heard.text()
    said = len(desk.sitting.voice.rows)
    desk.starts()
    assert await desk.after(HOUR_MS) == 0
    assert len(desk.sitting.voice.rows) == said


async def test_a_start_asks_for_all_that_waits(desk: PollingCase) -> None:
    """What waits is in the database; what was sent by hand, or is still on its way, is not asked for."""
    await desk.sends(MORAG)
    by_hand = await desk.sitting.send(ISLA)
    event = HandedOver(at=desk.sitting.clock.now(), fresh="0" * 32, draft=by_hand.id, attempt=1)
    (due,) = await desk.store.due_effects(desk.sitting.ms, 9)
    await desk.sitting.conversation.tell([News(ISLA, event, done=due.id)])
    desk.starts()
    assert await desk.after(0) == 1


async def test_nobody_else_is_asked_for_by_this(desk: PollingCase) -> None:
    """Where no issuer's system has to be asked, none is."""
    await desk.sends(MORAG)
    assert await desk.store.undecided(()) == ()
    assert await desk.store.undecided(("other",)) == ()
    (one,) = await desk.store.undecided(("sssc", "other"))
    assert (one.person, one.issuer, one.receipt) == (MORAG, "sssc", "APP1")


async def test_it_is_asked_for_less_and_less_often(desk: PollingCase) -> None:
    """Every ten minutes at first; not before its time, however often one looks."""
    await desk.sends(MORAG)
    assert await desk.after(0) == 1
    assert await desk.after(9 * MINUTE_MS) == 0
    assert await desk.after(1 * MINUTE_MS) == 1
    assert await desk.after(4 * 24 * HOUR_MS) == 1
    assert await desk.after(3 * HOUR_MS) == 0
    assert await desk.after(2 * HOUR_MS) == 1


@pytest.mark.parametrize(
    ("age_ms", "failures", "minutes"),
    [(0, 0, 10), (24 * HOUR_MS, 0, 60), (27 * 24 * HOUR_MS, 0, 360), (0, 1, 20), (0, 3, 80), (0, 99, 360)],
)
def test_the_wait_grows_with_age_and_with_failures(age_ms: int, failures: int, minutes: int) -> None:
    """To six hours at most; a tenth more or less, so that not all come at once."""
    assert interval_ms(age_ms, failures, 0.5) == minutes * MINUTE_MS
    assert interval_ms(age_ms, failures, 0.0) == minutes * MINUTE_MS * 9 // 10
    assert interval_ms(age_ms, failures, 1.0) == minutes * MINUTE_MS * 11 // 10


async def test_a_system_in_trouble_is_left_alone(desk: PollingCase) -> None:
    """The first failure ends the round; the others come with the next look, and that one after its wait."""
    await desk.sends(MORAG)
    await desk.sends(ISLA)
    desk.system.says = [RetryLater(FailureReason.unreachable, 3600.0)]
    with listening() as heard:
        assert await desk.after(0) == 1
        assert await desk.after(MINUTE_MS) == 1
    assert len({draft for draft, *_ in desk.system.asked}) == 2
    assert await desk.after(30 * MINUTE_MS) == 1
    assert await desk.after(30 * MINUTE_MS) == 2
    (line,) = heard.events("outcome_not_known")
    assert (line["reason"], line["failures"]) == ("unreachable", 1)


async def test_no_system_is_left_alone_for_ever(desk: PollingCase) -> None:
    """However long it asks for: a slip in its answer must not keep a decision from a worker."""
    await desk.sends(MORAG)
    desk.system.says = [RetryLater(FailureReason.unreachable, 2.5e11), RETURNED]
    assert await desk.after(0) == 1
    assert await desk.after(5 * HOUR_MS) == 0
    assert await desk.after(2 * HOUR_MS) == 1
    assert (await desk.sitting.draft(MORAG)).stage is Stage.returned


@pytest.mark.parametrize("problem", [GaveUp(FailureReason.refused), ZeroDivisionError("a private story")])
async def test_what_one_submission_breaks_keeps_no_other_waiting(desk: PollingCase, problem: Exception) -> None:
    """It is asked for again, later."""
    await desk.sends(MORAG)
    await desk.sends(ISLA)
    desk.system.says = [problem, RETURNED]
    with listening() as heard:
        assert await desk.after(0) == 2
        assert await desk.after(21 * MINUTE_MS) == 1
    assert (await desk.sitting.draft(ISLA)).stage is Stage.returned
    assert "private story" not in heard.text()


async def test_a_store_in_trouble_is_looked_at_again(desk: PollingCase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop goes on."""
    await desk.sends(MORAG)
    with monkeypatch.context() as broken, listening() as heard:
        broken.setattr(desk.store, "undecided", None)
        assert await desk.after(0) == 0
    assert heard.events("undecided_not_read")
    assert await desk.after(0) == 1


async def test_the_bot_delivers_to_badgekit_and_asks_what_came_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way, as it is served: an application, a review, and the worker reads what the assessor says."""
    monkeypatch.setattr(poll_decisions, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(poll_decisions, "OFTEN_MS", 1)
    async with fake_badgekit.kit() as system, Sandbox() as sandbox:
        system.clock = time.time
        system.created = datetime.now(UTC).isoformat()
        badge = {"badge": BADGE.id, "slug": "kind", "criteria": [{"id": 221, "question": BADGE.questions[0].id}]}
        section = {"url": system.url, "system": "glen", "issuer": "trust", "badges": [badge]}
        library = read()
        (issuer,) = (one.model_dump(mode="json", exclude_none=True) for one in library.issuers)
        issuers = (Issuer.model_validate({**issuer, "route": "badgekit", "badgekit": section}),)
        monkeypatch.setattr(app, "read", lambda *_: replace(library, issuers=issuers))
        worker = Worker(sandbox.user("Morag"), within=10)
        secrets = {"sssc": {"badgekit_secret": fake_badgekit.SECRET}}
        async with served(sandbox, tmp_path, None, issuers=secrets):
            await worker.apply()
            system.review(str(system.applications[0]["slug"]), "Nearly there.", c221=(False, "Say why."))
            await worker.sees("Nearly there.")
    assert len(system.applications) == 1
    assert system.refused == []


async def test_a_review_in_badgekit_reaches_the_worker(desk: PollingCase) -> None:
    """From the system's review to the message on the phone, with the assessor's words at their question."""
    draft = await desk.sitting.send(MORAG)
    assert draft.sending is not None
    pack = await desk.store.pack(draft.sending.reference, 1)
    assert pack is not None
    question = pack.answers[0].criterion_id
    badge = {"badge": pack.badge.id, "slug": "kind", "criteria": [{"id": 221, "question": question}]}
    async with fake_badgekit.kit() as system:
        section = BadgeKitRoute.model_validate(
            {"url": system.url, "system": "glen", "issuer": "trust", "badges": [badge]}
        )
        system.created = pack.timestamp.isoformat()
        route = BadgeKitDelivery(
            section, BadgeKitApi(system.url, "master", SecretStr(fake_badgekit.SECRET), lambda: system.now)
        )
        receipt = await route.deliver(pack)
        event = Delivered(at=desk.sitting.clock.now(), fresh="0" * 32, draft=draft.id, attempt=1)
        (due,) = await desk.store.due_effects(desk.sitting.ms, 9)
        kept = ReceiptRow(pack.reference, 1, desk.sitting.ms, receipt.theirs)
        await desk.sitting.conversation.tell([News(MORAG, event, done=due.id, receipt=kept)])
        system.review(str(receipt.theirs), "Nearly there.", c221=(False, "Say why you chose it."))
        asking = PollDecisionsJob(desk.store, desk.sitting.conversation, {"sssc": route}, desk.sitting.clock)
        said = len(desk.sitting.voice.rows)
        await asking.look()
        assert system.refused == []
    back = await desk.sitting.draft(MORAG)
    assert back.stage is Stage.returned
    assert back.returned is not None
    assert [(one.question, one.comment) for one in back.returned.questions] == [(question, "Say why you chose it.")]
    assert any("Nearly there." in row.message.text for row in desk.sitting.voice.rows[said:])
    assert replace(pack) == await desk.store.pack(pack.reference, 1)
