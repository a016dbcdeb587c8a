"""Reads the lists of a language, `flows/text/en/*.txt`: lines under the names of their sections."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files


def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of each section of a file, without comments. Raises ValueError where a section stands there twice."""
    text = files("flows").joinpath("text", "en", f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
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
