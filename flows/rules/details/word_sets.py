"""Sets of words: short ones written down as text, and those that files in `flows/text/en` list."""

from collections.abc import Mapping
from functools import cache

from flows.rules.language_files import sections


def word_set(text: str) -> frozenset[str]:
    """The words of a text, without their order."""
    return frozenset(text.split())


def listed(name: str, file: str = "personal_details") -> frozenset[str]:
    """The words of a list of the file. Raises KeyError for a list that is not there."""
    return _lists(file)[name]


@cache
def _lists(file: str) -> Mapping[str, frozenset[str]]:
    return {name: word_set(" ".join(lines)) for name, lines in sections(file).items()}
