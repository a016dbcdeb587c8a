"""The HTTP listener, in plain HTTP behind the operator's TLS proxy."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.http import decisions
from bot.http.connections import Connections
from bot.http.decisions import Endpoint
from bot.http.health import HealthPages
from bot.http.problem import HttpProblem
from bot.monitoring import metrics
from bot.monitoring.causes import why
from bot.system.counted_log import CountedLog

IDLE_SECONDS = 30.0
"""Seconds for which a connection may be idle."""
LAST_SECONDS = 2.0
"""How long a stop waits for what is being answered. What is cut off is told again by its sender."""

Post = Callable[[web.Request], Awaitable[web.Response]]

_log = structlog.get_logger(__name__)
# What the library has to say of odd requests would quote them.
_silence = logging.getLogger(f"{__name__}.silence")
_silence.disabled = True


class PortUnusable(Exception):
    """The address on which issuers' systems should be heard cannot be listened on."""


@asynccontextmanager
async def listening(
    host: str, port: int, endpoint: Endpoint, gauges: HealthPages, more: Mapping[str, Post] | None = None
) -> AsyncIterator[str]:
    """Listens until the block ends; where, is what it gives. Raises PortUnusable.

    `more` are further paths to which something is posted, each with what answers there.
    """
    log = CountedLog()
    app = web.Application(client_max_size=decisions.MOST_BYTES, middlewares=[_told_plainly(log)])
    app.router.add_post(decisions.PATH, endpoint.answer)
    for path, post in (more or {}).items():
        app.router.add_post(path, post)
    app.router.add_get("/health", gauges.health)
    app.router.add_get("/health/live", gauges.live)
    app.router.add_get("/health/ready", gauges.ready)
    app.router.add_get("/metrics", gauges.metrics)
    connections = Connections(log)
    app.middlewares.append(_begun(connections))
    app.on_response_prepare.append(_without_server)
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_silence,
        keepalive_timeout=IDLE_SECONDS,
        lingering_time=LAST_SECONDS,
        shutdown_timeout=LAST_SECONDS,
        # What is compressed may be longer than it looks, and what is signed are the bytes that came.
        auto_decompress=False,
    )
    await runner.setup()
    try:
        server = await _open(runner, connections, host, port)
        try:
            at = server.sockets[0].getsockname()
            _log.info("web_listening", port=at[1])
            yield f"http://{host}:{at[1]}"
        finally:
            server.close()
    finally:
        await runner.cleanup()


async def _open(runner: web.AppRunner, connections: Connections, host: str, port: int) -> asyncio.Server:
    inner = runner.server
    if inner is None:
        raise RuntimeError("the runner is not set up")
    try:
        return await asyncio.get_running_loop().create_server(lambda: connections(inner), host, port, backlog=128)
    except OSError as error:
        raise PortUnusable(
            f"TEABREAK_WEB_HOST and TEABREAK_WEB_PORT: {host}:{port} cannot be listened on; name another"
        ) from error


def _begun(connections: Connections) -> Middleware:
    """Notes that the head of a request has arrived, and after the answer waits for the next one's."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        connections.settle(request.transport)
        try:
            return await handler(request)
        finally:
            connections.expect(request.transport)

    return middleware


async def _without_server(_: web.Request, response: web.StreamResponse) -> None:
    """Which program answers, and of which release, is nobody's business."""
    response.headers.pop("Server", None)


def _told_plainly(log: CountedLog) -> Middleware:
    """Every trouble becomes an answer without detail of the program's, and every answer to an issuer is counted."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            answer = await handler(request)
        except HttpProblem as problem:
            answer = problem.answer()
        except web.HTTPException as error:
            answer = HttpProblem(HTTPStatus(error.status), "nothing answers to this here").answer()
        except Exception as error:  # noqa: BLE001 - the library would print what the request held
            if request.transport is None or request.transport.is_closing():
                # The library calls it an error that nobody waits for the answer any more.
                log.count("connection_ended", reason="left early")
            else:
                log.fault("answer_broke", **why(error))
            answer = HttpProblem(HTTPStatus.INTERNAL_SERVER_ERROR, "a fault in the program; try again").answer()
        if request.method == "POST" and request.path.startswith("/issuer/"):
            metrics.decision_answers.labels(str(answer.status)).inc()
        return answer

    return middleware
