"""The OpenAPI 3.1 description of the exchange with an issuer's system.

A route out is a webhook: the issuer serves it, at the address in its file. What the bot serves are paths.
"""

import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Literal

from pydantic.json_schema import models_json_schema

from bot.issuers.contract import decision_api, submission_api
from bot.issuers.contract.pack_schema import Manifest, Part
from bot.issuers.contract.withdrawal_schema import Withdrawal

_IN_THE_DOCUMENT = "#/components/schemas/{model}"


def description() -> Mapping[str, object]:
    """The whole description. The schemas of all messages stand in it once."""
    sent: list[tuple[type[Part], Literal["validation"]]] = [(Manifest, "validation"), (Withdrawal, "validation")]
    _, schemas = models_json_schema(sent, ref_template=_IN_THE_DOCUMENT)
    message, parts = decision_api.schemas(_IN_THE_DOCUMENT)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Teabreak and an issuer's system",
            "summary": "How finished Open Badge submissions reach an issuer, and how the issuer answers.",
            "description": _ABOUT,
            "version": version("teabreak"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "webhooks": {
            "submission": {"post": submission_api.submission()},
            "withdrawal": {"post": submission_api.withdrawal()},
        },
        "paths": {"/issuer/{issuer}/decisions": {"post": decision_api.operation(message)}},
        "components": {
            "schemas": {**schemas["$defs"], **submission_api.SCHEMAS, **parts, **decision_api.SCHEMAS},
            "headers": submission_api.ANSWER_HEADERS,
        },
    }


def contract() -> str:
    """The description as JSON."""
    return json.dumps(description(), indent=2, ensure_ascii=False) + "\n"


_ABOUT = (
    "Messages are Standard Webhooks 1.0.0. `webhook-signature` holds one or more signatures with spaces between them: "
    "`v1` is HMAC-SHA256 with the secret that both sides have (after `whsec_`, in base64), `v1a` is Ed25519. What is "
    "signed is `webhook-id`, a full stop, `webhook-timestamp`, a full stop, and the message: the body or, in a form, "
    "the bytes of the part `manifest`. Refuse a message that was signed more than 300 seconds ago or hence."
)
