"""A desk that is served in the test's own process, people who browse it, and submissions that are posted to it."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import aiohttp
from aiohttp.test_utils import unused_port
from support.fake_issuers import OLD_SECRET, SECRET
from support.submissions import NOW, kept, proper

from bot.desk.desk_settings import DeskSettings
from bot.desk.running_desk import Desk
from bot.desk.serve_desk import running
from bot.desk.tables.people import Role
from bot.issuers.manifests import manifest_json
from bot.issuers.webhook.route import WebhookDelivery
from bot.signing.keys import signers
from flows.pack.pack import Pack

PROXY = "https://desk.example.org"
"""The public address of a desk that is behind a TLS proxy."""


class StandingClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: float = NOW.timestamp()) -> None:
        self.at = at

    def __call__(self) -> float:
        """Now, in Unix seconds."""
        return self.at

    def passes(self, seconds: float) -> None:
        """Move on."""
        self.at += seconds


@dataclass
class Page:
    """What a browser got."""

    status: int
    text: str
    url: str
    headers: Mapping[str, str]


class Browser:
    """A browser without scripts: it keeps cookies, follows redirects, and posts forms from the desk's own pages."""

    def __init__(self, served: "ServedDesk") -> None:
        self._served = served
        self.cookies: dict[str, str] = {}

    async def get(self, path: str, method: str = "GET", follow: bool = True, **headers: str) -> Page:
        """A page by its path."""
        return await self._asked(method, path, headers, None, follow)

    async def post(self, path: str, follow: bool = True, **fields: str) -> Page:
        """Post a form as a page of the desk's does."""
        return await self._asked("POST", path, {"Origin": self._served.desk.settings.url}, fields, follow)

    async def post_from(self, origin: str | None, path: str, **fields: str) -> Page:
        """Post a form as a page of another site does; None: as a program without an origin."""
        return await self._asked("POST", path, {"Origin": origin} if origin else {}, fields, follow=True)

    async def _asked(
        self, method: str, path: str, headers: Mapping[str, str], fields: Mapping[str, str] | None, follow: bool
    ) -> Page:
        url = path if path.startswith("http") else f"{self._served.address}{path}"
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {**headers, **({"Cookie": cookie} if cookie else {})}
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.request(method, url, data=fields, headers=told, allow_redirects=False) as answer,
        ):
            for name, one in answer.cookies.items():
                self.cookies[name] = one.value
                if not one.value:
                    del self.cookies[name]
            page = Page(answer.status, await answer.text(), str(answer.url), dict(answer.headers))
        if follow and page.status == 303 and page.headers["Location"].startswith("/"):
            return await self._asked("GET", page.headers["Location"], {}, None, follow)
        return page

    async def sign_in(self, email: str) -> None:
        """Sign in with a link, as somebody who was invited."""
        served = self._served
        secret, _ = served.desk.people.new_login(email, "", served.desk.seconds())
        page = await self.post(f"/sign-in/link/{secret}")
        assert page.status == 200, page.text


@dataclass
class ServedDesk:
    """A desk, and where it is on this machine."""

    desk: Desk
    address: str
    clock: StandingClock
    told: list[str] = field(default_factory=list)
    """What it said at the terminal."""

    @property
    def folder(self) -> Path:
        """Its data."""
        return self.desk.settings.data

    async def somebody(self, role: Role = "assessor", name: str = "Ann Lead", email: str = "") -> Browser:
        """A browser in which a new person is signed in."""
        address = email or f"{name.split(maxsplit=1)[0].lower()}@example.org"
        self.desk.people.invite(address, name, role, self.desk.seconds())
        browser = Browser(self)
        await browser.sign_in(address)
        return browser

    def route(self) -> WebhookDelivery:
        """The bot's own route to it."""
        return WebhookDelivery(f"{self.address}/contract/submissions", signers(SECRET), kept, now=self.clock)

    async def takes(self, *packs: Pack) -> None:
        """Post submissions as the bot does."""
        for pack in packs:
            body = manifest_json(pack)
            async with (
                aiohttp.ClientSession() as session,
                session.post(
                    f"{self.address}/contract/submissions",
                    data=BytesIO(body),
                    headers=proper(pack, self.clock(), body),
                ) as answer,
            ):
                assert answer.status in (200, 201), await answer.text()


def settings(folder: Path, bot: str | None = None, **more: object) -> DeskSettings:
    """The settings of a desk of a test: the issuer `sssc`, and a bot at an address."""
    port = unused_port()
    given: dict[str, object] = {
        "issuer": "sssc",
        "issuer_name": "Glen Care Learning",
        "url": f"http://127.0.0.1:{port}",
        "port": port,
        "data": folder,
        "bot_secrets": SECRET,
        "decisions_url": bot,
        "decision_secrets": OLD_SECRET,
    }
    told = {**given, **more}
    return DeskSettings.model_validate({**told, "url": str(told["url"]).format(port=port)})


@asynccontextmanager
async def served_desk(folder: Path, bot: str | None = None, **more: object) -> AsyncIterator[ServedDesk]:
    """A desk until the block ends; `more` are settings."""
    clock, told = StandingClock(), list[str]()
    desk = Desk(settings(folder, bot, **more), clock)
    async with running(desk, told.append) as address:
        yield ServedDesk(desk, address, clock, told)


class _Fields(HTMLParser):
    """The values of a page's form fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A field begins."""
        told = dict(attrs)
        if tag == "textarea":
            self._area = told.get("name") or ""
            self.found[self._area] = ""
        elif tag == "input" and (told.get("type") not in ("radio", "checkbox") or "checked" in told):
            self.found[told.get("name") or ""] = told.get("value") or ""

    def handle_data(self, data: str) -> None:
        """The text of an area."""
        if self._area is not None:
            self.found[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """An area ends; the newline that begins it is not part of it."""
        if tag == "textarea" and self._area is not None:
            self.found[self._area] = self.found[self._area].removeprefix("\n")
            self._area = None


def fields_of(page: Page) -> dict[str, str]:
    """The fields of a page with what is filled in."""
    parser = _Fields()
    parser.feed(page.text)
    return parser.found


def decisions(got: list[bytes]) -> list[tuple[str, dict[str, object]]]:
    """What a bot was told: the type and the data of each message."""
    read = [json.loads(body) for body in got]
    return [(one["type"], one["data"]) for one in read]
