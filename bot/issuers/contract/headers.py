"""Describes a header in the OpenAPI description."""

from collections.abc import Mapping


def header(name: str, about: str, example: str) -> Mapping[str, object]:
    """A header that every request has."""
    text = {"type": "string"}
    return {"name": name, "in": "header", "required": True, "description": about, "schema": text, "example": example}
