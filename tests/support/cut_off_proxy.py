"""A proxy before a PostgreSQL server that cuts connections off at a chosen moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_COMMIT = b"COMMIT;\0"


class CutOffProxy:
    """Passes bytes on, until it is told otherwise."""

    def __init__(self, port: int) -> None:
        self.server_port = port
        self._writers: list[asyncio.StreamWriter] = []
        self._commits: str = ""
        self._closed = False
        self._flows = asyncio.Event()
        self._flows.set()
        self.port = 0

    def cut_at_commit(self, *, arrives: bool) -> None:
        """Cuts every connection at the next COMMIT: before its answer, or before it arrives."""
        self._commits = "arrives" if arrives else "lost"

    def freeze(self) -> None:
        """Passes nothing on, and tells nobody."""
        self._flows.clear()

    def thaw(self) -> None:
        """Passes on what has come meanwhile, and what comes."""
        self._flows.set()

    def cut(self) -> None:
        """Cuts every connection now."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    def close(self) -> None:
        """Cuts every connection, and lets no new one through."""
        self._closed = True
        self.cut()

    def open_again(self) -> None:
        """Lets new connections through."""
        self._closed = False

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._closed:
            writer.transport.abort()
            return
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        self._writers += [writer, server_writer]
        with suppress(OSError):
            await asyncio.gather(self._to_server(reader, server_writer), self._back(server_reader, writer))

    async def _to_server(self, reader: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            if _COMMIT in data and self._commits == "lost":
                self._commits = ""
                self.cut()
                return
            if _COMMIT in data and self._commits == "arrives":
                self._commits = "answer"
            await self._flows.wait()
            server.write(data)
            await server.drain()
        server.close()

    async def _back(self, server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await server.read(65_536):
            if self._commits == "answer":
                self._commits = ""
                self.cut()
                return
            await self._flows.wait()
            writer.write(data)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def cut_off_proxy(port: int) -> AsyncIterator[CutOffProxy]:
    """A proxy before the server on a port of loopback."""
    proxy = CutOffProxy(port)
    listening = await asyncio.start_server(proxy._serve, "127.0.0.1", 0)
    proxy.port = listening.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        proxy.cut()
        listening.close()
