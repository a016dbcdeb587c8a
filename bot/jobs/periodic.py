"""The loop of a job that looks every so often: what goes wrong in one look is logged, and the next one comes."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.monitoring.causes import why

_log = structlog.get_logger(__name__)


async def look_every(seconds: float, look: Callable[[], Awaitable[object]], broke: str) -> None:
    """Looks until it is cancelled, with a pause after each look; `broke` is what the log calls one that fails."""
    while True:
        try:
            await look()
        except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
            _log.error(broke, **why(error))
        await asyncio.sleep(seconds)
