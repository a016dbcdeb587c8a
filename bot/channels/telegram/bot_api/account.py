"""The `telegram.Bot` of this program, with its token kept out of texts and logs."""

import logging
from collections.abc import AsyncGenerator, Mapping

from telegram import Bot
from telegram.error import InvalidToken

from bot.channels.telegram.bot_api.api_errors import RefusedError
from bot.channels.telegram.bot_api.raw_calls import RawCalls
from bot.channels.telegram.bot_api.transport import Transport


class BadTokenError(Exception):
    """Telegram does not know this token. Trying again will not help."""


class Account(Bot):
    """`telegram.Bot` whose representation and errors do not name the token."""

    __slots__ = ("_calls",)

    def __init__(self, token: str, api_url: str, transport: Transport) -> None:
        base = api_url.rstrip("/")
        super().__init__(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=transport,
            get_updates_request=transport,
        )
        self._calls = RawCalls(transport, token, base)

    def __repr__(self) -> str:
        return "Account()"

    async def initialize(self) -> None:
        """Open the transport and ask Telegram who we are; `BadTokenError` if it does not know."""
        known = True
        try:
            await super().initialize()
        except InvalidToken:  # its text is the token
            known = False
        if not known:
            raise BadTokenError("Telegram does not accept the token.")

    async def call(self, method: str, parameters: Mapping[str, object]) -> object:
        """One call with its `result` as it came, and the library's errors.

        For what is said many times a second: building the library's objects on the way out and on the way
        back takes twice as long as the call.
        """
        try:
            return await self._calls.call(method, parameters)
        except RefusedError as error:
            refusal = error.in_the_librarys_words()
        raise refusal

    def download(self, path: str, most: int, seconds: float) -> AsyncGenerator[bytes, None]:
        """The pieces of a file at a path that getFile gave, `most` bytes in `seconds` at most.

        Raises RefusedError where Telegram says no, TooMuchError, TimedOut, NetworkError and FloodWaitError.
        """
        return self._calls.download(path, most, seconds)


def open_account(token: str, api_url: str, transport: Transport) -> Account:
    """An account at the Bot API at `api_url`, such as https://api.telegram.org. Asks nothing of it yet."""
    # The library's debug lines hold the token, and the parameters of every call.
    logging.getLogger("telegram").setLevel(logging.WARNING)
    return Account(token, api_url, transport)
