"""JSON Schemas of the data files, for editors."""

import json
from collections.abc import Mapping

from criteria.fields import Model
from criteria.model import Badge, Issuer
from criteria.register_parts import RegisterParts
from criteria.statement_headings import StatementHeadings

KINDS: Mapping[str, type[Model]] = {
    "badge": Badge,
    "issuer": Issuer,
    "headings": StatementHeadings,
    "register": RegisterParts,
}
"""The kinds of files, each with its model."""


def schema(kind: str) -> str:
    """Write the schema of one kind of file as JSON, in the 2020-12 dialect, with every field explained."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | KINDS[kind].model_json_schema(), indent=2, ensure_ascii=False) + "\n"
