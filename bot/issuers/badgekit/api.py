"""A client for the part of the BadgeKit API that is used here: signed calls, and models of the answers.

Source: mozilla/badgekit-api, docs/assessment.md, docs/issuing.md and docs/authorization.md.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import jwt
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr
from yarl import URL

from bot.issuers.badgekit.evidence import EvidenceItem
from bot.issuers.http import SOON, HttpCall, HttpResponse, ask
from bot.issuers.route import FailureReason, RetryLater

TOKEN_SECONDS = 60
"""How long a token can be used: 30 to 60 is what the documentation asks for."""
PAGE = 50
MOST_PAGES = 200


class _Shape(BaseModel):
    """The base of all answers; unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Evidence(_Shape):
    """An item of evidence."""

    url: str | None = None
    reflection: str | None = None


class Criterion(_Shape):
    """A criterion of a badge."""

    id: int
    description: str = ""
    required: bool = False


class ApiBadge(_Shape):
    """A badge with its criteria, where they were sent along."""

    criteria: tuple[Criterion, ...] = ()


class Application(_Shape):
    """An application, with the badge where one was asked for by itself."""

    slug: str
    learner: str
    created: AwareDatetime
    processed: AwareDatetime | None = None
    evidence: tuple[Evidence, ...] = ()
    badge: ApiBadge | None = None

    @property
    def items(self) -> tuple[EvidenceItem, ...]:
        """Its evidence, in no particular order."""
        return tuple(EvidenceItem(item.reflection or "", item.url or "") for item in self.evidence)


class ReviewItem(_Shape):
    """What a review says of one criterion."""

    criterion: int = Field(alias="criterionId")
    satisfied: bool
    comment: str | None = None


class ApiReview(_Shape):
    """A review of an application. They count up."""

    id: int
    comment: str | None = None
    items: tuple[ReviewItem, ...] = Field(default=(), alias="reviewItems")


class Instance(_Shape):
    """A badge that somebody has."""

    email: str
    issued: AwareDatetime = Field(alias="issuedOn")
    assertion: str = Field(default="", alias="assertionUrl")


class _PageData(_Shape):
    total: int


class _OneApplication(_Shape):
    application: Application


class _Page(_Shape):
    """A page of a list."""

    data: _PageData | None = Field(default=None, alias="pageData")


class _Applications(_Page):
    applications: tuple[Application, ...]


class _Reviews(_Page):
    reviews: tuple[ApiReview, ...]


class _Instances(_Page):
    instances: tuple[Instance, ...]


_APage = TypeVar("_APage", bound=_Page)
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class BadgeKitApi:
    """A BadgeKit system, called with one of its secrets."""

    url: str
    key: str
    secret: SecretStr
    now: Callable[[], float]
    """Seconds since 1970, for the end of a token."""

    async def apply(self, badge: str, learner: str, items: Sequence[EvidenceItem]) -> Application:
        """Make an application. `badge` is the path of a badge, such as `/systems/one/badges/two`."""
        body = {"learner": learner, "evidence": _evidence(items)}
        answer = await self._ask("POST", f"{badge}/applications", body)
        return answer.shaped(_OneApplication).application

    async def replace(self, badge: str, slug: str, items: Sequence[EvidenceItem]) -> Application:
        """Replace all evidence of an application."""
        answer = await self._ask("PUT", f"{badge}/applications/{slug}", {"evidence": _evidence(items)})
        return answer.shaped(_OneApplication).application

    async def application(self, badge: str, slug: str) -> Application:
        """An application with its badge."""
        answer = await self._ask("GET", f"{badge}/applications/{slug}")
        return answer.shaped(_OneApplication).application

    async def reviews(self, badge: str, slug: str) -> tuple[ApiReview, ...]:
        """The reviews of an application."""
        answer = await self._ask("GET", f"{badge}/applications/{slug}/reviews")
        return answer.shaped(_Reviews).reviews

    async def applications(self, badge: str) -> AsyncIterator[Application]:
        """All applications for a badge, the newest first.

        They could be asked for by the learner's address, but that would write it into the log of every server
        between here and there.
        """
        async for one in self._newest_first(f"{badge}/applications", _Applications, lambda page: page.applications):
            yield one

    async def instances(self, badge: str) -> AsyncIterator[Instance]:
        """Everybody who has a badge, the last page of the list first."""
        async for one in self._newest_first(f"{badge}/instances", _Instances, lambda page: page.instances):
            yield one

    async def _newest_first(
        self, path: str, shape: type[_APage], parts: Callable[[_APage], Sequence[_Item]]
    ) -> AsyncIterator[_Item]:
        """Lists come oldest first, so they are read from their end. What comes in meanwhile only moves things back."""
        first = (await self._ask("GET", f"{path}?count={PAGE}&page=1")).shaped(shape)
        pages = -(-first.data.total // PAGE) if first.data else 1
        if pages > MOST_PAGES:
            # A total that cannot be true must not keep us busy for hours.
            raise RetryLater(FailureReason.unreachable, SOON)
        for number in range(pages, 1, -1):
            page = (await self._ask("GET", f"{path}?count={PAGE}&page={number}")).shaped(shape)
            for part in reversed(parts(page)):
                yield part
        for part in reversed(parts(first)):
            yield part

    async def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> HttpResponse:
        url = f"{self.url.rstrip('/')}{path}"
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {"Authorization": f'JWT token="{self._token(method, url, content)}"'}
        if content is not None:
            headers["Content-Type"] = "application/json"
        return await ask(HttpCall(method, url, headers, content), now=self.now)

    def _token(self, method: str, url: str, content: bytes | None) -> str:
        """A token that is valid for this call only."""
        claims: dict[str, object] = {
            "key": self.key,
            "exp": int(self.now()) + TOKEN_SECONDS,
            "method": method,
            "path": URL(url, encoded=True).raw_path_qs,
        }
        if content is not None:
            claims["body"] = {"alg": "sha256", "hash": hashlib.sha256(content).hexdigest()}
        return jwt.encode(claims, self.secret.get_secret_value(), algorithm="HS256")


def _evidence(items: Sequence[EvidenceItem]) -> list[Mapping[str, str]]:
    linked = ({"url": item.url, "mediaType": "link"} if item.url else {} for item in items)
    return [{"reflection": item.reflection, **link} for item, link in zip(items, linked, strict=True)]
