"""The public addresses of badges: the page of each, its signed text and picture, and what is needed to check them."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import jwt
from aiohttp import web

from bot.desk.badges.baking import baked, plain_picture
from bot.desk.pages.desk_pages import show
from bot.desk.tables.award_table import OwnAward
from bot.inbox.responses import HEADERS

if TYPE_CHECKING:
    from bot.desk.running_desk import Desk
    from bot.desk.web import PageHandler

_PUBLIC = {**HEADERS, "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""What anyone may read is also read by checkers that are pages of other sites."""


class AwardPages:
    """Badges for everyone to see."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def routes(self) -> Sequence[tuple[str, str, "PageHandler"]]:
        """Its addresses."""
        return (
            ("GET", "/badges/{token}.jwt", self._signed),
            ("GET", "/badges/{token}.png", self._picture),
            ("GET", "/badges/{token}", self._page),
            ("GET", "/achievements/{badge}", self._achievement),
            ("GET", "/issuer", self._profile),
            ("GET", "/issuer/keys.json", self._keys),
            ("GET", "/issuer/keys/{name}", self._key),
            ("GET", "/issuer/status", self._status),
        )

    def _award(self, request: web.Request) -> OwnAward:
        """The badge that is asked for. Raises HTTPNotFound for one that has not gone out."""
        found = self._desk.awards.by_token(request.match_info["token"])
        if found is None or not found.live:
            raise web.HTTPNotFound
        return found

    async def _page(self, request: web.Request) -> web.StreamResponse:
        award = self._award(request)
        if "json" in request.headers.get("Accept", "") and "html" not in request.headers["Accept"]:
            return self._text(award.jwt, "application/vc+jwt")
        said: dict[str, Any] = jwt.decode(award.jwt, options={"verify_signature": False})
        achievement: Mapping[str, Any] = said["credentialSubject"]["achievement"]
        awarding = self._desk.awarding
        return show(
            self._desk,
            "badge",
            status=410 if award.revoked_at is not None else 200,
            award=award,
            achievement=achievement,
            profile=awarding.profile_address,
            keys=awarding.keys_address,
            address=awarding.page_address(award.token),
        )

    async def _signed(self, request: web.Request) -> web.StreamResponse:
        return self._text(self._award(request).jwt, "application/vc+jwt")

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        award, chosen = self._award(request), self._desk.settings.badge_picture
        picture = chosen.read_bytes() if chosen is not None else plain_picture()
        return web.Response(body=baked(picture, award.jwt), content_type="image/png", headers=_PUBLIC)

    async def _achievement(self, request: web.Request) -> web.StreamResponse:
        found = self._desk.awarding.achievement(request.match_info["badge"])
        if found is None:
            raise web.HTTPNotFound
        return self._json(found)

    async def _profile(self, request: web.Request) -> web.StreamResponse:
        del request
        return self._json(self._desk.awarding.profile())

    async def _keys(self, request: web.Request) -> web.StreamResponse:
        del request
        return self._json(self._desk.awarding.key_list())

    async def _key(self, request: web.Request) -> web.StreamResponse:
        found = self._desk.awarding.public_key(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return self._json(found)

    async def _status(self, request: web.Request) -> web.StreamResponse:
        del request
        if not self._desk.awarding.has_key:
            raise web.HTTPNotFound
        return self._text(self._desk.awarding.status_list(), "application/vc+jwt")

    def _text(self, text: str, kind: str) -> web.Response:
        return web.Response(text=text, content_type=kind, headers=_PUBLIC)

    def _json(self, document: Mapping[str, Any]) -> web.Response:
        return web.Response(text=json.dumps(document, indent=1), content_type="application/json", headers=_PUBLIC)
