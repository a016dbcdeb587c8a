"""Reminders on time and once: what is due is looked up, looked at again, said, and noted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.conversation_driver import Sitting, noted
from support.served_bot import rows
from support.talk import LIBRARY, words

from bot.conversation.arrival import Blocked
from bot.conversation.service import News
from bot.jobs import remind as job
from bot.jobs.remind import RemindJob
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.store import Store
from bot.storage.stored.records import BLOCKED, LATE, OutboxMessage, SendReceipt, TurnRecord
from flows.engine.buttons import Action
from flows.engine.events import OutageEnded
from flows.engine.message import Message, ReminderTime

pytestmark = pytest.mark.slow

ISLA, MORAG = "telegram:7", "telegram:8"
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LONDON = ZoneInfo("Europe/London")


@dataclass
class ReminderDriver:
    """People who talk, their reminders, and a clock that a test moves."""

    sitting: Sitting
    nudges: RemindJob
    data: Path
    bell: Bell
    waiting: int = 0

    @asynccontextmanager
    async def at_work(self, nudges: RemindJob) -> AsyncIterator[Callable[[Callable[[], bool]], Awaitable[None]]]:
        """The loop runs until the block ends; what comes with it waits for something, looking after every write."""
        running = asyncio.create_task(nudges.run())

        async def until(condition: Callable[[], bool]) -> None:
            async with asyncio.timeout(20):
                while not condition():
                    await self.bell.heard()

        try:
            yield until
            assert not running.done(), "the program ends with any of its loops"
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    def is_planned(self) -> bool:
        """Whether everybody has been planned for with these badge files."""
        return bool(rows(self.data, "SELECT 1 FROM planned_with"))

    def goes_to(self, text: str) -> None:
        """It is now that moment in London."""
        self.sitting.ms = int(datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp() * 1000)

    async def wants(self, person: str) -> None:
        """Somebody begins a draft, answers the first question, and wants to be reminded."""
        await self.sitting.reach_the_questions(person)
        await self.sitting.handle(self.sitting.text(person, words(60), 150))
        await self.sitting.presses(person, Action.next, 160)
        await self.sitting.presses(person, Action.nudge_yes, 200)

    async def looks(self) -> list[OutboxMessage]:
        """What is said when the loop looks once: reminders alone."""
        before = len(self.sitting.voice.rows)
        await self.nudges.some()
        return [row for row in self.sitting.voice.rows[before:] if row.message.is_reminder]

    async def became(self, row: OutboxMessage, failure: str | None = None) -> None:
        """A reminder has reached the phone, or not."""
        number = None if failure else 9000 + row.id
        self.sitting.conversation.mark(SendReceipt(row.id, number, failure, self.sitting.ms, reminded=row.chat))
        await self.sitting.conversation.settle()

    def due(self, person: str) -> str | None:
        """When somebody's reminders are looked at next, by the clock in London."""
        ((ms,),) = rows(self.data, f"SELECT due_ms FROM reminder WHERE person = '{person}'")
        return None if ms is None else f"{datetime.fromtimestamp(int(str(ms)) / 1000, LONDON):%Y-%m-%d %H:%M}"

    def ledger(self) -> list[tuple[object, ...]]:
        """What became of reminders."""
        return rows(self.data, "SELECT person, kind, became FROM reminder_outcome ORDER BY id")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ReminderDriver]:
    """A quiet Saturday morning in November."""
    async with Store.open(tmp_path) as store:
        bell = Bell()
        sitting = Sitting(noted(store, bell))
        looking = RemindJob(store, sitting.conversation, LIBRARY, sitting.clock, lambda: made.waiting)
        made = ReminderDriver(sitting, looking, tmp_path, bell)
        made.goes_to("2026-11-21 09:00")
        yield made


async def test_nothing_is_due_for_those_who_said_nothing(desk: ReminderDriver) -> None:
    """Whoever has not said yes has no row, and is never looked at."""
    await desk.sitting.reach_the_questions(ISLA)
    await desk.sitting.handle(desk.sitting.text(ISLA, words(60), 150))
    desk.goes_to("2026-12-21 10:30")
    assert rows(desk.data, "SELECT * FROM reminder") == []
    assert await desk.looks() == []


