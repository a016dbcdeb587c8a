"""What `teabreak doctor` looks at over the network: token, clock, and the systems that submissions go to."""

import asyncio
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

from bot.issuers.registry import check, chosen
from bot.issuers.route_context import RouteContext, RouteNotReady
from bot.media.store import MediaStore
from bot.operator.diagnosis import Diagnosis, broken, good, look
from bot.operator.local_checks import age
from bot.settings.settings import Settings
from bot.storage.kept_files.media_locations import media_place
from criteria.file_problem import LibraryError
from criteria.library import Library
from criteria.model import Issuer
from criteria.reader import read
from criteria.routes import SECTIONS

SECONDS = 10.0
SKEW_SECONDS = 30.0
"""How far our clock may be from Telegram's, which tells whole seconds."""
_DAY = 86_400
_RENEW = "renew the certificate, or tell whoever runs that server"


async def telegram(settings: Settings) -> tuple[Diagnosis, ...]:
    """The token, as Telegram knows it, and our clock beside Telegram's."""
    if settings.token is None:
        return (good("token", "none is set: `teabreak run` starts the local chat"),)
    address = f"{settings.api_url}/bot{settings.token.get_secret_value()}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
            session.get(address) as response,
        ):
            status, date, now = response.status, response.headers.get("Date", ""), time.time()
    except (aiohttp.ClientError, TimeoutError, OSError):
        # The error's text would show the address, and so the token.
        return (broken("token", f"{settings.api_url} is not reached", "look at the network, and at TEABREAK_API_URL"),)
    return (_token(status), *_clock(date, now))


def _token(status: int) -> Diagnosis:
    if status in {401, 404}:
        return broken("token", "Telegram does not know it", "put the token from @BotFather in its file, whole")
    if status != 200:
        return look("token", f"Telegram answered {status}", "try again; if it goes on, look at Telegram's own news")
    return good("token", "Telegram knows it")


def _clock(date: str, now: float) -> Iterator[Diagnosis]:
    try:
        skew = now - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return
    if abs(skew) >= SKEW_SECONDS:
        ahead = "ahead of" if skew > 0 else "behind"
        said = f"this machine is {abs(skew):.0f} seconds {ahead} Telegram's servers"
        yield look("clock", said, "turn on the time service: timedatectl set-ntp true")
    else:
        yield good("clock", "agrees with Telegram's servers")


async def issuers(settings: Settings) -> tuple[Diagnosis, ...]:
    """Every route that is taken: set up, reached, and with a certificate that lasts."""
    try:
        library = await asyncio.to_thread(read, settings.criteria)
    except LibraryError as error:
        return (broken("badges", str(error), "run teabreak check, and mend the files"),)
    try:
        check(library, RouteContext(settings, MediaStore(media_place(settings.data), 1).kept))
        found = [good("routes", "all settings that they need are there")]
    except RouteNotReady as error:
        found = [broken("routes", line, "set it") for line in error.missing]
    looks = list(_looks(settings, library))
    return (*found, *await asyncio.gather(*(asyncio.to_thread(one) for one in looks)))


def _looks(settings: Settings, library: Library) -> Iterator[Callable[[], Diagnosis]]:
    mailed = False
    if settings.webhook_url is not None:
        yield _Server("webhook", settings.webhook_url)
    for issuer in library.issuers:
        section = SECTIONS.get(chosen(issuer, settings))
        mailed = mailed or section == "email"
        url = _url(issuer, section)
        if url is not None:
            yield _Server(f"issuer {issuer.id}", url)
    if mailed and settings.smtp_host:
        yield _Mail(settings)


def _url(issuer: Issuer, section: str | None) -> str | None:
    found = getattr(getattr(issuer, section, None), "url", None) if section else None
    return None if found is None else str(found)


class _Server:
    """A look at a server by HTTPS: reached, and until when its certificate lasts. Sends no request."""

    def __init__(self, subject: str, url: str) -> None:
        self._subject, self._url = subject, url

    def __call__(self) -> Diagnosis:
        parts = urlsplit(self._url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        return asyncio.run(self._look(host, port, secure=parts.scheme == "https"))

    async def _look(self, host: str, port: int, *, secure: bool) -> Diagnosis:
        context = ssl.create_default_context() if secure else None
        try:
            async with asyncio.timeout(SECONDS):
                _, writer = await asyncio.open_connection(host, port, ssl=context)
        except ssl.SSLCertVerificationError as error:
            return broken(self._subject, f"{host}: its certificate is not right ({error.verify_message})", _RENEW)
        except (OSError, TimeoutError):
            return look(self._subject, f"{host}:{port} is not reached", "look at the network, and ask the issuer")
        certificate = writer.get_extra_info("peercert")
        writer.close()
        return _lasting(self._subject, host, certificate)


class _Mail:
    """A look at the mail server: reached, and until when its certificate lasts. Sends nothing and does not log in."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self) -> Diagnosis:
        host, security = self._settings.smtp_host, self._settings.smtp_security
        port = self._settings.smtp_port or {"starttls": 587, "tls": 465, "none": 25}[security]
        context, certificate = ssl.create_default_context(), None
        try:
            if security == "tls":
                client: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
            else:
                client = smtplib.SMTP(host, port, timeout=SECONDS)
            with client:
                if security == "starttls":
                    client.starttls(context=context)
                certificate = client.sock.getpeercert() if isinstance(client.sock, ssl.SSLSocket) else None
        except ssl.SSLCertVerificationError as error:
            return broken("mail server", f"its certificate is not right ({error.verify_message})", _RENEW)
        except (OSError, smtplib.SMTPException):
            fix = "look at TEABREAK_SMTP_HOST, TEABREAK_SMTP_PORT and TEABREAK_SMTP_SECURITY, and at the network"
            return broken("mail server", f"{host}:{port} is not reached, or not kept private", fix)
        return _lasting("mail server", host, certificate)


def _lasting(subject: str, host: str, certificate: object) -> Diagnosis:
    if not isinstance(certificate, dict) or "notAfter" not in certificate:
        return good(subject, f"{host} is reached")
    days = (ssl.cert_time_to_seconds(str(certificate["notAfter"])) - time.time()) / _DAY
    found = age(subject, days, _RENEW)
    return Diagnosis(found.severity, found.subject, f"{host} is reached; its certificate {found.said}", found.fix)
