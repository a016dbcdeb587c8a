"""The HTTP client for issuers' systems. Nothing is taken on trust: not the address, the answer, or the speed.

No redirect is followed, no proxy is used, no cookie is kept, and every failure is a `DeliveryError` of some kind.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TypeVar

import aiohttp
from pydantic import BaseModel, ValidationError
from yarl import URL

from bot.issuers.route import DeliveryError, FailureReason, GaveUp, RetryLater

USER_AGENT = f"Teabreak/{version('teabreak')}"
MOST_ANSWER = 8 * 1024 * 1024
"""Bytes. A page of fifty applications, each with its evidence, is far smaller."""
SOON = 60.0
"""Seconds until a call is made again that may have been taken: by then the other side shows what it has."""
CONNECT_SECONDS = 15.0
SILENCE_SECONDS = 60.0
"""How long the other side may send nothing."""
TOTAL_SECONDS = 120.0
SLOWEST = 32 * 1024
"""Bytes a second that a line carries at least: a large submission may take that much longer."""

_Shape = TypeVar("_Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class HttpCall:
    """What to ask. The address is complete, and written as it goes over the wire."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | aiohttp.FormData | aiohttp.MultipartWriter | None = None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back. The body is read only where the status is 2xx."""

    status: int
    location: str
    body: bytes
    wait: float | None = None
    """Seconds for which the other side asks to be left alone; None where it does not ask."""
    too_long: bool = False
    """The body was longer than was allowed, and is empty here."""

    def shaped(self, shape: type[_Shape]) -> _Shape:
        """The body as a model. Raises RetryLater where it is none."""
        try:
            return shape.model_validate_json(self.body)
        except ValidationError:
            pass
        # Raised out here, it drags nothing of the body along.
        raise RetryLater(FailureReason.unreachable, SOON)


async def ask(call: HttpCall, tls: ssl.SSLContext | bool = True, now: Callable[[], float] = time.time) -> HttpResponse:
    """Make one call that has to succeed. `now` is Unix time.

    Raises RetryLater where nothing is certain, and GaveUp where the other side says no.
    """
    answer = await send(call, tls, now, wait=SOON)
    problem = RetryLater(FailureReason.unreachable, SOON) if answer.too_long else refusal(answer)
    if problem is not None:
        raise problem
    return answer


async def send(
    call: HttpCall,
    tls: ssl.SSLContext | bool = True,
    now: Callable[[], float] = time.time,
    patience: float = 1.0,
    most_answer: int | None = None,
    wait: float | None = None,
) -> HttpResponse:
    """Make one call and give back whatever is answered. `now` is Unix time.

    `patience` stretches all time limits. `most_answer` is how many bytes of a body are read, `MOST_ANSWER` if None.
    Raises RetryLater where no answer came, to be tried after `wait`; it names the kind of failure, and no address.
    """
    try:
        body = call.body() if isinstance(call.body, aiohttp.FormData) else call.body
        size = len(body) if isinstance(body, bytes) else getattr(body, "size", None) or 0
        async with (
            _session((TOTAL_SECONDS + size / SLOWEST) * patience, patience) as session,
            session.request(
                call.method,
                URL(call.url, encoded=True),
                headers=call.headers,
                data=body,
                allow_redirects=False,
                ssl=tls,
            ) as response,
        ):
            read = await _body(response, MOST_ANSWER if most_answer is None else most_answer)
            asked = wait_asked(response.headers.get("Retry-After"), now())
            location = response.headers.get("Location", "")
            return HttpResponse(response.status, location, read or b"", asked, too_long=read is None)
    except (aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError):
        reason = FailureReason.insecure
    except (aiohttp.ClientError, TimeoutError, OSError, asyncio.IncompleteReadError, ValueError):
        reason = FailureReason.unreachable
    # Raised out here, it drags no address and no words along.
    raise RetryLater(reason, wait)


def _session(total: float, patience: float) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(
            total=total,
            sock_connect=CONNECT_SECONDS * patience,
            sock_read=SILENCE_SECONDS * patience,
        ),
        # A compressed body may be far longer than it looks.
        auto_decompress=False,
        trust_env=False,
        headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"},
    )


async def _body(response: aiohttp.ClientResponse, most: int) -> bytes | None:
    """The body of a success; None where it is too long. Of a refusal only the status counts, so nothing is read."""
    if response.status // 100 != 2:
        return b""
    read = bytearray()
    async for piece in response.content.iter_any():
        read += piece
        if len(read) > most:
            return None
    return bytes(read)


def refusal(answer: HttpResponse) -> DeliveryError | None:
    """What a status means for a delivery; None for a success.

    A redirect is a refusal: evidence goes to the address that the operator wrote down, and to no other.
    """
    if answer.status // 100 == 2:
        return None
    if answer.status in (401, 403):
        return GaveUp(FailureReason.not_allowed)
    if answer.status in (408, 409, 425, 429) or answer.status >= 500:
        return RetryLater(FailureReason.unreachable, SOON if answer.wait is None else answer.wait)
    return GaveUp(FailureReason.refused)


def wait_asked(retry_after: str | None, now: float) -> float | None:
    """Seconds for which `Retry-After` asks, as a number or as a date (RFC 9110 section 10.2.3). `now` is Unix time.

    None where it is missing or makes no sense. Whoever waits sets a bound.
    """
    asked = (retry_after or "").strip()
    if len(asked) > 64:
        return None
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
        return max(0.0, (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, OverflowError):
        return None
