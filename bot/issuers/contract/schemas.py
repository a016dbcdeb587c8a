"""JSON Schemas (2020-12) of what is exchanged with issuers, generated from the models."""

import json
from collections.abc import Mapping

from bot.issuers.contract.decision_schema import SAID
from bot.issuers.contract.pack_schema import Manifest


def pack_schema() -> str:
    """The schema of a manifest, `pack/1`. It allows fields that it does not name: an issuer ignores them."""
    return _printed(Manifest.model_json_schema())


def decision_schema() -> str:
    """The schema of what an issuer's system says of a submission."""
    return _printed(SAID.json_schema())


def _printed(schema: Mapping[str, object]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**dialect, **schema}, indent=2, ensure_ascii=False) + "\n"
