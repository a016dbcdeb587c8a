"""Error responses as problem details (RFC 9457), which repeat nothing of the request."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one field: its place, such as `data.items[2].comment`, and what it should be."""

    field: str
    detail: str


class HttpProblem(Exception):
    """What a request is answered where it cannot be done."""

    def __init__(self, status: HTTPStatus, detail: str, errors: Sequence[Wrong] = (), retry_after: int = 0) -> None:
        """`retry_after` is in seconds; 0 says nothing of it."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)
        self.retry_after = retry_after

    def answer(self) -> web.Response:
        """The answer to send."""
        body: dict[str, object] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [{"field": wrong.field, "detail": wrong.detail} for wrong in self.errors]
        headers = {"Retry-After": str(self.retry_after)} if self.retry_after else {}
        return web.Response(
            status=self.status.value,
            body=json.dumps(body).encode(),
            content_type="application/problem+json",
            headers=headers,
        )
