"""Patterns in the files of a language: each that is asked for is there, and each that is there is used."""

import re
from pathlib import Path

import pytest

from flows.rules import language_files

ROOT = Path(__file__).parents[3]
FILES = sorted(path.stem for path in (ROOT / "flows" / "text" / "en").glob("*_patterns.txt"))


def test_every_pattern_is_used() -> None:
    """By a module, by its name in quotes, or by a pattern below it."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "flows").rglob("*.py"))
    text = "\n".join((ROOT / "flows" / "text" / "en" / f"{file}.txt").read_text(encoding="utf-8") for file in FILES)
    every = {name for file in FILES for name in language_files.patterns(file)}
    assert FILES == ["detail_patterns", "message_patterns", "statement_patterns"]
    assert not [name for name in every if f'"{name}"' not in code and f"{{{name}}}" not in text]
    assert set(re.findall(r"PATTERNS\[\"([^\"]+)\"\]", code)) <= every


def test_pieces_are_put_in_where_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern of several lines, with a pattern above it in it. Counts in braces stay what they are."""
    monkeypatch.setattr(
        language_files,
        "_lines",
        lambda _: ["# said", "who:", "    she|he", "", "says:", "    (?i)", "    (?:{who}) x{1,2}"],
    )

    assert language_files.patterns.__wrapped__("any")["says"].fullmatch("SHE xx")


@pytest.mark.parametrize(
    ("line", "said"),
    [("who she", "cannot read 'who she'"), ("    she", "cannot read '    she'"), ("who:", "cannot read")],
)
def test_a_line_that_is_none_of_this_is_refused(line: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without its colon, a pattern without a name, and a name that stands twice."""
    before = ["who:", "    he"] if line == "who:" else []
    monkeypatch.setattr(language_files, "_lines", lambda _: [*before, line])

    with pytest.raises(ValueError, match=re.escape(f"any.txt: {said}")):
        language_files.patterns.__wrapped__("any")
