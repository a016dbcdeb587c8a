"""Sign-in by a one-time link that is sent by email, with a code beside it.

Mail scanners open links, so a GET only shows a button; the POST of that button uses the link up. The code is for a
person who reads their mail on another device: it works in the browser that asked for it.
"""

import asyncio
import secrets
from collections.abc import Sequence

from aiohttp import web

from bot.desk.pages.desk_pages import COOKIE_BROWSER, redirect, set_cookie, show
from bot.desk.running_desk import Desk
from bot.desk.sign_in.identity import Answer, LoginHandler, Proven
from bot.desk.sign_in.login_mail import LoginMail
from bot.desk.tables.people import LOGIN_SECONDS
from bot.inbox.responses import form

MOST_OF_AN_ADDRESS = 5
"""Links to one address in a quarter of an hour."""
MOST_AT_ALL = 60
"""Links to all addresses in that time: nothing that a proxy says of a browser is believed, so none is told apart."""


class EmailLink:
    """One-time links."""

    means = "email"

    def __init__(self, desk: Desk, mail: LoginMail) -> None:
        self._desk = desk
        self._mail = mail
        self._sending: set[asyncio.Task[None]] = set()

    def routes(self) -> Sequence[tuple[str, str, LoginHandler]]:
        """Its addresses."""
        return (
            ("POST", "/sign-in/email", self._ask),
            ("GET", "/sign-in/code", self._code_page),
            ("POST", "/sign-in/code", self._code),
            ("GET", "/sign-in/link/{secret}", self._link_page),
            ("POST", "/sign-in/link/{secret}", self._link),
        )

    async def invite(self, email: str) -> tuple[str, str]:
        """A link and a code for somebody who was invited; the link is sent too."""
        secret, code = self._desk.people.new_login(email, secrets.token_urlsafe(16), self._desk.seconds())
        link = self._desk.settings.url + f"/sign-in/link/{secret}"
        self._begin(email, link, code)
        return link, code

    def _begin(self, email: str, link: str, code: str) -> None:
        # In the background: how long the page takes says nothing of who may sign in.
        task = asyncio.create_task(self._mail.send(email, link, code))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def close(self) -> None:
        """Wait for what is being sent."""
        await asyncio.gather(*self._sending, return_exceptions=True)

    async def _ask(self, request: web.Request) -> Answer:
        desk, now = self._desk, self._desk.seconds()
        email = (await form(request)).get("email", "").strip().lower()
        if "@" not in email or len(email) > 254:
            return show(desk, "sign_in", status=422, problem="sign-in-no-address")
        browser = secrets.token_urlsafe(24)
        within = desk.people.allowed("link:all", MOST_AT_ALL, LOGIN_SECONDS, now) and desk.people.allowed(
            f"link:{email}", MOST_OF_AN_ADDRESS, LOGIN_SECONDS, now
        )
        if within and desk.people.by_email(email) is not None:
            secret, code = desk.people.new_login(email, browser, now)
            self._begin(email, f"{desk.settings.url}/sign-in/link/{secret}", code)
        # The same page whether or not anything was sent.
        response = redirect("/sign-in/code")
        set_cookie(desk, response, COOKIE_BROWSER, browser, LOGIN_SECONDS)
        return response

    async def _code_page(self, request: web.Request) -> Answer:
        del request
        return show(self._desk, "sign_in_code")

    async def _code(self, request: web.Request) -> Answer:
        desk, now = self._desk, self._desk.seconds()
        code = (await form(request)).get("code", "")
        browser = request.cookies.get(desk.cookie(COOKIE_BROWSER), "")
        email = desk.people.use_code(browser, code, now) if browser else None
        return self._proven(email) or show(desk, "sign_in_code", status=422, problem="sign-in-bad-code")

    async def _link_page(self, request: web.Request) -> Answer:
        # The same page for every secret: what it is good for, only the button finds out.
        return show(self._desk, "sign_in_link", secret=request.match_info["secret"])

    async def _link(self, request: web.Request) -> Answer:
        email = self._desk.people.use_link(request.match_info["secret"], self._desk.seconds())
        return self._proven(email) or show(self._desk, "sign_in", status=410, problem="sign-in-used")

    def _proven(self, email: str | None) -> Proven | None:
        person = self._desk.people.by_email(email) if email else None
        return Proven(person, self.means) if person else None
