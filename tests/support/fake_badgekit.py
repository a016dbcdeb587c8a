"""A BadgeKit system on loopback, written from its published documentation: it believes no call that is not signed."""

import asyncio
import hashlib
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer

SECRET = "a secret of more than thirty-two letters"
BADGE = "/systems/glen/issuers/trust/badges/kind"
CRITERIA = [
    {"id": 221, "description": "Says what changed", "required": 1, "note": ""},
    {"id": 222, "description": "Says what it meant", "required": 1, "note": ""},
    {"id": 223, "description": "Is well set out", "required": 0, "note": ""},
]
JSON = Mapping[str, object]
AT = "2026-07-05T09:31:00.000Z"


@dataclass
class Kit:
    """The system: what it holds, and what it does next instead of answering."""

    applications: list[dict[str, object]] = field(default_factory=list)
    reviews: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    instances: list[dict[str, object]] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    next: list[Callable[[web.Request], web.StreamResponse]] = field(default_factory=list)
    """What comes instead of the next answers, before anything is done."""
    lose: int = 0
    """So many answers are lost after what was asked has been done."""
    keeps: Callable[[str], str] = str
    """What the database makes of a text."""
    created: str = AT
    url: str = ""
    now: float = 1_783_243_860.0
    clock: Callable[[], float] | None = None
    """What time it is, where it does not stand still."""
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def review(self, slug: str, comment: str = "", **items: tuple[bool, str]) -> int:
        """An assessor reviews; each item is a criterion's number after a `c`."""
        number = next(self._numbers)
        made = [
            {"criterionId": int(name[1:]), "satisfied": int(good), "comment": text}
            for name, (good, text) in items.items()
        ]
        review = {"id": number, "slug": f"r{number}", "author": "a@trust.example", "comment": comment}
        self.reviews.setdefault(slug, []).append({**review, "reviewItems": made})
        return number

    def award(self, email: str, issued: str = "2026-07-09T09:00:00.000Z") -> None:
        """The issuer gives somebody the badge."""
        link = f"https://trust.example/public/assertions/{len(self.instances)}"
        self.instances.append({"slug": "i", "email": email, "issuedOn": issued, "assertionUrl": link, "badge": None})

    def fill(self, count: int) -> None:
        """Other people have applied before."""
        for number in range(count):
            self._add(f"other{number}@example.org", [{"reflection": "Somebody else's words."}])

    def texts(self, number: int = -1) -> list[str]:
        """The words of an application."""
        evidence = self.applications[number]["evidence"]
        assert isinstance(evidence, list)
        return [str(item["reflection"]) for item in evidence]

    def _add(self, learner: str, evidence: object) -> dict[str, object]:
        made: dict[str, object] = {
            "id": next(self._numbers),
            "slug": hashlib.md5(f"{len(self.applications)}{learner}".encode()).hexdigest(),
            "learner": learner,
            "created": self.created,
            "assignedTo": None,
            "assignedExpiration": None,
            "badge": None,
            "processed": None,
            "evidence": self._evidence(evidence),
        }
        self.applications.append(made)
        return made

    def _evidence(self, given: object) -> list[dict[str, object]]:
        assert isinstance(given, list)
        # They are put in side by side, so their order is anybody's guess.
        return [
            {
                "url": item.get("url"),
                "mediaType": item.get("mediaType"),
                "reflection": self.keeps(item["reflection"]),
            }
            for item in reversed(given)
        ]

    def _signed(self, request: web.Request, body: bytes) -> str:
        """What is wrong with how a call is signed; nothing if it is right."""
        scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
        if scheme != "JWT" or not rest.startswith('token="') or not rest.endswith('"'):
            return "Missing valid Authorization header"
        try:
            claims = jwt.decode(rest[7:-1], SECRET, algorithms=["HS256"], options={"verify_exp": False})
        except jwt.InvalidTokenError:
            return "Invalid token signature"
        now = self.clock() if self.clock else self.now
        if not now < claims["exp"] <= now + 60:
            return "exp"
        if (claims["key"], claims["method"], claims["path"]) != ("master", request.method, request.raw_path):
            return "method or path"
        hashed = {"alg": "sha256", "hash": hashlib.sha256(body).hexdigest()}
        return "body" if request.method != "GET" and claims.get("body") != hashed else ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        body = await request.read()
        self.calls.append((request.method, request.raw_path))
        wrong = self._signed(request, body)
        if wrong:
            self.refused.append(wrong)
            return web.json_response({"code": "NotAuthorized", "message": wrong}, status=403)
        if self.next:
            return self.next.pop(0)(request)
        answer = self._done(request, await request.json() if body else {})
        if self.lose and request.method != "GET":
            self.lose -= 1
            request.transport.close()
        return answer

    def _done(self, request: web.Request, body: JSON) -> web.Response:
        match request.method, request.path.removeprefix(BADGE).strip("/").split("/"):
            case "POST", ["applications"]:
                return self._apply(body)
            case "GET", ["applications"]:
                return self._page(request, "applications", self.applications)
            case "GET", ["instances"]:
                return self._page(request, "instances", self.instances)
            case "GET", ["applications", slug, "reviews"]:
                return web.json_response({"reviews": self.reviews.get(slug, [])})
            case method, ["applications", slug]:
                return self._one(method, slug, body)
        return web.json_response({"code": "ResourceNotFound"}, status=404)

    def _apply(self, body: JSON) -> web.Response:
        if "@" not in str(body.get("learner")):
            return web.json_response({"code": "ValidationError"}, status=400)
        made = self._add(str(body["learner"]), body.get("evidence", []))
        return web.json_response({"status": "created", "application": made}, status=201)

    def _one(self, method: str, slug: str, body: JSON) -> web.Response:
        found = next((one for one in self.applications if one["slug"] == slug), None)
        if found is None:
            return web.json_response({"code": "ResourceNotFound"}, status=404)
        if method == "PUT":
            found |= {name: body[name] for name in ("learner", "processed") if name in body}
            if "evidence" in body:
                found["evidence"] = self._evidence(body["evidence"])
            return web.json_response({"status": "updated", "application": found})
        return web.json_response({"application": {**found, "badge": {"id": 1, "slug": "kind", "criteria": CRITERIA}}})

    def _page(self, request: web.Request, name: str, every: list[dict[str, object]]) -> web.Response:
        page, count = int(request.query.get("page", "0")), int(request.query.get("count", "0"))
        if not (page and count):
            return web.json_response({name: every})
        some = every[(page - 1) * count : page * count]
        return web.json_response({name: some, "pageData": {"page": page, "count": count, "total": len(every)}})


@asynccontextmanager
async def kit() -> AsyncIterator[Kit]:
    """A system that listens until the block ends."""
    system = Kit()
    app = web.Application(client_max_size=16 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", system.handle)
    server = TestServer(app)
    await server.start_server()
    system.url = str(server.make_url("/")).rstrip("/")
    try:
        yield system
    finally:
        await asyncio.shield(server.close())
