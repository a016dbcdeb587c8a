"""The phrases as they are written."""

from functools import cache

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from flows.text.catalogue import load


@cache
def written() -> dict[str, ftl.Pattern]:
    """Every phrase of the wording file by its key."""
    body = FluentParser().parse(load("en")).body
    return {entry.id.name: entry.value for entry in body if isinstance(entry, ftl.Message) and entry.value}
