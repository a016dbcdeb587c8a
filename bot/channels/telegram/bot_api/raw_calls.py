"""Bot API calls whose results are returned unparsed."""

from collections.abc import AsyncGenerator, Mapping
from urllib.parse import quote

from telegram.error import NetworkError

from bot.channels.telegram.bot_api.api_errors import RefusedError, parsed
from bot.channels.telegram.bot_api.transport import Transport


class RawCalls:
    """Calls with one token at one address. Neither shows in an error or a representation."""

    def __init__(self, transport: Transport, token: str, api_url: str) -> None:
        self._transport = transport
        self._address = f"{api_url.rstrip('/')}/bot{token}/"
        self._files = f"{api_url.rstrip('/')}/file/bot{token}/"

    async def call(self, method: str, parameters: Mapping[str, object], read_timeout: float | None = None) -> object:
        """The `result` of one call. Raises RefusedError, FloodWaitError, TimedOut, NetworkError."""
        status, body = await self._transport.post_json(self._address + method, parameters, read_timeout)
        answer = parsed(body)
        if answer is None:
            raise NetworkError("the answer is not a JSON object")
        if status >= 300 or answer.get("ok") is not True:
            raise RefusedError(status, str(answer.get("description", "")), _moved_to(answer))
        return answer.get("result")

    def download(self, path: str, most: int, seconds: float) -> AsyncGenerator[bytes, None]:
        """The pieces of a file at a path that getFile gave, as `Transport.download` gives them."""
        return self._transport.download(self._files + quote(path, errors="replace"), most, seconds)


def _moved_to(answer: Mapping[str, object]) -> int | None:
    parameters = answer.get("parameters")
    chat = parameters.get("migrate_to_chat_id") if isinstance(parameters, dict) else None
    return chat if isinstance(chat, int) else None
