"""The one path from an update to a reply, when things do not go as they should."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest
from support.conversation_driver import Sitting
from support.scripted_worker import BADGE, Worker, text
from support.served_bot import assert_private, listening, rows, served

from bot.playground.telegram import Sandbox
from bot.storage.store import Store
from bot.storage.stored.records import SendReceipt
from bot.storage.transaction.unit_of_work import UnitOfWork
from flows.engine.buttons import ACTIONS, Action
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.events import TextSent
from flows.engine.message import Message
from flows.engine.screen import Screen
from flows.features.questions.screens import Tips
from flows.router.render import Wording
from flows.text import Catalogue, Operator
from tests.bot.storage.scribe import Elsewhere

pytestmark = pytest.mark.slow

MORAG, ISLA = "telegram:7", "telegram:8"
TOPIC, RELEVANCE = BADGE.questions[0].id, BADGE.questions[1].id


class Forgetful(Wording):
    """Cannot say the tips."""

    tried = 0

    def messages(self, screen: Screen, channel: ChannelCapabilities) -> tuple[Message, ...]:
        """All but the tips."""
        if isinstance(screen, Tips):
            self.tried += 1
            raise ZeroDivisionError("a private story")
        return super().messages(screen, channel)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture
async def desk(store: Store) -> Sitting:
    """Morag has reached the first question."""
    sitting = Sitting(store)
    await sitting.reach_the_questions(MORAG)
    return sitting


async def test_an_update_that_comes_twice_is_one_turn(desk: Sitting) -> None:
    """In the same batch or in a later one, it adds its words once and is answered once."""
    update = desk.text(MORAG, "I chose audits", 101)
    said = len(desk.voice.rows)
    await desk.handle(update, update)
    await desk.handle(update)
    assert await desk.answers(MORAG) == {TOPIC: ["I chose audits"]}
    assert len(desk.voice.rows) == said + 1


@pytest.mark.both_engines
async def test_updates_of_one_person_are_taken_in_order(desk: Sitting) -> None:
    """Ten messages in a batch make one answer, in the order in which they were sent."""
    await desk.handle(*(desk.text(MORAG, f"rota {number}", 101 + number) for number in range(10)))
    assert await desk.answers(MORAG) == {TOPIC: [f"rota {number}" for number in range(10)]}


async def test_what_is_sent_in_a_topic_is_answered_in_it(desk: Sitting) -> None:
    """Also where it comes in one batch with a message outside it."""
    at = desk.clock.now()
    inside = TextSent(at=at, fresh="0" * 32, key=101, text="is that enough?")
    said = len(desk.voice.rows)
    await desk.handle(desk.arrives(MORAG, inside, topic=12), desk.text(MORAG, "I chose audits of medicines.", 102))
    assert [row.message.topic for row in desk.voice.rows[said:]] == [12, None]


@pytest.mark.both_engines
async def test_a_turn_that_fails_is_put_aside_and_the_next_goes_on(store: Store, tmp_path: Path) -> None:
    """It is tried again, then kept for the operator; its sender is told; nothing of it is in a log."""
    wording = Forgetful(Catalogue(operator=Operator("Glen Care", "x@example.org", "https://t.me/x")))
    desk = Sitting(store, wording)
    draft = await desk.reach_the_questions(MORAG)
    with listening() as heard:
        await desk.handle(desk.press(MORAG, Action.tips, draft.id, TOPIC), desk.text(MORAG, "I chose audits", 101))
    assert wording.tried > 1
    assert [row[0] for row in rows(tmp_path, "SELECT problem FROM parked")] == ["ZeroDivisionError"]
    assert "could not deal with your last message" in desk.voice.rows[-2].message.text
    assert await desk.answers(MORAG) == {TOPIC: ["I chose audits"]}
    assert len(heard.events("update_parked")) == 1
    assert_private(heard.text(), {"private", "audits"}, "4242:sandbox")


async def test_what_could_not_be_put_aside_is_not_said_to_have_been(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk takes nothing, the batch is refused, and the log tells of nothing that was kept."""
    wording = Forgetful(Catalogue(operator=Operator("Glen Care", "x@example.org", "https://t.me/x")))
    desk = Sitting(store, wording)
    draft = await desk.reach_the_questions(MORAG)

    async def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(UnitOfWork, "keep", full)
    with listening() as heard, pytest.raises(OSError, match="no room"):
        await desk.handle(desk.press(MORAG, Action.tips, draft.id, TOPIC))
    assert heard.events("update_parked") == []
    assert rows(tmp_path, "SELECT * FROM parked") == []


