"""Several instances on one database: what each claims, what the others take over, and that no turn is taken twice."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from support.conversation_driver import Sitting
from support.cut_off_proxy import cut_off_proxy
from support.postgres_server import PostgresProcess

from bot.storage.engine.instances import POLLING, UPKEEP, ClaimsLost, InstancesLook
from bot.storage.engine.locations import location, name_database
from bot.storage.errors import (
    DatabaseInUse,
    DataTooNew,
    KeyNeeded,
    OfLaterInstance,
    OlderInstancesServe,
    StorageError,
    WrongKey,
)
from bot.storage.postgres import postgres_engine
from bot.storage.postgres.postgres_address import PostgresAddress
from bot.storage.postgres.postgres_migrations import MIGRATIONS, join_in, known, migrate, version
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.rotate import rotate
from bot.storage.store import Store
from bot.storage.stored.records import PutOff, SendReceipt
from flows.engine.effects import DeliverPack
from flows.engine.message import Message
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from tests.bot.storage.filled import KEY, RARE
from tests.bot.storage.scribe import Elsewhere, Scribe, address_of

ENGINES = ("postgres",)
LEASE = 1.5
ISLA, MORAG = "telegram:7", "telegram:8"
ELSEWHERE = Prompt(PromptKind.question, "d1", OfQuestion("other"))
pytestmark = pytest.mark.slow


@pytest.fixture
def shared(data: Path) -> Path:
    """The data folder, whose database serves several."""
    name_database(data, address_of(data), LEASE)
    return data


@pytest.fixture
async def pair(shared: Path) -> AsyncIterator[tuple[Store, Store]]:
    """Two instances."""
    async with Store.open(shared) as first, Store.open(shared) as second:
        yield first, second


def scribes(*stores: Store) -> list[Scribe]:
    """Somebody who writes into each, with updates of their own."""
    every = [Scribe(store) for store in stores]
    for number, one in enumerate(every):
        one.start_at(1 + 1000 * number)
    return every


async def seen(store: Store, wanted: Callable[[InstancesLook], bool]) -> InstancesLook:
    """The look in which an instance sees this."""
    async with asyncio.timeout(20):
        while not wanted(look := await store.instances.look()):
            pass
    return look


async def handed(store: Store) -> list[tuple[str, bool]]:
    """What an instance's outbox is handed now: the text, and whether it may be on the phone."""
    async with store.transaction() as work:
        return [(one.message.text, one.again) for one in await work.outbox.hand_over()]


@asynccontextmanager
async def frozen(store: Store) -> AsyncIterator[None]:
    """An instance that gives no sign of life meanwhile, as one whose machine sleeps."""
    joined = store._engine._joined
    joined._alive.cancel()
    await asyncio.gather(joined._alive, return_exceptions=True)
    yield


async def test_what_is_said_to_a_chat_stays_in_order(pair: tuple[Store, Store]) -> None:
    """Whoever has the first message of a chat sends those that others write behind it; each is sent by one."""
    first, second = pair
    isla, also = scribes(first, second)
    (one,) = await isla.turn(ISLA, messages=(Message("One"),))
    assert await also.turn(ISLA, messages=(Message("Two"),)) == ()
    await seen(first, lambda look: look.to_hand)
    # Behind what its outbox does not have yet, nor does the third go to it by itself.
    assert await isla.turn(ISLA, messages=(Message("Three"),)) == ()
    assert await handed(first) == [("Two", False), ("Three", False)]
    assert await handed(second) == await handed(first) == []
    (other,) = await also.turn(MORAG, messages=(Message("Four"),))
    async with first.transaction([ISLA]) as work:
        await work.outbox.keep_receipts([SendReceipt(row, 100 + row, None, 9) for row in range(one.id, other.id)])
    (five,) = await also.turn(ISLA, messages=(Message("Five"),))
    assert five.message.text == "Five"


