"""A batch of turns is kept whole, once, in order, or not at all."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.arrival import Parked
from bot.storage.errors import Changed
from bot.storage.store import Store
from bot.storage.stored.records import Audit, TurnRecord
from flows.model.draft import Consent, Person, Session
from flows.model.stages import Stage
from tests.bot.storage.scribe import Elsewhere, Scribe


async def test_a_person_never_met_has_an_empty_desk(store: Store) -> None:
    """Nobody needs to be made before their first turn."""
    async with store.transaction() as work:
        assert await work.sessions(["telegram:7", "telegram:8"]) == {
            "telegram:7": Session(Person("telegram:7")),
            "telegram:8": Session(Person("telegram:8")),
        }


async def test_what_a_turn_leaves_is_there_for_the_next(store: Store, scribe: Scribe) -> None:
    """A desk comes back as it was kept: person, draft, every part."""
    draft = scribe.draft("d1")
    async with store.transaction() as work:
        before = (await work.sessions(["telegram:7"]))["telegram:7"]
        person = Person("telegram:7", Consent("2026-1", draft.began_at), in_hand="d1")
        after = Session(person, {"d1": draft})
        await work.keep([TurnRecord(now_ms=1, update="telegram:1", before=before, after=after)])
    found = await scribe.desk("telegram:7")
    assert found == after
    assert found.drafts["d1"].began_at.utcoffset() == timedelta(hours=1)


async def test_drafts_come_in_order_of_beginning(scribe: Scribe) -> None:
    """The oldest draft is first, whatever the ids and whichever was touched last."""
    await scribe.turn("telegram:7", scribe.draft("z"))
    await scribe.turn("telegram:7", scribe.draft("a"), scribe.draft("m"))
    await scribe.turn("telegram:7", scribe.draft("z", "More words."))
    assert list((await scribe.desk("telegram:7")).drafts) == ["z", "a", "m"]


async def test_desks_are_told_apart(scribe: Scribe) -> None:
    """A person gets their own drafts and nobody else's."""
    await scribe.turn("telegram:7", scribe.draft("d7"))
    await scribe.turn("telegram:8", scribe.draft("d8"))
    assert list((await scribe.desk("telegram:7")).drafts) == ["d7"]
    assert list((await scribe.desk("telegram:8")).drafts) == ["d8"]


async def test_many_turns_of_one_person_in_a_batch_end_with_the_last(store: Store, scribe: Scribe) -> None:
    """Turns of one person follow each other in a batch, and a new draft of the first is the last's to change."""
    first, last = scribe.draft("d1", "One."), scribe.draft("d1", "Two.")
    async with store.transaction() as work:
        empty = (await work.sessions(["telegram:7"]))["telegram:7"]
        middle, end = replace(empty, drafts={"d1": first}), replace(empty, drafts={"d1": last})
        await work.keep(
            [
                TurnRecord(now_ms=1, update="telegram:1", before=empty, after=middle),
                TurnRecord(now_ms=2, update="telegram:2", before=middle, after=end),
            ]
        )
    assert (await scribe.desk("telegram:7")).drafts == {"d1": last}


async def test_a_second_keep_of_a_transaction_builds_on_the_first(store: Store, scribe: Scribe) -> None:
    """Keeping twice in a transaction needs no second reading."""
    async with store.transaction() as work:
        empty = (await work.sessions(["telegram:7"]))["telegram:7"]
        middle = replace(empty, drafts={"d1": scribe.draft("d1", "One.")})
        end = replace(empty, drafts={"d1": scribe.draft("d1", "Two.")})
        await work.keep([TurnRecord(now_ms=1, update="telegram:1", before=empty, after=middle)])
        await work.keep([TurnRecord(now_ms=2, update="telegram:2", before=middle, after=end)])
    assert await scribe.desk("telegram:7") == end


async def test_an_update_counts_as_seen_once_kept(store: Store) -> None:
    """An update that was handled is known, one that was not is unknown, and what was put aside counts too."""
    async with store.transaction() as work:
        parked = Parked("telegram:12", '{"half": "\ud83d"}', "ValueError", person="telegram:7")
        await work.keep([TurnRecord(now_ms=1, update="telegram:11"), TurnRecord(now_ms=1, parked=parked)])
    async with store.transaction() as work:
        found = await work.processed([f"telegram:{number}" for number in (10, 11, 12, 13)])
    assert found == {
        "telegram:11",
        "telegram:12",
    }


async def test_no_update_is_handled_twice(store: Store, scribe: Scribe) -> None:
    """A batch with an update that was handled before is refused whole: its words would count twice."""
    async with store.transaction() as work:
        await work.keep([TurnRecord(now_ms=1, update="telegram:11")])
    scribe.start_at(11)
    with pytest.raises(Changed):
        await scribe.turn("telegram:7", scribe.draft("d1"))
    assert await scribe.desk("telegram:7") == Session(Person("telegram:7"))


