"""HTTP client for issuers' systems: limited answers, no redirects, classified failures."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import aiohttp
from aiohttp import ClientTimeout, FormData
from pydantic import BaseModel, ValidationError
from yarl import URL

from bot.issuers.route import DeliveryError, FailureReason, GaveUp, RetryLater

MOST_ANSWER = 8 * 1024 * 1024
"""Bytes. A page of fifty applications, each with its evidence, is far smaller."""
SOON = 60.0
"""Seconds until a call is made again that may have been taken: by then the other side shows what it has."""
LONGEST_WAIT = 3600.0
"""Seconds. A side that asks for more is asked again after this."""
_TIMEOUT = ClientTimeout(total=90, sock_connect=15)

_Shape = TypeVar("_Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class HttpCall:
    """What to ask. The address is complete, and written as it goes over the wire."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | FormData | None = None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back from a call that the other side carried out."""

    status: int
    location: str
    body: bytes

    def shaped(self, shape: type[_Shape]) -> _Shape:
        """The body as a thing of that shape. Raises RetryLater for anything else."""
        try:
            return shape.model_validate_json(self.body)
        except ValidationError:
            pass
        # Raised outside the handler: its traceback holds nothing of the body.
        raise RetryLater(FailureReason.unreachable, SOON)


async def ask(call: HttpCall, tls: ssl.SSLContext | bool = True) -> HttpResponse:
    """Make one call. Raises RetryLater where nothing is certain, and GaveUp where the other side says no."""
    reason: RetryLater | None = None
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=False) as session:
            return await _asked(session, call, tls)
    except (aiohttp.ClientError, TimeoutError, OSError, asyncio.IncompleteReadError, ValueError):
        reason = RetryLater(FailureReason.unreachable, SOON)
    # Raised outside the handler: its traceback holds no address.
    raise reason


async def _asked(session: aiohttp.ClientSession, call: HttpCall, tls: ssl.SSLContext | bool) -> HttpResponse:
    asked = session.request(
        call.method,
        URL(call.url, encoded=True),
        headers={"Accept": "application/json", "Accept-Encoding": "identity", **call.headers},
        data=call.body,
        allow_redirects=False,
        ssl=tls,
    )
    async with asked as answer:
        problem = refusal(answer.status, answer.headers.get("Retry-After", ""))
        if problem is not None:
            raise problem
        return HttpResponse(answer.status, answer.headers.get("Location", ""), await _body(answer))


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    read = bytearray()
    async for block in answer.content.iter_chunked(64 * 1024):
        read += block
        if len(read) > MOST_ANSWER:
            raise RetryLater(FailureReason.unreachable, SOON)
    return bytes(read)


def refusal(status: int, retry_after: str = "") -> DeliveryError | None:
    """What a status means for a delivery; None for one that says yes.

    A redirect is a no: evidence goes to the address that the operator wrote down, and to no other.
    """
    if 200 <= status < 300:
        return None
    if status in (401, 403):
        return GaveUp(FailureReason.not_allowed)
    if status in (408, 409, 425, 429) or status >= 500:
        return RetryLater(FailureReason.unreachable, _seconds(retry_after))
    return GaveUp(FailureReason.refused)


def _seconds(retry_after: str) -> float:
    """How long the other side asks to be left alone. A date instead of seconds counts as no wish."""
    wish = retry_after.strip()
    return min(LONGEST_WAIT, float(wish)) if wish.isascii() and wish.isdigit() and len(wish) < 10 else SOON
