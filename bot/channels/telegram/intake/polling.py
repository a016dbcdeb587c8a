"""Long polling for raw updates, confirmed to Telegram only once they are on disk.

The library's updater confirms what it fetched before anything is handled, and one update that it cannot parse
stops it for everybody. Here the offset moves on only after `handle` has returned, and nothing is parsed.
"""

import asyncio
from typing import Unpack

import structlog
from telegram.error import TelegramError

from bot.channels.telegram.bot_api.account import BadTokenError
from bot.channels.telegram.bot_api.api_errors import FloodWaitError, RefusedError
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.intake.poll_policy import Conflicts
from bot.channels.telegram.intake.update_intake import (
    ALLOWED_UPDATES,
    Handle,
    IntakeOptions,
    RawUpdate,
    UpdateIntake,
    update_id,
)
from bot.monitoring.causes import why

_log = structlog.get_logger(__name__)


class AnotherInstanceError(Exception):
    """Another program polls with this token, the two take updates from each other, and this one is the newer."""


class Poller(UpdateIntake):
    """Fetches updates and hands them over in batches, at least once each and in order."""

    def __init__(
        self, transport: Transport, token: str, api_url: str, handle: Handle, **options: Unpack[IntakeOptions]
    ) -> None:
        super().__init__(transport, token, api_url, handle, **options)
        self._offset = 0
        self._conflicts = Conflicts(self._policy)
        self._alone_since: float | None = None
        self._dispute_told = False
        self._webhook_removed = False

    async def _round(self) -> None:
        """One poll and what follows from it."""
        try:
            batch = await self._interruptible(self._fetch())
        except FloodWaitError as error:
            self._heard = self._waits.now()  # an answer, if an unfriendly one
            await self._pause("flood", error.seconds)
        except RefusedError as error:
            await self._refused(error)
        except TelegramError as error:
            await self._unreachable(type(error).__name__)
        else:
            if batch is not None:
                await self._hand_over(batch)

    async def _hand_over(self, batch: list[RawUpdate]) -> None:
        self._heard = self._waits.now()
        self._count_service(self._heard)
        if not batch:
            self._failures = 0
            return
        # In a task of its own: whatever it raises is a value here, and stopping us does not tear it.
        work = asyncio.ensure_future(self._handle(batch))
        try:
            await asyncio.wait({work})
        except asyncio.CancelledError:
            await asyncio.wait({work})
            raise
        error = work.exception()
        if error is None:
            self._failures = 0
            self._offset = max(update_id(update) for update in batch) + 1
            return
        # Not acknowledged: Telegram keeps these updates, and the same ones come with the next poll.
        _log.error("batch_not_handled", **why(error), updates=len(batch))
        await self._back_off("not_handled")

    async def _fetch(self) -> list[RawUpdate]:
        wanted: dict[str, object] = {
            "timeout": self._policy.poll,
            "limit": 100,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self._offset:
            wanted["offset"] = self._offset
        result = await self._calls.call("getUpdates", wanted, self._policy.poll + 15)
        if not isinstance(result, list):
            raise TelegramError("the result is not a list")
        batch: list[RawUpdate] = [update for update in result if isinstance(update, dict) and update_id(update) >= 0]
        if len(batch) < len(result):
            _log.error("updates_without_id", updates=len(result) - len(batch))
            if not batch:
                raise TelegramError("no update has an id")
        return batch

    async def _refused(self, refused: RefusedError) -> None:
        if refused.status in {401, 404}:
            raise BadTokenError("Telegram does not accept the token.")
        if refused.status != 409:
            await self._unreachable(f"HTTP {refused.status}")
        elif "webhook" in refused.description.lower() and not self._webhook_removed:
            await self._remove_webhook()
        else:
            await self._conflict()

    async def _remove_webhook(self) -> None:
        """Polling and a webhook exclude each other. What waits for the webhook is kept, and polled."""
        try:
            await self._interruptible(self._calls.call("deleteWebhook", {"drop_pending_updates": False}, 20))
        except (TelegramError, RefusedError) as error:
            await self._unreachable(type(error).__name__)
        else:
            self._webhook_removed = True
            _log.warning("webhook_removed")

    async def _conflict(self) -> None:
        now = self._waits.now()
        self._alone_since = None
        if self._conflicts.met(now, self._service.seconds):
            raise AnotherInstanceError(
                "Another program is polling with this bot's token, and has served it for longer, so this one stops. "
                "If this is the one to keep, stop the other and start this one again."
            )
        if self._conflicts.go_on(now) and not self._dispute_told:
            self._dispute_told = True
            _log.error("another_program_polls", served_hours=round(self._service.seconds / 3600))
        self._heard = now  # Telegram was reached, so nothing is wedged
        await self._back_off("conflict", self._policy.conflict_delay)

    def _count_service(self, now: float) -> None:
        """After a poll that succeeded: the time since the one before was served, unless somebody else polls too."""
        if not self._conflicts.quiet(now):
            return
        self._dispute_told = False
        if self._alone_since is not None:
            # What passed while Telegram was not reached was served by nobody, or by another.
            self._service.add(min(now - self._alone_since, 2.0 * self._policy.poll))
        self._alone_since = now

    async def _unreachable(self, kind: str) -> None:
        """After a poll that failed: look how long it has been, and wait."""
        await self._rebuild_if_silent()
        await self._back_off(kind)

    async def _back_off(self, kind: str, longest: float | None = None) -> None:
        self._failures += 1
        policy = self._policy
        delay = self._waits.backoff(self._failures, 2 * policy.first_delay, longest or policy.longest_delay)
        await self._pause(kind, delay)

    async def _pause(self, kind: str, seconds: float) -> None:
        _log.warning("poll_paused", **why(kind), seconds=round(seconds, 1))
        while seconds > 0 and not self._stopping:
            await self._sleep(min(seconds, 60.0))
            seconds -= 60.0
            self._turned()
