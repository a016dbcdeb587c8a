"""HTTP handlers of the chat page: static files, the event stream, and the person's actions."""

import asyncio
import json
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from aiohttp import web

from bot.playground.telegram.page.page_changes import delta
from bot.playground.telegram.page.playback import played
from bot.playground.telegram.people.person import ChatPerson
from bot.playground.telegram.state.world import World
from bot.playground.telegram.wire import Wire

LOOK_SECONDS = 2.0  # how soon the page notices that the bot came or went, and how often it is told "still here"
RETRY_MILLISECONDS = 500  # how soon a page that lost the sandbox asks again
_FILES = {
    "/": ("index.html", "text/html"),
    "/chat.css": ("chat.css", "text/css"),
    "/chat.js": ("chat.js", "text/javascript"),
    "/attaching.js": ("attaching.js", "text/javascript"),
    "/microphone.js": ("microphone.js", "text/javascript"),
    "/view.js": ("view.js", "text/javascript"),
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ChatPage:
    """Serves one phone per person; `?person=<id>` in the address chooses whose."""

    def __init__(self, world: World, person: Callable[[int], ChatPerson]) -> None:
        self._world = world
        self.has_inbox = False
        """An issuer's inbox is at the same address, and the page leads there."""
        self._person = person
        self._closing = asyncio.Event()
        self._run = secrets.token_hex(4)  # so that a page of an earlier run starts afresh

    def close(self) -> None:
        """End all live streams."""
        self._closing.set()
        for chat in self._world.chats.values():
            chat.bell.ring()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request of the page."""
        address = urlsplit(request.raw_path)
        if request.method == "GET" and (file := _FILES.get(address.path)):
            body = Path(__file__).with_name(file[0]).read_bytes()
            return web.Response(body=body, content_type=file[1], charset="utf-8", headers=_HEADERS)
        query = parse_qs(address.query)
        number = query.get("person", ["1"])[0]
        if not re.fullmatch(r"[1-9]\d{0,14}", number):
            return web.Response(status=400, text="person is a number above 0")
        person = self._person(int(number))
        if request.method == "GET":
            return await self._read(request, address.path, person)
        if request.method == "POST" and request.headers.get("Origin") is not None:
            return await _act(request, address.path, person)
        return web.Response(status=403, text="The page's own scripts only.")

    async def _read(self, request: web.BaseRequest, path: str, person: ChatPerson) -> web.StreamResponse:
        if path == "/live":
            return await self._live(request, person)
        _, what, number = path.split("/") if path.count("/") == 2 else ("", "", "")
        message = person.chat.messages.get(int(number)) if re.fullmatch(r"\d{1,15}", number) else None
        if message is None or message.attachment is None or what not in ("file", "play"):
            return web.Response(status=404, text="There is nothing here.")
        if what == "play":
            return played(request, message.attachment, _HEADERS)
        file = message.attachment.file
        saved_as = f"attachment; filename*=UTF-8''{quote(file.name)}"
        headers = _HEADERS | {"Content-Disposition": saved_as}
        return web.Response(body=file.data, content_type="application/octet-stream", headers=headers)

    async def _live(self, request: web.BaseRequest, person: ChatPerson) -> web.StreamResponse:
        """Server-sent events: all that changed since the id that the page saw last."""
        stream = web.StreamResponse(headers=_HEADERS | {"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        await stream.write(f"retry: {RETRY_MILLISECONDS}\n\n".encode())
        seen = _seen(request.headers.get("Last-Event-ID", ""), self._run)
        while not self._closing.is_set() and not _gone(request):
            news, seen = delta(self._world, person, seen)
            text = json.dumps({**news, "inbox": self.has_inbox}, separators=(",", ":"))
            await stream.write(f"id: {self._run}-{seen}\ndata: {text}\n\n".encode())
            await _rung(person)
        return stream


def _seen(last_event: str, epoch: str) -> int:
    run, _, mark = last_event.partition("-")
    return int(mark) if run == epoch and mark.isdigit() else 0


def _gone(request: web.BaseRequest) -> bool:
    return request.transport is None or request.transport.is_closing()


async def _rung(person: ChatPerson) -> None:
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            await person.chat.bell.heard()
    except TimeoutError:
        return


async def _act(request: web.BaseRequest, path: str, person: ChatPerson) -> web.StreamResponse:
    try:
        if path == "/send-file":
            await _send_file(request, person)
        elif path in _ACTS and isinstance(given := json.loads(await request.read()), dict):
            _ACTS[path](person, given)
        else:
            return web.Response(status=404, text="There is nothing here.")
    except RecursionError:
        return web.Response(status=409, text="This nests too deep.")
    except (LookupError, ValueError, PermissionError) as error:
        return web.Response(status=409, text=str(error))
    return web.Response(status=204)


def _say(person: ChatPerson, given: Wire) -> None:
    reply_to = given.get("reply_to")
    if not str(given.get("text", "")).strip():
        raise ValueError("the message is empty")
    person.say(str(given["text"]), reply_to=reply_to if isinstance(reply_to, int) else None)


def _edit(person: ChatPerson, given: Wire) -> None:
    person.edit(int(str(given["id"])), str(given["text"]))


def _press(person: ChatPerson, given: Wire) -> None:
    message = person.shown(int(str(given["id"])))
    if all(button.data != given["data"] for button in message.buttons):
        raise LookupError("this button is no longer there")
    person.tap(str(given["data"]), message)


def _block(person: ChatPerson, given: Wire) -> None:
    person.block() if given["blocked"] else person.unblock()


_ACTS: dict[str, Callable[[ChatPerson, Wire], None]] = {
    "/say": _say,
    "/edit": _edit,
    "/press": _press,
    "/block": _block,
}


async def _send_file(request: web.BaseRequest, person: ChatPerson) -> None:
    form = await request.post()
    file = form.get("file")
    if not isinstance(file, web.FileField):
        raise ValueError("there is no file")
    data, mime = file.file.read(), file.content_type.partition(";")[0]
    file.file.close()
    seconds = int(str(form.get("seconds", "1")))
    match form.get("as"):
        case "voice":
            person.send_voice(data, seconds=seconds, mime=mime)
        case "audio":
            person.send_audio(data, file.filename, seconds=seconds)
        case "video":
            person.send_video(data, seconds=seconds)
        case "photo":
            person.send_photo(data)
        case _:
            person.send_document(data, file.filename, mime=mime, caption=str(form.get("caption", "")))
