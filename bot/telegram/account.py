"""The bot's own account: `telegram.Bot` that keeps its token to itself."""

import logging

from telegram import Bot
from telegram.error import InvalidToken

from bot.telegram.transport import Transport


class BadTokenError(Exception):
    """Telegram does not know this token. Trying again will not help."""


class Account(Bot):
    """`telegram.Bot` whose representation and errors do not name the token."""

    __slots__ = ()

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


def open_account(token: str, api_url: str, transport: Transport) -> Account:
    """An account at the Bot API at `api_url`, such as https://api.telegram.org. Asks nothing of it yet."""
    # The library's debug lines hold the token, and the parameters of every call.
    logging.getLogger("telegram").setLevel(logging.WARNING)
    base = api_url.rstrip("/")
    return Account(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=transport,
        get_updates_request=transport,
    )
