"""What runs out over three years, on the real database: told of twice, gone when due, and nothing sooner."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.conversation_driver import Sitting
from support.served_bot import rows
from support.talk import LIBRARY

from bot.jobs.upkeep import retain
from bot.jobs.upkeep.retain import HELD_MS, JUMP_MS, RetainJob
from bot.storage.beside.retention_foresight import foresee
from bot.storage.erasing.media_references import every_reference
from bot.storage.store import Store
from bot.storage.stored.records import BLOCKED, SendReceipt, TurnRecord
from flows.engine.buttons import Action
from flows.engine.capabilities import Capabilities
from flows.model.attachments.audio import AudioAnalysis, AudioKind
from flows.model.decision import Decided, Decision, DecisionVerdict
from flows.model.draft import (
    Answer,
    AudioPart,
    Consent,
    Draft,
    Outcome,
    Person,
    Sending,
    Session,
    TextPart,
    WithdrawnSubmission,
)
from flows.model.reminders import ReminderPreferences
from flows.model.retention_schedule import RetentionSchedule
from flows.model.stages import Stage

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
BADGE = LIBRARY.offered()[0]
BEGAN = datetime(2026, 7, 5, 12, 0, tzinfo=ZoneInfo("Europe/London"))
DIGEST = "ab" * 32
USUAL = RetentionSchedule()


def draft(name: str, stage: Stage = Stage.answering, **more: object) -> Draft:
    """A draft with an answer, last changed when everything begins."""
    answers = {"topic": Answer((TextPart(5, "I chose audits.", BEGAN),))}
    made = Draft(name, BADGE.id, BADGE.version, stage, BEGAN, BEGAN, right_badge_at=BEGAN, answers=answers)
    return replace(made, **more)


def decided(name: str, **more: object) -> Draft:
    """A draft that was awarded on its first day, with a recording."""
    recording = AudioPart(7, AudioKind.voice, BEGAN, "file", AudioAnalysis(DIGEST, 9, "ogg", 3, 3, 9))
    said = Decided(1, BEGAN, Decision(DecisionVerdict.awarded))
    sending = Sending("TB-7KQ4-M2XP", 1, BEGAN, BEGAN)
    given = {"outcome": Outcome.awarded, "decisions": (said,), "sending": sending, **more}
    return draft(name, Stage.closed, answers={"topic": Answer((recording,))}, **given)


@dataclass
class Years:
    """A bot whose days are counted by a test."""

    sitting: Sitting
    job: RetainJob
    data: Path
    told: dict[str, list[datetime]] = field(default_factory=dict)
    gone: dict[str, datetime] = field(default_factory=dict)
    blocked: frozenset[str] = frozenset()

    @property
    def now(self) -> datetime:
        """The moment that it is."""
        return datetime.fromtimestamp(self.sitting.ms / 1000, UTC)

    async def keeps(self, person: str, *drafts: Draft) -> None:
        """Somebody agrees, and has these drafts."""
        async with self.sitting.store.transaction() as work:
            before = (await work.sessions([person]))[person]
            wishes = ReminderPreferences(wanted=False)
            after = Session(
                Person(person, Consent("2026-12", BEGAN), reminders=wishes), {one.id: one for one in drafts}
            )
            update = f"telegram:{person}{self.sitting.ms}"
            await work.keep([TurnRecord(now_ms=self.sitting.ms, update=update, before=before, after=after)])

    async def goes_on(self, days: float) -> None:
        """So many days pass, each look comes when it is due, and what is said then is sent."""
        end = self.sitting.ms + int(days * DAY_MS)
        await self.looks()
        while self.sitting.ms < end:
            ((next_ms,),) = rows(self.data, "SELECT min(look_ms) FROM retention_look")
            self.sitting.ms = min(end, max(self.sitting.ms + HOUR_MS, int(str(next_ms or end))))
            await self.looks()

    async def looks(self) -> None:
        """One look; what is said in it is sent."""
        before, held = len(self.sitting.voice.rows), self.kept()
        await self.job.look()
        for said in self.sitting.voice.rows[before:]:
            self.told.setdefault(said.chat, []).append(self.now)
            failure = BLOCKED if said.chat in self.blocked else None
            number = None if failure else said.id
            self.sitting.conversation.mark(SendReceipt(said.id, number, failure, self.sitting.ms))
        await self.sitting.conversation.settle()
        self.gone |= dict.fromkeys(held - self.kept(), self.now)

    def kept(self) -> set[str]:
        """The drafts and people of whom there are rows."""
        return {str(id_) for (id_,) in rows(self.data, "SELECT id FROM draft UNION SELECT id FROM person")}

    def after(self, name: str) -> float:
        """After how many days something went."""
        return (self.gone[name] - BEGAN) / DAY


@pytest.fixture
async def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Years]:
    """A bot that runs since a summer noon. Hours at which nobody is looked at are skipped, which are no jumps here."""
    monkeypatch.setattr(retain, "JUMP_MS", 1_000 * DAY_MS)
    monkeypatch.setattr(retain, "BREATH_SECONDS", 0)
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store)
        job = RetainJob(store, sitting.conversation, sitting.clock)
        made = Years(sitting, job, tmp_path)
        sitting.ms = int(BEGAN.timestamp() * 1000) - HELD_MS - 1
        await job.look()
        sitting.ms = int(BEGAN.timestamp() * 1000)
        yield made


async def test_over_three_years_all_goes_when_it_is_due_and_nothing_before(years: Years) -> None:
    """Each kind has its period; each is told of a month and a week before; what an issuer is to decide on stays."""
    sending = Sending("TB-7KQ4-M2XQ", 1, BEGAN)
    back = WithdrawnSubmission(BEGAN, BEGAN)
    every = {
        "draft": (draft("draft"), USUAL.draft_days),
        "set_aside": (draft("set_aside", Stage.closed, outcome=Outcome.not_for_me), USUAL.set_aside_days),
        "undelivered": (draft("undelivered", Stage.sending, sending=sending), USUAL.undelivered_days),
        "withdrawn": (
            draft("withdrawn", Stage.closed, outcome=Outcome.withdrawn, taken_back=back),
            USUAL.withdrawn_days,
        ),
        "decided": (decided("decided"), USUAL.decided_days),
    }
    for number, (made, _) in enumerate(every.values()):
        await years.keeps(f"telegram:{number}", made)
    await years.keeps("telegram:8", draft("waits", Stage.with_issuer, sending=replace(sending, delivered_at=BEGAN)))
    await years.keeps("telegram:9")
    await years.goes_on(3 * 365)
    for number, (name, (_, days)) in enumerate(every.items()):
        assert days <= years.after(name) < days + 1, name
        first, last = years.told[f"telegram:{number}"][:2] if name != "decided" else years.told["telegram:4"][2:4]
        assert 30 <= (years.gone[name] - first) / DAY <= 32, name
        assert 7 <= (years.gone[name] - last) / DAY <= 9, name
    assert USUAL.details_days <= years.after("telegram:9") < USUAL.details_days + 1
    assert {row for (row,) in rows(years.data, "SELECT id FROM draft")} == {"waits"}
    assert {row for (row,) in rows(years.data, "SELECT id FROM person")} == {"telegram:8"}
    assert "telegram:8" not in years.told
    counted = {(kind, became): many for kind, became, many in await years.sitting.store.retention_tallies()}
    assert counted["draft", "first"] == counted["draft", "last"] == counted["draft", "gone"] == 1
    assert counted["details", "gone"] == 6
    assert counted["files", "gone"] == 1


async def test_recordings_go_before_the_words_and_are_no_reference_any_more(years: Years) -> None:
    """After half a year no row speaks of the file, so housekeeping removes it; the answers stay."""
    await years.keeps("telegram:7", decided("d1"))
    await years.goes_on(USUAL.files_days - 1)
    assert DIGEST in every_reference(years.data).names
    await years.goes_on(2)
    assert DIGEST not in every_reference(years.data).names
    assert (await years.sitting.store.session("telegram:7")).drafts["d1"].answers == decided("d1").answers
    assert len(years.told["telegram:7"]) == 2


async def test_keep_it_keeps_it_for_its_whole_period(years: Years) -> None:
    """Pressed after either warning, it starts the count again, and both warnings come again."""
    await years.keeps("telegram:7", draft("d1"))
    await years.goes_on(USUAL.draft_days - 20)
    assert len(years.told["telegram:7"]) == 1
    said = years.sitting.voice.last("telegram:7")
    assert [button.label for row in said.message.buttons for button in row] == ["Keep it"]
    kept = years.now
    await years.sitting.handle(years.sitting.press("telegram:7", Action.keep_data))
    assert "Kept." in years.sitting.voice.last("telegram:7").message.text
    await years.sitting.reached(years.sitting.voice.last("telegram:7"), 99)
    await years.goes_on(USUAL.draft_days - 1)
    assert "d1" not in years.gone
    assert len(years.told["telegram:7"]) == 3
    await years.goes_on(3)
    assert USUAL.draft_days <= (years.gone["d1"] - kept) / DAY < USUAL.draft_days + 1


async def test_typed_words_keep_it_too(years: Years) -> None:
    """What is typed at that message does what the button does."""
    await years.keeps("telegram:7", draft("d1"))
    await years.goes_on(USUAL.draft_days - 20)
    await years.sitting.handle(years.sitting.text("telegram:7", "keep it", 9_999))
    assert "Kept." in years.sitting.voice.last("telegram:7").message.text


async def test_whoever_blocked_the_bot_is_kept_for_a_shorter_time(years: Years) -> None:
    """Both warnings are tried all the same: they may have come back without a word."""
    await years.keeps("telegram:7", draft("d1"))
    years.blocked = frozenset({"telegram:7"})
    async with years.sitting.store.transaction() as work:
        await work.keep([TurnRecord(now_ms=years.sitting.ms, blocked="telegram:7")])
    await years.goes_on(USUAL.blocked_days + 40)
    assert USUAL.blocked_days <= years.after("d1") < USUAL.blocked_days + 1
    assert len(years.told["telegram:7"]) >= 2


async def test_nothing_goes_while_a_warning_is_not_sent(years: Years) -> None:
    """Where Telegram is out of reach, what waits to be said waits with what it is about."""
    await years.keeps("telegram:7", draft("d1"))
    await years.goes_on(USUAL.draft_days - 20)
    for _ in range(40):
        years.sitting.ms += DAY_MS
        await years.job.look()
    assert "d1" in (await years.sitting.store.session("telegram:7")).drafts
    await years.sitting.reached(years.sitting.voice.last("telegram:7"), 99)
    years.sitting.ms += DAY_MS
    await years.job.look()
    assert (await years.sitting.store.session("telegram:7")).drafts == {}


async def test_after_a_long_silence_of_the_bot_workers_are_told_first(years: Years) -> None:
    """A bot that was off when something was due tells of it, and waits the month."""
    await years.keeps("telegram:7", draft("d1"))
    years.sitting.ms += 500 * DAY_MS
    await years.goes_on(29)
    assert "d1" not in years.gone
    await years.goes_on(3)
    assert 30 <= (years.gone["d1"] - years.told["telegram:7"][0]) / DAY <= 31


async def test_a_clock_that_jumps_removes_nothing_by_itself(years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is two years ahead for some hours costs nobody anything, however far the warnings were."""
    await years.keeps("telegram:7", draft("d1"))
    await years.goes_on(USUAL.draft_days - 5)
    assert len(years.told["telegram:7"]) == 2
    right = years.sitting.ms
    monkeypatch.setattr(retain, "JUMP_MS", JUMP_MS)
    years.sitting.ms += 730 * DAY_MS
    await years.goes_on(0.4)
    assert "d1" in (await years.sitting.store.session("telegram:7")).drafts
    years.sitting.ms = right
    await years.goes_on(4)
    assert "d1" not in years.gone
    await years.goes_on(2)
    assert "d1" in years.gone


