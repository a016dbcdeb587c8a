"""Renders the desk's pages from its templates and the inbox's, and makes responses of them."""

from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from aiohttp import web
from jinja2 import Environment
from multidict import CIMultiDict

from bot.desk.sentences import SENTENCES
from bot.desk.tables.people import Colleague, LoginSession
from bot.inbox.pages import phrases
from bot.inbox.pages.templates import environment
from bot.inbox.responses import HEADERS
from bot.inbox.submission_state import SubmissionStanding
from bot.inbox.submission_store import ID

if TYPE_CHECKING:
    from bot.desk.running_desk import Desk

HOME = "/submissions"
"""The path under which every submission has its page."""
COOKIE_SESSION = "desk"
COOKIE_BROWSER = "desk-login"
VISITOR: web.RequestKey["Visitor"] = web.RequestKey("visitor", object)  # type: ignore[arg-type] # defined below


class Visitor:
    """Who asks: a person who is signed in, and their session."""

    def __init__(self, person: Colleague, session: LoginSession) -> None:
        self.person = person
        self.session = session


def visitor(request: web.Request) -> Visitor:
    """Who asks. Every address but those of signing in and of public badges has one."""
    return request[VISITOR]


def show(
    desk: "Desk", template: str, who: Colleague | None = None, status: int = 200, look: str = "", **values: object
) -> web.Response:
    """A page. `look`: the address at which its script asks for the mark that changes with what the page shows."""
    zone = desk.settings.zone
    dates = {
        "day": partial(phrases.day, zone=zone),
        "moment": partial(phrases.moment, zone=zone),
        "clock": lambda seconds: phrases.moment(datetime.fromtimestamp(seconds, UTC), zone),
        "days_left": desk.days_left,
    }
    defaults: dict[str, object] = {"problem": "", "mark": "", "chat": False, "then": "/", "just": None}
    text = (
        _templates()
        .get_template(f"{template}.html.jinja")
        .render(**{**defaults, **dates, **values}, who=who, look=look, home=HOME, settings=desk.settings)
    )
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)


def just_decided(desk: "Desk", request: web.Request) -> SubmissionStanding | None:
    """The submission that was decided on the page before, which the address names with `after`."""
    id_ = request.query.get("after", "")
    seen = desk.store.standing(id_) if ID.fullmatch(id_) else None
    return seen if seen is not None and seen.verdict is not None else None


def redirect(to: str) -> web.Response:
    """Sends a browser on, with a GET."""
    return web.Response(status=303, headers=CIMultiDict({"Location": to, **HEADERS}))


def set_cookie(desk: "Desk", response: web.StreamResponse, name: str, value: str, seconds: int) -> None:
    """A cookie that scripts cannot read, that goes to this desk alone, and not along with forms of other sites."""
    response.set_cookie(
        desk.cookie(name),
        value,
        max_age=seconds,
        path="/",
        secure=desk.settings.is_secure,
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(desk: "Desk", response: web.StreamResponse, name: str) -> None:
    """Takes a cookie away."""
    response.del_cookie(desk.cookie(name), path="/", secure=desk.settings.is_secure, httponly=True, samesite="Lax")


@cache
def _templates() -> Environment:
    made = environment("bot.desk.pages.desk_pages").overlay()
    made.globals |= {
        "say": SENTENCES.say,
        "plain": SENTENCES.plain,
        "script_sentences": SENTENCES.script_sentences,
    }
    return made
