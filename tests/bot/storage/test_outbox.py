"""What is to be said waits on disk, in order, until it is spoken; what was asked is remembered after that."""

import logging
from pathlib import Path

import pytest

from bot.storage.store import Store
from bot.storage.stored.records import SendReceipt, TurnRecord
from flows.engine.message import Attachment, Copy, Message, MessageButton
from flows.engine.prompts import Prompt, PromptKind
from tests.bot.storage.scribe import Elsewhere, Scribe


async def test_messages_wait_in_the_order_of_their_turns(store: Store, scribe: Scribe) -> None:
    """The outbox gives messages back as they were, first come first."""
    rich = Message(
        "<b>Ready?</b>",
        buttons=((MessageButton("Yes", "y"), MessageButton("No", "n")),),
        place=Prompt(PromptKind.final, "d1"),
        attachment=Attachment("TB-7KQ4-M2XP", 1, Copy.odt),
        replaces=12,
    )
    said = [
        *await scribe.turn("telegram:7", messages=(Message("One"), rich)),
        *await scribe.turn("telegram:8", messages=(Message("Two"),)),
    ]
    assert [(s.chat, s.message) for s in said] == [
        ("telegram:7", Message("One")),
        ("telegram:7", rich),
        ("telegram:8", Message("Two")),
    ]
    assert await store.waiting() == tuple(said)


async def test_what_is_spoken_waits_no_longer(store: Store, scribe: Scribe) -> None:
    """A message that was spoken, or that can never be, is not said again after a restart."""
    one, two, three = await scribe.turn("telegram:7", messages=(Message("One"), scribe.asking("a"), Message("Three")))
    async with store.transaction() as work:
        await work.outbox.keep_receipts([SendReceipt(one.id, 101, None, 9), SendReceipt(two.id, None, "Forbidden", 9)])
    assert await store.waiting() == (three,)


async def test_words_do_not_stay_in_the_outbox(store: Store, scribe: Scribe, elsewhere: Elsewhere) -> None:
    """Of a spoken message only its place is left, and nothing at all of one that asked for nothing."""
    said = await scribe.turn("telegram:7", messages=(Message("One"), scribe.asking("topic")))
    async with store.transaction() as work:
        await work.outbox.keep_receipts([SendReceipt(s.id, 100 + s.id, None, 9) for s in said])
    assert elsewhere.rows("outbox") == [(2, "telegram:7", None, "q/d1/topic", 102, 1_000, 9, None, 0)]


async def test_a_second_mark_changes_nothing(store: Store, scribe: Scribe) -> None:
    """Marking again what was marked keeps the first message id."""
    (said,) = await scribe.turn("telegram:7", messages=(scribe.asking("topic"),))
    async with store.transaction() as work:
        await work.outbox.keep_receipts([SendReceipt(said.id, 101, None, 9)])
        await work.outbox.keep_receipts([SendReceipt(said.id, None, "Forbidden", 10)])
        ((shown,),) = (await work.outbox.prompts_shown(["telegram:7"])).values()
    assert shown.message_id == 101


async def test_rows_are_numbered_on_after_a_restart(data: Path) -> None:
    """No number is given twice, not even that of a row that is gone."""
    async with Store.open(data) as store:
        (first,) = await Scribe(store).turn("telegram:7", messages=(Message("One"),))
        async with store.transaction() as work:
            await work.outbox.keep_receipts([SendReceipt(first.id, 101, None, 9)])
    async with Store.open(data) as store:
        async with store.transaction() as work:
            await work.heartbeat(1)
        scribe = Scribe(store)
        scribe.start_at(11)
        (second,) = await scribe.turn("telegram:7", messages=(Message("Two"),))
    assert second.id > first.id


async def test_the_newest_eight_places_are_shown_newest_first(store: Store, scribe: Scribe) -> None:
    """Of each chat's questions the last eight come back, spoken or on their way, and no plain message."""
    for number in range(10):
        await scribe.turn("telegram:7", messages=(scribe.asking(f"q{number}"), Message("Well done.")))
    await scribe.turn("telegram:8", messages=(scribe.asking("other"),))
    async with store.transaction() as work:
        shown = await work.outbox.prompts_shown(["telegram:7", "telegram:8", "telegram:9"])
    assert [s.place.question for s in shown["telegram:7"]] == [f"q{number}" for number in range(9, 1, -1)]
    assert [s.place.question for s in shown["telegram:8"]] == ["other"]
    assert shown["telegram:9"] == ()
    assert shown["telegram:8"][0].message_id is None


async def test_what_was_never_seen_is_not_shown(store: Store, scribe: Scribe) -> None:
    """A question that could not be spoken is no place that an answer belongs to."""
    one, two = await scribe.turn("telegram:7", messages=(scribe.asking("a"), scribe.asking("b")))
    async with store.transaction() as work:
        await work.outbox.keep_receipts([SendReceipt(one.id, 101, None, 9), SendReceipt(two.id, None, "Forbidden", 9)])
        assert [s.place.question for s in (await work.outbox.prompts_shown(["telegram:7"]))["telegram:7"]] == ["a"]


async def test_a_reply_to_an_old_message_finds_its_place(store: Store, scribe: Scribe) -> None:
    """A message id finds what that message asked last, in its own chat."""
    first, second = await scribe.turn("telegram:7", messages=(scribe.asking("a"), scribe.asking("b")))
    (other,) = await scribe.turn("telegram:8", messages=(scribe.asking("c"),))
    async with store.transaction() as work:
        await work.outbox.keep_receipts([SendReceipt(row.id, 101, None, 9) for row in (first, second, other)])
        found = await work.outbox.prompts_shown_at([("telegram:7", 101), ("telegram:8", 101), ("telegram:7", 102)])
    about = {pair: shown.place.question for pair, (shown,) in found.items()}
    assert about == {
        ("telegram:7", 101): "b",
        ("telegram:8", 101): "c",
    }


async def test_a_reply_may_be_to_a_copy_of_what_was_sent_again(store: Store, scribe: Scribe) -> None:
    """Rows that were sent again after trouble may each have been on the phone as another message before."""
    said = await scribe.turn("telegram:7", messages=tuple(scribe.asking(about) for about in "abcd"))
    sent = ((101, False), (109, True), (112, True), (120, False))
    async with store.transaction() as work:
        receipts = [
            SendReceipt(row.id, key, None, 9, again=again) for row, (key, again) in zip(said, sent, strict=True)
        ]
        await work.outbox.keep_receipts(receipts)
        keys = (100, 101, 105, 109, 110, 112, 115, 120, 121)
        found = await work.outbox.prompts_shown_at([("telegram:7", key) for key in keys])
    about = {key: "".join(shown.place.question for shown in rows) for (_, key), rows in found.items()}
    assert about == {101: "a", 105: "bc", 109: "b", 110: "c", 112: "c", 120: "d"}


async def test_nothing_is_spoken_before_it_is_on_disk(store: Store) -> None:
    """What waits in a transaction is seen by nobody until it is committed."""
    async with store.transaction() as work:
        await work.keep([TurnRecord(now_ms=1, update="telegram:1", messages=(("telegram:7", Message("One")),))])
        assert await store.waiting() == ()
    assert [said.message.text for said in await store.waiting()] == ["One"]


async def test_no_words_reach_the_log(store: Store, scribe: Scribe, caplog: pytest.LogCaptureFixture) -> None:
    """Even with every logger at its most talkative, nothing that was stored is logged."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="aiosqlite")
    await scribe.turn("telegram:7", scribe.draft("d1", "A private story."), messages=(Message("A private reply."),))
    await store.waiting()
    assert "private" not in caplog.text
