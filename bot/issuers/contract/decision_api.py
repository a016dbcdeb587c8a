"""OpenAPI description of the bot's endpoint for decisions."""

from collections.abc import Mapping

from bot.issuers.contract.decision_schema import SAID
from bot.issuers.contract.submission_api import header

_Json = Mapping[str, object]

_HEADERS: Mapping[str, tuple[str, str]] = {
    "webhook-id": ("Yours: the same on every try, and another for every message.", "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W"),
    "webhook-timestamp": ("When this try was signed, in Unix seconds.", "1783000000"),
    "webhook-signature": (
        "The signatures, with spaces between them.",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
}
_STOPS: Mapping[str, str] = {
    "400": "It is no JSON.",
    "401": "It is not signed by a key that the bot has of you, or too long ago. Nothing more is said of which.",
    "404": "You were never sent this submission, or its applicant has asked to be forgotten. Do not try again.",
    "413": "It is larger than 1 MiB.",
    "422": "Something in it makes no sense, or another message came under this id. The answer names each field.",
}
_WAITS: Mapping[str, str] = {
    "408": "It took longer than ten seconds to arrive. Try again.",
    "500": "A fault in the bot. Try again.",
    "503": "Not now. Try again.",
}

SCHEMAS: _Json = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457. It repeats nothing of what you sent.",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "field": {"type": "string", "examples": ["data.items[2].comment"]},
                        "detail": {"type": "string"},
                    },
                    "required": ["field", "detail"],
                },
            },
        },
        "required": ["type", "title", "status", "detail"],
    }
}


def schemas(template: str) -> tuple[_Json, _Json]:
    """The schema of every message, one of which is sent, and the models that it speaks of."""
    made = SAID.json_schema(ref_template=template)
    return made, made.pop("$defs")


def operation(message: _Json) -> _Json:
    """The POST of a decision."""
    return {
        "operationId": "decide",
        "summary": "What you say of a submission that you were sent.",
        "description": _ABOUT,
        "parameters": [
            {"name": "issuer", "in": "path", "required": True, "schema": {"type": "string"}, "example": "sssc"},
            *(header(name, about, example) for name, (about, example) in _HEADERS.items()),
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": message, "examples": _EXAMPLES}},
        },
        "responses": _answers(),
    }


def _answers() -> _Json:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    later = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    stops = {status: {"description": about, "content": problem} for status, about in _STOPS.items()}
    waits = {status: {"description": about, "content": problem, "headers": later} for status, about in _WAITS.items()}
    return {"204": {"description": _KEPT}, **dict(sorted({**stops, **waits}.items()))}


def _example(kind: str, **data: object) -> _Json:
    return {"value": {"type": kind, "data": {"submission_id": "TB-KF6-GK9-KD6-1", **data}}}


_EXAMPLES: _Json = {
    "received": _example("submission.received", reference="CASE-7"),
    "awarded": _example("submission.awarded", assertion_url="https://badges.example.org/a/7", comment="Well done."),
    "awarded with the badge itself": _example(
        "submission.awarded", credential="eyJhbGciOiJFUzI1NiJ9.eyJpZCI6InVybjp1dWlkOjcifQ.c2lnbmVk"
    ),
    "returned": _example(
        "submission.returned",
        comment="Nearly there.",
        items=[
            {"criterion_id": "topic", "satisfied": False, "comment": "Which team was it?"},
            {"criterion_id": "relevance", "satisfied": True},
        ],
        reply_by="2026-12-31",
    ),
    "awarded with notes": _example(
        "submission.awarded",
        comment="Well done.",
        items=[{"criterion_id": "topic", "satisfied": True, "comment": "A well chosen course."}],
    ),
    "declined": _example("submission.declined", comment="This is for another badge."),
    "revoked": _example("badge.revoked", comment="It was awarded by mistake."),
}
_KEPT = "It is kept. A repeat of the same message is answered so, and does nothing."
_ABOUT = (
    "A Standard Webhooks message over the bytes of the body, signed with `v1` or `v1a`. When the bot answers 204, it "
    "is on disk, and the applicant is about to be told; try again until it does, with the same `webhook-id` and a new "
    "time and signature. Ids are remembered for 30 days. A message about an attempt that was replaced by a later one "
    "is kept, and not shown. Fields that are not named here are passed over. You can speak of what you were sent, and "
    "of nothing else."
)