async def test_a_shorter_period_tells_everybody_anew(years: Years) -> None:
    """An operator who shortens a period has all looked at, and each still gets both warnings."""
    await years.keeps("telegram:7", draft("d1"))
    await years.goes_on(100)
    shorter = replace(USUAL, draft_days=60)
    sitting = Sitting(years.sitting.store, operator=Capabilities(retention=shorter))
    sitting.ms = years.sitting.ms
    years.sitting, years.job = sitting, RetainJob(sitting.store, sitting.conversation, sitting.clock)
    await years.goes_on(29)
    assert "d1" not in years.gone
    await years.goes_on(3)
    assert len(years.told["telegram:7"]) == 2
    assert "d1" in years.gone


async def test_a_dry_run_foretells_what_goes_within_a_month(years: Years) -> None:
    """It counts by kind, names nobody, and comes true; what an issuer has is told of as kept."""
    sending = Sending("TB-7KQ4-M2XQ", 1, BEGAN, BEGAN)
    await years.keeps("telegram:7", draft("d1"), draft("waits", Stage.with_issuer, sending=sending))
    await years.goes_on(USUAL.draft_days - 32)
    later = {one.kind: one for one in foresee(years.data, USUAL, years.now, years.now + 31 * DAY)}
    assert (later["draft"].kept, later["draft"].warned, later["draft"].gone) == (1, 1, 0)
    assert (later["undecided"].kept, later["undecided"].gone) == (1, 0)
    await years.goes_on(10)
    soon = {one.kind: one for one in foresee(years.data, USUAL, years.now, years.now + 31 * DAY)}
    assert (soon["draft"].kept, soon["draft"].warned, soon["draft"].gone) == (1, 0, 1)
    await years.goes_on(31)
    assert set(years.gone) == {"d1"}


async def test_the_file_of_a_removed_draft_is_removed_too(years: Years, tmp_path: Path) -> None:
    """Nothing in the folder of media is left of it, once housekeeping has been round."""
    await years.keeps("telegram:7", decided("d1"))
    await years.goes_on(USUAL.decided_days + 1)
    assert DIGEST not in every_reference(years.data).names
    assert rows(years.data, "SELECT * FROM files_gone") == []
