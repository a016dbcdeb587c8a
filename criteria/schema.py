"""JSON Schema of the data files, for editors that complete and check YAML while it is written."""

import json
from typing import Literal

from criteria.model import Badge, Issuer


def schema(kind: Literal["badge", "issuer"]) -> str:
    """Write the schema of one kind of file as JSON, in the 2020-12 dialect, with every field explained."""
    model = Badge if kind == "badge" else Issuer
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | model.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
