"""The queue: what waits, for whom and until when; taking, handing back and assigning."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.pages.desk_pages import just_decided, show, visitor
from bot.desk.tables.submissions import MOST_FOUND, PAGE, SORTS, VIEWS, Sort, View, Wanted
from bot.inbox.responses import said

if TYPE_CHECKING:
    from bot.desk.running_desk import Desk
    from bot.desk.web import PageHandler


class QueuePages:
    """The list of submissions."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def routes(self) -> Sequence[tuple[str, str, "PageHandler"]]:
        """Its addresses."""
        return (("GET", "/", self._list), ("GET", "/mark", self._mark))

    async def _mark(self, request: web.Request) -> web.StreamResponse:
        del request
        return said(200, self.mark())

    def mark(self) -> str:
        """Changes with anything that the list shows."""
        return f"{self._desk.started}-{self._desk.store.changes}"

    async def _list(self, request: web.Request) -> web.StreamResponse:
        person, desk = visitor(request).person, self._desk
        wanted = _wanted(request, "unassigned" if person.role == "auditor" else "mine")
        today = desk.day_start()
        found = await asyncio.to_thread(desk.index.find, wanted, person.id, today)
        counts = await asyncio.to_thread(desk.index.counts, person.id, today)
        badges = await asyncio.to_thread(desk.index.badges)
        seconds = await asyncio.to_thread(desk.assessing.wanted_of, person.id)

        def address(**changes: str | int) -> str:
            told = {"view": wanted.view, "badge": wanted.badge, "q": wanted.words, "sort": wanted.sort, "page": 1}
            return "/?" + urlencode({name: value for name, value in {**told, **changes}.items() if value})

        return show(
            desk,
            "queue",
            person,
            look="/mark",
            mark=self.mark(),
            just=just_decided(desk, request),
            wanted=wanted,
            found=found,
            counts=counts,
            views=VIEWS,
            sorts=SORTS,
            badges=badges,
            seconds=seconds,
            address=address,
            pages=max(1, -(-min(found.count, MOST_FOUND if wanted.words else found.count) // PAGE)),
            most=MOST_FOUND,
        )


def _wanted(request: web.Request, view: View) -> Wanted:
    asked = request.query
    page = asked.get("page", "1")
    words, badge = asked.get("q", "").strip()[:200], asked.get("badge", "")[:100]
    # Who searches wants to find it wherever it is; who only sorts stays where they are.
    named = "all" if words and "view" not in asked else asked.get("view", view)
    if named == "all" and not words and not badge:
        named = asked.get("from", named)
    return Wanted(
        view=named if named in VIEWS else view,
        badge=badge,
        words=words,
        sort=cast("Sort", asked["sort"]) if asked.get("sort") in SORTS else "due",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )
