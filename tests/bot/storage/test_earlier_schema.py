"""A database with plain Telegram numbers, as the release before channels wrote it, is brought up to date in use.

`schema-5.sql` says who is in it. Every kind of row is looked at by what it is for.
"""

import itertools
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.own_copy import export
from support.served_bot import rows
from support.talk import LIBRARY

from bot.channels.telegram.bot_api.account import Account
from bot.channels.telegram.bot_api.transport import Transport
from bot.jobs.remind import RemindJob
from bot.storage.erasing.erase_person import forget
from bot.storage.sqlite.database import DATABASE
from bot.storage.store import Store
from bot.storage.stored.records import LATE, SendReceipt
from flows.engine.buttons import Action
from flows.engine.effects import AwaitDecision, CheckAward, DeliverPack, KeepMedia
from flows.engine.events import TextEdited
from flows.model.draft import AudioPart, TextPart
from tests.bot.channels.telegram.equipment import channel_of

ENGINES = ("sqlite",)

ISLA, MORAG, CATRIONA, FERGUS, STRANGER = (f"telegram:{number}" for number in range(501, 506))
GROUP = "telegram:-1001"
LATER_MS = 1_795_429_900_000
"""A minute and a half after the last thing in it."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with that database, which nobody has opened since."""
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.executescript((Path(__file__).parent / "schema-5.sql").read_text(encoding="utf-8"))
    return folder


@pytest.fixture
async def store(data: Path) -> AsyncIterator[Store]:
    """The same, opened."""
    async with Store.open(data) as opened:
        yield opened


@pytest.fixture
def sitting(store: Store) -> Sitting:
    """The conversation goes on."""
    made = Sitting(store)
    made.ms = LATER_MS
    made._updates = itertools.count(1000)
    return made


async def test_a_person_goes_on_with_their_draft(sitting: Sitting) -> None:
    """Words and recordings are there, and the next message joins the answer that the phone shows."""
    before = (await sitting.draft(ISLA)).answers["topic"].parts
    assert [(type(part), part.key) for part in before] == [(TextPart, 150), (AudioPart, 210), (AudioPart, 211)]
    await sitting.handle(sitting.text(ISLA, "I also watched a colleague.", 400))
    *kept, new = (await sitting.draft(ISLA)).answers["topic"].parts
    assert (tuple(kept), new.text) == (before, "I also watched a colleague.")


async def test_an_edit_finds_its_message(sitting: Sitting) -> None:
    """By the number under which it was sent."""
    edited = TextEdited(at=sitting.clock.now(), fresh="0" * 32, key=150, text="I chose medication audits.")
    await sitting.handle(sitting.arrives(ISLA, edited))
    assert (await sitting.draft(ISLA)).answers["topic"].parts[0].text == "I chose medication audits."


async def test_an_old_button_works(sitting: Sitting) -> None:
    """One that was on the phone before the upgrade."""
    draft = await sitting.draft(ISLA)
    await sitting.handle(sitting.press(ISLA, Action.question, draft.id, "relevance"))
    assert f"q/{draft.id}/relevance" == str(sitting.voice.last(ISLA).message.place)


async def test_what_a_phone_shows_is_known_by_the_message_replied_to(sitting: Sitting) -> None:
    """Isla replies to the first question of hers, message 100."""
    async with sitting.store.transaction() as work:
        found = await work.outbox.prompts_shown_at([(ISLA, 100)])
        newest = (await work.outbox.prompts_shown([ISLA]))[ISLA]
    assert [shown.place.question for shown in found[ISLA, 100]] == ["topic"]
    assert [shown.message_id for shown in newest][:3] == [None, None, 152]


async def test_messages_that_wait_go_out_and_are_numbered_on(sitting: Sitting) -> None:
    """A reply, a message to a group and a reminder; none is given the number of one that is gone."""
    waiting = await sitting.store.waiting()
    assert [(row.chat, row.message.is_reminder) for row in waiting] == [(ISLA, False), (GROUP, False), (ISLA, True)]
    await sitting.handle(sitting.text(ISLA, "I also watched a colleague.", 400))
    assert min(row.id for row in sitting.voice.rows) == max(row.id for row in waiting) + 1