async def test_nobody_presses_anything_of_somebody_elses(desk: Sitting, tmp_path: Path) -> None:
    """An altered app may send any button's data: with another person's draft in it, nothing of that draft is done."""
    theirs = await desk.reach_the_questions(ISLA)
    await desk.handle(desk.text(ISLA, "I chose audits", 101))
    before, said = await desk.draft(ISLA), len([row for row in desk.voice.rows if row.chat == ISLA])
    for action in ACTIONS.values():
        for about in ("", "1", TOPIC):
            await desk.handle(desk.press(MORAG, action, theirs.id, about))
    assert await desk.draft(ISLA) == before
    assert len([row for row in desk.voice.rows if row.chat == ISLA]) == said
    assert not [row for row in desk.voice.rows if row.chat == MORAG and "I chose audits" in row.message.text]
    assert rows(tmp_path, "SELECT * FROM parked") == []


@pytest.mark.parametrize("about", ["-1", "٣", "²", "a|b", "\0", "9" * 40, "9" * 5000, "24:61", "1:", "\U0001f600"])
async def test_no_button_data_is_too_odd(desk: Sitting, tmp_path: Path, about: str) -> None:
    """Every button with something behind it that nobody wrote there: each is answered, and no word is lost."""
    draft = await desk.draft(MORAG)
    await desk.handle(desk.text(MORAG, "I chose audits", 101))
    await desk.handle(*(desk.press(MORAG, action, draft.id, about) for action in ACTIONS.values()))
    assert "I chose audits" in str(await desk.draft(MORAG))
    assert rows(tmp_path, "SELECT * FROM parked") == []


@pytest.mark.both_engines
async def test_a_draft_that_cannot_be_read_stops_nobody_else(desk: Sitting, tmp_path: Path) -> None:
    """Its person is told and their message is kept; in the same batch another person's words are filed."""
    await desk.reach_the_questions(ISLA)
    Elsewhere(tmp_path).change('UPDATE draft SET body = \'{"schema":1,"id":3}\' WHERE person = ?', MORAG)
    await desk.handle(desk.text(MORAG, "I chose audits", 101), desk.text(ISLA, "I chose the rota", 102))
    assert await desk.answers(ISLA) == {TOPIC: ["I chose the rota"]}
    assert rows(tmp_path, "SELECT person, problem FROM parked") == [(MORAG, "Unreadable")]
    assert "could not deal with your last message" in desk.voice.last(MORAG).message.text


async def test_a_press_that_overtakes_a_text_takes_nothing_from_it(desk: Sitting) -> None:
    """Words sent under question 1 are its answer, though "next" was handled first and question 2 was shown."""
    draft = await desk.draft(MORAG)
    late = desk.text(MORAG, "I chose audits", 101)
    await desk.handle(desk.press(MORAG, Action.next, draft.id, TOPIC))
    await desk.reached(desk.voice.last(MORAG), 102)
    await desk.handle(late)
    assert await desk.answers(MORAG) == {TOPIC: ["I chose audits"]}


async def test_words_that_were_filed_too_early_are_moved(desk: Sitting) -> None:
    """While it is not known when question 2 reached the phone, words wait under it; its id then puts them right."""
    draft = await desk.draft(MORAG)
    await desk.conversation.handle("telegram", [desk.press(MORAG, Action.next, draft.id, TOPIC)])
    question = desk.voice.last(MORAG)
    desk.ms += 1
    await desk.handle(desk.text(MORAG, "I chose audits", 101))
    assert await desk.answers(MORAG) == {RELEVANCE: ["I chose audits"]}
    await desk.reached(question, 102)
    assert await desk.answers(MORAG) == {TOPIC: ["I chose audits"]}
    assert desk.voice.last(MORAG).message.text.startswith("Moved.")


