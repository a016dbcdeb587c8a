"""Uploads a submission by one POST, with limits on time, answer and address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import aiohttp

from bot.issuers.route import FailureReason, RetryLater

USER_AGENT = f"Teabreak/{version('teabreak')}"
MOST_ANSWER = 64 * 1024
"""Bytes of an answer that are read."""
CONNECT_SECONDS = 15.0
SILENCE_SECONDS = 60.0
"""How long the other side may say nothing."""
TOTAL_SECONDS = 120.0
SLOWEST = 32 * 1024
"""Bytes a second that a line carries at least: so much longer may a large submission take."""


@dataclass(frozen=True, slots=True)
class UploadResponse:
    """What came back. `body` is empty where it was too long to be meant for us."""

    status: int
    body: bytes
    retry_after: str | None


async def post(
    url: str, headers: Mapping[str, str], body: bytes | aiohttp.MultipartWriter, patience: float = 1.0
) -> UploadResponse:
    """Posts once, follows no redirect, uses no proxy, and reads little. `patience` makes all limits of time longer.

    Raises RetryLater where no answer came, and says nothing of why but its kind.
    """
    try:
        return await _posted(url, headers, body, patience)
    except (aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError):
        reason = FailureReason.insecure
    except (aiohttp.ClientError, TimeoutError, OSError):
        reason = FailureReason.unreachable
    # Raised outside the handler: its traceback holds no address and no words.
    raise RetryLater(reason)


async def _posted(
    url: str, headers: Mapping[str, str], body: bytes | aiohttp.MultipartWriter, patience: float
) -> UploadResponse:
    size = len(body) if isinstance(body, bytes) else body.size or 0
    timeout = aiohttp.ClientTimeout(
        total=(TOTAL_SECONDS + size / SLOWEST) * patience,
        sock_connect=CONNECT_SECONDS * patience,
        sock_read=SILENCE_SECONDS * patience,
    )
    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=timeout,
            # What is compressed may be longer than it looks.
            auto_decompress=False,
            headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"},
        ) as session,
        session.post(url, data=body, headers=headers, allow_redirects=False) as response,
    ):
        return UploadResponse(response.status, await _read(response), response.headers.get("Retry-After"))


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The answer's body. Only that of an acceptance is looked at, so that no other has to be waited for."""
    if response.status // 100 != 2:
        return b""
    read = bytearray()
    async for piece in response.content.iter_any():
        read += piece
        if len(read) > MOST_ANSWER:
            return b""
    return bytes(read)


def wait_asked(retry_after: str | None, now: float) -> float | None:
    """Seconds for which `Retry-After` asks, as a number or as a date (RFC 9110 section 10.2.3). `now` is Unix time."""
    if retry_after is None or len(retry_after) > 64:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        until = parsedate_to_datetime(retry_after)
        return max(0.0, (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, OverflowError):
        return None
