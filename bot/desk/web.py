"""The desk's HTTP server: who may reach which address, and what trouble is answered with."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.desk.pages.desk_pages import (
    COOKIE_SESSION,
    VISITOR,
    Visitor,
    drop_cookie,
    redirect,
    set_cookie,
    show,
    visitor,
)
from bot.desk.running_desk import Desk
from bot.desk.sentences import plain
from bot.desk.sign_in.identity import IdentityPort, LoginHandler, Proven, own_path
from bot.desk.tables.people import LONGEST_SESSION_SECONDS
from bot.inbox.body_parts import MOST_BYTES
from bot.inbox.refusal import RequestRefused
from bot.inbox.responses import HEADERS, said

LAST_SECONDS = 2.0
_FILES = {
    "inbox.css": (Path(__file__).parent.parent / "inbox" / "pages", "text/css"),
    "inbox.js": (Path(__file__).parent.parent / "inbox" / "pages", "text/javascript"),
    "desk.css": (Path(__file__).parent / "pages" / "static", "text/css"),
    "desk.js": (Path(__file__).parent / "pages" / "static", "text/javascript"),
    "passkeys.js": (Path(__file__).parent / "pages" / "static", "text/javascript"),
}
_OPEN = ("/sign-in", "/static/", "/health", "/metrics", "/contract/", "/badges/", "/achievements/", "/issuer")
"""The beginnings of addresses that need no session."""
CONTRACT = "/contract/submissions"
"""Where the bot posts submissions. What it sends is signed, and it has no session and no page."""
_log = structlog.get_logger(__name__)
_silence = logging.getLogger(f"{__name__}.silence")
_silence.disabled = True


class DeskPortUnusable(Exception):
    """The desk's address cannot be listened on."""


PageHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Pages(Protocol):
    """A part of the desk with pages of its own."""

    def routes(self) -> Sequence[tuple[str, str, PageHandler]]:
        """Method, path and handler of each of its addresses."""
        ...


def application(desk: Desk, identities: Iterable[IdentityPort], parts: Iterable[Pages]) -> web.Application:
    """Everything that the desk answers."""
    own = RequestGate(desk)
    app = web.Application(client_max_size=MOST_BYTES, middlewares=[own.plainly, own.from_own_pages, own.signed_in])
    app.on_response_prepare.append(own.finish)
    app.router.add_get("/static/{name}", own.file)
    app.router.add_post(CONTRACT, own.take)
    app.router.add_get("/health", own.health)
    app.router.add_get("/metrics", own.metrics)
    app.router.add_post("/sign-out", own.sign_out)
    for identity in identities:
        for method, path, handler in identity.routes():
            _add(app, method, path, own.logging_in(handler))
    for part in parts:
        for method, path, page in part.routes():
            _add(app, method, path, page)
    return app


def _add(app: web.Application, method: str, path: str, handler: PageHandler) -> None:
    """A route; what is read with GET answers HEAD too."""
    if method == "GET":
        app.router.add_get(path, handler)
    else:
        app.router.add_route(method, path, handler)


