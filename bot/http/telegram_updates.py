"""The address to which Telegram posts updates: checks its secret first, and answers 200 once they are on disk."""

import asyncio
import json
from http import HTTPStatus

from aiohttp import web

from bot.channels.telegram.intake.webhook_intake import NotKeptError, WebhookIntake
from bot.http.problem import HttpProblem
from bot.system.counted_log import CountedLog

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1024 * 1024
"""Of an update: several times the longest message with all its formatting."""
READ_SECONDS = 10.0
AGAIN_SECONDS = 2


class UpdatesEndpoint:
    """Takes what Telegram posts."""

    def __init__(self, intake: WebhookIntake, read_seconds: float = READ_SECONDS) -> None:
        self._intake = intake
        self._read_seconds = read_seconds
        self._log = CountedLog()

    async def answer(self, request: web.Request) -> web.Response:
        """Takes one update. Raises HttpProblem; nothing of a stranger's body is read."""
        if not self._intake.believes(request.headers.get(HEADER, "")):
            self._log.count("update_not_believed")
            raise HttpProblem(HTTPStatus.UNAUTHORIZED, "this address is for Telegram")
        update = await self._update(request)
        try:
            await self._intake.take(update)
        except NotKeptError:
            problem = HttpProblem(HTTPStatus.SERVICE_UNAVAILABLE, "not now; try again", retry_after=AGAIN_SECONDS)
        else:
            return web.Response()
        raise problem

    async def _update(self, request: web.Request) -> dict[str, object]:
        too_large = HttpProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"an update has at most {MOST_BYTES} bytes")
        if (request.content_length or 0) > MOST_BYTES:
            raise too_large
        try:
            async with asyncio.timeout(self._read_seconds):
                body = await request.read()
            found = json.loads(body)
        except TimeoutError:
            problem = HttpProblem(HTTPStatus.REQUEST_TIMEOUT, "an update arrives within ten seconds")
        except web.HTTPRequestEntityTooLarge:
            problem = too_large
        except (ValueError, RecursionError):
            problem = HttpProblem(HTTPStatus.BAD_REQUEST, "an update is a JSON object")
        else:
            if isinstance(found, dict):
                return found
            problem = HttpProblem(HTTPStatus.BAD_REQUEST, "an update is a JSON object")
        raise problem
