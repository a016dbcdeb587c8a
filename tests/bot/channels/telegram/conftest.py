"""A sandbox, a bot that talks to it, and time that does not wait."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.bot_api.account import Account, open_account
from bot.channels.telegram.bot_api.transport import Transport
from bot.playground.telegram import Sandbox
from tests.bot.channels.telegram.equipment import Page, SwiftTime


@pytest.fixture
def swift() -> SwiftTime:
    """Time that does not wait."""
    return SwiftTime()


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    """The bot's connections."""
    opened = Transport()
    await opened.initialize()
    yield opened
    await opened.shutdown()


@pytest.fixture
async def bot(sandbox: Sandbox, transport: Transport) -> Account:
    """The bot's account, introduced to the sandbox."""
    account = open_account(sandbox.token, sandbox.api_url, transport)
    await account.initialize()
    return account


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """Starts servers that give one answer, byte for byte, to whatever they are asked, and then hang up."""
    servers: list[asyncio.Server] = []

    async def serve(answer: bytes) -> str:
        async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(reply, "127.0.0.1", 0)
        servers.append(server)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    yield serve
    for server in servers:
        server.close()
        await server.wait_closed()
