"""Reminders on their way: under Telegram's limits, behind every reply, and not after their time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.channels.outbox import REMINDERS_IN_FLIGHT, Outbox
from bot.channels.rate import MOST, REMINDERS, RateLimits
from bot.channels.telegram.bot_api.account import Account
from bot.playground.telegram import ChatPerson, Sandbox, too_many_requests
from bot.storage.stored.records import BLOCKED, LATE, OutboxMessage, SendReceipt
from flows.engine.message import Message, ReminderTime
from tests.bot.channels.telegram.equipment import SwiftTime, channel_of, chat_of


def reminder(row: int, chat: str, until: float = 1e9) -> OutboxMessage:
    """A reminder that may be said until so many seconds."""
    return OutboxMessage(row, chat, Message("A reminder", reminder=ReminderTime(datetime.fromtimestamp(until, UTC))), 0)


@pytest.fixture
async def marks() -> list[SendReceipt]:
    """What became of messages."""
    return []


@pytest.fixture
async def speaker(bot: Account, swift: SwiftTime, marks: list[SendReceipt]) -> AsyncIterator[Outbox]:
    """A speaker at work."""

    async def no_document(_: object) -> object:
        raise LookupError

    made = Outbox(channel_of(bot), no_document, marks.append, swift.waits())
    yield made
    await made.stop()


def started(sandbox: Sandbox, count: int) -> list[ChatPerson]:
    """People who have started the bot."""
    people = [sandbox.user() for _ in range(count)]
    for person in people:
        person.start()
    return people


def test_reminders_fill_what_replies_leave() -> None:
    """In any second there are at most so many messages when a reminder goes out, however many of them are replies."""
    pace, now, said, reminders = RateLimits(), 0.0, [], []
    # Moments that a float holds exactly: what is a second ago is a second ago.
    replies = [n / 16 for n in range(32)] + [2 + n / 128 for n in range(256)] + [4 + n / 4 for n in range(8)]
    while now < 6:
        while replies and replies[0] <= now:
            said.append(replies.pop(0))
            pace.spoke(said[-1])
        if not pace.wait(now):
            pace.reminded(now)
            pace.spoke(now)
            said.append(now)
            reminders.append(now)
            assert len([at for at in said if now - 1 < at <= now]) <= MOST
        now += 1 / 128
    per_second = [len([at for at in reminders if second <= at < second + 1]) for second in range(6)]
    assert per_second[1] in range(10, 15), "16 replies a second leave room for about 12"
    assert per_second[2:4] == [0, 0], "128 replies a second leave none"
    assert per_second[5] in range(23, 26), "4 replies a second leave room for about 24"


def test_a_late_waking_costs_no_rate() -> None:
    """A machine that wakes late every time sends as many a second all the same; after a long sleep, no heap."""
    pace, now, reminders = RateLimits(), 0.0, []
    while now < 4:
        now += pace.wait(now) + 0.015
        if not pace.wait(now):
            pace.reminded(now)
            pace.spoke(now)
            reminders.append(now)
    assert 4 * REMINDERS - 4 <= len(reminders) <= 4 * REMINDERS + 4
    now, heap = now + 60, 0
    while not pace.wait(now):
        pace.reminded(now)
        pace.spoke(now)
        heap += 1
    assert heap <= 4


async def test_reminders_go_out_at_their_pace(
    sandbox: Sandbox, speaker: Outbox, swift: SwiftTime, marks: list[SendReceipt]
) -> None:
    """A hundred reminders take four seconds, and each ends in a mark that says whom it reminded."""
    people = started(sandbox, 100)
    speaker.say([reminder(row, chat_of(person)) for row, person in enumerate(people)])
    assert await speaker.drain(10)
    assert 100 / REMINDERS - 0.5 <= swift.seconds <= 100 / REMINDERS + 1
    assert {mark.reminded for mark in marks} == {chat_of(person) for person in people}
    assert all(mark.failure is None for mark in marks)


async def test_a_reply_goes_first(
    sandbox: Sandbox, speaker: Outbox, swift: SwiftTime, marks: list[SendReceipt]
) -> None:
    """However many reminders wait, a reply is said at once; whoever gets one is talking, and not reminded after it."""
    people = started(sandbox, 60)
    swift.stand_still()
    speaker.say([reminder(row, chat_of(person)) for row, person in enumerate(people)])
    await swift.sleepers(1)
    speaker.say([OutboxMessage(1000, chat_of(people[-1]), Message("A reply"), 0)])
    await people[-1].sees("A reply")
    swift.go_on()
    assert await speaker.drain(10)
    assert [message.text for message in people[-1].bot_messages] == ["A reply"]
    assert {mark.row: mark.failure for mark in marks if mark.row > 58} == {59: LATE, 1000: None}
    assert [mark.reminded for mark in marks if mark.row == 1000] == [None]


async def test_a_stop_while_telegram_wants_silence(sandbox: Sandbox, speaker: Outbox, marks: list[SendReceipt]) -> None:
    """Who is answered while their reminder waits out a 429 hears the answer, and the reminder no more."""
    (person,) = started(sandbox, 1)
    sandbox.faults.once("sendMessage", too_many_requests(30), times=1)
    speaker.say([reminder(1, chat_of(person), until=1000)])
    await sandbox.called("sendMessage", times=1)
    speaker.say([OutboxMessage(2, chat_of(person), Message("I send you no reminders."), 0)])
    assert await speaker.drain(5)
    assert [message.text for message in person.bot_messages] == ["I send you no reminders."]
    assert {mark.row: mark.failure for mark in marks} == {1: LATE, 2: None}


async def test_the_next_goes_out_after_the_last_was_given_back(
    sandbox: Sandbox, speaker: Outbox, swift: SwiftTime, marks: list[SendReceipt]
) -> None:
    """A reminder given back while it waited for room holds up none that comes after it."""
    people = started(sandbox, REMINDERS_IN_FLIGHT)
    for round_ in range(3):
        swift.stand_still()
        speaker.say([reminder(20 * round_ + row, chat_of(person)) for row, person in enumerate(people)])
        await swift.sleepers(1)
        speaker.say([OutboxMessage(1000 + round_, chat_of(people[-1]), Message("A reply"), 0)])
        swift.go_on()
        assert await speaker.drain(10)
    assert [mark.row for mark in marks if mark.failure == LATE] == [7, 27, 47]
    assert len(marks) == 3 * (REMINDERS_IN_FLIGHT + 1)


async def test_a_reminder_past_its_time_is_not_said(
    sandbox: Sandbox, speaker: Outbox, marks: list[SendReceipt]
) -> None:
    """What could not be said in its time is given back, so that it is looked at again first."""
    (person,) = started(sandbox, 1)
    speaker.say([reminder(1, chat_of(person), until=0.5)])
    assert await speaker.drain(5)
    assert [(mark.failure, mark.reminded) for mark in marks] == [(LATE, chat_of(person))]
    assert not person.bot_messages


async def test_telegrams_wish_for_silence_may_outlast_a_reminder(
    sandbox: Sandbox, speaker: Outbox, marks: list[SendReceipt]
) -> None:
    """A 429 is waited out; a reminder whose time is over by then is not said."""
    one, other = started(sandbox, 2)
    sandbox.faults.once("sendMessage", too_many_requests(30), times=2)
    speaker.say([reminder(1, chat_of(one), until=1000), reminder(2, chat_of(other), until=20)])
    assert await speaker.drain(5)
    assert {mark.row: mark.failure for mark in marks} == {1: None, 2: LATE}


async def test_whoever_blocked_the_bot_is_noted(sandbox: Sandbox, speaker: Outbox, marks: list[SendReceipt]) -> None:
    """A refusal says whose it is, and lets the next reminder go."""
    people = started(sandbox, 30)
    for person in people[:20]:
        person.block()
    speaker.say([reminder(row, chat_of(person)) for row, person in enumerate(people)])
    assert await speaker.drain(10)
    assert [mark.failure for mark in sorted(marks, key=lambda mark: mark.row)] == [BLOCKED] * 20 + [None] * 10
