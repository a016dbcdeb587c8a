"""Sends one message to a mail server and tells the result. The only importer of `aiosmtplib`.

An error is turned into a kind before it leaves: what a server says may repeat an address, or a line of the message.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from bot.issuers.email.submission_email import Ends
from bot.issuers.mail_replies import Step, meaning
from bot.issuers.route import DeliveryError, FailureReason, RetryLater

_Found = TypeVar("_Found")
Security = Literal["starttls", "tls", "none"]

COMMAND_SECONDS = 60.0
"""How long a server may take over one command."""
DATA_SECONDS = 600.0
"""How long it may take over the message, as RFC 5321 section 4.5.3.2 asks."""
ALL_SECONDS = 900.0
GOODBYE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """The operator's mail server."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Leaves out the user and the password."""
        return f"MailServer({self.host}:{self.port}, {self.security})"


@dataclass(frozen=True, slots=True)
class SmtpTimeouts:
    """How long a server may take, in seconds."""

    command: float = COMMAND_SECONDS
    data: float = DATA_SECONDS
    everything: float = ALL_SECONDS


class SmtpClient:
    """Sends messages to a mail server, each over a connection of its own."""

    def __init__(self, server: MailServer, ends: Ends, waits: SmtpTimeouts | None = None) -> None:
        self._server = server
        self._ends = ends
        self._waits = waits or SmtpTimeouts()

    async def post(self, fitting: Callable[[int | None], bytes]) -> None:
        """Hand a message to the server. Once this returns, the server has accepted it.

        `fitting` gives the message for a server that takes so many bytes, None where it does not say; it may raise
        GaveUp. Raises RetryLater or GaveUp, also where it is not known whether the server took it: a second message
        then has the same id.
        """
        await self._talk(partial(self._post, fitting))

    async def room(self) -> int | None:
        """The largest message that the server says it takes, in bytes; None where it does not say.

        Raises RetryLater or GaveUp where it is not there, or does not let the bot in.
        """
        return await self._talk(self._room)

    async def _talk(self, work: Callable[[SMTP], Awaitable[_Found]]) -> _Found:
        """Uses a connection and closes it. Raises every error as its kind."""
        problem: DeliveryError
        client = self._client()
        try:
            async with asyncio.timeout(self._waits.everything):
                await self._meet(client)
                return await work(client)
        except DeliveryError:
            raise
        except (OSError, TimeoutError, SMTPException, ValueError) as error:
            problem = judged(error)
        finally:
            _hang_up(client)
        # Raised out here, it drags along nothing that the server said.
        raise problem

    async def _room(self, client: SMTP) -> int | None:
        room = _size(client)
        await _goodbye(client)
        return room

    async def _post(self, fitting: Callable[[int | None], bytes], client: SMTP) -> None:
        message = await asyncio.to_thread(fitting, _size(client))
        options = [f"SIZE={len(message)}"] if client.supports_extension("size") else []
        await client.mail(self._ends.sender, options=options)
        await client.rcpt(self._ends.to)
        await client.data(message, timeout=self._waits.data)
        # It is taken, whatever becomes of this.
        await _goodbye(client)

    async def _meet(self, client: SMTP) -> None:
        """Connects, starts TLS and logs in. Step by step, so that `_hang_up` can end any of it."""
        await client.connect()
        if self._server.security == "starttls":
            await client.starttls()
        await client.ehlo()
        if self._server.user:
            await client.login(self._server.user, self._server.password)

    def _client(self) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=self._ends.domain,
            timeout=self._waits.command,
            use_tls=server.security == "tls",
            start_tls=False,
            tls_context=ssl.create_default_context(),
        )


async def _goodbye(client: SMTP) -> None:
    with contextlib.suppress(OSError, TimeoutError, SMTPException):
        await client.quit(timeout=GOODBYE_SECONDS)


def _hang_up(client: SMTP) -> None:
    """Closes a connection at once, also where the server is silent."""
    if isinstance(client.transport, asyncio.WriteTransport):
        client.transport.abort()
    client.close()


def _size(client: SMTP) -> int | None:
    """The largest message that the server says it takes, in bytes; None where it does not say, or 0 for any."""
    said = client.esmtp_extensions.get("size", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 and int(said) else None


def judged(error: Exception) -> DeliveryError:
    """What an error of a connection or a server's answer means for a delivery."""
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return RetryLater(FailureReason.insecure)
    if isinstance(error, SMTPResponseException):
        return meaning(error.code, error.message, _step(error))
    if isinstance(error, OSError | TimeoutError):
        return RetryLater(FailureReason.unreachable)
    # Of the library's own: STARTTLS or AUTH was asked for, and the server offers none.
    return RetryLater(FailureReason.insecure)


def _step(error: SMTPResponseException) -> Step:
    match error:
        case SMTPAuthenticationError():
            return Step.login
        case SMTPSenderRefused():
            return Step.sender
        case SMTPRecipientRefused():
            return Step.recipient
        case SMTPDataError():
            return Step.message
    return Step.session