@pytest.mark.both_engines
async def test_a_draft_left_lying_is_said_at_the_break_and_once(desk: ReminderDriver) -> None:
    """On the second day, at the break, one message goes out and is noted; then not again until the seventh."""
    await desk.wants(ISLA)
    assert desk.due(ISLA) == "2026-11-23 10:30"
    desk.goes_to("2026-11-23 10:29")
    assert await desk.looks() == []
    desk.goes_to("2026-11-23 10:30")
    (said,) = await desk.looks()
    assert said.message.reminder == ReminderTime(datetime(2026, 11, 23, 10, 45, tzinfo=LONDON))
    assert "60 words" in said.message.text
    assert desk.ledger() == [(ISLA, "draft", "said")]
    await desk.became(said)
    assert desk.ledger() == [(ISLA, "draft", "sent")]
    assert await desk.looks() == []
    assert desk.due(ISLA) == "2026-11-28 10:30"


async def test_what_is_finished_meanwhile_is_not_said(desk: ReminderDriver) -> None:
    """The reason is looked at again at the moment of saying: a draft that went on is left in peace."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-23 09:20")
    await desk.sitting.handle(desk.sitting.text(ISLA, "More words.", 250))
    assert desk.due(ISLA) == "2026-11-25 10:30"
    desk.goes_to("2026-11-23 10:30")
    assert await desk.looks() == []


async def test_whoever_is_talking_is_not_reminded(desk: ReminderDriver) -> None:
    """A reminder that is due within the hour after somebody wrote waits until that hour is over."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-23 10:29")
    await desk.sitting.handle(desk.sitting.press(ISLA, Action.nudges))
    desk.goes_to("2026-11-23 10:45")
    assert await desk.looks() == []
    desk.goes_to("2026-11-23 11:29")
    assert len(await desk.looks()) == 1


async def test_after_an_outage_once(desk: ReminderDriver) -> None:
    """Down from before the second day until after the seventh: one reminder, for the later of the two."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-29 15:00")
    (said,) = await desk.looks()
    await desk.became(said)
    assert desk.ledger() == [(ISLA, "draft", "sent"), (ISLA, "draft", "overtaken")]
    assert desk.due(ISLA) == "2026-12-12 10:30"


async def test_after_an_outage_not_in_the_night(desk: ReminderDriver) -> None:
    """What could not be said in the day is not made up for at night."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-23 21:00")
    assert await desk.looks() == []
    assert desk.due(ISLA) == "2026-11-24 10:30"


async def test_what_did_not_get_through_is_due_again(desk: ReminderDriver) -> None:
    """A reminder that Telegram did not take in its quarter of an hour is taken back, and said later."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-23 19:50")
    (said,) = await desk.looks()
    desk.goes_to("2026-11-23 20:01")
    await desk.became(said, LATE)
    assert desk.ledger() == [(ISLA, "draft", "unsaid")]
    assert desk.due(ISLA) == "2026-11-24 10:30"
    desk.goes_to("2026-11-24 10:30")
    assert len(await desk.looks()) == 1


async def test_whoever_blocked_the_bot_is_left_alone_until_they_write(desk: ReminderDriver) -> None:
    """A refusal silences somebody; anything that they send ends the silence."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-23 10:30")
    (said,) = await desk.looks()
    await desk.became(said, BLOCKED)
    assert desk.ledger() == [(ISLA, "draft", "blocked")]
    desk.goes_to("2026-11-28 10:30")
    assert await desk.looks() == []
    await desk.sitting.handle(desk.sitting.press(ISLA, Action.nudges))
    desk.goes_to("2026-11-28 11:45")
    assert len(await desk.looks()) == 1


async def test_a_bot_that_was_stopped_says_nothing(desk: ReminderDriver) -> None:
    """Telegram's word that somebody has stopped the bot is enough."""
    await desk.wants(ISLA)
    update = desk.sitting.arrives(ISLA, desk.sitting._read["telegram:1"].event)
    id_ = str(update["update_id"])
    desk.sitting._read[id_] = Blocked(id_, ISLA)
    await desk.sitting.handle(update)
    desk.goes_to("2026-11-23 10:30")
    assert await desk.looks() == []