async def test_words_under_a_question_that_was_asked_twice_stay(desk: Sitting) -> None:
    """The first copy was answered before its id was known; the second copy's higher id proves nothing."""
    draft = await desk.draft(MORAG)
    await desk.handle(desk.press(MORAG, Action.next, draft.id, TOPIC))
    question = desk.voice.last(MORAG)
    early, late = desk.text(MORAG, "It matters", 103), desk.text(MORAG, "to me", 104)
    await desk.handle(early)
    desk.conversation.mark(SendReceipt(question.id, 105, None, desk.ms, again=True))
    await desk.conversation.settle()
    await desk.handle(late)
    assert await desk.answers(MORAG) == {RELEVANCE: ["It matters", "to me"]}


class Trouble:
    """A store that fails when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.on = False
        real = Store.transaction

        def transaction(store: Store, people: Iterable[str] = ()) -> object:
            if self.on:
                raise sqlite3.OperationalError("database or disk is full")
            return real(store, people)

        monkeypatch.setattr(Store, "transaction", transaction)


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Trouble:
    """A switch for the store's trouble."""
    return Trouble(monkeypatch)


async def test_a_correction_survives_trouble_in_the_store(desk: Sitting, trouble: Trouble) -> None:
    """Words that have to be moved are moved once the store works again."""
    draft = await desk.draft(MORAG)
    await desk.conversation.handle("telegram", [desk.press(MORAG, Action.next, draft.id, TOPIC)])
    question = desk.voice.last(MORAG)
    desk.ms += 1
    await desk.handle(desk.text(MORAG, "I chose audits", 101))
    trouble.on = True
    with pytest.raises(sqlite3.OperationalError):
        await desk.reached(question, 102)
    trouble.on = False
    await desk.conversation.settle()
    assert await desk.answers(MORAG) == {TOPIC: ["I chose audits"]}


async def test_what_cannot_be_kept_is_not_acknowledged(trouble: Trouble, tmp_path: Path) -> None:
    """While the store fails, Telegram keeps every update; once it works, each is handled, once."""
    with listening() as heard:
        async with Sandbox() as sandbox, served(sandbox, tmp_path):
            worker = Worker(sandbox.user("Morag"))
            await worker.begin()
            await sandbox.all_confirmed()
            await sandbox.polled()
            trouble.on = True
            words = [f"c{worker.person.id}topicw{number}" for number in range(3)]
            for word in words:
                worker.person.say(word)
            polls = sandbox.log.counts["getUpdates"]
            await sandbox.called("getUpdates", times=polls + 2)
            assert sandbox.updates.unconfirmed == 3
            trouble.on = False
            await worker.person.sees("3 of 50 words", within=20)
            worker.said[TOPIC] = words
            await worker.writes(TOPIC, 2)
        assert heard.events("batch_not_handled")
        assert_private(heard.text(), worker.secrets, sandbox.token)
    assert rows(tmp_path, "SELECT count(*) FROM parked") == [(0,)]


async def test_a_stop_while_the_store_fails_ends_well(trouble: Trouble, tmp_path: Path) -> None:
    """What could not be noted is said again at the next start, and the worker goes on."""
    async with Sandbox() as sandbox:
        worker = Worker(sandbox.user("Morag"), within=5)
        with listening() as heard:
            async with served(sandbox, tmp_path):
                await worker.begin()
                trouble.on = True
        assert heard.events("last_notes_not_kept")
        trouble.on = False
        async with served(sandbox, tmp_path):
            await worker.writes(TOPIC, 2)


async def test_an_update_of_no_known_shape_is_kept_and_the_rest_go_on(tmp_path: Path) -> None:
    """Whatever JSON comes, good updates before and after it are handled, and nothing is lost."""
    odd = ({"message": {"message_id": "x"}}, {"message": []}, {"callback_query": {"id": 3}}, {"new_kind": {}}, {})
    async with Sandbox() as sandbox, served(sandbox, tmp_path):
        worker = Worker(sandbox.user("Morag"), within=5)
        await worker.begin()
        for update in odd:
            sandbox.inject(dict(update))
            await worker.writes(TOPIC, 6)
        await sandbox.all_confirmed()
    assert rows(tmp_path, "SELECT count(*) >= 1 FROM parked") == [(1,)]


