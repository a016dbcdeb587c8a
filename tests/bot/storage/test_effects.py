"""A pack is frozen with the turn that sends it, and its delivery is tried until it is done."""

import pytest

from bot.storage.errors import Changed
from bot.storage.store import Store
from bot.storage.stored.records import PutOff, ReceiptRow
from flows.engine.effects import DeliverPack, KeepMedia
from tests.bot.storage.scribe import Elsewhere, Scribe


async def test_a_sent_pack_is_due_at_once(store: Store, scribe: Scribe) -> None:
    """Delivery comes with the pack, whose draft and person it is, and no tries."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),), now_ms=1_000)
    assert await store.next_due_ms() == 1_000
    assert await store.due_effects(999, 10) == ()
    (due,) = await store.due_effects(1_000, 10)
    assert (due.person, due.draft, due.effect, due.tries) == ("telegram:7", "d1", DeliverPack(scribe.pack()), 0)


async def test_a_delivery_that_failed_is_tried_later(store: Store, scribe: Scribe) -> None:
    """A put-off effect keeps its pack, counts the try and waits for its time."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
    (due,) = await store.due_effects(1_000, 10)
    async with store.transaction() as work:
        await work.effects.put_off([PutOff(due.id, 5_000, "TimeoutError")])
    assert await store.due_effects(4_999, 10) == ()
    assert await store.next_due_ms() == 5_000
    (again,) = await store.due_effects(5_000, 10)
    assert (again.effect, again.tries) == (due.effect, 1)


async def test_what_is_done_is_due_no_more_and_its_pack_stays(store: Store, scribe: Scribe) -> None:
    """After delivery nothing is left to do, and the pack can still be copied for the worker."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
    (due,) = await store.due_effects(1_000, 10)
    async with store.transaction() as work:
        await work.effects.delivered([ReceiptRow("TB-7KQ4-M2XP", 1, 2_000, "SSSC-1")])
        await work.effects.done([due.id])
    assert await store.next_due_ms() is None
    assert await store.pack("TB-7KQ4-M2XP", 1) == scribe.pack()
    assert await store.pack("TB-7KQ4-M2XP", 2) is None


async def test_the_same_pack_is_delivered_once(store: Store, scribe: Scribe) -> None:
    """Sending a pack again adds no delivery: not while one is under way, and not once it has arrived."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
    await scribe.turn("telegram:7", packs=(scribe.pack(),))
    (due,) = await store.due_effects(9_000, 10)
    async with store.transaction() as work:
        await work.effects.delivered([ReceiptRow("TB-7KQ4-M2XP", 1, 2_000)])
        await work.effects.done([due.id])
    await scribe.turn("telegram:7", packs=(scribe.pack(),))
    assert await store.due_effects(9_000, 10) == ()


async def test_a_frozen_pack_cannot_be_replaced(store: Store, scribe: Scribe) -> None:
    """Other words under the same reference and attempt are refused."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
    with pytest.raises(Changed):
        await scribe.turn("telegram:7", packs=(scribe.pack(text="I chose training."),))
    assert await store.pack("TB-7KQ4-M2XP", 1) == scribe.pack()


async def test_another_attempt_is_another_submission(store: Store, scribe: Scribe) -> None:
    """Each attempt has its own pack; the longest due is delivered first, and no more than asked for."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(attempt=1),), now_ms=2_000)
    await scribe.turn("telegram:7", packs=(scribe.pack(attempt=2),), now_ms=1_000)
    due = await store.due_effects(9_000, 10)
    assert [d.effect.pack.attempt for d in due] == [2, 1]
    assert await store.due_effects(9_000, 1) == due[:1]


async def test_the_first_receipt_stands(store: Store, scribe: Scribe, elsewhere: Elsewhere) -> None:
    """News of a delivery may come twice; the issuer's reference is the first that it gave."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
    async with store.transaction() as work:
        await work.effects.delivered([ReceiptRow("TB-7KQ4-M2XP", 1, 2_000, "SSSC-1\0")])
        await work.effects.delivered([ReceiptRow("TB-7KQ4-M2XP", 1, 3_000, "SSSC-2")])
    ((*_, delivered_ms, receipt, _, _),) = elsewhere.rows("submission")
    assert (delivered_ms, receipt) == (2_000, "SSSC-1")


NOTE = KeepMedia("d1", 5, "AwACAgQAAx")


async def test_a_recording_is_to_be_kept(store: Store, scribe: Scribe) -> None:
    """It is due at once, with its draft and person; it can be put off and done like a delivery."""
    await scribe.turn("telegram:7", scribe.draft("d1"), media=(NOTE,), now_ms=1_000)
    (due,) = await store.due_effects(1_000, 10)
    assert (due.person, due.draft, due.effect, due.tries) == ("telegram:7", "d1", NOTE, 0)
    async with store.transaction() as work:
        await work.effects.put_off([PutOff(due.id, 5_000, "TimedOut")])
    assert await store.next_due_ms(KeepMedia) == 5_000
    (again,) = await store.due_effects(5_000, 10)
    assert (again.effect, again.tries) == (NOTE, 1)
    async with store.transaction() as work:
        await work.effects.done([again.id])
    assert await store.next_due_ms() is None


async def test_the_same_recording_is_kept_once(store: Store, scribe: Scribe) -> None:
    """Asked for twice, it is due once; another message or file is another recording."""
    others = (KeepMedia("d1", 6, NOTE.source), KeepMedia("d1", 5, "BQACAgQAAy"))
    await scribe.turn("telegram:7", scribe.draft("d1"), media=(NOTE, NOTE))
    await scribe.turn("telegram:7", media=(NOTE, *others))
    assert [due.effect for due in await store.due_effects(9_000, 10)] == [NOTE, *others]


async def test_neither_kind_waits_behind_the_other(store: Store, scribe: Scribe) -> None:
    """Each can be asked for alone, however many of the other are due before it."""
    notes = tuple(KeepMedia("d1", key, "f") for key in range(20))
    await scribe.turn("telegram:7", scribe.draft("d1"), media=notes, now_ms=1_000)
    await scribe.turn("telegram:7", packs=(scribe.pack(),), now_ms=2_000)
    (delivery,) = await store.due_effects(9_000, 8, DeliverPack)
    assert delivery.effect == DeliverPack(scribe.pack())
    assert await store.next_due_ms(DeliverPack) == 2_000
    assert [due.effect for due in await store.due_effects(9_000, 2, KeepMedia)] == list(notes[:2])
    assert len(await store.due_effects(9_000, 99)) == 21


@pytest.mark.parametrize("body", ["", "{}", "[]", '["d1"]', '["d1", 5, "f", 1]', '["d1", "five", "f"]'])
async def test_a_recording_that_cannot_be_read_stops_no_other(
    store: Store, scribe: Scribe, elsewhere: Elsewhere, body: str
) -> None:
    """Damage to one row is that row's alone."""
    await scribe.turn("telegram:7", scribe.draft("d1"), media=(NOTE, KeepMedia("d1", 6, "f")))
    elsewhere.change("UPDATE effect SET body = ? WHERE id = 1", body)
    assert [due.effect for due in await store.due_effects(9_000, 10)] == [None, KeepMedia("d1", 6, "f")]
