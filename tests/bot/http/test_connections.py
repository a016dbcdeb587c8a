"""Strangers who send half a request keep nobody out: a signed decision is answered beside them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from support.conversation_driver import Sitting
from support.fake_decisions import SECRET, said, tell
from support.served_bot import listening as hearing

from bot.http import decisions as endpoint
from bot.http.connections import MOST_OF_A_PEER, Connections
from bot.http.decisions import Endpoint
from bot.http.health import HealthPages
from bot.http.server import listening
from bot.issuers.decision_intake import Decisions
from bot.media.store import MediaStore
from bot.signing.keys import checkers
from bot.storage.store import Store
from bot.system.counted_log import CountedLog

pytestmark = pytest.mark.slow


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[tuple[str, int]]:
    """Where decisions are heard."""
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store)
        media = MediaStore(tmp_path / "media", 1)
        nobody = Endpoint(Decisions(store, sitting.conversation, sitting.clock, media), {})
        async with listening("127.0.0.1", 0, nobody, HealthPages(store, sitting.clock)) as address:
            yield address, int(address.rpartition(":")[2])


async def _half_bodies(port: int, number: int) -> list[asyncio.StreamWriter]:
    head = b"POST /issuer/sssc/decisions HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
    found = []
    for _ in range(number):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head)
        await writer.drain()
        found.append(writer)
    return found


async def _half_heads(port: int, number: int) -> list[asyncio.StreamWriter]:
    found = []
    for _ in range(number):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /issuer/sssc/decisions HTTP/1.1\r\nHos")
        with contextlib.suppress(OSError):
            await writer.drain()
        found.append(writer)
    return found


async def _closed(writers: list[asyncio.StreamWriter]) -> None:
    for writer in writers:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def test_a_message_is_answered_beside_more_slow_ones_than_may_arrive(web: tuple[str, int]) -> None:
    """The one that takes longest gives way; an unsigned message is refused for that, and not put off."""
    address, port = web
    slow = await _half_bodies(port, endpoint.ARRIVING + 4)
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}/issuer/sssc/decisions", data=b"{}") as answer,
    ):
        assert answer.status == 401
    await _closed(slow)


async def test_a_signed_decision_gets_in_beside_half_heads_and_half_bodies(tmp_path: Path) -> None:
    """More than one address may have, and still coming: it is taken, and the log has a line for each kind."""
    async with Store.open(tmp_path) as store:
        sitting = Sitting(store)
        draft = await sitting.send("telegram:7")
        assert draft.sending
        decisions = Decisions(store, sitting.conversation, sitting.clock, MediaStore(tmp_path / "media", 1))
        web = Endpoint(decisions, {"sssc": checkers(SECRET)})
        with hearing() as heard:
            async with listening("127.0.0.1", 0, web, HealthPages(store, sitting.clock)) as address:
                port = int(address.rpartition(":")[2])
                slow = [*await _half_bodies(port, 60), *await _half_heads(port, 140)]
                more = asyncio.create_task(_half_heads(port, 40))
                message = said("submission.received", f"{draft.sending.reference}-1")
                assert (await tell(address, message)).status == 204
                await _closed([*slow, *await more])
    lines = [(line["event"], line["reason"]) for line in heard.entries if "reason" in line]
    assert len(lines) == len(set(lines))
    assert {("connection_ended", "too many"), ("message_dropped", "slow")} <= set(lines)
    assert not heard.events("answer_broke")


async def test_who_hangs_up_in_the_middle_of_a_message_is_no_fault_of_ours(web: tuple[str, int]) -> None:
    """However many do, the log has a line of it."""
    with hearing() as heard:
        for writer in await _half_bodies(web[1], 20):
            writer.transport.abort()
        async with asyncio.timeout(10), aiohttp.ClientSession() as session:
            while not heard.events("connection_ended"):
                async with session.get(f"{web[0]}/health"):
                    pass
    assert not heard.events("answer_broke")
    assert [line["reason"] for line in heard.events("connection_ended")] == ["left early"]


async def test_connections_that_are_kept_after_an_answer_give_way(web: tuple[str, int]) -> None:
    """Whoever has had an answer, and says nothing more, keeps nobody out."""
    head = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    kept = []
    for _ in range(MOST_OF_A_PEER):
        reader, writer = await asyncio.open_connection("127.0.0.1", web[1])
        writer.write(head)
        await reader.readuntil(b"}")
        kept.append(writer)
    async with aiohttp.ClientSession() as session, session.get(f"{web[0]}/health") as answer:
        assert answer.status == 503
    await _closed(kept)


async def test_nobody_is_told_which_program_answers(web: tuple[str, int]) -> None:
    """No header names it."""
    async with aiohttp.ClientSession() as session, session.get(f"{web[0]}/health") as answer:
        assert "Server" not in answer.headers


async def test_connections_are_capped_for_all_and_for_each_peer() -> None:
    """The next one is closed at once, and a place is free again when one ends."""
    found = Connections(CountedLog(), most=3, most_of_a_peer=2)
    assert [found.opened(peer) for peer in ("a", "a", "a", "b", "c")] == [True, True, False, True, False]
    found.closed("a")
    assert found.opened("c")


async def test_a_head_that_does_not_come_ends_the_connection() -> None:
    """Whoever says nothing, or half of a head, is let go."""
    found, ended = Connections(CountedLog(), head_seconds=0), asyncio.Event()

    class SilentTransport(asyncio.Transport):
        def is_closing(self) -> bool:
            return False

        def abort(self) -> None:
            ended.set()

    found.expect(SilentTransport())
    async with asyncio.timeout(10):
        await ended.wait()


def test_a_line_that_comes_a_thousand_times_is_counted() -> None:
    """The first is written, and a minute later one more with how many there were."""
    now = [0.0]
    log = CountedLog(lambda: now[0])
    with hearing() as heard:
        for _ in range(1000):
            log.count("connection_refused", reason="too many")
        now[0] = 61.0
        log.count("connection_refused", reason="too many")
    assert [line["times"] for line in heard.events("connection_refused")] == [1, 1000]