async def test_one_at_a_time_beside_the_talk(desk: ReminderDriver) -> None:
    """While earlier reminders have not gone out, no more are made: a burst costs those who talk nothing."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-23 10:30")
    desk.waiting = job.AHEAD
    assert await desk.looks() == []
    desk.waiting = 0
    assert len(await desk.looks()) == 1


async def test_the_data_of_one_do_not_hold_up_another(desk: ReminderDriver) -> None:
    """Somebody whose draft cannot be read is left out for an hour, and everybody else is reminded."""
    await desk.wants(ISLA)
    await desk.wants(MORAG)
    async with desk.sitting.store.transaction() as work:
        await work._db.turn._connection.execute(f"UPDATE draft SET body = '{{}}' WHERE person = '{ISLA}'")
    desk.goes_to("2026-11-23 10:30")
    (said,) = await desk.looks()
    assert said.chat == MORAG
    assert desk.due(ISLA) == "2026-11-23 11:30"


async def test_new_badges_are_planned_for(desk: ReminderDriver) -> None:
    """When badge files change while the bot is down, everybody's next reminder is worked out anew."""
    await desk.wants(ISLA)
    assert await desk.nudges._planned() is None
    often = LIBRARY.badges[0].nudges.model_copy(
        update={"draft": LIBRARY.badges[0].nudges.draft.model_copy(update={"days": (1,)})}
    )
    badges = tuple(badge.model_copy(update={"nudges": often}) for badge in LIBRARY.badges)
    changed = replace(LIBRARY, badges=badges)
    again = RemindJob(desk.sitting.store, desk.sitting.conversation, changed, desk.sitting.clock, lambda: 0)
    assert await again._planned() is None
    assert desk.due(ISLA) == "2026-11-22 10:30"


async def test_a_crash_between_the_turn_and_the_message_says_it_after_the_restart(tmp_path: Path) -> None:
    """The reminder and the note that it was said are one transaction, so the message waits in the outbox."""
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store)
        desk = ReminderDriver(
            sitting, RemindJob(store, sitting.conversation, LIBRARY, sitting.clock, lambda: 0), tmp_path, Bell()
        )
        desk.goes_to("2026-11-21 09:00")
        await desk.wants(ISLA)
        desk.goes_to("2026-11-23 10:30")
        (said,) = await desk.looks()
    async with Store.open(tmp_path) as store:
        waiting = [row for row in await store.waiting() if row.message.is_reminder]
        assert [(row.id, row.chat) for row in waiting] == [(said.id, ISLA)]
        assert isinstance(waiting[0].message, Message)
        assert await store.due_reminders(sitting.ms + HOUR_MS, 9) == ()
        assert await store.next_reminder_ms() == sitting.ms + timedelta(days=5) // timedelta(milliseconds=1)


async def test_news_does_not_cut_the_hour_of_peace_short(desk: ReminderDriver) -> None:
    """Somebody who wrote just now is left in peace too when something else happens to their work meanwhile."""
    await desk.wants(ISLA)
    async with desk.sitting.store.transaction() as work:
        before = (await work.sessions([ISLA]))[ISLA]
        wishes = replace(before.person.reminders, declares={"sssc": 12})
        after = replace(before, person=replace(before.person, reminders=wishes))
        await work.keep([TurnRecord(now_ms=desk.sitting.ms, before=before, after=after)])
    desk.goes_to("2026-11-23 10:20")
    await desk.sitting.handle(desk.sitting.press(ISLA, Action.nudges))
    desk.goes_to("2026-11-23 10:30")
    happened = OutageEnded(at=desk.sitting.clock.now(), fresh="0" * 32)
    await desk.sitting.conversation.tell([News(ISLA, happened)])
    assert desk.due(ISLA) == "2026-11-23 11:20"
    assert await desk.looks() == []


async def test_a_country_is_planned_for_while_people_are_reminded(desk: ReminderDriver) -> None:
    """After a change of the badge files nobody waits until everybody is planned for; and it is done once."""
    for person in [f"telegram:{number}" for number in range(job.PLANNED_AT_ONCE + 2)]:
        await desk.wants(person)
    desk.goes_to("2026-11-23 10:30")
    async with desk.at_work(desk.nudges) as until:
        await until(lambda: desk.is_planned() and len(desk.ledger()) == job.PLANNED_AT_ONCE + 2)
    assert {kind for _, kind, _ in desk.ledger()} == {"draft"}


async def test_paused_nothing_is_said_and_all_is_planned(desk: ReminderDriver) -> None:
    """With the switch off, what is due stays due, planning goes on, and the loop does not end."""
    await desk.wants(ISLA)
    desk.goes_to("2026-11-23 10:30")
    sitting = desk.sitting
    paused = RemindJob(sitting.store, sitting.conversation, LIBRARY, sitting.clock, lambda: 0, paused=True)
    async with desk.at_work(paused) as until:
        await until(desk.is_planned)
    assert desk.ledger() == []
    assert desk.due(ISLA) == "2026-11-23 10:30"
    assert len(await desk.looks()) == 1, "when they are on again, it is said once"
