"""JSON Schema of what is exchanged with issuers, in the 2020-12 dialect, made from the models."""

import json

from bot.contract.manifest import Manifest


def pack_schema() -> str:
    """The schema of a manifest, `pack/1`. It allows fields that it does not name: an issuer ignores them."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | Manifest.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
