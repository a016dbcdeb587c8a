"""HTTP client for addresses that users supply. It connects to public https addresses only.

The name is looked up once. Its public addresses alone are connected to, and each socket is judged once more by the
number that it is for: what name servers say a moment later changes nothing. Every redirect begins at the start again.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.awards.check_errors import CouldNotCheck
from bot.awards.web.public_addresses import PORT, PublicAddress, is_public, place
from bot.awards.web.quota import CheckQuota
from flows.model.attachments.award_check import AwardDoubt

USER_AGENT = f"Teabreak/{version('teabreak')} (checks Open Badges)"
ACCEPT = (
    "application/vc+ld+json, application/vc+jwt, application/jwt, application/ld+json, application/json;q=0.9, "
    "image/png;q=0.5, image/svg+xml;q=0.5"
)
MOST_BYTES = 2 * 1024 * 1024
"""Bytes of a body that are read."""
MOST_REDIRECTS = 3
SECONDS = 10.0
"""From the first look-up to the last byte, redirects and all."""
SILENCE_SECONDS = 5.0
AT_ONCE = 8
_MOST_ADDRESSES = 4
_REDIRECTS = frozenset([301, 302, 303, 307, 308])

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""From a name to its addresses, as text. Raises OSError."""
Sockets = Callable[[aiohttp.AddrInfoType], socket.socket]
Tls = ssl.SSLContext | bool


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What an address holds. `url` is where it was found in the end."""

    url: str
    status: int
    body: bytes


class Fetcher:
    """Opens public https addresses, within limits of time, size and number."""

    def __init__(
        self,
        lookup: Lookup | None = None,
        sockets: Sockets | None = None,
        tls: Tls = True,
        now: Callable[[], float] = time.monotonic,
        patience: float = 1.0,
    ) -> None:
        """Without `lookup` and `sockets` it uses the system's. `patience` stretches all limits of time."""
        # Its own threads: a name server that never answers must hold up nothing but other look-ups.
        self._threads = ThreadPoolExecutor(4, "award-names") if lookup is None else None
        self._lookup = lookup or self._system_lookup
        self._sockets = sockets or _socket
        self._tls = tls
        self._patience = patience
        self._allowance = CheckQuota(now)
        self._places = asyncio.Semaphore(AT_ONCE)

    def close(self) -> None:
        """Lets go of the threads, without waiting for them."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)

    async def page(self, address: str) -> FetchedPage:
        """Opens an address. Raises CouldNotCheck with the kind of what went wrong, and no word of the address."""
        try:
            async with self._places, asyncio.timeout(SECONDS * self._patience):
                return await self._followed(address)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, asyncio.IncompleteReadError):
            pass
        # Raised outside the handler: its traceback holds no address.
        raise CouldNotCheck(AwardDoubt.unreachable)

    async def _followed(self, address: str) -> FetchedPage:
        for _ in range(MOST_REDIRECTS + 1):
            at = place(address)
            if at is None:
                raise CouldNotCheck(AwardDoubt.address)
            if not self._allowance.take(at.host):
                raise CouldNotCheck(AwardDoubt.busy)
            answer = await self._opened(at)
            if isinstance(answer, FetchedPage):
                return answer
            address = answer
        raise CouldNotCheck(AwardDoubt.unreachable)

    async def _opened(self, at: PublicAddress) -> FetchedPage | str:
        """What stands there, or where it sends one on to."""
        addresses = await self._public(at.host)
        connector = aiohttp.TCPConnector(
            resolver=_Known(at.host, addresses),
            use_dns_cache=False,
            socket_factory=self._checked,
            force_close=True,
            limit=1,
        )
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=SILENCE_SECONDS * self._patience, sock_read=SILENCE_SECONDS * self._patience
        )
        async with (
            aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                timeout=timeout,
                auto_decompress=False,
                headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "identity"},
            ) as session,
            session.get(at.url, allow_redirects=False, ssl=self._tls) as answer,
        ):
            if answer.status in _REDIRECTS:
                return str(at.url.join(URL(answer.headers.get("Location", ""))))
            return FetchedPage(str(at.url), answer.status, await _body(answer))

    async def _public(self, host: str) -> tuple[str, ...]:
        found = await self._lookup(host)
        public = tuple(dict.fromkeys(address for address in found if is_public(address)))[:_MOST_ADDRESSES]
        if found and not public:
            raise CouldNotCheck(AwardDoubt.address)
        return public

    def _checked(self, info: aiohttp.AddrInfoType) -> socket.socket:
        """A socket for an address, judged by the very number that will be connected to."""
        address, port = info[4][:2]
        if not is_public(str(address)) or port != PORT:
            raise OSError("an address that is never opened")
        return self._sockets(info)

    async def _system_lookup(self, host: str) -> Sequence[str]:
        ask = asyncio.get_running_loop().run_in_executor
        found = await ask(self._threads, lambda: socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM))
        return [str(info[4][0]) for info in found]


class _Known(AbstractResolver):
    """Knows one name, and the addresses that were found for it."""

    def __init__(self, host: str, addresses: Sequence[str]) -> None:
        self._host = host
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        if host != self._host or not self._addresses:
            raise OSError("a name that was not looked up")
        return [_result(host, port, address) for address in self._addresses]

    async def close(self) -> None:
        """Nothing is open."""


def _result(host: str, port: int, address: str) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=socket.AF_INET6 if ":" in address else socket.AF_INET,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )


def _socket(info: aiohttp.AddrInfoType) -> socket.socket:
    return socket.socket(info[0], info[1], info[2])


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    """The body as it came over the wire. Raises CouldNotCheck for one that is packed, or too long."""
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise CouldNotCheck(AwardDoubt.no_award)
    if (answer.content_length or 0) > MOST_BYTES:
        raise CouldNotCheck(AwardDoubt.too_large)
    read = bytearray()
    async for piece in answer.content.iter_any():
        read += piece
        if len(read) > MOST_BYTES:
            raise CouldNotCheck(AwardDoubt.too_large)
    return bytes(read)