async def test_nothing_is_kept_of_a_transaction_that_fails(store: Store, scribe: Scribe) -> None:
    """An exception takes back the draft, the messages and the update."""

    async def fail() -> None:
        async with store.transaction() as work:
            before = (await work.sessions(["telegram:7"]))["telegram:7"]
            after = replace(before, drafts={"d1": scribe.draft("d1")})
            message = ("telegram:7", scribe.asking("topic"))
            await work.keep(
                [TurnRecord(now_ms=1, update="telegram:11", before=before, after=after, messages=(message,))]
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with store.transaction() as work:
        assert await work.processed(["telegram:11"]) == frozenset()
        assert await work.sessions(["telegram:7"]) == {"telegram:7": Session(Person("telegram:7"))}
    assert await store.waiting() == ()


async def test_a_cancelled_turn_leaves_nothing_and_blocks_nobody(store: Store, scribe: Scribe) -> None:
    """When the program is stopped in the midst of a batch, the next one begins clean."""
    inside = asyncio.Event()

    async def interrupted() -> None:
        async with store.transaction() as work:
            await work.keep([TurnRecord(now_ms=1, update="telegram:11")])
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(interrupted())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.transaction() as work:
        assert await work.processed(["telegram:11"]) == frozenset()


async def test_two_transactions_never_mix(store: Store, scribe: Scribe) -> None:
    """While one batch is at work another waits, so neither undoes what the other saw."""
    await scribe.turn("telegram:7", scribe.draft("d1", ""))

    async def add(letter: str) -> None:
        async with store.transaction() as work:
            before = (await work.sessions(["telegram:7"]))["telegram:7"]
            words = before.drafts["d1"].answers["topic"].parts[0].text + letter
            await asyncio.sleep(0)
            after = replace(before, drafts={"d1": scribe.draft("d1", words)})
            await work.keep([TurnRecord(now_ms=1, before=before, after=after)])

    await asyncio.gather(*(add(letter) for letter in "abcdef"))
    words = (await scribe.desk("telegram:7")).drafts["d1"].answers["topic"].parts[0].text
    assert sorted(words) == list("abcdef")


async def test_a_desk_from_an_earlier_transaction_cannot_overwrite_a_later_one(store: Store, scribe: Scribe) -> None:
    """Words that came in meanwhile are not lost to a turn that was taken on an old desk."""
    await scribe.turn("telegram:7", scribe.draft("d1", "First."))
    old = await scribe.desk("telegram:7")
    await scribe.turn("telegram:7", scribe.draft("d1", "First. Second."))
    stale = TurnRecord(now_ms=9, before=old, after=replace(old, drafts={"d1": scribe.draft("d1", "Third.")}))

    async def keep_stale(read: Iterable[int]) -> None:
        async with store.transaction() as work:
            await work.sessions(read)
            await work.keep([stale])

    for read in ([], ["telegram:7"]):
        with pytest.raises(Changed):
            await keep_stale(read)
    assert (await scribe.desk("telegram:7")).drafts["d1"] == scribe.draft("d1", "First. Second.")


async def test_a_draft_at_another_revision_is_not_overwritten(store: Store, scribe: Scribe) -> None:
    """Should the row have changed by another hand since it was read, the batch is refused."""
    await scribe.turn("telegram:7", scribe.draft("d1", "First."))

    async def keep_late() -> None:
        async with store.transaction() as work:
            before = (await work.sessions(["telegram:7"]))["telegram:7"]
            after = replace(before, drafts={"d1": scribe.draft("d1", "Second.")})
            await Elsewhere.bump(work, "d1")
            await work.keep([TurnRecord(now_ms=2, before=before, after=after)])

    with pytest.raises(Changed):
        await keep_late()
    assert (await scribe.desk("telegram:7")).drafts["d1"] == scribe.draft("d1", "First.")


async def test_people_are_active_when_they_did_something(store: Store, scribe: Scribe) -> None:
    """Updates count as activity, and news from elsewhere does not."""
    await scribe.turn("telegram:7", now_ms=1_000)
    await scribe.turn("telegram:8", now_ms=3_000)
    async with store.transaction() as work:
        before = (await work.sessions(["telegram:7"]))["telegram:7"]
        after = replace(before, person=replace(before.person, wanted="ob-1249"))
        await work.keep([TurnRecord(now_ms=9_000, before=before, after=after)])
    assert await store.active_since(2_000) == ("telegram:8",)
    assert await store.active_since(1_000) == ("telegram:7", "telegram:8")
    assert (await scribe.desk("telegram:7")).person.wanted == "ob-1249"


async def test_the_audit_tells_who_moved_what_and_no_content(store: Store, elsewhere: Elsewhere) -> None:
    """A line has the person, the draft, the event, the stages and the time."""
    line = Audit("telegram:7", "d1", "ButtonPressed", Stage.reviewing, Stage.declaring)
    async with store.transaction() as work:
        await work.keep([TurnRecord(now_ms=5, update="telegram:1", audit=(line,))])
    assert elsewhere.rows("audit") == [(1, 5, "telegram:7", "d1", "ButtonPressed", "reviewing", "declaring")]


async def test_what_cannot_be_handled_is_kept_as_it_came(store: Store, elsewhere: Elsewhere) -> None:
    """A parked update keeps its words, even half of a surrogate pair and a NUL, which not every database can hold."""
    async with store.transaction() as work:
        await work.keep(
            [TurnRecord(now_ms=5, parked=Parked("telegram:12", "raw \ud83d \0 words", "KeyError", person="telegram:7"))]
        )
    assert elsewhere.rows("parked") == [("telegram:12", "telegram:7", "raw \\ud83d \\0 words", "KeyError", 5)]


async def test_the_last_sign_of_life_is_the_latest(store: Store) -> None:
    """A clock that goes back does not make an outage look longer."""
    assert await store.last_heartbeat() is None
    await store.heartbeat(5_000)
    await store.heartbeat(4_000)
    assert await store.last_heartbeat() == 5_000
