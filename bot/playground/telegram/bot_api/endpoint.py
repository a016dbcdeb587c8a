"""The HTTP endpoint of the Bot API server: parses calls, injects faults, answers."""

import asyncio
import json
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot.playground.telegram.bot_api.calls import ApiCall, CallLog
from bot.playground.telegram.bot_api.methods import METHODS
from bot.playground.telegram.bot_api.params import Params, Upload
from bot.playground.telegram.bot_api.webhook import ChatWebhook
from bot.playground.telegram.faults import FaultPlan, Faults, InjectedFault
from bot.playground.telegram.state.updates import Poll
from bot.playground.telegram.state.world import World
from bot.playground.telegram.wire import RefusalError, Wire, bad_request


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, faults: Faults, log: CallLog, *, token: str) -> None:
        self.webhook = ChatWebhook(world, faults)
        self._world = world
        self._faults = faults
        self._log = log
        self._call_path = f"/bot{token}/"
        self._file_path = f"/file/bot{token}/"

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request whose path begins with `/bot` or `/file/bot`."""
        path, _, query = request.raw_path.partition("?")
        path = unquote(path)
        if path.startswith(self._file_path):
            return await self._file(request, path.removeprefix(self._file_path))
        if not path.startswith(self._call_path):
            return _response(RefusalError(401, "Unauthorized").wire(), 401)
        method = path.removeprefix(self._call_path)
        return await self._call(request, method, query)

    async def _call(self, request: web.BaseRequest, method: str, query: str) -> web.StreamResponse:
        plan = self._faults.plan(method.lower())
        try:
            params = await _read(request, query)
        except RefusalError as refusal:
            self._note(method, Params({}), refusal.code, refusal.wire(), None)
            return _response(refusal.wire(), refusal.code)
        except ConnectionError:
            return _drop(request)  # the bot was killed in the middle of an upload
        if plan.rates.delay_before:
            await asyncio.sleep(plan.rates.delay_before)
        if plan.hold is not None and not plan.hold.after and not await plan.hold.stop_here():
            return _drop(request)
        return await self._act(request, method, params, plan)

    async def _act(self, request: web.BaseRequest, method: str, params: Params, plan: FaultPlan) -> web.StreamResponse:
        if plan.fault is not None and plan.fault is not InjectedFault.dropped_after:
            return self._fail(request, method, params, plan)
        status, returned = await self._effect(request, method, params)
        if plan.hold is not None and plan.hold.after and not await plan.hold.stop_here():
            return _drop(request)
        if plan.rates.delay_after:
            await asyncio.sleep(plan.rates.delay_after)
        self._note(method, params, status, returned, plan.fault)
        if plan.fault is InjectedFault.dropped_after:
            return _drop(request)
        return _response({"ok": True, "result": returned} if status == 200 else returned, status)

    async def _effect(self, request: web.BaseRequest, method: str, params: Params) -> tuple[int, object]:
        """The status, and the result or the body of the refusal."""
        try:
            if method.lower() == "getupdates":
                self.webhook.refuse_poll()
                return 200, await self._world.updates.poll(_poll(request, params))
            return 200, self._result(method.lower(), params)
        except RefusalError as refusal:
            return refusal.code, refusal.wire()

    def _result(self, method: str, params: Params) -> object:
        if (act := METHODS.get(method)) is not None:
            return act(self._world, params)
        match method:
            case "setwebhook":
                return self.webhook.place(params)
            case "deletewebhook":
                return self.webhook.remove(params)
            case "getwebhookinfo":
                return self.webhook.info()
            case "logout" | "close":
                return True
        raise RefusalError(404, "Not Found: method not found")

    def _fail(self, request: web.BaseRequest, method: str, params: Params, plan: FaultPlan) -> web.StreamResponse:
        refusal = plan.refusal or bad_request("unknown fault")
        if plan.fault is InjectedFault.too_many_requests:
            self._note(method, params, refusal.code, refusal.wire(), plan.fault)
            return _response(refusal.wire(), refusal.code)
        self._note(method, params, 502, None, plan.fault)
        if plan.fault is InjectedFault.bad_gateway:
            page = "<html><head><title>502 Bad Gateway</title></head></html>"
            return web.Response(status=502, text=page, content_type="text/html")
        return _drop(request)

    async def _file(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        plan = self._faults.plan("download")
        file = self._world.files.by_path.get(path)
        if plan.rates.delay_before:
            await asyncio.sleep(plan.rates.delay_before)
        if plan.fault is not None:
            return self._fail(request, "download", Params({"path": path}), plan)
        if file is None:
            return _response(RefusalError(404, "Not Found").wire(), 404)
        self._note("download", Params({"path": path}), 200, len(file.data), None)
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _note(self, method: str, params: Params, status: int, returned: object, fault: InjectedFault | None) -> None:
        uploads = tuple(params.uploads)
        now = self._world.clock.now()
        self._log.add(ApiCall(method, params.given, uploads, status, returned, now, fault))


async def _read(request: web.BaseRequest, query: str) -> Params:
    given: Wire = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    if not request.can_read_body:
        return Params(given)
    kind = request.content_type
    if kind == "application/json":
        return Params(given | _json(await request.read()))
    if kind == "application/x-www-form-urlencoded":
        body = (await request.read()).decode()
        return Params(given | dict(parse_qsl(body, keep_blank_values=True)))
    if kind == "multipart/form-data":
        return await _multipart(request, given)
    return Params(given)


def _json(body: bytes) -> Wire:
    try:
        decoded = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        decoded = None
    if not isinstance(decoded, dict):
        raise bad_request("can't parse request body as a JSON object")
    return decoded


async def _multipart(request: web.BaseRequest, given: Wire) -> Params:
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
        else:
            given[name] = value
    return Params(given, uploads)


def _poll(request: web.BaseRequest, params: Params) -> Poll:
    allowed = params.rows("allowed_updates")
    limit = params.number("limit", 100)
    return Poll(
        offset=params.number("offset"),
        limit=limit if 0 < limit <= 100 else 100,
        timeout=params.number("timeout"),
        alive=lambda: request.transport is not None and not request.transport.is_closing(),
        allowed=None if allowed is None else tuple(str(kind) for kind in allowed),
    )


def _response(body: object, status: int) -> web.Response:
    content = json.dumps(body, separators=(",", ":")).encode()
    return web.Response(body=content, status=status, content_type="application/json")


def _drop(request: web.BaseRequest) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=502)
