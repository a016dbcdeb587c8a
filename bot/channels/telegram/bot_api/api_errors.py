"""Errors of Bot API calls, and the check of a response's status."""

import json

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError

# What the library, or a reader of an answer, raises on one that is not as documented.
SURPRISES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class FloodWaitError(TelegramError):
    """Telegram wants silence for `seconds` (429). The library's own error warns about itself when made."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds


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


def parsed(body: bytes) -> dict[str, object] | None:
    """The JSON object in a body; None for anything else."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def checked(status: int, body: bytes) -> bytes:
    """The body, where it is Telegram's. FloodWaitError for 429, NetworkError for what something in between says.

    A page of a proxy may quote the address, and its 404 is not Telegram's: nothing of it goes any further.
    """
    if status < 300:
        return body
    answer = parsed(body)
    if status == 429:
        raise FloodWaitError(_retry_after(answer))
    if status == 413:
        raise BadRequest("Request Entity Too Large")
    if answer is None or not isinstance(answer.get("description"), str):
        raise NetworkError(f"HTTP {status}, and not from the Bot API")
    return body


def _retry_after(answer: dict[str, object] | None) -> float:
    parameters = answer.get("parameters") if answer else None
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(seconds) if isinstance(seconds, int | float) and seconds > 0 else 1.0
