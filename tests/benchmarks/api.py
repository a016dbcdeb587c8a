"""A Bot API server for load: the few methods that the bots here call, answered as fast as Python can.

It checks nothing (the sandbox does that). What it is for is to cost little beside the bot that it drives.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

TOKEN = "4200:for-the-benchmark-alone"
_BOT = '{"id":4200,"is_bot":true,"first_name":"Bench","username":"bench_bot"}'
_ME = _BOT[:-1] + ',"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}'
_SAYS = frozenset({"sendMessage", "editMessageText", "sendDocument"})
_AGREES = frozenset(
    {"answerCallbackQuery", "deleteWebhook", "setMyCommands", "deleteMyCommands", "setMyDescription",
     "setMyShortDescription"}
)  # fmt: skip

Fields = Mapping[str, object]
Reply = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SaidMessage:
    """Something that the bot has said in a chat. `message` is the whole message as JSON."""

    chat: int
    text: str
    markup: str
    message: str


class LoadApi:
    """Queues updates for one bot, and tells `on_said` what the bot says."""

    def __init__(self, on_said: Callable[[SaidMessage], None]) -> None:
        self._on_said = on_said
        self._loop = asyncio.get_running_loop()
        self._pending: deque[tuple[int, str]] = deque()
        self._poll: tuple[Reply, int, asyncio.TimerHandle] | None = None
        self._answering = False
        self._server: asyncio.Server | None = None
        # The bot's data may outlive one run, and Telegram gives no id twice.
        self._update = self._message = int(time.time() * 100)
        self.delay = 0.0
        """Seconds before a call takes effect, and again until its answer is back. Polls are not delayed."""
        self.files: dict[str, bytes] = {}
        """What can be fetched, by file id."""
        self.calls = 0
        self.url = ""

    async def __aenter__(self) -> "LoadApi":
        self._server = await self._loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()

    def message_id(self) -> int:
        """The next message id."""
        self._message += 1
        return self._message

    def push(self, body: str) -> None:
        """Queues an update, given as JSON members without its id."""
        self._update += 1
        self._pending.append((self._update, f'{{"update_id":{self._update},{body}}}'))
        if self._poll is not None and not self._answering:
            # In a moment, so that what people do in the same instant comes in one batch.
            self._answering = True
            self._loop.call_soon(self._answer_poll)

    def call(self, method: str, fields: Fields, reply: Reply) -> None:
        """Carries out one call."""
        self.calls += 1
        if method == "getUpdates":
            self._hold(fields, reply)
        elif self.delay:
            self._loop.call_later(self.delay, self._late, method, fields, reply)
        else:
            reply(self._result(method, fields))

    def _late(self, method: str, fields: Fields, reply: Reply) -> None:
        result = self._result(method, fields)
        self._loop.call_later(self.delay, reply, result)

    def _result(self, method: str, fields: Fields) -> str:
        if method in _SAYS:
            return self._say(fields)
        if method == "getMe":
            return _ME
        if method == "getFile":
            number = str(fields["file_id"])
            size = len(self.files[number])
            return (
                f'{{"file_id":"{number}","file_unique_id":"{number}","file_path":"voice/{number}","file_size":{size}}}'
            )
        if method.startswith("getMy"):
            return "[]" if method == "getMyCommands" else "{}"
        if method in _AGREES:
            return "true"
        raise NotImplementedError(f"the benchmark's server does not know {method}")

    def _say(self, fields: Fields) -> str:
        chat = int(str(fields["chat_id"]))
        text = str(fields.get("text") or fields.get("caption") or "")
        markup = fields.get("reply_markup") or ""
        if not isinstance(markup, str):
            markup = json.dumps(markup)
        number = int(str(fields.get("message_id") or self.message_id()))
        keyboard = f',"reply_markup":{markup}' if markup else ""
        message = (
            f'{{"message_id":{number},"from":{_BOT},"chat":{{"id":{chat},"type":"private","first_name":"Morag"}},'
            f'"date":{int(time.time())},"text":{json.dumps(text)}{keyboard}}}'
        )
        self._on_said(SaidMessage(chat, text, markup, message))
        return message

    def _hold(self, fields: Fields, reply: Reply) -> None:
        offset = int(str(fields.get("offset") or 0))
        while self._pending and self._pending[0][0] < offset:
            self._pending.popleft()
        seconds = float(str(fields.get("timeout") or 0))
        timer = self._loop.call_later(seconds, self._answer_poll)
        self._poll = (reply, int(str(fields.get("limit") or 100)), timer)
        if self._pending and not self._answering:
            self._answering = True
            self._loop.call_soon(self._answer_poll)

    def _answer_poll(self) -> None:
        self._answering = False
        if self._poll is None:
            return
        (reply, limit, timer), self._poll = self._poll, None
        timer.cancel()
        batch = [body for (_, body), _ in zip(self._pending, range(limit), strict=False)]
        reply(f"[{','.join(batch)}]")


class _Connection(asyncio.Protocol):
    """One keep-alive connection. Its caller waits for each answer before the next request, as HTTP clients do."""

    def __init__(self, api: LoadApi) -> None:
        self._api = api
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connects."""
        self._transport = transport if isinstance(transport, asyncio.Transport) else None

    def connection_lost(self, _: Exception | None) -> None:
        """They are gone."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Reads what has arrived, and carries out whole requests."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _length(head.lower())
            if len(self._buffer) < end + 4 + length:
                return
            body = self._buffer[end + 4 : end + 4 + length]
            self._buffer = self._buffer[end + 4 + length :]
            path = head[: head.index(b" HTTP/")]
            last = path.rpartition(b"/")[2].decode()
            if b" /file/" in path:
                self._send(self._api.files[last], "application/octet-stream")
            else:
                self._api.call(last, _fields(head, body), self._reply)

    def _reply(self, result: str) -> None:
        self._send(f'{{"ok":true,"result":{result}}}'.encode(), "application/json")

    def _send(self, body: bytes, kind: str) -> None:
        if self._transport is None:
            return
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


def _length(head: bytes) -> int:
    if b"transfer-encoding:" in head:
        raise NotImplementedError("the benchmark's server reads no chunks")
    _, found, rest = head.partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def _fields(head: bytes, body: bytes) -> Fields:
    if not body:
        return {}
    if body[:1] == b"{":
        given = json.loads(body)
        return given if isinstance(given, dict) else {}
    if body[:2] == b"--":
        return dict(_parts(body))
    return dict(parse_qsl(body.decode()))


def _parts(body: bytes) -> list[tuple[str, str]]:
    """The plain fields of a form with files."""
    boundary = body[: body.index(b"\r\n")]
    found = []
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        if b"filename" not in head:
            name = head.partition(b'name="')[2].partition(b'"')[0]
            found.append((name.decode(), value[:-2].decode()))
    return found
