"""Webhook intake: Telegram posts each update to an address of ours, and is told 200 only once it is on disk.

The webhook is set at the start and removed at the stop; what waits at Telegram meanwhile is kept there.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Unpack

import structlog
from telegram.error import TelegramError

from bot.channels.telegram.bot_api.account import BadTokenError
from bot.channels.telegram.bot_api.api_errors import FloodWaitError, RefusedError
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.intake.update_intake import (
    ALLOWED_UPDATES,
    Handle,
    IntakeOptions,
    RawUpdate,
    UpdateIntake,
    update_id,
)
from bot.monitoring.causes import why

LOOK_SECONDS = 15.0
"""How often Telegram is asked whether the webhook is still ours and whether it reaches us."""
AT_ONCE = 40
"""Connections that Telegram may open. What they bring is stored together, a transaction for all that has come."""
BATCH = 100
MOST_WAITING = 1000
"""Updates that may wait to be stored. Further ones are asked to come again."""
CALL_SECONDS = 20.0
LAST_CALL_SECONDS = 3.0
TROUBLE_SECONDS = 300
"""For how long a failure that Telegram reports counts as one of now."""

_log = structlog.get_logger(__name__)


class NotKeptError(Exception):
    """An update could not be stored now. Telegram keeps it, and sends it again."""


class WebhookIntake(UpdateIntake):
    """Registers the webhook, takes updates, and stores them in batches, in the order of their ids."""

    def __init__(
        self,
        transport: Transport,
        token: str,
        api_url: str,
        address: str,
        handle: Handle,
        *,
        is_last: Callable[[], Awaitable[bool]] | None = None,
        **options: Unpack[IntakeOptions],
    ) -> None:
        """`address` is where Telegram posts to.

        Where several instances are behind it, all have one secret, and `is_last` says whether none is left when this
        one stops; else the webhook stays.
        """
        super().__init__(transport, token, api_url, handle, **options)
        self._address = address
        self._is_last = is_last
        # Made anew at each start, so that it need not be kept anywhere; that of several is of the token.
        self._secret = secrets.token_urlsafe(32) if is_last is None else _common_secret(token, address)
        self._arrived: list[tuple[RawUpdate, asyncio.Future[None]]] = []
        self._storing: asyncio.Task[None] | None = None
        self._is_set = False
        self._taken_ms = 0

    def believes(self, secret: str) -> bool:
        """Whether a request carries Telegram's secret. Takes as long whatever it carries."""
        return hmac.compare_digest(secret.encode("utf-8", "surrogateescape"), self._secret.encode())

    async def take(self, update: Mapping[str, object]) -> None:
        """Stores an update; on disk once this returns. Raises NotKeptError."""
        if update_id(update) < 0:
            # Sent again it would be no better.
            _log.error("updates_without_id", updates=1)
            return
        if self._stopping or len(self._arrived) >= MOST_WAITING:
            raise NotKeptError
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Whoever sent it may be gone before it is stored.
        kept.add_done_callback(lambda one: one.cancelled() or one.exception())
        self._arrived.append((update, kept))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store())
        await asyncio.shield(kept)

    async def _store(self) -> None:
        """Stores what has arrived. What arrives meanwhile is stored together next."""
        while self._arrived:
            batch = sorted(self._arrived[:BATCH], key=lambda one: update_id(one[0]))
            del self._arrived[:BATCH]
            try:
                await self._handle([update for update, _ in batch])
            except Exception as error:  # noqa: BLE001 - whatever broke, Telegram keeps these updates
                _log.error("batch_not_handled", **why(error), updates=len(batch))
                for _, kept in batch:
                    kept.set_exception(NotKeptError())
            else:
                self._heard, self._taken_ms = self._waits.now(), self._waits.unix_ms()
                for _, kept in batch:
                    kept.set_result(None)

    async def stop(self) -> None:
        """Takes no more, stores what has come, and removes the webhook; what waits at Telegram stays there."""
        await super().stop()
        if self._storing is not None:
            await asyncio.wait({self._storing})
        if not self._is_set or not await self._ends_it():
            return
        try:
            async with asyncio.timeout(LAST_CALL_SECONDS):
                await self._calls.call("deleteWebhook", {"drop_pending_updates": False}, LAST_CALL_SECONDS)
        except (TelegramError, RefusedError, TimeoutError) as error:
            _log.warning("webhook_left", **why(error))

    async def _ends_it(self) -> bool:
        """Whether the webhook is to be removed. Where that is not known it stays: what is posted waits at Telegram."""
        try:
            async with asyncio.timeout(LAST_CALL_SECONDS):
                return self._is_last is None or await self._is_last()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the database, the stop goes on
            _log.warning("webhook_left", **why(error))
            return False

    async def _round(self) -> None:
        await self._sleep(await self._looked())

    async def _looked(self) -> float:
        """Sets the webhook, or looks at it; seconds until the next round."""
        try:
            await self._interruptible(self._look() if self._is_set else self._set())
        except FloodWaitError as error:
            return error.seconds
        except RefusedError as error:
            if error.status in {401, 404}:
                raise BadTokenError("Telegram does not accept the token.") from None
            return await self._trouble(f"HTTP {error.status}")
        except TelegramError as error:
            return await self._trouble(type(error).__name__)
        self._failures = 0
        return LOOK_SECONDS

    async def _set(self) -> None:
        wanted: dict[str, object] = {
            "url": self._address,
            "secret_token": self._secret,
            "allowed_updates": list(ALLOWED_UPDATES),
            "max_connections": AT_ONCE,
            "drop_pending_updates": False,
        }
        await self._calls.call("setWebhook", wanted, CALL_SECONDS)
        self._is_set = True
        self._heard = self._waits.now()
        _log.info("webhook_set")

    async def _look(self) -> None:
        info = await self._calls.call("getWebhookInfo", {}, CALL_SECONDS)
        if not isinstance(info, dict):
            raise TelegramError("the result is not an object")
        if info.get("url") != self._address:
            _log.warning("webhook_replaced")
            await self._set()
            return
        failed, waiting = info.get("last_error_date"), info.get("pending_update_count")
        now_s = self._waits.unix_ms() // 1000
        since = max(self._taken_ms // 1000, now_s - TROUBLE_SECONDS)
        if waiting and isinstance(failed, int) and failed > since:
            _log.warning("webhook_not_reached", waiting=waiting, do="look at the proxy, its certificate and its port")
            return
        now = self._waits.now()
        self._service.add(min(now - self._heard, 2 * LOOK_SECONDS))
        self._heard = now

    async def _trouble(self, kind: str) -> float:
        self._failures += 1
        if self._is_set:
            _log.warning("webhook_not_looked_at", **why(kind))
        else:
            _log.warning("webhook_not_set", **why(kind))
        await self._rebuild_if_silent()
        return self._waits.backoff(self._failures, 1.0, LOOK_SECONDS)


def _common_secret(token: str, address: str) -> str:
    """What all instances of a bot behind an address tell Telegram to send. Whoever has the token could do anything."""
    return hmac.new(token.encode(), f"teabreak webhook {address}".encode(), hashlib.sha256).hexdigest()