def _away(data: Path, seconds: int) -> None:
    """The last sign of life, and what people did, are so long ago."""
    Elsewhere(data).change(f"UPDATE heartbeat SET at_ms = at_ms - {seconds * 1000}")
    Elsewhere(data).change(f"UPDATE person SET touched_ms = touched_ms - {seconds * 1000}")


async def test_after_an_outage_people_are_shown_where_they_are(tmp_path: Path) -> None:
    """Who was at work may have pressed a button in vain; who has finished is left alone. A short stop is no outage."""
    async with Sandbox() as sandbox:
        busy, finished = (Worker(sandbox.user(name), within=5) for name in ("Morag", "Isla"))
        async with served(sandbox, tmp_path):
            await finished.apply()
            await busy.begin()
        shown = len(busy.person.messages), len(finished.person.messages)
        async with served(sandbox, tmp_path):
            await sandbox.polled()
        assert (len(busy.person.messages), len(finished.person.messages)) == shown
        _away(tmp_path, 600)
        mark = busy.person.moment
        async with served(sandbox, tmp_path):
            note = await busy.person.sees("I was away for a while", since=mark)
            await busy.person.sees(lambda m: "Question 1 of" in text(m) and m.id > note.id, since=mark)
        assert len(finished.person.messages) == shown[1]


async def test_after_an_outage_a_draft_that_cannot_be_read_stops_nobody(tmp_path: Path) -> None:
    """The bot starts, and shows everybody else where they are."""
    async with Sandbox() as sandbox:
        unlucky, busy = (Worker(sandbox.user(name), within=5) for name in ("Morag", "Isla"))
        async with served(sandbox, tmp_path):
            await unlucky.begin()
            await busy.begin()
        _away(tmp_path, 600)
        Elsewhere(tmp_path).change("UPDATE draft SET body = '{}' WHERE person = ?", f"telegram:{unlucky.person.id}")
        mark = busy.person.moment
        async with served(sandbox, tmp_path):
            await busy.person.sees("I was away for a while", since=mark)


async def test_a_group_is_told_once_and_leaves_no_desk(tmp_path: Path) -> None:
    """The bot works in private only: one line for who speaks to it, and nothing is kept."""
    async with Sandbox() as sandbox, served(sandbox, tmp_path):
        morag = sandbox.user("Morag")
        group = sandbox.group("Night shift", morag)
        morag.say("/start", chat=group)
        await sandbox.called("sendMessage")
        await sandbox.all_confirmed()
        (answer,) = [message for message in group.messages.values() if message.from_bot]
        assert "I work only in a private chat" in text(answer)
    assert rows(tmp_path, "SELECT count(*) FROM person") == [(0,)]


async def test_somebody_who_blocked_the_bot_can_come_back(tmp_path: Path) -> None:
    """What they had said is kept, nobody else notices, and after coming back they go on where they were."""
    async with Sandbox() as sandbox, served(sandbox, tmp_path):
        worker = Worker(sandbox.user("Morag"), within=5)
        await worker.begin()
        hold = sandbox.faults.hold("sendMessage")
        held = [f"c{worker.person.id}topicw0"]
        worker.person.say(held[0])
        await hold.reached.wait()
        worker.person.block()
        hold.release()
        await Worker(sandbox.user("Isla"), within=5).apply()
        worker.person.unblock()
        worker.person.start()
        await worker.sees("You have one word so far")
        worker.said[TOPIC] = held
        await worker.writes(TOPIC, 2)


async def test_turns_of_many_people_in_one_batch_are_kept_apart(desk: Sitting) -> None:
    """A dozen people write at once, and each answer holds the words of its own person."""
    people = [f"telegram:{number}" for number in range(100, 112)]
    await asyncio.gather(*(desk.reach_the_questions(person) for person in people))
    await desk.handle(*(desk.text(person, f"words of {person}", 101) for person in people))
    for person in people:
        assert await desk.answers(person) == {TOPIC: [f"words of {person}"]}
