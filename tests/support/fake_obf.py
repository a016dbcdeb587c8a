"""Open Badge Factory on loopback, written from what its own client for WordPress sends and reads.

It lets in nobody without the client's certificate, and takes an application only as a form in parts.
"""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme
from aiohttp import web
from aiohttp.test_utils import TestServer

CLIENT, EARNABLE = "GLEN1", "NM6KZ"
FORM = """
<div class="form-group"><label>Our number</label><input name="our-number" maxlength="40" required="" type="text"></div>
<div><textarea name="topic-text" rows="9" required maxlength="5000"></textarea>
<textarea name='meaning-text'></textarea><select name="workplace"><option>Rowan House</option></select>
<input type="hidden" name="token" value="1"><input type="submit" name="replace" value="Send">
<input type="file" name="voice-1"><input type="file" name="voice-2"><br></div>
"""


@dataclass
class ReceivedPart:
    """A part of a form that came."""

    content: bytes
    filename: str | None
    media_type: str


@dataclass
class FakeObf:
    """A client of the factory: its one earnable badge, and the applications for it."""

    applications: list[dict[str, object]] = field(default_factory=list)
    parts: list[dict[str, ReceivedPart]] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    next: list[Callable[[web.Request], web.StreamResponse]] = field(default_factory=list)
    """What comes instead of the next answers, before anything is done."""
    lose: int = 0
    """So many answers are lost after what was asked has been done."""
    form: str = FORM
    approval: str = "review"
    attach: str = "no"
    lists_fields: bool = True
    """Whether a list tells what stands in the fields."""
    lists_people: bool = True
    tells_id: str = "body"
    """Where the answer to an application names it: `body`, `location` or nowhere."""
    url: str = ""

    def status(self, status: str, number: int = -1) -> None:
        """A reviewer decides."""
        self.applications[number]["status"] = status

    def text(self, name: str, number: int = -1) -> str:
        """What came in a field."""
        return self.parts[number][name].content.decode()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        self.calls.append((request.method, request.raw_path))
        if self.next:
            return self.next.pop(0)(request)
        path = request.path.removeprefix(f"/v1/earnablebadge/{CLIENT}/{EARNABLE}")
        match request.method, path.strip("/").split("/"):
            case "GET", [""]:
                return web.json_response(self._earnable(form="form_html" in request.query))
            case "POST", ["apply"]:
                return await self._apply(request)
            case "GET", ["application"]:
                lines = [json.dumps(self._listed(one)) for one in self.applications]
                return web.Response(text="\n".join(lines), content_type="application/json")
            case "GET", ["application", id_]:
                found = [one for one in self.applications if one["id"] == id_]
                if found:
                    return web.json_response(found[0])
        return web.json_response({"error": "not found"}, status=404)

    def _earnable(self, *, form: bool) -> dict[str, object]:
        told = {"id": EARNABLE, "name": "Kind", "approval_method": self.approval, "attach_evidence": self.attach}
        return {**told, "form_html": self.form} if form else told

    def _listed(self, one: dict[str, object]) -> dict[str, object]:
        hidden = {"fields"} if not self.lists_fields else set()
        hidden |= {"applicant", "email"} if not self.lists_people else set()
        return {name: value for name, value in one.items() if name not in hidden}

    async def _apply(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "multipart/form-data":
            return web.json_response({"error": "a form in parts"}, status=415)
        parts = await _parts(request)
        if not {"applicant", "email", "attach_evidence"} <= parts.keys():
            return web.json_response({"error": "fields are missing"}, status=422)
        texts = {name: part.content.decode() for name, part in parts.items() if part.filename is None}
        id_ = f"APP{len(self.applications)}"
        fields = {name: texts[name] for name in texts if name not in ("applicant", "email")}
        own = {"applicant": texts["applicant"], "email": texts["email"]}
        self.applications.append({"id": id_, "status": "pending", **own, "fields": fields})
        self.parts.append(parts)
        if self.lose:
            self.lose -= 1
            assert request.transport is not None
            request.transport.close()
        place = {"Location": f"/v1/application/{CLIENT}/{id_}"} if self.tells_id == "location" else {}
        body = {"id": id_} if self.tells_id == "body" else {"received": True}
        return web.json_response(body, status=201, headers=place)


async def _parts(request: web.Request) -> dict[str, ReceivedPart]:
    parts = {}
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        assert part.name not in parts
        content = bytes(await part.read())
        parts[part.name] = ReceivedPart(content, part.filename, part.headers.get("Content-Type", ""))
    return parts


@dataclass(frozen=True)
class ObfCertificates:
    """Certificates of an authority that exists for a test: the server's, and those of clients."""

    authority: trustme.CA

    def server(self) -> ssl.SSLContext:
        """Shows the server's, and asks every client for one of the same authority."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert("127.0.0.1").configure_cert(context)
        self.authority.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    def client(self, folder: Path, name: str = CLIENT) -> tuple[Path, Path]:
        """The files of a client's certificate and of its key."""
        papers = self.authority.issue_cert("client.example", common_name=name)
        certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
        papers.cert_chain_pems[0].write_to_path(certificate)
        papers.private_key_pem.write_to_path(key)
        return certificate, key


@asynccontextmanager
async def factory(papers: ObfCertificates) -> AsyncIterator[FakeObf]:
    """A factory that listens until the block ends."""
    office = FakeObf()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", office.handle)
    server = TestServer(app, scheme="https")
    await server.start_server(ssl=papers.server())
    office.url = str(server.make_url("/v1"))
    try:
        yield office
    finally:
        await asyncio.shield(server.close())
