"""What has served its purpose goes; what a worker may still need stays."""

from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from bot.conversation.arrival import Parked
from bot.jobs.upkeep.housekeeping import Housekeeping
from bot.media.disk_space import NO_MARK
from bot.storage import retention
from bot.storage.store import Store
from bot.storage.stored.records import Audit, ProcessedWebhook, RetentionPass, SendReceipt, TurnRecord
from bot.storage.transaction.outbox_rows import NEWEST
from flows.engine.message import Message
from tests.bot.storage.scribe import Elsewhere, Scribe

DAY = retention.DAY_MS
NOW = 1_000 * DAY


def _change(update: int, days_ago: int) -> TurnRecord:
    parked = Parked(f"telegram:{update}", "raw", "KeyError")
    return TurnRecord(now_ms=NOW - days_ago * DAY, parked=parked, audit=(Audit("telegram:7", None, "TextSent"),))


async def test_each_kind_of_row_has_its_days(store: Store, elsewhere: Elsewhere) -> None:
    """Update ids go after two weeks, what was put aside after 90 days, the audit after two years."""
    async with store.transaction() as work:
        await work.keep([_change(n, days) for n, days in enumerate([13, 15, 89, 91, 730, 732], 1)])
    await store.purge(NOW)
    assert [row[0] for row in elsewhere.rows("processed_update")] == ["telegram:1"]
    assert [row[0] for row in elsewhere.rows("parked")] == ["telegram:1", "telegram:2", "telegram:3"]
    assert len(elsewhere.rows("audit")) == 5


async def test_nothing_goes_early_by_a_clock_that_is_ahead(store: Store, elsewhere: Elsewhere) -> None:
    """What could not be handled, and the record of what happened, stay until the clock has been right for a while."""
    async with store.transaction() as work:
        await work.keep([_change(1, 1)])
        await work.retention.keep_pass(RetentionPass(NOW, None, ""), anew=False)
    housekeeping = Housekeeping(store, Clock(ZoneInfo("Europe/London")), _nothing, NO_MARK, _nothing)
    await housekeeping._purge(NOW + 365 * DAY)
    assert len(elsewhere.rows("parked")) == 1
    async with store.transaction() as work:
        await work.retention.keep_pass(RetentionPass(NOW + 365 * DAY, None, ""), anew=False)
    await housekeeping._purge(NOW + 365 * DAY)
    assert not elsewhere.rows("parked")


async def _nothing(_: int = 0) -> None:
    """Removes no files, and tells nobody of a beat."""


async def test_ids_of_what_issuers_told_go_after_a_month(store: Store) -> None:
    """Until then a sender may try again, and it does nothing."""
    async with store.transaction() as work:
        for days in (29, 31):
            assert await work.keep_webhook(ProcessedWebhook("sssc", f"msg_{days}", "digest", NOW - days * DAY))
    await store.purge(NOW)
    async with store.transaction() as work:
        assert not await work.keep_webhook(ProcessedWebhook("sssc", "msg_29", "digest", NOW))
        assert await work.keep_webhook(ProcessedWebhook("sssc", "msg_31", "digest", NOW))


async def _speak(store: Store, scribe: Scribe, chat: str, places: int, now_ms: int) -> None:
    for number in range(places):
        said = await scribe.turn(chat, messages=(scribe.asking(f"q{number}"),), now_ms=now_ms)
        async with store.transaction() as work:
            await work.outbox.keep_receipts([SendReceipt(row.id, 100 + number, None, now_ms) for row in said])


async def test_old_places_go_but_the_newest_of_every_chat(store: Store, scribe: Scribe) -> None:
    """A worker who comes back after a year still answers the question that their phone shows."""
    await _speak(store, scribe, "telegram:7", NEWEST + 3, NOW - 365 * DAY)
    await _speak(store, scribe, "telegram:8", NEWEST + 3, NOW - 59 * DAY)
    async with store.transaction() as work:
        before = await work.outbox.prompts_shown(["telegram:7", "telegram:8"])
    await store.purge(NOW)
    async with store.transaction() as work:
        assert await work.outbox.prompts_shown(["telegram:7", "telegram:8"]) == before
        pairs = [(chat, 100 + number) for chat in ("telegram:7", "telegram:8") for number in range(NEWEST + 3)]
        left = await work.outbox.prompts_shown_at(pairs)
    assert [pair for pair in pairs if pair not in left] == [
        ("telegram:7", 100),
        ("telegram:7", 101),
        ("telegram:7", 102),
    ]


async def test_an_unspoken_message_is_never_purged(store: Store, scribe: Scribe) -> None:
    """However long the bot was down, what it has to say is still said."""
    said = await scribe.turn("telegram:7", messages=(Message("One"), scribe.asking("topic")), now_ms=1)
    await store.purge(NOW)
    assert await store.waiting() == said


async def test_words_and_submissions_are_never_purged(store: Store, scribe: Scribe) -> None:
    """Nothing that a worker wrote expires by itself."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),), now_ms=1)
    await store.purge(NOW * 10)
    assert (await scribe.desk("telegram:7")).drafts == {"d1": scribe.draft("d1")}
    assert await store.pack("TB-7KQ4-M2XP", 1) == scribe.pack()
    assert len(await store.due_effects(NOW, 9)) == 1


async def test_a_purge_goes_through_all_of_it_in_small_steps(
    store: Store, scribe: Scribe, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small the steps are, every old row is found, and none that is young."""
    monkeypatch.setattr(retention, "STEP", 3)
    await _speak(store, scribe, "telegram:7", NEWEST + 10, 1)
    await _speak(store, scribe, "telegram:8", 2, NOW)
    await store.purge(NOW)
    assert len(elsewhere.rows("outbox")) == NEWEST + 2
    assert [row[1] for row in elsewhere.rows("audit")] == [NOW, NOW]


async def test_a_stranger_is_forgotten_within_a_day(store: Store, scribe: Scribe, elsewhere: Elsewhere) -> None:
    """Who looked in and never agreed leaves no row; who has a draft stays."""
    await scribe.turn("telegram:7", now_ms=NOW - retention.STRANGERS_MS - 1)
    await scribe.turn("telegram:8", scribe.draft("d8"), now_ms=NOW - retention.STRANGERS_MS - 1)
    await scribe.turn("telegram:9", now_ms=NOW - 1_000)
    # While the clock was a year ahead.
    await scribe.turn("telegram:10", now_ms=NOW + 365 * DAY)
    await store.purge(NOW)
    assert {row[0] for row in elsewhere.rows("person")} == {"telegram:8", "telegram:9"}
    assert {row[2] for row in elsewhere.rows("audit")} == {"telegram:8", "telegram:9"}
