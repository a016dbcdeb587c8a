"""Signing in, and the pages about people: sessions, passkeys, people, comments, the log."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aiohttp import web
from email_validator import EmailNotValidError, validate_email

from bot.desk.pages.desk_pages import redirect, show, visitor
from bot.desk.sign_in.email_link import EmailLink
from bot.desk.sign_in.identity import own_path
from bot.desk.tables.people import ROLES, Colleague
from bot.inbox.responses import form
from bot.issuers.contract.decision_schema import LONGEST_ITEM

if TYPE_CHECKING:
    from bot.desk.running_desk import Desk
    from bot.desk.web import PageHandler

MOST_NAME = 80
_LINES = 100


class AccountPages:
    """Everything about people. `links`: how those who are invited get in."""

    def __init__(self, desk: "Desk", links: EmailLink) -> None:
        self._desk = desk
        self._links = links

    def routes(self) -> Sequence[tuple[str, str, "PageHandler"]]:
        """Its addresses."""
        return (
            ("GET", "/sign-in", self._sign_in),
            ("GET", "/you", self._you),
            ("POST", "/you/sessions", self._end_session),
            ("POST", "/you/shortcuts", self._shortcuts),
            ("GET", "/people", self._people),
            ("POST", "/people", self._invite),
            ("POST", "/people/{id}/end", self._end),
            ("GET", "/comments", self._comments),
            ("POST", "/comments", self._add_comment),
            ("POST", "/comments/{id}/remove", self._remove_comment),
            ("GET", "/log", self._log),
        )

    async def _sign_in(self, request: web.Request) -> web.StreamResponse:
        return show(self._desk, "sign_in", then=own_path(request.query.get("then", "/")))

    # One's own

    async def _you(self, request: web.Request) -> web.StreamResponse:
        who, people = visitor(request), self._desk.people
        return show(
            self._desk,
            "you",
            who.person,
            session=who.session,
            sessions=people.sessions(who.person.id),
            passkeys=people.passkeys(who.person.id),
        )

    async def _end_session(self, request: web.Request) -> web.StreamResponse:
        person = visitor(request).person
        self._desk.people.end_session(person.id, (await form(request)).get("session", ""))
        return redirect("/you")

    async def _shortcuts(self, request: web.Request) -> web.StreamResponse:
        self._desk.people.set_shortcuts(visitor(request).person.id, (await form(request)).get("on") == "yes")
        return redirect("/you")

    # People

    async def _people(self, request: web.Request) -> web.StreamResponse:
        return self._people_page(visitor(request).person)

    def _people_page(
        self,
        person: Colleague,
        status: int = 200,
        problem: str = "",
        invited: str = "",
        link: tuple[str, str] = ("", ""),
    ) -> web.Response:
        """`link`: a link and a code to hand over."""
        everyone = self._desk.people.everyone()
        return show(
            *(self._desk, "people", person, status),
            problem=problem,
            people=everyone,
            roles=ROLES,
            invited=invited,
            link=link[0],
            code=link[1],
        )

    def _lead(self, request: web.Request) -> Colleague:
        """Who asks, if they are a lead. Raises HTTPForbidden."""
        person = visitor(request).person
        if not person.leads:
            raise web.HTTPForbidden
        return person

    async def _invite(self, request: web.Request) -> web.StreamResponse:
        person, desk = self._lead(request), self._desk
        fields = await form(request)
        name, role = fields.get("name", "").strip()[:MOST_NAME], fields.get("role", "")
        try:
            email = validate_email(fields.get("email", ""), check_deliverability=False).normalized
        except EmailNotValidError:
            email = ""
        if not email or not name or role not in ROLES:
            return self._people_page(person, 422, problem="people-incomplete")
        known = desk.people.by_email(email)
        if known is not None and known.leads and role != "lead" and desk.people.leads_left() == 1:
            return self._people_page(person, 422, problem="people-last-lead")
        invited = desk.people.invite(email, name, role, desk.seconds())
        desk.assessing.note(desk.seconds(), person.id, "invited", detail=f"{invited.id} {role}")
        link = await self._links.invite(email)
        # Where no mail is sent, the lead hands the link over.
        return self._people_page(person, invited=email, link=("", "") if desk.settings.smtp_host else link)

    async def _end(self, request: web.Request) -> web.StreamResponse:
        person, desk = self._lead(request), self._desk
        id_ = request.match_info["id"]
        other = desk.people.get(int(id_)) if id_.isascii() and id_.isdigit() and len(id_) < 10 else None
        if other is None:
            raise web.HTTPNotFound
        if other.leads and desk.people.leads_left() == 1:
            return self._people_page(person, 422, problem="people-last-lead")
        desk.people.end(other.id, desk.seconds())
        desk.assessing.note(desk.seconds(), person.id, "ended", detail=str(other.id))
        return redirect("/people")

    # Comments to insert

    async def _comments(self, request: web.Request) -> web.StreamResponse:
        return self._comment_page(visitor(request).person)

    def _comment_page(self, person: Colleague, status: int = 200, problem: str = "") -> web.Response:
        desk = self._desk
        return show(
            desk,
            "comments",
            person,
            status,
            problem=problem,
            comments=desk.assessing.comments(person.id),
            titles=dict(desk.index.badges()),
        )

    async def _add_comment(self, request: web.Request) -> web.StreamResponse:
        person, fields = visitor(request).person, await form(request)
        text = "\n".join(fields.get("text", "").splitlines()).strip()
        badge, question = fields.get("badge", "")[:100], fields.get("question", "")[:100]
        shared = fields.get("shared") == "yes"
        if not person.decides or (shared and not person.leads):
            raise web.HTTPForbidden
        if not text or not badge or len(text) > LONGEST_ITEM:
            return self._comment_page(person, 422, "comment-empty")
        self._desk.assessing.add_comment(None if shared else person.id, badge, question, text)
        return redirect(own_path(fields.get("then", "/comments")))

    async def _remove_comment(self, request: web.Request) -> web.StreamResponse:
        person, id_ = visitor(request).person, request.match_info["id"]
        if id_.isascii() and id_.isdigit() and len(id_) < 12:
            self._desk.assessing.remove_comment(int(id_), person.id, person.leads)
        return redirect("/comments")

    # The log

    async def _log(self, request: web.Request) -> web.StreamResponse:
        person = visitor(request).person
        if person.role == "assessor":
            raise web.HTTPForbidden
        asked = request.query.get("before", "")
        before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 15 else None
        events = self._desk.assessing.events(before=before, most=_LINES)
        names = {one.id: one.name for one in self._desk.people.everyone()}
        return show(self._desk, "log", person, events=events, names=names, more=len(events) == _LINES)
