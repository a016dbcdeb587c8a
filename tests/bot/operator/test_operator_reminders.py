"""What an operator reads of reminders: counts of everything, and a week foretold that then comes true."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp.test_utils import make_mocked_request
from support.conversation_driver import Sitting
from support.served_bot import rows
from support.talk import LIBRARY
from typer.testing import CliRunner

from bot import cli
from bot.conversation.arrival import Blocked
from bot.conversation.turn_record import planned
from bot.http.health import HealthPages
from bot.jobs.remind import RemindJob
from bot.operator import reminder_report
from bot.storage.store import Store
from bot.storage.stored.records import BLOCKED, LATE, OutboxMessage, SendReceipt, TurnRecord
from flows.features.start.notice import VERSION
from flows.model.decision import Returned
from flows.model.draft import Answer, Consent, Draft, Outcome, Person, Sending, Session, TextPart
from flows.model.reminders import EVERY_DAY, ReminderKind, ReminderPreferences, Snooze
from flows.model.stages import Stage
from flows.rules.reminders.reminder_plan import coming
from flows.rules.reminders.reminder_schedule import window

LONDON = ZoneInfo("Europe/London")
TABLES = ("reminder", "reminder_outcome", "outbox", "person", "draft")
NOW = datetime(2026, 10, 21, 9, 40, tzinfo=LONDON)
"""A Wednesday; the clocks go back on the Sunday after it."""
WEEK = timedelta(days=7)
ZONES = (None, None, None, "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu")


@dataclass
class ReminderDatabase:
    """A database with people in it, and a clock that a test moves."""

    sitting: Sitting
    nudges: RemindJob
    data: Path

    async def knows(self, *desks: Session, active: Collection[int] = ()) -> None:
        """People are there, and what they are to be reminded of is planned. Those who are active wrote this minute."""
        sitting, now = self.sitting, self.sitting.clock.now()
        async with sitting.store.transaction() as work:
            before = await work.sessions([desk.person.id for desk in desks])
            await work.keep(
                [
                    TurnRecord(
                        now_ms=sitting.ms,
                        update=id_ if (id_ := desk.person.id) in active else None,
                        before=before[id_],
                        after=desk,
                        plan=planned(id_, coming(LIBRARY, desk, now)),
                    )
                    for desk in desks
                ]
            )

    async def blocks(self, person: int) -> None:
        """Telegram says that somebody has stopped the bot."""
        id_ = f"telegram:blocked-{person}"
        self.sitting._read[id_] = Blocked(id_, f"telegram:{person}")
        await self.sitting.conversation.handle("telegram", [{"update_id": id_}])

    async def passes(self, length: timedelta, became: Callable[[OutboxMessage], str | None] = lambda _: None) -> None:
        """Time goes by, and everybody is reminded as it does; each reminder gets through, or fails as is said."""
        sitting = self.sitting
        end = int((sitting.clock.now() + length).timestamp() * 1000)
        while (moment := await sitting.store.next_reminder_ms()) is not None and moment <= end:
            sitting.ms = max(sitting.ms, moment)
            before = len(sitting.voice.rows)
            await self.nudges.some()
            for said in sitting.voice.rows[before:]:
                failure = became(said)
                sitting.ms += 16 * 60_000 if failure == LATE else 0
                number = None if failure else 9000 + said.id
                sitting.conversation.mark(SendReceipt(said.id, number, failure, sitting.ms, reminded=said.chat))
            await sitting.conversation.settle()
        sitting.ms = max(sitting.ms, end)

    def foretold(self) -> dict[str, tuple[int, ...]]:
        """What the dry run says: for each day the messages, and the reminders of each kind."""
        week = reminder_report.week(self.data, LIBRARY, self.sitting.clock)
        return {day.split()[1]: tuple(map(int, counts)) for day, *counts in week}

    def happened(self) -> dict[str, tuple[int, ...]]:
        """The same of what has gone out, from the ledger."""
        kinds: Counter[tuple[str, str]] = Counter()
        messages: dict[str, set[object]] = {}
        ledger = rows(self.data, "SELECT person, kind, at_ms FROM reminder_outcome WHERE became IN ('said', 'sent')")
        for person, kind, at_ms in ledger:
            day = f"{datetime.fromtimestamp(int(str(at_ms)) / 1000, LONDON):%Y-%m-%d}"
            kinds[day, str(kind)] += 1
            messages.setdefault(day, set()).add((person, at_ms))
        return {day: (len(every), *(kinds[day, k.value] for k in ReminderKind)) for day, every in messages.items()}

    def counted(self) -> dict[str, int]:
        """What the command counts."""
        return {name: int(count) for name, count in reminder_report.counted(self.data, self.sitting.clock)}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[ReminderDatabase]:
    """Nobody is there yet."""
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store)
        sitting.ms = int(NOW.timestamp() * 1000)
        yield ReminderDatabase(
            sitting, RemindJob(store, sitting.conversation, LIBRARY, sitting.clock, lambda: 0), tmp_path
        )


def left(person: int, touched: datetime, wishes: ReminderPreferences, **more: object) -> Session:
    """Somebody with a draft that they touched last then."""
    draft = Draft(
        f"left{person:x}", "cpl-2025-leadership", "2025-1", Stage.answering, touched, touched, right_badge_at=touched,
        answers={"topic": Answer((TextPart(1, "care " * 60, touched),))},
    )  # fmt: skip
    draft = replace(draft, **more)
    consent = Consent(VERSION, touched.astimezone(UTC))
    return Session(Person(f"telegram:{person}", consent, in_hand=draft.id, reminders=wishes), {draft.id: draft})


ON = ReminderPreferences(wanted=True)
TWO_DAYS_AGO = NOW - timedelta(days=2)


def anybody(person: int, dice: random.Random) -> Session:
    """Somebody with wishes and work as they come."""
    wishes = ReminderPreferences(
        wanted=dice.random() < 0.9,
        off=tuple(kind for kind in ReminderKind if dice.random() < 0.15),
        days=EVERY_DAY if dice.random() < 0.6 else tuple(sorted(dice.sample(EVERY_DAY, dice.randrange(1, 5)))),
        at=time(dice.randrange(24), dice.choice((0, 15, 30))),
        zone=dice.choice(ZONES),
        declares={"sssc": dice.choice((11, 12, 5))} if dice.random() < 0.4 else {},
    )
    touched = NOW - timedelta(days=dice.randrange(30), minutes=dice.randrange(1440))
    if dice.random() < 0.2:
        wishes = replace(wishes, snooze=Snooze(NOW + timedelta(hours=dice.randrange(-40, 200))))
    if dice.random() < 0.3:
        wishes = replace(wishes, last_at=NOW - timedelta(hours=dice.randrange(30)))
    sent = Sending("TB-1", 1, (NOW - timedelta(days=dice.randrange(355, 370))).astimezone(UTC))
    by: date = (NOW + timedelta(days=dice.randrange(1, 12))).date()
    back = Returned(attempt=1, at=touched, comment="", reply_by=by, all_open=True, questions=())
    return left(
        person, touched, wishes,
        **dice.choice((
            {}, {}, {"stage": Stage.reviewing},
            {"stage": Stage.returned, "returned": back, "sending": sent},
            {"stage": Stage.closed, "outcome": Outcome.awarded, "sending": sent},
        )),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.slow
async def test_the_week_comes_as_it_was_foretold(office: ReminderDatabase, seed: int) -> None:
    """Whatever people wish and whatever lies on their desks: the dry run says what then goes out, day by day."""
    dice = random.Random(seed)
    people = range(1, 51)
    await office.knows(
        *(anybody(person, dice) for person in people),
        active=[f"telegram:{person}" for person in dice.sample(people, 10)],
    )
    for person in dice.sample(people, 4):
        await office.blocks(person)
    foretold = office.foretold()
    await office.passes(WEEK)
    assert office.happened() == foretold
    assert sum(messages for messages, *_ in foretold.values()) > 15


async def test_the_dry_run_sends_nothing(office: ReminderDatabase) -> None:
    """Asking changes no row: not what is planned, and not what was told."""
    await office.knows(left(7, TWO_DAYS_AGO, ON))
    before = [
        rows(office.data, f"SELECT * FROM {table}")
        for table in ("reminder", "reminder_outcome", "outbox", "person", "draft")
    ]
    assert office.foretold() == {"2026-10-21": (1, 1, 0, 0, 0), "2026-10-26": (1, 1, 0, 0, 0)}
    after = [
        rows(office.data, f"SELECT * FROM {table}")
        for table in ("reminder", "reminder_outcome", "outbox", "person", "draft")
    ]
    assert after == before


async def test_every_fate_of_a_reminder_is_counted(office: ReminderDatabase) -> None:
    """Due, planned, idle, silenced; sent, dropped for a later one, failed for two reasons: each in its own line."""
    month = replace(ON, declares={"sssc": 11})
    await office.knows(left(1, TWO_DAYS_AGO, ON))
    await office.knows(left(2, TWO_DAYS_AGO, ON))
    await office.knows(left(3, NOW - timedelta(days=8), ON))
    await office.knows(left(4, NOW, ON, stage=Stage.closed, outcome=Outcome.withdrawn))
    await office.knows(left(5, NOW - timedelta(days=1), month))
    await office.knows(left(6, TWO_DAYS_AGO, ReminderPreferences(wanted=False)))
    await office.knows(left(8, TWO_DAYS_AGO, ON))
    assert office.counted() == {
        "people: due now": 0, "people: planned within a week": 5, "people: nothing planned": 2,
        "people: silenced, they blocked the bot": 0,
    }  # fmt: skip
    office.sitting.ms += 3_600_000
    assert office.counted()["people: due now"] == 4
    failures = {"telegram:2": BLOCKED, "telegram:8": "refused"}
    await office.passes(timedelta(minutes=1), lambda said: failures.get(said.chat))
    assert office.counted() == {
        "people: due now": 0, "people: planned within a week": 3, "people: nothing planned": 2,
        "people: silenced, they blocked the bot": 1,
        "draft: failed, blocked": 1, "draft: dropped for a later one": 1, "draft: failed, refused by Telegram": 1,
        "draft: sent": 2,
    }  # fmt: skip


async def test_whoever_watches_sees_reminders_by_kind_and_fate(office: ReminderDatabase) -> None:
    """The page of counts has people by what comes next and reminders by what they became, and nobody's number."""
    await office.knows(
        left(123_456, TWO_DAYS_AGO, ON),
        left(2, NOW - timedelta(days=1), ON),
        left(3, NOW, replace(ON, declares={"sssc": 12}), stage=Stage.closed, outcome=Outcome.withdrawn),
        left(4, NOW, ON, stage=Stage.closed, outcome=Outcome.withdrawn),
        left(5, TWO_DAYS_AGO, ON),
        left(6, TWO_DAYS_AGO, ON),
    )
    office.sitting.ms += 3_600_000
    failures = {"telegram:5": BLOCKED}
    await office.passes(timedelta(0), lambda said: failures.get(said.chat))
    await office.knows(left(7, NOW - timedelta(days=3), ON))
    page = await HealthPages(office.sitting.store, office.sitting.clock).metrics(make_mocked_request("GET", "/"))
    assert isinstance(page.body, bytes)
    text = page.body.decode()
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("teabreak_reminder"))
    assert lines == {
        'teabreak_reminder_people{kind="draft",state="due"}': "1.0",
        'teabreak_reminder_people{kind="",state="idle"}': "1.0",
        'teabreak_reminder_people{kind="declaration",state="planned"}': "1.0",
        'teabreak_reminder_people{kind="draft",state="planned"}': "3.0",
        'teabreak_reminder_people{kind="",state="silenced"}': "1.0",
        'teabreak_reminders{became="blocked",kind="draft"}': "1.0",
        'teabreak_reminders{became="sent",kind="draft"}': "2.0",
    }
    assert "123456" not in text


