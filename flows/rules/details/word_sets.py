"""Sets of words and patterns: short ones written down as text, and those that files in `flows/text/en` list."""

from collections.abc import Mapping
from functools import cache

from flows.rules.details.detail_kinds import Spans, Why
from flows.rules.language_files import patterns, sections

PATTERNS = patterns("detail_patterns")


def word_set(text: str) -> frozenset[str]:
    """The words of a text, without their order."""
    return frozenset(text.split())


def listed(name: str, file: str = "personal_details") -> frozenset[str]:
    """The words of a list of the file. Raises KeyError for a list that is not there."""
    return _lists(file)[name]


@cache
def _lists(file: str) -> Mapping[str, frozenset[str]]:
    return {name: word_set(" ".join(lines)) for name, lines in sections(file).items()}


def marked(text: str, a: int, b: int, why: Why, *names: str) -> Spans:
    """What the group `found` of these patterns takes in between two places of a text."""
    return ((*match.span("found"), why) for name in names for match in PATTERNS[name].finditer(text, a, b))
