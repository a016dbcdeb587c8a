"""Delivery of updates to the bot's own address."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, Conflict

from bot.playground.telegram import ChatPerson, Sandbox


class WebhookReceiver:
    """A bot's own HTTP server: it answers what it is told to, and keeps what it gets."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.bodies: asyncio.Queue[tuple[dict[str, object], str | None]] = asyncio.Queue()
        self.url = ""

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        """Keep one update."""
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        await self.bodies.put((await request.json(), secret))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def receiver() -> AsyncIterator[WebhookReceiver]:
    """The receiver, listening."""
    running = WebhookReceiver()
    runner = web.ServerRunner(web.Server(running))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    running.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield running
    await runner.cleanup()


async def test_updates_are_pushed_with_the_secret(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson, receiver: WebhookReceiver
) -> None:
    """What waited and what comes is posted in order, and is then done with; polling is refused meanwhile."""
    await bot.set_webhook(receiver.url, secret_token="s3cret-s3cret")
    morag.say("Hello")
    got = [await receiver.bodies.get() for _ in range(2)]
    assert [body["message"]["text"] for body, _ in got] == ["/start", "Hello"]
    assert {secret for _, secret in got} == {"s3cret-s3cret"}
    await sandbox.all_confirmed()
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == receiver.url
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_failed_delivery_is_repeated(
    bot: telegram.Bot, sandbox: Sandbox, morag: ChatPerson, receiver: WebhookReceiver
) -> None:
    """The same update comes until the answer is 2xx, and holds back its own chat only."""
    receiver.statuses = [500, 503]
    await bot.set_webhook(receiver.url)
    bodies = [(await receiver.bodies.get())[0] for _ in range(3)]
    assert bodies == [bodies[0]] * 3
    await sandbox.all_confirmed()
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message is not None
    assert "503" in info.last_error_message
    assert morag.messages[0].text == "/start"


async def test_the_sandbox_calls_this_machine_only(bot: telegram.Bot) -> None:
    """No address outside is ever called."""
    with pytest.raises(BadRequest, match=r"(?i)this machine only"):
        await bot.set_webhook("https://example.org/hook")
    with pytest.raises(BadRequest, match=r"(?i)unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:1/", secret_token="not allowed!")
