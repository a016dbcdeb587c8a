"""A disk that is nearly full, full, busy or failing: words wait or are kept, nothing is destroyed, nobody is misled."""

import asyncio
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
from support.failing_disk import fails_in_a_fifth, fill, small_disk
from support.scripted_worker import BADGE, Manner, Worker
from support.served_bot import child, listening, problems, rows, served

from bot.commands.console import AGAIN
from bot.playground.telegram import Sandbox
from bot.storage.store import Store

# The disk is that of the file.
ENGINES = ("sqlite",)
pytestmark = pytest.mark.slow

NOTE = (Path(__file__).parents[2] / "sounds" / "kettle.ogg").read_bytes()


async def test_below_the_mark_recordings_are_refused_and_words_are_kept(sandbox: Sandbox, tmp_path: Path) -> None:
    """The worker is told in plain words, and the operator in the log, on the health page and among the metrics."""
    with small_disk(tmp_path / "data", 30) as data, listening() as heard:
        async with served(sandbox, data, low_space_mb=1000, web_port=0) as signs, aiohttp.ClientSession() as web:
            worker = Worker(sandbox.user("Morag"), within=20)
            await worker.begin()
            worker.person.send_voice(NOTE)
            await worker.sees("no room for recordings")
            await worker.says("We learned to write handovers together.", "Question 1: 6")
            async with web.get(f"{signs.web}/health") as response:
                assert (response.status, (await response.json())["space"]) == (200, "low")
            async with web.get(f"{signs.web}/metrics") as response:
                lines = dict(line.rsplit(" ", 1) for line in (await response.text()).splitlines())
        assert lines["teabreak_space_low"] == "1.0"
        assert 0 < float(lines["teabreak_space_free_bytes"]) < 30 * 2**20
        assert len(heard.events("space_low")) == 1
        assert not [path for path in (data / "media").rglob("*") if path.is_file()]


async def test_on_a_full_disk_messages_wait_with_telegram(sandbox: Sandbox, tmp_path: Path) -> None:
    """Nothing is acknowledged and nobody is told that it is kept; with room, all of it is, once and in order."""
    with small_disk(tmp_path / "data", 12) as data, listening() as heard:
        async with served(sandbox, data):
            worker = Worker(sandbox.user("Morag"), within=30)
            await worker.begin()
            filler = fill(data)
            said = len(worker.person.bot_messages)
            for number in range(3):
                worker.person.say(f"word{number} " * 200)
            async with asyncio.timeout(30):
                while len(heard.events("batch_not_handled")) < 2:
                    await sandbox.log.bell.heard()
            assert sandbox.updates.unconfirmed == 3
            assert len(worker.person.bot_messages) == said
            filler.unlink()
            await worker.sees("Question 1: 600")
        assert not heard.events("update_parked")
        assert problems(data) == []
        assert rows(data, "SELECT count(*) FROM parked") == [(0,)]


async def test_a_start_on_a_full_disk_is_tried_again_and_destroys_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    """It ends with the status after which the unit starts it again, and says to leave the data alone."""
    with small_disk(tmp_path / "data", 12) as data:
        async with served(sandbox, data):
            await Worker(sandbox.user("Morag"), within=20).begin()
        before = _content(data)
        filler = fill(data)
        failed = await child(sandbox, data)
        assert await failed.ended(30) == AGAIN
        assert "put a backup" not in failed.heard()
        filler.unlink()
        assert _content(data) == before
        async with served(sandbox, data):
            await Worker(sandbox.user("Isla"), within=20).begin()


async def test_a_start_on_a_busy_database_is_tried_again(sandbox: Sandbox, tmp_path: Path) -> None:
    """Somebody's own tool holds the file: nothing is said to be damaged."""
    data = tmp_path / "data"
    async with served(sandbox, data):
        await Worker(sandbox.user("Morag"), within=20).begin()
    with closing(sqlite3.connect(data / "teabreak.db", isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        failed = await child(sandbox, data)
        assert await failed.ended(40) == AGAIN
    assert "Leave the data as it is" in failed.heard()
    assert "backup" not in failed.heard()


async def test_where_a_fifth_of_all_forcing_fails_a_worker_goes_on(sandbox: Sandbox, tmp_path: Path) -> None:
    """Every word is counted once, nothing is parked for it, and an end is one after which the unit starts it again."""
    data, shim = tmp_path / "data", fails_in_a_fifth(tmp_path)
    worker = Worker(sandbox.user("Morag"), Manner.piecemeal, within=90)
    async with Store.open(data):
        pass
    working = asyncio.create_task(_begins_and_answers(worker))
    for _ in range(30):
        running = await child(sandbox, data, preload=shim)
        ending = asyncio.create_task(running.process.wait())
        await asyncio.wait({working, ending}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            break
        assert ending.result() == AGAIN, running.heard()[-800:]
    await running.kill()
    await asyncio.gather(working, ending)
    assert problems(data) == []
    assert rows(data, "SELECT count(*) FROM parked") == [(0,)]
    assert "update_parked" not in running.heard()
    assert "batch_not_kept" in running.heard()


async def _begins_and_answers(worker: Worker) -> None:
    await worker.begin()
    await worker.answer(BADGE.questions[0].id)


def _content(data: Path) -> str:
    """A digest of the database, into which everything was written at the last stop."""
    return hashlib.sha256((data / "teabreak.db").read_bytes()).hexdigest()
