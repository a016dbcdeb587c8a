"""Sets of words: short ones written down as text, and those that `flows/text/en/personal_details.txt` lists."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def word_set(text: str) -> frozenset[str]:
    """The words of a text, without their order."""
    return frozenset(text.split())


def listed(name: str) -> frozenset[str]:
    """The words of a list of the file. Raises KeyError for a list that is not there."""
    return _lists()[name]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = files("flows").joinpath("text", "en", "personal_details.txt").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    sections = (section.partition("]") for section in lines.split("[")[1:])
    return {name: word_set(words) for name, _, words in sections}
