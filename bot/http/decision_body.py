"""Parses the body of a decision, and names the place of each fault."""

import json
from http import HTTPStatus

from pydantic import ValidationError

from bot.http.problem import HttpProblem, Wrong
from bot.issuers.contract.decision_schema import SAID, TYPES, Said

MOST_SIGNS = 100_000
"""Commas and brackets of a message: the longest comments and the largest badge fit, and reading it takes an instant."""
_TAGS = frozenset(TYPES)


def said(body: bytes) -> Said:
    """What a message says. Raises HttpProblem: 400 for what is no JSON, 422 for what makes no sense."""
    if sum(map(body.count, (b",", b"{", b"["))) > MOST_SIGNS:
        raise HttpProblem(HTTPStatus.UNPROCESSABLE_ENTITY, "there are too many values in it")
    try:
        read = SAID.validate_json(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
    else:
        _must_be_plain(body)
        return read
    # Raised outside the handler: its traceback holds nothing of the message.
    if any(one["type"] == "json_invalid" for one in found):
        raise HttpProblem(HTTPStatus.BAD_REQUEST, "the body is not JSON in UTF-8, or nests too deep")
    errors = [Wrong(_field(one["loc"]), _detail(one["type"], one["msg"])) for one in found]
    raise HttpProblem(HTTPStatus.UNPROCESSABLE_ENTITY, "nothing was done; put these fields right", errors)


def _must_be_plain(body: bytes) -> None:
    """Which of two values is meant, the two sides may read differently, and one of them may have checked the other."""
    try:
        json.loads(body, object_pairs_hook=_once)
    except ValueError:
        pass
    else:
        return
    raise HttpProblem(HTTPStatus.BAD_REQUEST, "an object in it says a name twice")


def _once(pairs: list[tuple[str, object]]) -> None:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")


def _field(location: tuple[int | str, ...]) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in location if part not in _TAGS]
    return "".join(parts).removeprefix(".") or "type"


def _detail(kind: str, message: str) -> str:
    # The library's own words for these repeat what was sent.
    if kind.startswith("union_tag"):
        return f"use one of {', '.join(TYPES)}"
    return message.removeprefix("Value error, ")