@pytest.mark.parametrize("how", ["leaves", "freezes"])
async def test_claims_of_one_that_ends_are_taken_over(pair: tuple[Store, Store], how: str) -> None:
    """Messages, effects and duties; the one that was only asleep commits nothing any more, and ends."""
    first, second = pair
    isla, _ = scribes(first, second)
    await asyncio.gather(first.instances.duty(UPKEEP), first.instances.duty(POLLING))
    await isla.turn(ISLA, isla.draft("d1"), messages=(Message("One"),), packs=(isla.pack(),))
    assert len(await first.due_effects(1_000, 8, DeliverPack, room=8)) == 1
    assert await second.due_effects(1_000, 8, DeliverPack, room=8) == ()
    if how == "leaves":
        await first.close()
    else:
        async with frozen(first):
            pass
    await seen(second, lambda look: look.taken_over and look.to_hand)
    assert await handed(second) == [("One", True)]
    assert len(await second.due_effects(1_000, 8, DeliverPack, room=8)) == 1
    async with asyncio.timeout(10):
        await second.instances.duty(UPKEEP)
        await second.instances.duty(POLLING)
    if how == "freezes":
        with pytest.raises(ClaimsLost):
            await isla.turn(MORAG, messages=(Message("Too late"),))
        with pytest.raises(ClaimsLost):
            await first.over()
    assert not second.instances.others_serve


async def test_one_that_hangs_holds_nobody_up_for_long(pair: tuple[Store, Store]) -> None:
    """One that hangs within a transaction holds a person up for no longer than its lease, and keeps nothing of it."""
    first, second = pair

    async def hang() -> None:
        async with first.transaction([ISLA]) as work, frozen(first):
            await work._db.turn.mark_processed([{"id": "telegram:1", "at_ms": 1}])
            async with asyncio.timeout(10), second.transaction([ISLA]) as after:
                assert not await after.processed(["telegram:1"])
            await seen(second, lambda look: look.live == 1)

    with pytest.raises(ClaimsLost):
        await hang()


async def test_an_effect_is_done_by_one_at_a_time(pair: tuple[Store, Store]) -> None:
    """Two that claim at once share what is due; one that was put off is anybody's; one under way is nobody else's."""
    first, second = pair
    isla, _ = scribes(first, second)
    await isla.turn(ISLA, isla.draft("d1"), packs=(isla.pack(), isla.pack(attempt=2), isla.pack(attempt=3)))
    halves = await asyncio.gather(*(one.due_effects(1_000, 8, DeliverPack, room=2) for one in pair))
    assert sorted(len(half) for half in halves) == [1, 2]
    assert len({due.id for half in halves for due in half}) == 3
    mine, theirs = halves
    assert not await first.claim_effect(theirs[0].id)
    assert await first.claim_effect(mine[0].id)
    async with first.transaction() as work:
        await work.effects.put_off([PutOff(mine[0].id, 5_000, "TimeoutError")])
    assert await second.next_due_ms(DeliverPack) in (1_000, 5_000)
    assert await second.claim_effect(mine[0].id)


@pytest.mark.parametrize("in_turn", [False, True])
async def test_what_another_claims_meanwhile_is_not_taken_from_it(pair: tuple[Store, Store], in_turn: bool) -> None:
    """Both claim at the same moment, again and again: it went wrong in one of twenty."""
    isla, _ = scribes(*pair)
    for attempt in range(0, 90, 3):
        await isla.turn(ISLA, isla.draft("d1"), packs=[isla.pack(attempt=attempt + one) for one in (1, 2, 3)])
        halves = await asyncio.gather(
            *(one.due_effects(1_000, 8, DeliverPack, room=2, in_turn=in_turn) for one in pair)
        )
        assert sorted(len(half) for half in halves) == [1, 2]
        done = {due.id for half in halves for due in half}
        assert len(done) == 3
        async with pair[0].transaction() as work:
            await work.effects.done(sorted(done))


async def test_a_guess_of_another_instance_is_put_right(pair: tuple[Store, Store]) -> None:
    """What was filed under a message that proves to be the later one is known to whoever learns its number."""
    first, second = pair
    isla, _ = scribes(first, second)
    (said,) = await isla.turn(ISLA, isla.draft("d1"), messages=(isla.asking("topic"),))
    async with second.transaction([ISLA]) as work:
        assert await work.outbox.keep_guesses([(said.id, (ISLA, 103, ELSEWHERE)), (said.id, (ISLA, 105, ELSEWHERE))])
    async with first.transaction([ISLA]) as work:
        assert await work.outbox.keep_receipts([SendReceipt(said.id, 104, None, 9)]) == ((ISLA, 103, ELSEWHERE),)
        assert await work.outbox.keep_receipts([SendReceipt(said.id, 104, None, 9)]) == ()


