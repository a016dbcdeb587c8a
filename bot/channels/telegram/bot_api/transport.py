"""HTTP transport for python-telegram-bot on aiohttp, at a quarter of the cost of the stock one.

The address of every call holds the token. Therefore an error that leaves this module carries neither the
address nor the error that aiohttp raised: only its kind, in words of our own.
"""

import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.bot_api.api_errors import RefusedError, checked, parsed

_FAILURES = (aiohttp.ClientError, OSError, RuntimeError, TimeoutError, ValueError)


class NotSentError(NetworkError):
    """The request surely did not reach Telegram: no connection came about."""

    __slots__ = ()


class TooMuchError(NetworkError):
    """There is more of an answer than was asked for."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TransportLimits:
    """Seconds for each phase of a call, connections in all, and the longest answer accepted (bytes)."""

    connect: float = 10.0
    pool: float = 10.0
    read: float = 20.0
    write: float = 20.0
    connections: int = 128
    longest_answer: int = 16 * 1024 * 1024


PIECE = 64 * 1024
"""A download comes in pieces of this many bytes at most."""
_JSON = {"Content-Type": "application/json"}
_USUAL = TransportLimits()


class Transport(BaseRequest):
    """One aiohttp session for `telegram.Bot` and the poller.

    Raises `NotSentError` where nothing reached Telegram, `TimedOut` or `NetworkError` where it may have.
    """

    __slots__ = ("_limits", "_session")

    def __init__(self, limits: TransportLimits = _USUAL) -> None:
        self._limits = limits
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds that an answer may take to begin, and between its pieces."""
        return self._limits.read

    async def initialize(self) -> None:
        """Open the session, once."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._limits.connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "teabreak"},
            )

    async def shutdown(self) -> None:
        """Close the session and every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def rebuild(self) -> None:
        """Throw away every connection and begin with new ones; a call under way fails."""
        await self.shutdown()
        await self.initialize()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; the HTTP status and the body. A refusal is surely Telegram's own, in JSON."""
        timeout = self._timeout(read_timeout, write_timeout, connect_timeout, pool_timeout)
        if request_data is None:
            return await self._request(method, url, timeout)
        if request_data.contains_files:
            return await self._request(method, url, timeout, _form(request_data))
        return await self._request(method, url, timeout, _json(request_data.parameters), _JSON)

    async def post_json(
        self, url: str, parameters: Mapping[str, object], read_timeout: float | None = None
    ) -> tuple[int, bytes]:
        """Post parameters as they are; the status and the body as `do_request` gives them."""
        timeout = self._timeout(read_timeout, None, None, None)
        return await self._request("POST", url, timeout, _json(parameters), _JSON)

    async def _request(
        self,
        method: str,
        url: str,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp's own, one for each phase
        data: bytes | aiohttp.FormData | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        session = self._session
        if session is None:
            raise NotSentError("the transport is closed")
        try:
            async with session.request(
                method, url, data=data, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, checked(response.status, await self._body(response))
        except _FAILURES as error:
            failure = _failure(error)
        # Raised here, not above: there aiohttp's error, with the address in it, would come along.
        raise failure

    async def download(self, url: str, most: int, seconds: float) -> AsyncGenerator[bytes, None]:
        """The pieces of a file, `most` bytes in `seconds` at most. To be closed by whoever breaks off.

        Raises RefusedError where Telegram says no, TooMuchError, TimedOut, NetworkError, NotSentError, FloodWaitError.
        """
        session = self._session
        if session is None:
            raise NotSentError("the transport is closed")
        try:
            limits = self._limits
            timeout = aiohttp.ClientTimeout(
                total=seconds,
                connect=limits.pool + limits.connect,
                sock_connect=limits.connect,
                sock_read=limits.read,
                ceil_threshold=60,
            )
            async with session.get(url, timeout=timeout, allow_redirects=False) as response:
                if response.status != 200:
                    checked(response.status, await self._body(response))
                    raise RefusedError(response.status, "")
                async for piece in response.content.iter_chunked(PIECE):
                    most -= len(piece)
                    if most < 0:
                        response.close()
                        raise TooMuchError("the file is longer than the limit")
                    yield piece
            return
        except _FAILURES as error:
            failure = _failure(error)
        # Raised here, as in `_request`.
        raise failure

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        longest = self._limits.longest_answer
        pieces, size = [], 0
        async for piece in response.content.iter_any():
            size += len(piece)
            if size > longest:
                response.close()
                raise NetworkError("the answer is longer than the limit")
            pieces.append(piece)
        return b"".join(pieces)

    def _timeout(
        self,
        read: object,
        write: object,
        connect: object,
        pool: object,
    ) -> aiohttp.ClientTimeout:
        limits = self._limits
        reading = _or(read, limits.read)
        connecting = _or(connect, limits.connect)
        waiting = _or(pool, limits.pool) + connecting
        total = waiting + _or(write, limits.write) + reading
        return aiohttp.ClientTimeout(
            total=total, connect=waiting, sock_connect=connecting, sock_read=reading, ceil_threshold=60
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """The answer as a dictionary; for anything else a NetworkError, with nothing of the content in it."""
        answer = parsed(payload)
        if answer is None:
            raise NetworkError("the answer is not a JSON object")
        return answer


def _or(given: object, default: float) -> float:
    return float(given) if isinstance(given, int | float) else default


def _json(parameters: Mapping[str, object]) -> bytes:
    return json.dumps(parameters).encode()


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form


def _failure(error: Exception) -> TelegramError:
    kind = type(error).__name__
    if isinstance(error, aiohttp.ConnectionTimeoutError | aiohttp.ClientConnectorError | aiohttp.InvalidURL):
        return NotSentError(f"not sent: {kind}")
    if isinstance(error, TimeoutError):
        return TimedOut(f"no answer in time: {kind}")
    return NetworkError(f"the connection failed: {kind}")
