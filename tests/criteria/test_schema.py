"""Editors get a schema of the data files, with every field explained."""

import json

import pytest

from criteria.fields import Model
from criteria.model import Badge, Issuer
from criteria.register_parts import RegisterParts
from criteria.schema import schema
from criteria.statement_headings import StatementHeadings


@pytest.mark.parametrize(
    ("kind", "model"),
    [("badge", Badge), ("issuer", Issuer), ("headings", StatementHeadings), ("register", RegisterParts)],
)
def test_the_schema_names_every_field_and_allows_no_other(kind: str, model: type[Model]) -> None:
    """An editor completes what the reader takes, and marks what it refuses."""
    read = json.loads(schema(kind))
    assert set(read["properties"]) == set(model.model_fields)
    assert set(read["required"]) == {n for n, field in model.model_fields.items() if field.is_required()}
    assert read["additionalProperties"] is False


def test_the_schema_knows_numbers_and_truths() -> None:
    """What the reader types from text is typed in the schema, with its limits."""
    read = json.loads(schema("badge"))
    assert read["properties"]["open"]["type"] == "boolean"
    assert read["$defs"]["Question"]["properties"]["minimum"]["type"] == "integer"
    assert read["$defs"]["Question"]["properties"]["minimum"]["maximum"] == 5000


def test_the_schema_explains() -> None:
    """The lines under the fields of the model reach the author."""
    read = json.loads(schema("issuer"))
    assert read["properties"]["contact"]["description"] == "Where a worker asks about an assessment."
