"""Calls of the Bot API whose answers are taken as they come, without the library's reading of them."""

from collections.abc import Mapping

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.telegram.answers import parsed
from bot.telegram.transport import Transport


class RefusedError(Exception):
    """Telegram answered, and said no: `status` as in HTTP, `description` in its words."""

    def __init__(self, status: int, description: str, moved_to: int | None = None) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.description = description
        self.moved_to = moved_to

    def in_the_librarys_words(self) -> TelegramError:
        """The error that `telegram.Bot` raises for this refusal."""
        if self.moved_to is not None:
            return ChatMigrated(self.moved_to)
        kinds: dict[int, type[BadRequest | Forbidden | InvalidToken]] = {
            400: BadRequest,
            401: InvalidToken,
            403: Forbidden,
            404: InvalidToken,
        }
        return kinds.get(self.status, NetworkError)(self.description)


class RawCalls:
    """Calls with one token at one address. Neither shows in an error or a representation."""

    def __init__(self, transport: Transport, token: str, api_url: str) -> None:
        self._transport = transport
        self._address = f"{api_url.rstrip('/')}/bot{token}/"

    async def call(self, method: str, parameters: Mapping[str, object], read_timeout: float) -> object:
        """The `result` of one call. Raises RefusedError, FloodWaitError, TimedOut, NetworkError."""
        status, body = await self._transport.post_json(self._address + method, parameters, read_timeout)
        answer = parsed(body)
        if answer is None:
            raise NetworkError("the answer is not a JSON object")
        if status >= 300 or answer.get("ok") is not True:
            raise RefusedError(status, str(answer.get("description", "")), _moved_to(answer))
        return answer.get("result")


def _moved_to(answer: Mapping[str, object]) -> int | None:
    parameters = answer.get("parameters")
    chat = parameters.get("migrate_to_chat_id") if isinstance(parameters, dict) else None
    return chat if isinstance(chat, int) else None
