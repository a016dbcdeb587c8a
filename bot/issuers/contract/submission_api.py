"""OpenAPI description of the issuer's endpoint, for submissions and for withdrawals."""

from collections.abc import Mapping

from bot.issuers.webhook.route import LONGEST_REFERENCE, MANIFEST

_Json = Mapping[str, object]

_ID = "The id of this attempt: the same on every try, and the key by which a repeat is known."
_REQUEST_HEADERS: Mapping[str, tuple[str, str]] = {
    "webhook-id": (_ID, "TB-KF6-GK9-KD6-1"),
    "webhook-timestamp": ("When this try was signed, in Unix seconds.", "1783000000"),
    "webhook-signature": (
        "The signatures, with spaces between them.",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
    "Idempotency-Key": ("The same id in quotation marks.", '"TB-KF6-GK9-KD6-1"'),
}

_STOPS: Mapping[str, str] = {
    "400": "It makes no sense, or a file is missing, extra or changed. The bot stops, and the operator looks.",
    "401": "The signature is not that of a key you know, or is too old. The bot stops.",
    "403": "This bot may not send you anything. The bot stops.",
    "410": "You take no submissions here any more. The bot stops.",
    "413": "It is larger than you take. The bot stops.",
    "415": "You do not take this kind of body. The bot stops.",
    "422": "You read it and will not have it. The bot stops, and the operator looks.",
}
_WAITS: Mapping[str, str] = {
    "404": "Nothing is here, perhaps while you deploy. The bot tries again.",
    "409": "The first try of this id is still under way. The bot tries again.",
    "429": "Too many at once. The bot tries again.",
    "503": "Not now. The bot tries again, as after every 5xx, 408, 425, redirect (never followed) or silence.",
}

ANSWER_HEADERS: _Json = {
    "Retry-After": {
        "description": "How long to wait at least: seconds, or a date (RFC 9110). At most six hours are waited.",
        "schema": {"type": "string"},
    }
}
SCHEMAS: _Json = {
    "Accepted": {
        "type": "object",
        "description": "The issuer has the submission, and will remember its id.",
        "properties": {
            "reference": {
                "type": "string",
                "minLength": 1,
                "maxLength": LONGEST_REFERENCE,
                "description": "The issuer's own reference, which the applicant is shown. A repeat gets the same one.",
            }
        },
        "required": ["reference"],
    }
}


def submission() -> _Json:
    """The POST of a submission."""
    accepted = {"application/json": {"schema": {"$ref": "#/components/schemas/Accepted"}}}
    return {
        "operationId": "submit",
        "summary": "A finished submission, or a repeat of one.",
        "description": _ABOUT,
        "parameters": _parameters(),
        "requestBody": {"required": True, "content": _bodies()},
        "responses": _answers({"description": _TAKEN, "content": accepted}),
    }


def withdrawal() -> _Json:
    """The POST of a withdrawal."""
    schema = {"$ref": "#/components/schemas/Withdrawal"}
    return {
        "operationId": "withdraw",
        "summary": "An applicant takes back what they sent, or a repeat of that.",
        "description": _ABOUT_WITHDRAWAL,
        "parameters": _parameters("TB-KF6-GK9-KD6-1-withdrawn"),
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": _answers({"description": _KNOWN}),
    }


def header(name: str, about: str, example: str) -> _Json:
    """A header that every request has."""
    text = {"type": "string"}
    return {"name": name, "in": "header", "required": True, "description": about, "schema": text, "example": example}


def _parameters(id_: str = "TB-KF6-GK9-KD6-1") -> list[_Json]:
    """The headers of a message with such an id."""
    shown = {"webhook-id": id_, "Idempotency-Key": f'"{id_}"'}
    return [header(name, about, shown.get(name, example)) for name, (about, example) in _REQUEST_HEADERS.items()]


def _bodies() -> _Json:
    manifest = {"$ref": "#/components/schemas/Manifest"}
    form = {
        "type": "object",
        "properties": {MANIFEST: manifest},
        "required": [MANIFEST],
        "additionalProperties": {"type": "string", "contentMediaType": "application/octet-stream"},
        "description": "The manifest comes first. Each further part is a file, under the name in the manifest.",
    }
    encoding = {MANIFEST: {"contentType": "application/json"}}
    return {"application/json": {"schema": manifest}, "multipart/form-data": {"schema": form, "encoding": encoding}}


def _answers(acceptance: _Json) -> _Json:
    """What each answer means, with what an acceptance is."""
    later = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    taken = dict.fromkeys(("200", "201", "202"), acceptance)
    stops = {status: {"description": about} for status, about in _STOPS.items()}
    waits = {status: {"description": about, "headers": later} for status, about in _WAITS.items()}
    return dict(sorted({**taken, **stops, **waits}.items()))


_TAKEN = (
    "The submission is kept, and the applicant is told so. An acceptance without a reference that can be read is none: "
    "the bot takes it for a page that got in the way, and tries again under the same id."
)
_ABOUT = (
    "Where there are no files, the body is the manifest. Otherwise it is a form: the manifest, then each file, which "
    "is a recording or the award of a badge held. Check the signature over the bytes of the manifest, then each file "
    "against its size and SHA-256, and refuse one that is missing or that the manifest does not name. Keep the "
    "submission before you answer, and answer a repeat of `webhook-id` as the first time. What is not accepted is "
    "tried again for about three days. Ignore fields that you do not know."
)
_KNOWN = "You know it. The applicant is told so. The body of the answer is not read."
_ABOUT_WITHDRAWAL = (
    "It goes to the same address as submissions, and is signed in the same way. Decide nothing more on the "
    "application: what you still say of it is shown to the applicant, and changes nothing on the bot's side. Answer a "
    "repeat of `webhook-id` as the first time. A system that refuses it is taken for one that has no room for it, and "
    "the applicant is asked to write to you."
)
