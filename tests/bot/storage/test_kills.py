"""A process that dies at any instant loses nothing that it committed, and leaves nothing half done."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.storage.store import Store
from tests.bot.storage.scribe import address_of

_DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.storage.engine.locations import name_database
from bot.storage.stored.records import TurnRecord
from bot.storage.store import Store
from scribe import Scribe

async def main():
    name_database(Path(sys.argv[1]), sys.argv[2] or None)
    store = await Store.start(Path(sys.argv[1]))
    scribe = Scribe(store)
    for number in range(5):
        await scribe.turn("telegram:7", scribe.draft(f"d{number}"), messages=(scribe.asking(f"q{number}"),))
    await scribe.turn("telegram:7", packs=(scribe.pack("d0"),))
    async with store.transaction() as work:
        before = (await work.sessions(["telegram:7"]))["telegram:7"]
        await work.keep([TurnRecord(now_ms=1, update="telegram:99", before=before, after=before)])
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.slow
async def test_a_kill_loses_nothing_committed_and_keeps_nothing_else(data: Path) -> None:
    """After SIGKILL in the midst of a batch, all batches before it are there whole, and it is not."""
    here = Path(__file__).parent
    paths = os.pathsep.join([str(here), str(here.parents[1]), str(here.parents[2])])
    died = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _DIES, str(data), address_of(data), env={**os.environ, "PYTHONPATH": paths}
    )
    assert await asyncio.wait_for(died.wait(), 60) == -signal.SIGKILL
    async with Store.open(data) as store:
        async with store.transaction() as work:
            desk = (await work.sessions(["telegram:7"]))["telegram:7"]
            seen = await work.processed([f"telegram:{number}" for number in range(100)])
        assert list(desk.drafts) == ["d0", "d1", "d2", "d3", "d4"]
        assert seen == {f"telegram:{number}" for number in range(1, 7)}
        assert [said.message.place.question for said in await store.waiting()] == ["q0", "q1", "q2", "q3", "q4"]
        assert [due.draft for due in await store.due_effects(10_000, 10)] == ["d0"]
