"""A mail server on this machine for the tests: aiosmtpd, with certificates of its own and faults on demand."""

import asyncio
import logging
import ssl
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

# It writes whole messages into its log, which would be taken for ours.
logging.getLogger("mail.log").propagate = False

USER, PASSWORD = "bot", "correct-horse"


@dataclass
class FakeSmtp:
    """What came in, and what the server is to do about it."""

    port: int = 0
    sender: str = ""
    recipient: str = ""
    data: str = "250 taken"
    """The answers to MAIL, RCPT and DATA; an empty one is aiosmtpd's own."""
    drops: bool = False
    """Keep the message, and cut the line instead of answering."""
    silent: bool = False
    """Keep the message, and never answer."""
    messages: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str | None, tuple[str, ...]]] = field(default_factory=list)
    private: list[bool] = field(default_factory=list)
    """Whether each message came over TLS."""
    came: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by each message that is taken."""
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """MAIL FROM."""
        if self.sender:
            return self.sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """RCPT TO."""
        if self.recipient:
            return self.recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """The message is here."""
        assert isinstance(envelope.content, bytes)
        if self.data.startswith("250"):
            self.messages.append(envelope.content)
            self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))
            self.private.append(server.transport.get_extra_info("sslcontext") is not None)
            self.came.set()
        if self.drops:
            server.transport.abort()
        if self.silent:
            await self.stop.wait()
        return self.data


@dataclass(frozen=True)
class SmtpCertificates:
    """A certificate authority's file, and a server's context with a certificate of it."""

    authority: Path
    context: ssl.SSLContext


def papers(folder: Path, name: str = "localhost") -> SmtpCertificates:
    """A new authority, and a certificate of it for a name."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    file = folder / f"{name}.pem"
    authority.cert_pem.write_to_path(str(file))
    return SmtpCertificates(file, context)


def _logs_in(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@asynccontextmanager
async def keeping(
    house: FakeSmtp,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    login: bool = False,
    size: int | None = 33_554_432,
) -> AsyncIterator[FakeSmtp]:
    """The house is open on a port of its own until the block ends."""
    loop = asyncio.get_running_loop()

    def session() -> SMTP:
        with warnings.catch_warnings():
            # It does not see that TLS from the start is TLS.
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                house,
                hostname="localhost",
                data_size_limit=size,
                tls_context=starttls,
                require_starttls=starttls is not None,
                authenticator=_logs_in if login else None,
                auth_required=login,
                auth_require_tls=login and tls is None,
                loop=loop,
            )

    make: Callable[[], asyncio.BaseProtocol] = session
    server = await loop.create_server(make, "127.0.0.1", 0, ssl=tls)
    house.port = server.sockets[0].getsockname()[1]
    try:
        yield house
    finally:
        house.stop.set()
        server.close()
        await server.wait_closed()