async def test_a_key_that_is_lost_on_one_machine_stops_nothing_on_another(shared: Path, tmp_path: Path) -> None:
    """Whoever starts without it is told which key, and has changed nothing; the other goes on.

    A key that was changed comes to the machine whose file is the old one through the database, while that one runs.
    """
    file = tmp_path / "key"
    file.write_bytes(KEY.line)
    async with Store.open(shared, Keyring(KEY)) as first:
        isla, morag = scribes(first, first)
        await isla.turn(ISLA, isla.draft("d1", RARE))
        before = Elsewhere(shared).rows("person_key")
        for lost, error in ((None, KeyNeeded), (Keyring(MasterKey(bytes(32))), WrongKey)):
            with pytest.raises(error, match=f"sealed under the key {KEY.id}.*Nothing was changed"):
                await Store.start(shared, lost)
        assert Elsewhere(shared).rows("person_key") == before
        assert len(Elsewhere(shared).rows("instance")) == 1
        async with Store.open(shared, Keyring(KEY)) as second:
            done = await asyncio.to_thread(rotate, shared, file)
            await first.heartbeat(1)
            assert len(Elsewhere(shared).rows("next_master")) == 1
            await morag.turn(MORAG, morag.draft("d2", RARE))
            assert RARE in str(await second.session(MORAG))
            await second.heartbeat(2)
            assert not Elsewhere(shared).rows("next_master")
        with pytest.raises(WrongKey, match=f"names the key {done.old}.*the file with the key {done.new}"):
            await Store.start(shared, Keyring(KEY))
        assert RARE in str(await first.session(ISLA))


async def test_news_come_at_once(shared: Path) -> None:
    """One that would look after minutes is told by the other that something waits for it."""
    name_database(shared, address_of(shared), 3_600)
    async with Store.open(shared) as first, Store.open(shared) as second:
        isla, also = scribes(first, second)
        await isla.turn(ISLA, messages=(Message("One"),))
        await also.turn(ISLA, messages=(Message("Two"),))
        await seen(first, lambda look: look.to_hand)
        assert await handed(first) == [("Two", False)]


async def test_turns_of_a_person_are_taken_one_after_the_other(pair: tuple[Store, Store]) -> None:
    """Side by side for two people; for one, the second waits, and finds the update taken."""
    first, second = pair
    entered = asyncio.Event()

    async def take() -> frozenset[str]:
        async with second.transaction([ISLA]) as work:
            entered.set()
            return await work.processed(["telegram:1"])

    async with first.transaction([ISLA]) as work:
        async with second.transaction([MORAG]):
            pass
        waiting = asyncio.create_task(take())
        await work._db.turn.mark_processed([{"id": "telegram:1", "at_ms": 1}])
        # More than enough for the other to get there, if nothing held it up.
        for _ in range(3):
            await first.instances.look()
        assert not entered.is_set()
    assert await waiting == {"telegram:1"}


async def test_a_pause_holds_for_all(pair: tuple[Store, Store]) -> None:
    """One that Telegram tells to be silent tells the others, whatever their clocks say."""
    first, second = pair
    await first.instances.pause(30)
    look = await seen(second, lambda look: look.pause_seconds > 0)
    assert 20 < look.pause_seconds <= 30
    assert abs(first.instances.unix_ms() - second.instances.unix_ms()) < 1_000


async def test_one_whose_connections_break_comes_back(shared: Path, postgres: PostgresProcess) -> None:
    """News reach it by looking while it cannot be told, and it is not taken over from."""
    async with cut_off_proxy(postgres.port) as proxy, Store.open(shared) as second:
        url = address_of(shared)
        name = url.partition("@/")[2].partition("?")[0]
        name_database(shared, postgres.address_by_port(name, proxy.port), LEASE)
        async with Store.open(shared) as first:
            isla, also = scribes(first, second)
            await isla.turn(ISLA, messages=(Message("One"),))
            proxy.cut()
            await also.turn(ISLA, messages=(Message("Two"),))
            await seen(first, lambda look: look.to_hand)
            assert await handed(first) == [("Two", False)]
            assert second.instances.others_serve
        name_database(shared, url, LEASE)