@asynccontextmanager
async def serving(desk: Desk, app: web.Application) -> AsyncIterator[str]:
    """Listens until the block ends; where, is what it gives. Raises DeskPortUnusable."""
    runner = web.AppRunner(app, access_log=None, logger=_silence, shutdown_timeout=LAST_SECONDS, auto_decompress=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, desk.settings.host, desk.settings.port)
        try:
            await site.start()
        except OSError as error:
            raise DeskPortUnusable(
                f"DESK_HOST and DESK_PORT: {desk.settings.host}:{desk.settings.port} cannot be listened on; "
                "name another"
            ) from error
        yield f"http://{desk.settings.host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class RequestGate:
    """What all requests have in common."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._refused = 0
        self._taken = 0

    @web.middleware
    async def plainly(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Turns every trouble into a page without detail of the program's, and logs its kind alone."""
        try:
            response = await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            key = {403: "forbidden", 404: "missing"}.get(error.status)
            response = self._notice(request, error.status, key) if key else said(error.status, plain("not-taken"))
        except (ConnectionError, asyncio.CancelledError):
            raise
        except Exception as error:  # noqa: BLE001 - the library would print what the request held
            _log.error("desk_broke", kind=type(error).__name__, place=_place(error))
            response = said(503 if isinstance(error, OSError) else 500, plain("trouble"))
        return response

    async def finish(self, request: web.Request, response: web.StreamResponse) -> None:
        """Says nothing of the program that answers, and tells browsers to come by TLS alone where they do."""
        del request
        response.headers.pop("Server", None)
        if self._desk.settings.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"

    def _notice(self, request: web.Request, status: int, key: str) -> web.Response:
        found = request.get(VISITOR)
        return show(self._desk, "notice", found.person if found else None, status, key=key)

    @web.middleware
    async def from_own_pages(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuses a form of another site's: a browser says whose page it was on, and no header of a proxy counts."""
        if request.method not in ("GET", "HEAD", "POST"):
            return said(405, plain("not-taken"))
        is_form = request.method == "POST" and request.path != CONTRACT
        if is_form and request.headers.get("Origin") != self._desk.settings.url:
            return said(403, plain("other-site"))
        return await handler(request)

    @web.middleware
    async def signed_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Finds out who asks, and sends those who are not signed in to do that."""
        secret = request.cookies.get(self._desk.cookie(COOKIE_SESSION), "")
        found = self._desk.people.signed_in(secret, self._desk.seconds()) if secret else None
        if found is not None:
            request[VISITOR] = Visitor(*found)
        elif not request.path.startswith(_OPEN):
            if request.method == "POST" or request.path.endswith(("/mark", "/others")):
                return show(self._desk, "sign_in", status=401, problem="sign-in-over")
            return redirect(f"/sign-in?then={quote(own_path(request.path_qs), safe='')}")
        return await handler(request)

    def logging_in(self, handler: LoginHandler) -> PageHandler:
        """A handler that begins a session for whom its identity has proved."""

        async def answered(request: web.Request) -> web.StreamResponse:
            found = await handler(request)
            return self._begin(request, found) if isinstance(found, Proven) else found

        return answered

    def _begin(self, request: web.Request, proven: Proven) -> web.StreamResponse:
        desk, now = self._desk, self._desk.seconds()
        # A session that the browser had before ends: nobody goes on under another's cookie.
        if (before := request.get(VISITOR)) is not None:
            desk.people.end_session(before.person.id, before.session.hash)
        device = device_of(request.headers.get("User-Agent", ""))
        secret = desk.people.begin_session(proven.person.id, device, proven.means, now)
        desk.assessing.note(now, proven.person.id, "signed-in", detail=proven.means)
        then = own_path(proven.then)
        response = web.json_response({"then": then}, headers=HEADERS) if proven.is_script else redirect(then)
        set_cookie(desk, response, COOKIE_SESSION, secret, LONGEST_SESSION_SECONDS)
        return response

    async def sign_out(self, request: web.Request) -> web.StreamResponse:
        """Ends the session of this browser."""
        who = visitor(request)
        self._desk.people.end_session(who.person.id, who.session.hash)
        response = redirect("/sign-in")
        drop_cookie(self._desk, response, COOKIE_SESSION)
        return response

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A style sheet or a script."""
        folder, kind = _FILES.get(request.match_info["name"], (None, ""))
        if folder is None:
            raise web.HTTPNotFound
        return said(200, (folder / request.match_info["name"]).read_text(encoding="utf-8"), kind)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Takes a submission or a withdrawal, by the contract."""
        desk = self._desk
        try:
            taken = await desk.receiver.take(desk.settings.issuer, request)
        except RequestRefused as refused:
            self._refused += 1
            _log.info("submission_refused", status=refused.status, why=refused.why)
            later = {"Retry-After": "1"} if refused.status == 409 else {}
            return web.json_response({"error": refused.why}, status=refused.status, headers=later)
        if taken.new:
            self._taken += 1
            desk.assessing.note(desk.seconds(), None, "came", taken.id, taken.reference)
        return web.json_response({"reference": taken.reference}, status=201 if taken.new else 200)

    async def health(self, request: web.Request) -> web.Response:
        """200 while the database can be written to."""
        del request
        desk = self._desk
        await asyncio.to_thread(desk.people.tidy, desk.seconds())
        return web.json_response({"status": "well"}, headers=HEADERS)

    async def metrics(self, request: web.Request) -> web.Response:
        """Counts in the text form of Prometheus. They hold nothing of any person."""
        del request
        desk = self._desk
        counts = await asyncio.to_thread(desk.index.counts, 0, desk.day_start())
        lines = [f'desk_submissions{{view="{view}"}} {count}' for view, count in counts.items() if view != "mine"]
        lines.append(f"desk_decisions_to_post {len(desk.index.outgoing())}")
        lines += [f"desk_taken_total {self._taken}", f"desk_refused_total {self._refused}"]
        return web.Response(text="\n".join(lines) + "\n", headers=HEADERS)


def device_of(agent: str) -> str:
    """A browser and a system, such as `Firefox, Windows`, as its owner recognises them."""
    browsers = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "Mac"}
    systems["Linux"] = "Linux"
    found = [next((name for sign, name in names.items() if sign in agent), "") for names in (browsers, systems)]
    return ", ".join(filter(None, found)) or "?"


def _place(error: Exception) -> str:
    """The line of ours at which an error was raised."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "/bot/" in code.co_filename:
            place = f"{Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