async def test_what_did_not_go_out_and_what_came_too_late_are_counted_apart(office: ReminderDatabase) -> None:
    """What Telegram had no time for is due again; what an outage outlasted is dropped, where its kind says so."""
    await office.knows(left(1, TWO_DAYS_AGO, ON))
    await office.knows(left(2, NOW, replace(ON, declares={"sssc": 11}), stage=Stage.closed))
    office.sitting.ms += 3_600_000
    await office.passes(timedelta(minutes=1), lambda _: LATE)
    assert office.counted()["draft: did not go out, due again"] == 1
    # The bot is down for the day a week before the declaration's month, and for its eve.
    office.sitting.ms = int(datetime(2026, 10, 29, 11, tzinfo=LONDON).timestamp() * 1000)
    await office.passes(timedelta(minutes=1))
    # The one a month before was past already when they told the month.
    assert office.counted()["declaration: dropped, too late"] == 2


def command(data: Path, *more: str, **settings: str) -> tuple[str, str]:
    """What the command prints, and what it says beside it."""
    environment = {"TEABREAK_DATA": str(data), **settings}
    result = CliRunner().invoke(cli.command_line(), ["nudges", *more], env=environment)
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


async def test_the_command_shows_counts_and_the_switch(
    office: ReminderDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Lines with tabs for a program; that all is paused is said beside them; nobody's number or words are in it."""
    monkeypatch.chdir(tmp_path)
    now = datetime.now(LONDON)
    office.sitting.ms = int(now.timestamp() * 1000)
    wishes = replace(ON, at=(now - timedelta(minutes=2)).time().replace(second=0, microsecond=0))
    await office.knows(left(987_654_321, now - timedelta(days=3), wishes))
    counts, nothing = command(office.data)
    assert "people: due now\t1\n" in counts
    assert nothing == ""
    week, paused = command(office.data, "--dry-run", TEABREAK_NUDGES="paused")
    start, end = window(now.date(), wishes, LONDON)
    day = now if start <= now < end else start
    assert f"{day:%a %Y-%m-%d}\t1\t1\t0\t0\t0\n" in week
    assert paused == "Reminders are paused: TEABREAK_NUDGES=paused.\n"
    assert not [word for word in ("987654321", "care") if word in counts + week]