async def test_one_whose_way_freezes_is_taken_over_from(shared: Path, postgres: PostgresProcess) -> None:
    """In the middle of a turn: the other takes that person's turn, and of the first nothing is kept."""
    url = address_of(shared)
    name = url.partition("@/")[2].partition("?")[0]
    async with cut_off_proxy(postgres.port) as proxy, Store.open(shared) as second:
        name_database(shared, postgres.address_by_port(name, proxy.port), LEASE)
        first = await Store.start(shared)
        name_database(shared, url, LEASE)
        isla, also = scribes(first, second)

        async def freeze_within() -> None:
            async with first.transaction([ISLA]) as work:
                await work._db.turn.mark_processed([{"id": "telegram:1", "at_ms": 1}])
                proxy.freeze()
                await also.turn(ISLA, messages=(Message("From the other"),))
                await seen(second, lambda look: look.live == 1)
                proxy.thaw()

        with pytest.raises(StorageError):
            await freeze_within()
        with pytest.raises(ClaimsLost):
            await asyncio.wait_for(first.over(), 20)
        with pytest.raises(StorageError):
            await isla.turn(MORAG, messages=(Message("Too late"),))
        await first.close()
        async with second.transaction([ISLA]) as work:
            assert not await work.processed(["telegram:1"])


async def test_serving_alone_and_together_exclude_each_other(
    shared: Path, monkeypatch: pytest.MonkeyPatch, second_data: Path
) -> None:
    """A bot without the setting is refused beside instances, and so is a command that needs the database for itself."""
    monkeypatch.setattr(postgres_engine, "LOCK_SECONDS", 0.1)
    name_database(second_data, address_of(shared))
    async with Store.open(shared):
        with pytest.raises(DatabaseInUse):
            await Store.start(second_data)
        with pytest.raises(StorageError), location(second_data).claimed():
            pass


def later(folder: Path, first_line: str) -> Path:
    """The migrations of a later release, whose last begins with this line."""
    folder.mkdir()
    for step in sorted(MIGRATIONS.glob("*.sql")):
        (folder / step.name).write_text(step.read_text())
    (folder / f"{known() + 1:04}_later.sql").write_text(f"{first_line}\nCREATE TABLE later (id bigint);")
    return folder


async def test_a_later_release_starts_beside_an_earlier_one(shared: Path, tmp_path: Path) -> None:
    """Where its tables suit both; else it is refused while the earlier one serves, and the earlier one afterwards."""
    rolling, hurting = later(tmp_path / "rolling", "-- rolling"), later(tmp_path / "hurting", "-- not so")
    address = PostgresAddress(address_of(shared))
    connection = await address.connect()
    try:
        async with Store.open(shared) as earlier:
            with pytest.raises(OlderInstancesServe, match="stop all of them"):
                await migrate(connection, hurting)
            assert await version(connection) == known()
            await migrate(connection, rolling)
            assert await version(connection) == known() + 1
            await scribes(earlier)[0].turn(ISLA, messages=(Message("One"),))
        async with Store.open(shared):
            # The earlier release may be started again.
            pass
        await connection.execute("DROP TABLE later; UPDATE schema_version SET version = version - 1")
        await migrate(connection, hurting)
        with pytest.raises(DataTooNew):
            await Store.start(shared)
        with pytest.raises(DataTooNew):
            await join_in(connection)
    finally:
        await _restore(connection)


async def test_what_a_later_release_wrote_is_left_to_it(pair: tuple[Store, Store]) -> None:
    """An update of somebody whose draft this release cannot read comes again, and those beside it are kept."""
    first, second = pair
    later, earlier = Sitting(first), Sitting(second)
    earlier._updates = count(1_000)
    draft = await later.reach_the_questions(ISLA)
    async with first.transaction() as work:
        await work._db.turn._connection.execute(f"UPDATE draft SET body = replace(body, '{draft.version}', '2999-1')")
    updates = [earlier.text(ISLA, "We learned a lot.", 500), earlier.text(MORAG, "Hello", 501)]
    with pytest.raises(OfLaterInstance):
        await earlier.handle(*updates)
    said = list(earlier.voice.rows)
    with pytest.raises(OfLaterInstance):
        await earlier.handle(*updates)
    assert earlier.voice.rows == said
    assert {row.chat for row in said} == {MORAG}
    async with first.transaction() as work:
        await work._db.turn._connection.execute(f"UPDATE draft SET body = replace(body, '2999-1', '{draft.version}')")
        assert await work.processed(["telegram:1000", "telegram:1001"]) == {"telegram:1001"}
    await earlier.handle(updates[0])
    assert (await later.draft(ISLA)).answers["topic"].parts


async def _restore(connection: asyncpg.Connection) -> None:
    await connection.execute(f"DROP TABLE IF EXISTS later; UPDATE schema_version SET version = {known()}, oldest = 1")
    await connection.close()
