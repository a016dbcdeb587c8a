"""Calls of the Bot API whose answers are taken as they come, without the library's reading of them."""

import json
from collections.abc import Mapping

from telegram.error import NetworkError

from bot.telegram.transport import Transport


class RefusedError(Exception):
    """Telegram answered, and said no: `status` as in HTTP, `description` in its words."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.description = description


class RawCalls:
    """Calls with one token at one address. Neither shows in an error or a representation."""

    def __init__(self, transport: Transport, token: str, api_url: str) -> None:
        self._transport = transport
        self._address = f"{api_url.rstrip('/')}/bot{token}/"

    async def call(self, method: str, parameters: Mapping[str, object], read_timeout: float) -> object:
        """The `result` of one call. Raises RefusedError, FloodWaitError, TimedOut, NetworkError."""
        status, body = await self._transport.post_json(self._address + method, parameters, read_timeout)
        answer = _object(body)
        if status >= 300 or answer.get("ok") is not True:
            raise RefusedError(status, str(answer.get("description", "")))
        return answer.get("result")


def _object(body: bytes) -> dict[str, object]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict):
        return answer
    raise NetworkError("the answer is not a JSON object")
