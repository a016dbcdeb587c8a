"""Reminders from the real bot over HTTP: in the local chat with its clock moved, and with the bot killed in a burst."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.conversation_driver import Sitting
from support.postgres_server import PostgresProcess
from support.scripted_worker import Worker
from support.served_bot import child, rows, served
from support.talk import LIBRARY

from bot.channels.outbox import REMINDERS_IN_FLIGHT
from bot.jobs.remind import RemindJob
from bot.playground.telegram import Sandbox
from bot.storage.engine.locations import name_database
from bot.storage.store import Store
from bot.storage.stored.records import ReminderRow, TurnRecord
from flows.engine.buttons import Action
from flows.features.start.notice import VERSION
from flows.model.channel_ids import own_id
from flows.model.draft import Answer, Consent, Draft, Person, Session, TextPart
from flows.model.reminders import ReminderPreferences
from flows.model.stages import Stage

LONDON = ZoneInfo("Europe/London")
PEOPLE = 60


def two_days_on() -> timedelta:
    """From now to eleven in the morning two days on, in London, in whole minutes."""
    now = datetime.now(LONDON)
    then = (now + timedelta(days=2)).replace(hour=11, minute=0, second=0)
    # In one zone, the hour of a change would not be counted.
    return then.astimezone(UTC) - now.astimezone(UTC)


@pytest.mark.slow
async def test_a_draft_left_lying_in_the_local_chat(tmp_path: Path) -> None:
    """With the clock moved, a person is reminded of their draft, puts it off, and goes on exactly there."""
    async with Sandbox() as sandbox:
        person = sandbox.user("Isla")
        worker = Worker(person)
        async with served(sandbox, tmp_path):
            await worker.begin()
            await worker.writes("topic", 60)
            await worker.does(Action.next, "next", "Shall I remind you?")
            person.press("Yes, remind me")
            await person.sees("I will remind you")
        ahead = two_days_on()
        sandbox.pass_time(ahead.total_seconds())
        async with served(sandbox, tmp_path, clock_offset=f"{int(ahead.total_seconds() // 60)}m"):
            reminder = await person.sees("1 of 5 answered, 60 words", within=60)
            assert "topic" not in (reminder.text or "")
            person.press("In an hour", reminder)
            await person.sees("I will remind you again on")
            person.press("Carry on", reminder)
            await person.sees("Question 2 of 5")
    assert rows(tmp_path, "SELECT kind, became FROM reminder_outcome") == [("draft", "sent")]


@pytest.mark.slow
async def test_a_bot_that_is_killed_in_a_burst_loses_no_reminder(tmp_path: Path) -> None:
    """Killed twice while reminders go out: everybody gets theirs, and no more come twice than were on their way."""
    async with Sandbox() as sandbox:
        people = [sandbox.user() for _ in range(PEOPLE)]
        for person in people:
            person.chat.started = True
        async with Store.open(tmp_path) as store:
            await _all_due(store, [person.id for person in people])
        for calls in (15, 35):
            running = await child(sandbox, tmp_path)
            await sandbox.called("sendMessage", times=calls, within=60)
            await running.kill()
        running = await child(sandbox, tmp_path)
        for person in people:
            await person.sees("A reminder", since=0, within=60)
        await running.kill()
    heard = Counter(len(person.bot_messages) for person in people)
    assert set(heard) <= {1, 2}
    assert heard[2] <= 2 * REMINDERS_IN_FLIGHT


@pytest.mark.slow
async def test_another_instance_goes_on_reminding_where_one_is_killed(
    tmp_path: Path, postgres: PostgresProcess
) -> None:
    """Everybody gets theirs, and no more come twice than were on their way."""
    address = postgres.address_by_port(postgres.named_anew())
    together = {"database": address, "together": "true", "takeover_seconds": "4"}
    async with Sandbox() as sandbox:
        people = [sandbox.user() for _ in range(PEOPLE // 2)]
        for person in people:
            person.chat.started = True
        name_database(tmp_path, address)
        async with Store.open(tmp_path) as store:
            await _all_due(store, [person.id for person in people])
        first = await child(sandbox, tmp_path, **together)
        await sandbox.called("sendMessage", times=5, within=60)
        second = await child(sandbox, tmp_path, **together)
        await first.kill()
        for person in people:
            await person.sees("A reminder", since=0, within=60)
        await second.kill()
    name_database(tmp_path, None)
    heard = Counter(len(person.bot_messages) for person in people)
    assert set(heard) <= {1, 2}
    assert heard[2] <= REMINDERS_IN_FLIGHT


async def _all_due(store: Store, people: list[int]) -> None:
    """Everybody has a draft that was left three days ago, and a break that began some minutes ago."""
    now = datetime.now(LONDON)
    left = now - timedelta(days=3)
    wishes = ReminderPreferences(
        wanted=True, at=(now - timedelta(minutes=5)).time().replace(second=0, microsecond=0), since=left
    )
    async with store.transaction() as work:
        desks = await work.sessions([f"telegram:{person}" for person in people])
        await work.keep([_left(desk, wishes, left, now) for desk in desks.values()])


def _left(before: Session, wishes: ReminderPreferences, left: datetime, now: datetime) -> TurnRecord:
    id_ = before.person.id
    draft = Draft(
        f"left{int(own_id(id_)):x}", "cpl-2025-leadership", "2025-1", Stage.answering, left, left, right_badge_at=left,
        answers={"topic": Answer((TextPart(1, "care " * 60, left),))},
    )  # fmt: skip
    person = Person(id_, Consent(VERSION, left.astimezone(UTC)), in_hand=draft.id, reminders=replace(wishes))
    now_ms = int(now.timestamp() * 1000)
    after = Session(person, {draft.id: draft})
    return TurnRecord(now_ms=now_ms, before=before, after=after, plan=ReminderRow(id_, now_ms - 1000))


@pytest.mark.slow
async def test_a_reminder_that_waited_at_the_switch_is_held_back_and_said_later(tmp_path: Path) -> None:
    """A reminder in the outbox when the bot is started paused goes back among what is due, and is said afterwards."""
    async with Sandbox() as sandbox:
        person = sandbox.user("Isla")
        person.chat.started = True
        async with Store.open(tmp_path) as store:
            await _all_due(store, [person.id])
            sitting = Sitting(store)
            sitting.ms = int(datetime.now(LONDON).timestamp() * 1000)
            await RemindJob(store, sitting.conversation, LIBRARY, sitting.clock, lambda: 0).some()
        assert rows(tmp_path, "SELECT became FROM reminder_outcome") == [("said",)]
        async with served(sandbox, tmp_path, nudges="paused"):
            pass
        assert rows(tmp_path, "SELECT became FROM reminder_outcome") == [("unsaid",)]
        assert not person.bot_messages
        async with served(sandbox, tmp_path):
            await person.sees("A reminder", since=0, within=60)
        assert len(person.bot_messages) == 1
