"""Updates by webhook: only Telegram's are taken, 200 means on disk, and nothing is lost at a start or a stop."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.channels.telegram.bot_api.account import BadTokenError
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.intake.webhook_intake import LOOK_SECONDS, MOST_WAITING, NotKeptError, WebhookIntake
from bot.http.problem import HttpProblem
from bot.http.telegram_updates import HEADER, MOST_BYTES, UpdatesEndpoint
from bot.playground.telegram import InjectedFault, Sandbox
from tests.bot.channels.telegram.equipment import SwiftTime
from tests.bot.channels.telegram.test_polling import KeepingHandler


class Door:
    """An intake that listens on this machine."""

    def __init__(self, sandbox: Sandbox, swift: SwiftTime | None = None) -> None:
        self.kept = KeepingHandler()
        self.sandbox = sandbox
        self.swift = swift
        self.url = ""
        self.intake: WebhookIntake

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """As the bot's server answers."""
        try:
            return await self._endpoint.answer(request)  # type: ignore[arg-type]
        except HttpProblem as problem:
            return problem.answer()

    @asynccontextmanager
    async def open(self, address: str | None = None) -> AsyncIterator[None]:
        """Listens until the block ends; `address` is what Telegram is told, if not the true one."""
        runner = web.ServerRunner(web.Server(self.answer))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        timing = {} if self.swift is None else {"waits": self.swift.waits()}
        token, api = self.sandbox.token, self.sandbox.api_url
        self.intake = WebhookIntake(Transport(), token, api, address or self.url, self.kept, **timing)  # type: ignore[arg-type]
        self._endpoint = UpdatesEndpoint(self.intake, read_seconds=0.2)
        try:
            yield
        finally:
            await self.intake._transport.shutdown()
            await runner.cleanup()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Looks after the webhook until the block ends, and stops."""
        running = asyncio.create_task(self.intake.run())
        try:
            yield
        finally:
            await self.intake.stop()
            await running

    async def post(self, body: bytes, secret: str | None = None) -> int:
        """Posts as Telegram does; the status."""
        headers = {} if secret == "" else {HEADER: self.intake._secret if secret is None else secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=io.BytesIO(body), headers=headers) as response,
        ):
            return response.status


@pytest.fixture
async def door(sandbox: Sandbox) -> AsyncIterator[Door]:
    """An intake that listens and has not begun to run."""
    made = Door(sandbox)
    async with made.open():
        yield made


def update(number: int) -> bytes:
    """An update with this id."""
    return json.dumps({"update_id": number, "message": {"text": "Hello"}}).encode()


async def test_what_waits_and_what_comes_is_taken(door: Door, sandbox: Sandbox) -> None:
    """In order; and at the end the webhook is gone, with what came after still at Telegram."""
    morag = sandbox.user("Morag")
    morag.start()
    async with door.running():
        morag.say("Hello")
        await door.kept.has(2)
        await sandbox.all_confirmed()
    morag.say("Later")
    assert [one["message"]["text"] for one in door.kept.updates] == ["/start", "Hello"]
    assert sandbox.updates.unconfirmed == 1
    (wanted,), (removed,) = sandbox.log.of("setWebhook"), sandbox.log.of("deleteWebhook")
    assert not wanted.params["drop_pending_updates"]
    assert not removed.params["drop_pending_updates"]
    assert len(str(wanted.params["secret_token"])) > 30


@pytest.mark.parametrize("secret", ["", "wrong", "é"])
async def test_only_telegram_is_believed(door: Door, secret: str) -> None:
    """Without its secret nothing is taken, and a body is not even waited for."""
    assert await door.post(update(1), secret) == 401
    assert not door.kept.entered.is_set()


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"nonsense", 400), (b"[]", 400), (b"{}", 200), (b"[" * 100_000, 400), (b" " * (MOST_BYTES + 1), 413)],
    ids=["no JSON", "no object", "no id", "deep", "long"],
)
async def test_what_is_no_update_is_answered(door: Door, body: bytes, status: int) -> None:
    """Nothing of it reaches the conversation. What has no id would be no better the next time."""
    assert await door.post(body) == status
    assert not door.kept.entered.is_set()


async def test_200_comes_after_the_commit(door: Door) -> None:
    """And 503 where it cannot be stored, so that Telegram sends it again."""
    door.kept.gate.clear()
    answer = asyncio.create_task(door.post(update(1)))
    await door.kept.entered.wait()
    assert not answer.done()
    door.kept.gate.set()
    assert await answer == 200
    door.kept.failures = 1
    with capture_logs() as logs:
        assert await door.post(update(2)) == 503
    assert await door.post(update(2)) == 200
    assert "Baird" not in str(logs)
    assert [line["cause"] for line in logs if line["event"] == "batch_not_handled"] == ["fault in the program"]


async def test_what_comes_meanwhile_is_stored_together_and_in_order(door: Door) -> None:
    """A transaction for all that has come, however it came."""
    door.kept.gate.clear()
    first = asyncio.create_task(door.intake.take({"update_id": 1}))
    await door.kept.entered.wait()
    rest = [asyncio.create_task(door.intake.take({"update_id": number})) for number in (5, 3, 4, 3)]
    await asyncio.sleep(0)
    door.kept.gate.set()
    await asyncio.gather(first, *rest)
    assert [one["update_id"] for one in door.kept.updates] == [1, 3, 3, 4, 5]


async def test_too_much_at_once_is_asked_to_come_again(door: Door) -> None:
    """Memory is bounded, and a stopped intake takes nothing."""
    door.kept.gate.clear()
    waiting = [asyncio.create_task(door.intake.take({"update_id": number})) for number in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(NotKeptError):
        await door.intake.take({"update_id": MOST_WAITING})
    door.kept.gate.set()
    await asyncio.gather(*waiting)
    await door.intake.stop()
    with pytest.raises(NotKeptError):
        await door.intake.take({"update_id": 1})


async def test_a_webhook_that_somebody_took_away_is_set_again(sandbox: Sandbox) -> None:
    """At the next look."""
    swift = SwiftTime()
    swift.stand_still()
    door = Door(sandbox, swift)
    async with door.open(), door.running():
        await swift.sleepers(1)
        sandbox._api.webhook._replace("", "", drop=False)
        swift.go_on()
        await sandbox.called("setWebhook", times=2)


async def test_telegram_that_does_not_reach_us_is_silence(sandbox: Sandbox) -> None:
    """What Telegram says of its failures counts, though it answers; without anything that waits it does not."""
    swift = SwiftTime()
    door = Door(sandbox, swift)
    async with door.open(address="http://127.0.0.1:1/telegram"):
        await door.intake._transport.initialize()
        await door.intake._set()
        sandbox.user("Morag").start()
        sandbox._api.webhook._failed("Connection refused")
        swift.seconds = float(sandbox.world.now())
        with capture_logs() as logs:
            await door.intake._look()
        assert [line["event"] for line in logs] == ["webhook_not_reached"]
        assert door.intake.silence > LOOK_SECONDS
        sandbox.updates.forget_all()
        await door.intake._look()
        assert door.intake.silence == 0


async def test_trouble_at_the_start_is_tried_again(sandbox: Sandbox) -> None:
    """And a token that is not known ends it."""
    sandbox.faults.once("setwebhook", InjectedFault.bad_gateway, times=3)
    door = Door(sandbox, SwiftTime())
    async with door.open():
        running = asyncio.create_task(door.intake.run())
        await sandbox.called("setWebhook", times=4)
        await door.intake.stop()
        await running
        stranger = WebhookIntake(Transport(), "1:other", sandbox.api_url, door.url, door.kept)
        with pytest.raises(BadTokenError):
            await stranger.run()
        await stranger._transport.shutdown()
