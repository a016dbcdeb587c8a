"""Delivers updates to the bot's webhook: in order per chat, retried until it answers 2xx.

Faults of the method `webhook` befall deliveries: none is sent, or the answer is lost and the update comes again;
delays put chats out of order; and duplicates come as with polling.
"""

import asyncio
import re
from collections.abc import Coroutine
from urllib.parse import urlsplit

import aiohttp

from bot.playground.telegram.bot_api.params import Params
from bot.playground.telegram.faults import Faults, InjectedFault
from bot.playground.telegram.state.updates import Pending, UpdateQueue
from bot.playground.telegram.state.world import World
from bot.playground.telegram.wire import RefusalError, Wire, bad_request

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LONGEST_DELAY = 60.0
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class ChatWebhook:
    """The bot's webhook, if it set one. It calls addresses on this machine alone."""

    def __init__(self, world: World, faults: Faults, first_delay: float = 0.05) -> None:
        self._faults = faults
        self.url = ""
        self._secret = ""
        self._world = world
        self._first_delay = first_delay
        self._error: Wire = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def _updates(self) -> UpdateQueue:
        return self._world.updates

    def place(self, params: Params) -> bool:
        """The method setWebhook."""
        url, secret = params.text("url"), params.text("secret_token")
        if url and urlsplit(url).hostname not in LOOPBACK:
            raise bad_request("bad webhook: the sandbox delivers to this machine only")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if (allowed := params.rows("allowed_updates")) is not None:
            self._updates.allow(tuple(str(kind) for kind in allowed))
        self._replace(url, secret, drop=params.flag("drop_pending_updates"))
        return True

    def remove(self, params: Params) -> bool:
        """The method deleteWebhook."""
        self._replace("", "", drop=params.flag("drop_pending_updates"))
        return True

    def info(self) -> Wire:
        """The method getWebhookInfo."""
        return {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": self._updates.unconfirmed,
        } | self._error

    def refuse_poll(self) -> None:
        """Raise the conflict of getUpdates with a webhook that is set."""
        if self.url:
            why = "can't use getUpdates method while webhook is active"
            raise RefusalError(409, f"Conflict: {why}; use deleteWebhook to delete the webhook first")

    async def close(self) -> None:
        """Stop delivering."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _replace(self, url: str, secret: str, *, drop: bool) -> None:
        if drop:
            self._updates.forget_all()
        for task in self._tasks:
            task.cancel()
        self.url, self._secret, self._error = url, secret, {}
        self._world.webhook_set = bool(url)
        if url:
            self._start(self._deliver_all())

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_all(self) -> None:
        busy: set[str] = set()
        async with aiohttp.ClientSession() as session:
            while True:
                for pending in self._updates.waiting():
                    if (lane := _lane(pending.body)) not in busy:
                        busy.add(lane)
                        self._start(self._deliver(session, pending, lane, busy))
                await self._updates.bell.heard()

    async def _deliver(self, session: aiohttp.ClientSession, pending: Pending, lane: str, busy: set[str]) -> None:
        delay = self._first_delay
        while self._world.clock.now() <= pending.expires and not await self._attempt(session, pending.body):
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)
        if self._faults.again():
            await self._attempt(session, pending.body)
        busy.discard(lane)
        self._updates.done(pending.id)

    async def _attempt(self, session: aiohttp.ClientSession, update: Wire) -> bool:
        plan = self._faults.plan("webhook")
        if plan.rates.delay_before:
            await asyncio.sleep(plan.rates.delay_before * self._faults.part())
        if plan.fault is not None and plan.fault is not InjectedFault.dropped_after:
            return self._failed("Connection timed out")
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                if 200 <= response.status < 300 and plan.fault is None:
                    return True
                if plan.fault is not None:
                    return self._failed("Read timeout expired")
                why = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError):
            why = "Connection refused"
        return self._failed(why)

    def _failed(self, why: str) -> bool:
        self._error = {"last_error_date": self._world.now(), "last_error_message": why}
        return False


def _lane(update: Wire) -> str:
    """Messages queue by chat, taps by person: so a tap may overtake a text, as at Telegram."""
    for kind, body in update.items():
        if isinstance(body, dict):
            chat, person = body.get("chat"), body.get("from")
            if kind == "callback_query" and isinstance(person, dict):
                return f"tap {person.get('id')}"
            if isinstance(chat, dict):
                return f"chat {chat.get('id')}"
    return "other"