async def test_a_reminder_that_waited_is_noted_as_it_ends(sitting: Sitting, data: Path) -> None:
    """It was too late, so it is due again; what became of it stands by its message."""
    (reminder,) = [row for row in await sitting.store.waiting() if row.message.is_reminder]
    sitting.conversation.mark(SendReceipt(reminder.id, None, LATE, LATER_MS, reminded=ISLA))
    await sitting.conversation.settle()
    assert rows(data, "SELECT person, became FROM reminder_outcome") == [(ISLA, "unsaid")]


async def test_reminders_stay_planned_and_silence_stays_silence(sitting: Sitting, data: Path) -> None:
    """Isla is reminded again when it is due; Catriona, who blocked the bot, is not."""
    due = await sitting.store.next_reminder_ms()
    assert due is not None
    sitting.ms = due
    await RemindJob(sitting.store, sitting.conversation, LIBRARY, sitting.clock, lambda: 0).some()
    assert {row.chat for row in sitting.voice.rows if row.message.is_reminder} == {ISLA}
    assert await sitting.store.people_with_reminders("", 10) == (ISLA, CATRIONA)


async def test_what_was_to_be_done_is_done(store: Store) -> None:
    """A delivery, a recording, an award, a decision that is waited for; each for its person, and as it was frozen."""
    due = {type(one.effect): one for one in await store.due_effects(2 * LATER_MS, 10)}
    whose = {DeliverPack: MORAG, KeepMedia: ISLA, CheckAward: ISLA, AwaitDecision: CATRIONA}
    assert {kind: due[kind].person for kind in whose} == whose
    pack = due[DeliverPack].effect.pack
    assert await store.pack(pack.reference, pack.attempt) == pack
    (asked,) = await store.asked()
    assert asked.request is not None
    assert asked.request.reference == pack.reference


async def test_an_update_that_waited_has_its_turn(store: Store, sitting: Sitting) -> None:
    """It is read by its channel, as it came, under what the phone showed then."""
    telegram = channel_of(Account("1:a", "http://telegram.test", Transport()))
    sitting.conversation._waiting._channels = {"telegram": telegram}
    await sitting.conversation.catch_up()
    await sitting.conversation.idle()
    assert await sitting.answers(FERGUS) == {"topic": ["I chose medication audits."]}
    assert await store.waiting_people() == ()


async def test_what_was_handled_is_not_handled_again(store: Store) -> None:
    """Neither an update, nor a message of an issuer's system."""
    async with store.transaction() as work:
        assert await work.processed(["telegram:1", "telegram:900", "telegram:5000"]) == {"telegram:1", "telegram:900"}
    assert await store.processed_webhook("sssc", "msg-1") == "d" * 64
    assert await store.last_heartbeat() == 1_795_429_801_000


async def test_a_person_can_be_written_out_and_forgotten(data: Path, tmp_path: Path) -> None:
    """Also what could not be handled, and the history."""
    async with Store.open(data):
        pass
    found = export(data, ISLA, tmp_path / "isla.zip")
    assert found is not None
    assert rows(data, f"SELECT count(*) > 5 FROM audit WHERE person = '{ISLA}'") == [(1,)]
    assert forget(data, ISLA).drafts == 1
    assert rows(data, "SELECT update_id, person FROM parked") == [("telegram:902", None)]
    for table, column in (("person", "id"), ("audit", "person"), ("outbox", "chat"), ("reminder", "person")):
        assert rows(data, f"SELECT * FROM {table} WHERE {column} = '{ISLA}'") == []
    assert {id_ for (id_,) in rows(data, "SELECT id FROM person")} == {MORAG, CATRIONA, FERGUS, STRANGER}


async def test_everybody_is_read_and_stored_anew(store: Store) -> None:
    """Sessions come back with their drafts, and can be kept."""
    async with store.transaction() as work:
        sessions = await work.sessions([ISLA, MORAG, CATRIONA, FERGUS, STRANGER])
    assert {id_: len(session.drafts) for id_, session in sessions.items()} == {
        ISLA: 1,
        MORAG: 1,
        CATRIONA: 1,
        FERGUS: 1,
        STRANGER: 0,
    }
    assert all(session.person.id == id_ and session.language == "en" for id_, session in sessions.items())
    assert sessions[ISLA].person.reminders.wanted
    assert replace(sessions[ISLA].person, wanted=None) == sessions[ISLA].person
