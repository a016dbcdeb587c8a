"""Issuers' systems on loopback: the one that the contract's page shows, and ones that say whatever a test wants."""

import asyncio
import base64
import os
import re
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "bot" / "issuers" / "contract" / "README.md"
"""What an issuer's developer reads."""
SECRET = "whsec_" + base64.b64encode(b"a secret for tests, 32 bytes ok!").decode()
OLD_SECRET = "whsec_" + base64.b64encode(b"what it was before the change-ov").decode()


def example() -> str:
    """The receiver that stands on the contract's page, as it stands there."""
    return program("class Receiver")


def program(holds: str) -> str:
    """The one program on the contract's page that holds these words, as it stands there."""
    every = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = (one for one in every if holds in one)
    return str(found)


@contextmanager
def receiver(secret: str = SECRET) -> Iterator[str]:
    """The receiver of the contract's page in a process of its own; its address."""
    # Its own line starts it on a port that is named, and a test wants any that is free.
    start = 'server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)\nprint(server.server_port, flush=True)\n'
    program = example().replace('__name__ == "__main__"', "False") + start + "server.serve_forever()\n"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        env={"WEBHOOK_SECRET": secret, "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
    finally:
        process.kill()
        process.communicate()


@dataclass
class Request:
    """What came: its first line, its headers by their names in small letters, its body."""

    line: str
    headers: dict[str, str]
    body: bytes


def answer(status: int, body: bytes = b"", *headers: str) -> bytes:
    """An answer as it goes over the line."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


ACCEPTED = answer(201, b'{"reference": "CASE-7"}')

Behaviour = bytes | Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class FakeIssuerSystem:
    """An issuer's system that does what it is told. It keeps all that came."""

    says: list[Behaviour] = field(default_factory=list)
    """What comes of the next requests: bytes to answer with, or something to do. After that, it accepts."""
    got: list[Request] = field(default_factory=list)
    came: asyncio.Condition = field(default_factory=asyncio.Condition)
    url: str = ""

    async def requests(self, count: int, within: float = 10.0) -> None:
        """Waits until so many requests were read whole."""
        async with asyncio.timeout(within), self.came:
            await self.came.wait_for(lambda: len(self.got) >= count)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reads one request and answers it."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            says = self.says.pop(0) if self.says else ACCEPTED
            body = await reader.readexactly(int(headers["content-length"]))
            async with self.came:
                self.got.append(Request(head[0], headers, body))
                self.came.notify_all()
            if isinstance(says, bytes):
                writer.write(says)
                await writer.drain()
            else:
                await says(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def system(*says: Behaviour, tls: ssl.SSLContext | None = None) -> AsyncIterator[FakeIssuerSystem]:
    """A system on any free port, until the block ends."""
    made = FakeIssuerSystem(list(says))
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    made.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}/submissions"
    try:
        yield made
    finally:
        server.close()
