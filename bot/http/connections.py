"""Connections of strangers: how many there may be, and how long each may take to say what it wants."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import cast

from bot.counted_log import CountedLog

MOST = 256
"""Connections at a time. A descriptor each: a process has a thousand, and needs some for its own work."""
MOST_OF_A_PEER = 128
"""Connections of one address; behind a proxy, all come from there."""
HEAD_SECONDS = 5.0
"""How long a request's first line and headers may take to arrive."""


class Connections:
    """Counts connections, and ends those that are too many or that do not get to the point."""

    def __init__(
        self,
        log: CountedLog,
        most: int = MOST,
        most_of_a_peer: int = MOST_OF_A_PEER,
        head_seconds: float = HEAD_SECONDS,
    ) -> None:
        self._log = log
        self._most = most
        self._most_of_a_peer = most_of_a_peer
        self._head_seconds = head_seconds
        self._peers: Counter[str] = Counter()
        self._waiting: dict[int, asyncio.TimerHandle] = {}

    def __call__(self, inner: Callable[[], asyncio.Protocol]) -> asyncio.Protocol:
        """A protocol for one connection, around the one that speaks HTTP."""
        return _Gate(self, inner())

    def opened(self, peer: str) -> bool:
        """Whether one more connection of this address is taken."""
        if self._peers.total() >= self._most or self._peers[peer] >= self._most_of_a_peer:
            self._log.count("connection_refused", reason="too many")
            return False
        self._peers[peer] += 1
        return True

    def closed(self, peer: str) -> None:
        """A connection that was taken is over."""
        self._peers[peer] -= 1
        if self._peers[peer] <= 0:
            del self._peers[peer]

    def expect(self, transport: asyncio.Transport) -> None:
        """From now on, a request's head is to arrive."""
        self.settle(transport)
        loop = asyncio.get_running_loop()
        self._waiting[id(transport)] = loop.call_later(self._head_seconds, self._too_slow, transport)

    def settle(self, transport: object) -> None:
        """A head has arrived, or the connection is over."""
        handle = self._waiting.pop(id(transport), None)
        if handle is not None:
            handle.cancel()

    def _too_slow(self, transport: asyncio.Transport) -> None:
        self._waiting.pop(id(transport), None)
        self._log.count("connection_ended", reason="slow head")
        transport.abort()


class _Gate(asyncio.Protocol):
    """Passes everything on to the protocol inside, once the connection is taken."""

    def __init__(self, connections: Connections, inner: asyncio.Protocol) -> None:
        self._connections = connections
        self._inner = inner
        self._peer: str | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes the connection, or ends it."""
        made = cast("asyncio.Transport", transport)
        name = made.get_extra_info("peername")
        peer = str(name[0]) if name else ""
        if not self._connections.opened(peer):
            made.abort()
            return
        self._peer, self._transport = peer, made
        self._inner.connection_made(made)
        self._connections.expect(made)

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._transport is not None:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """The other side says no more."""
        return self._inner.eof_received() if self._transport is not None else None

    def pause_writing(self) -> None:
        """The other side does not read."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """It reads again."""
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if self._transport is None or self._peer is None:
            return
        self._connections.settle(self._transport)
        self._connections.closed(self._peer)
        self._inner.connection_lost(exc)
