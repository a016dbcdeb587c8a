"""The loopback HTTP server for the Bot API and the chat page."""

import asyncio
from typing import Protocol
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage
from aiohttp.streams import StreamReader

from bot.playground.telegram.bot_api.endpoint import BotApi
from bot.playground.telegram.bot_api.webhook import LOOPBACK
from bot.playground.telegram.page.chat_page import ChatPage

LARGEST_REQUEST = 60 * 1024 * 1024
_FETCHED = "Sec-Fetch-Site"
"""What browsers say of each request, and bots never do: whose page it comes from."""


class Neighbour(Protocol):
    """Something else that is served at the same address."""

    def owns(self, path: str) -> bool:
        """Whether a request is for it."""
        ...

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        ...


class Server:
    """Listens on 127.0.0.1, and refuses what names another host or comes from another site's page."""

    def __init__(self, api: BotApi, page: ChatPage, port: int) -> None:
        self._api = api
        self._page = page
        self.neighbour: Neighbour | None = None
        self.port = port
        self._runner: web.ServerRunner | None = None

    async def start(self) -> None:
        """Begin to listen; `port` is then the real one."""
        server = web.Server(self._answer, request_factory=_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024).start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if not _from_here(request):
            return _refused()
        if request.raw_path.startswith(("/bot", "/file/bot")):
            return _refused() if _FETCHED in request.headers else await self._api.answer(request)
        if self.neighbour is not None and self.neighbour.owns(request.path):
            return await self.neighbour.answer(request)
        return await self._page.answer(request)


def _refused() -> web.Response:
    return web.Response(status=403, text="This server answers its own machine and its own page only.")


def _from_here(request: web.BaseRequest) -> bool:
    """Against a site that makes its name point to this machine, and against other sites' scripts and pictures."""
    host = request.headers.get("Host", "")
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    if name not in LOOPBACK:
        return False
    origin = request.headers.get("Origin")
    return (origin is None or origin == f"http://{host}") and not _embedded(request)


def _embedded(request: web.BaseRequest) -> bool:
    """Whether another site's page fetches it for itself, as a picture is, without an origin. A link may lead here."""
    fetched = request.headers.get(_FETCHED, "none")
    return fetched not in ("same-origin", "none") and request.headers.get("Sec-Fetch-Dest") != "document"


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: web.RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    """A request as aiohttp makes it, but with room for files."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST_REQUEST)
