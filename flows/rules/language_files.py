"""Reads the lists and patterns of a language, `flows/text/en/*.txt`: lines under the names of their sections."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files


def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of each section of a file, without comments. Raises ValueError where a section stands there twice."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in filter(None, map(str.strip, _lines(name))):
        if line.startswith("["):
            section, lines = line.strip("[]"), []
            if section in found:
                raise ValueError(f"{name}.txt: [{section}] stands here twice; keep one")
            found[section] = lines
        elif not line.startswith("#"):
            lines.append(line)
    return {section: tuple(lines) for section, lines in found.items()}


def table(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands before and after the equals sign of each line such as `name = one | two words | three`."""
    for line in lines:
        name, _, members = line.partition(" = ")
        yield name, tuple(members.split(" | "))


_NAME = re.compile(r"([a-z][a-z ]*):")
_USED = re.compile(r"\{([a-z][a-z ]*)\}")


@cache
def patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """The regular expressions of a file, by their names: what is indented below `name:`, put together.

    In one, `{name}` is the expression of that name further up. Raises ValueError for a line that is none of this or a
    name that stands twice, KeyError for one that is not further up, and re.error for what is no expression.
    """
    found: dict[str, str] = {}
    current = ""
    for line in _lines(name):
        if line.startswith("    ") and current:
            found[current] += _USED.sub(lambda used: found[used[1]], line.strip())
        elif (named := _NAME.fullmatch(line)) and named[1] not in found:
            current = named[1]
            found[current] = ""
        elif line and not line.startswith("#"):
            raise ValueError(f"{name}.txt: cannot read {line!r}")
    return {key: re.compile(expression) for key, expression in found.items()}


def _lines(name: str) -> list[str]:
    return files("flows").joinpath("text", "en", f"{name}.txt").read_text(encoding="utf-8").splitlines()
