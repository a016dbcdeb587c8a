"""Connections of strangers: how many there may be, and how long each may take to say what it wants."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import cast

from bot.system.counted_log import CountedLog

MOST = 256
"""Connections at a time. A descriptor each: a process has a thousand, and needs some for its own work."""
MOST_OF_A_PEER = 128
"""Connections of one address; behind a proxy, all come from there."""
HEAD_SECONDS = 5.0
"""How long a request's first line and headers may take to arrive, also those of the next request."""


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
        # In the order in which they began to wait: the time at which each is ended, the connection, and its peer.
        self._waiting: dict[int, tuple[asyncio.TimerHandle, asyncio.Transport, str]] = {}

    def __call__(self, inner: Callable[[], asyncio.Protocol]) -> asyncio.Protocol:
        """A protocol for one connection, around the one that speaks HTTP."""
        return _Gate(self, inner())

    def opened(self, peer: str) -> bool:
        """Whether one more connection of this address is taken.

        Where there are too many, one that has not said what it wants gives way, the one that has waited longest.
        """
        full, full_of_peer = self._peers.total() >= self._most, self._peers[peer] >= self._most_of_a_peer
        if (full or full_of_peer) and not self._make_room(peer if full_of_peer else None):
            self._log.count("connection_refused", reason="too many")
            return False
        self._peers[peer] += 1
        return True

    def _make_room(self, peer: str | None) -> bool:
        waiting = (one for _, one, its in self._waiting.values() if peer is None or its == peer)
        longest = next(waiting, None)
        if longest is None:
            return False
        self.settle(longest)
        self._log.count("connection_ended", reason="too many")
        longest.abort()
        return True

    def closed(self, peer: str) -> None:
        """A connection that was taken is over."""
        self._peers[peer] -= 1
        if self._peers[peer] <= 0:
            del self._peers[peer]

    def expect(self, transport: asyncio.BaseTransport | None) -> None:
        """From now on, a request's head is to arrive: the first one's, or the next one's once one is answered."""
        self.settle(transport)
        if not isinstance(transport, asyncio.Transport) or transport.is_closing():
            return
        ends = asyncio.get_running_loop().call_later(self._head_seconds, self._too_slow, transport)
        self._waiting[id(transport)] = (ends, transport, peer_of(transport))

    def settle(self, transport: object) -> None:
        """A head has arrived, or the connection is over."""
        waited = self._waiting.pop(id(transport), None)
        if waited is not None:
            waited[0].cancel()

    def _too_slow(self, transport: asyncio.Transport) -> None:
        self._waiting.pop(id(transport), None)
        self._log.count("connection_ended", reason="slow head")
        transport.abort()


def peer_of(transport: asyncio.BaseTransport) -> str:
    """The address at the other end of a connection."""
    name = transport.get_extra_info("peername")
    return str(name[0]) if name else ""


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
        peer = peer_of(made)
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
