"""What whoever watches the bot can see: whether it is well, and counts."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from support.conversation_driver import Sitting

from bot.http.decisions import Endpoint
from bot.http.health import STALE_MS, HealthPages
from bot.http.server import listening
from bot.issuers.decision_intake import Decisions
from bot.media.store import MediaStore
from bot.storage.store import Store

MORAG = "telegram:7"


@pytest.fixture
async def sitting(tmp_path: Path) -> AsyncIterator[Sitting]:
    """Morag has sent a submission."""
    async with Store.open(tmp_path) as store:
        made = Sitting(store)
        await made.send(MORAG)
        yield made


@pytest.fixture
async def web(sitting: Sitting, tmp_path: Path) -> AsyncIterator[str]:
    """Where it can be watched."""
    media = MediaStore(tmp_path / "media", 1)
    nobody = Endpoint(Decisions(sitting.store, sitting.conversation, sitting.clock, media), {})
    async with listening("127.0.0.1", 0, nobody, HealthPages(sitting.store, sitting.clock)) as address:
        yield address


async def seen(url: str) -> tuple[int, str]:
    """Status and text of a page."""
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def test_it_is_well_while_signs_of_life_are_written(sitting: Sitting, web: str) -> None:
    """Before the first sign, and once they stop, it is not."""
    assert (await seen(f"{web}/health"))[0] == 503
    await sitting.store.heartbeat(sitting.ms)
    assert await seen(f"{web}/health") == (200, '{"status": "well", "space": "enough"}')
    sitting.ms += STALE_MS
    assert await seen(f"{web}/health") == (503, '{"status": "stuck", "space": "enough"}')


async def test_counts_are_told_and_no_person(sitting: Sitting, web: str) -> None:
    """What waits, what was answered, and the last sign of life, as Prometheus reads them."""
    await sitting.store.heartbeat(1_900_000_100_000)
    async with aiohttp.ClientSession() as session:
        await (await session.post(f"{web}/issuer/sssc/decisions", data=b"{}")).read()
    status, text = await seen(f"{web}/metrics")
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines())
    assert status == 200
    assert lines['teabreak_waiting{kind="deliver_pack"}'] == "1"
    assert lines['teabreak_decision_answers_total{status="401"}'] == "1"
    assert lines["teabreak_last_beat_seconds"] == "1900000100"
    assert int(lines['teabreak_waiting{kind="message"}']) > 0
    assert not [word for word in ("Isla", "isla@", "sssc", "TB-", "1234567") if word in text]
