"""Trouble of the disk passes; damage is proved before it is named; one bad row stops nobody else."""

import sqlite3
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.served_bot import listening

from bot.clock import Clock
from bot.jobs.upkeep.housekeeping import Housekeeping
from bot.media.disk_space import NO_MARK
from bot.monitoring.causes import why
from bot.storage.errors import DatabaseDamaged, DiskTrouble, NotOpened, OutOfReach, Unreadable, may_pass
from bot.storage.sqlite import database
from bot.storage.sqlite.database import DATABASE
from bot.storage.sqlite.sqlite_file import SqliteFile
from bot.storage.store import Store
from bot.storage.stored.records import PutOff
from bot.storage.transaction.effect_rows import LONGEST_PUT_OFF_MS
from flows.engine.message import Message
from tests.bot.storage.scribe import Elsewhere, Scribe


def _failing(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as the disk says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.sqlite_file
@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_CANTOPEN]
)
async def test_a_full_or_busy_disk_is_not_damage(data: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """A start on such a disk says to leave the data alone, and the supervisor tries again."""
    async with Store.open(data):
        pass
    monkeypatch.setattr(database, "prepare", lambda _: (_ for _ in ()).throw(_failing(code)))
    with pytest.raises(DiskTrouble, match="Leave the data as it is") as caught:
        await Store.start(data)
    assert may_pass(caught.value)
    assert "backup" not in str(caught.value)


@pytest.mark.sqlite_file
async def test_damage_is_named_after_a_check_of_the_file(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that may be damage is damage only where the whole file is unsound."""
    async with Store.open(data):
        pass

    def odd(_: Path) -> Path:
        error = sqlite3.DatabaseError("malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    monkeypatch.setattr(database, "prepare", odd)
    with pytest.raises(sqlite3.DatabaseError):
        await Store.start(data)
    (data / DATABASE).write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    with pytest.raises(DatabaseDamaged, match="keep the damaged file"):
        await Store.start(data)


@pytest.mark.sqlite_file
@pytest.mark.parametrize("way", ["opened", "connected", "claimed"])
async def test_a_command_names_damage_after_a_check_of_the_file(data: Path, way: str) -> None:
    """Whatever broke in it: of a sound file, nobody reads that a backup should take its place."""
    async with Store.open(data):
        pass
    place = SqliteFile(data)
    for error, told in (
        (sqlite3.IntegrityError("a fault of ours"), sqlite3.IntegrityError),
        (_failing(sqlite3.SQLITE_FULL), OutOfReach),
    ):
        with pytest.raises(told), getattr(place, way)():
            raise error
    (data / DATABASE).write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    with pytest.raises(DatabaseDamaged, match="keep the damaged file"), getattr(place, way)() as database:
        database.beside.last_heartbeat()


def test_one_error_of_reading_is_not_called_damage_in_the_log() -> None:
    """Whoever put a backup in the place of a sound file would lose what came since."""
    error = sqlite3.DatabaseError("malformed")
    error.sqlite_errorname = "SQLITE_CORRUPT_VTAB"
    for told in map(why, (error, Unreadable("draft", 1), NotOpened("draft"))):
        assert "backup" not in told["do"]
        assert "damaged" not in told["cause"]
    assert why(DatabaseDamaged(Path("data")))["cause"] == "database damaged"


async def test_a_row_of_the_outbox_that_cannot_be_read_is_set_aside(
    store: Store, scribe: Scribe, elsewhere: Elsewhere
) -> None:
    """Everybody else hears what waits for them; the row is named in the log, and stays for the operator."""
    (bad,) = await scribe.turn("telegram:7", messages=(Message("One"),))
    (good,) = await scribe.turn("telegram:8", messages=(Message("Two"),))
    elsewhere.change("UPDATE outbox SET body = '{\"schema\":1,\"text\":3}' WHERE chat = 'telegram:7'")
    with listening() as heard:
        assert await store.waiting() == (good,)
    assert [line["row"] for line in heard.events("outbox_row_set_aside")] == [bad.id]
    assert len(elsewhere.rows("outbox")) == 2


async def test_a_sign_of_life_from_the_future_is_replaced(store: Store) -> None:
    """A clock that was a year ahead leaves nothing behind."""
    await store.heartbeat(10**12)
    await store.heartbeat(5_000)
    assert await store.last_heartbeat() == 5_000


async def test_what_was_put_off_while_the_clock_was_wrong_comes_back(store: Store, scribe: Scribe) -> None:
    """A delivery that failed under a clock a year ahead is due within hours of the true time."""
    await scribe.turn("telegram:7", scribe.draft("d1"), packs=(scribe.pack(),))
    (due,) = await store.due_effects(2_000, 5)
    async with store.transaction() as work:
        await work.effects.put_off([PutOff(due.id, 365 * 86_400_000, "unanswered")])
    await store.heartbeat(2_000)
    assert await store.next_due_ms() == 2_000 + LONGEST_PUT_OFF_MS


async def nothing(_: int = 0) -> None:
    """Removes no files, and tells nobody of a beat."""


def test_a_jump_of_the_clock_is_logged(store: Store) -> None:
    """Forward and back; time that simply passed is not."""
    watch = Housekeeping(store, Clock(ZoneInfo("Europe/London")), nothing, NO_MARK, nothing)
    with listening() as heard:
        for wall, steady in ((0, 0.0), (15_000, 15.0), (3_615_000, 30.0), (30_000, 45.0)):
            watch.watch(wall, steady)
    assert [line["seconds"] for line in heard.events("clock_jumped")] == [3585, -3600]
