"""Turns validation errors into lines that say what to do."""

import re
from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from criteria.award_rules import PROFILE_PATTERN, SERIES_PATTERN
from criteria.fields import (
    BADGE_ID_PATTERN,
    LINE_PATTERN,
    PARAGRAPH_PATTERN,
    SLUG_PATTERN,
    VERSION_PATTERN,
)
from criteria.systems import GETS_PATTERN, THEIR_ID_PATTERN

# What a validator of the model says starts with the field that it is about, when that is not where it looked.
_ELSEWHERE = re.compile(r"(?P<field>[a-z]+): (?P<fix>.+)")

MAX_BYTES = 64 * 1024
"""The largest data file, in bytes."""
MAX_DEPTH = 8
"""How deep lists and named fields may stand in each other."""

_ADDRESS = "give a full web address that starts with https://"

PATTERNS: Mapping[str, str] = {
    SERIES_PATTERN: "give the beginning of the profiles' addresses, up to the = or / behind which a number follows",
    PROFILE_PATTERN: "give the profile's id as awards have it: an address that starts with https://, or a did:",
    SLUG_PATTERN: "use small letters, digits and _, up to 24, and begin with a letter",
    BADGE_ID_PATTERN: "use small letters, digits and -, up to 40, and begin with a letter or digit",
    VERSION_PATTERN: "give a year, a dash and a number, such as 2025-1",
    LINE_PATTERN: "keep it to one line, without tabs and control characters",
    THEIR_ID_PATTERN: "give the id as their system shows it: letters, digits, ., - and _, up to 128",
    GETS_PATTERN: "write answers. or facts. before an id, or one of the words that the page on these files lists",
    PARAGRAPH_PATTERN: "take the tabs and control characters out",
}
"""What to do about text that is not of its kind."""

FIXES: Mapping[str, str] = {
    "missing": "add this field",
    "extra_forbidden": "nobody reads this field; check its spelling, or take it out",
    "string_type": "give text here, not a list or named fields",
    "string_too_short": "give some text, or leave the field out if it may be left out",
    "string_too_long": "make it {max_length} characters or shorter",
    "int_type": "give a whole number in plain digits, such as 50",
    "bool_type": "write true or false",
    "enum": "write one of {expected}",
    "literal_error": "write one of {expected}",
    "tuple_type": "give a list, each item on its own line after a dash",
    "model_type": "give named fields here, such as `id: one`",
    "too_short": "give at least {min_length}",
    "greater_than": "give a number above {gt}",
    "greater_than_equal": "give {ge} or more",
    "less_than_equal": "give {le} or less",
    "url_parsing": _ADDRESS,
    "url_scheme": _ADDRESS,
    "url_type": _ADDRESS,
    "url_too_long": _ADDRESS,
}
"""What to do about each kind of finding; the braces are filled from the model's own limits."""


FILE_FIXES: Mapping[str, str] = {
    "alias": "write it out again; *names that stand for other text are not read",
    "anchor": "take the &name out; marks for other text are not read",
    "bracket": "what opens here with [ or { is not closed, or lacks a comma; put that right",
    "deep": f"nothing is nested more than {MAX_DEPTH} deep; check the spaces at the start of the line",
    "duplicate": "this name stands twice here; keep one of them",
    "empty": "the file holds nothing; write the badge or issuer in it, or delete it",
    "encoding": "save the file as UTF-8 text",
    "escape": "take the escaped character out; it is not text",
    "name": "a field's name is small letters and _, up to 40",
    "none": "there is no badge here; add one as badges/<id>/<version>.yaml",
    "place": "this says {value}, and the file stands at the place of {place}; make the two the same",
    "quote": "the quote that opens here is not closed, or closes on a later line; close it at the end of its text",
    "second": "keep one badge or issuer to a file; take out everything from the second --- on",
    "size": f"make the file {MAX_BYTES} bytes or smaller",
    "stray": "move it to badges/<id>/<version>.yaml or issuers/<id>.yaml; files elsewhere are not read",
    "suffix": "only files whose names end in .yaml belong here; rename it, or move it away",
    "syntax": "YAML cannot make sense of this; check the quotes, colons and spaces here and just above",
    "tag": "take the !tag out; every value is plain text",
    "top": "start with named fields, such as `id: first`",
}
"""What to do about each thing that keeps a file from being read."""


def explain(found: ValidationError) -> tuple[tuple[str, str], ...]:
    """List each finding as the path of its field and what to do about it."""
    return tuple(_line(error) for error in found.errors(include_url=False))


def path(location: tuple[int | str, ...]) -> str:
    """Write a place in a file as an author would, such as `questions[2].minimum`; items count from 0."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return text.removeprefix(".")


def _line(error: ErrorDetails) -> tuple[str, str]:
    """Explain one finding."""
    if error["type"] == "value_error":
        return _authored(error)
    limits = error.get("ctx", {})
    if error["type"] == "string_pattern_mismatch":
        return path(error["loc"]), PATTERNS[limits["pattern"]]
    fix = FIXES[error["type"]].format(**limits) if error["type"] in FIXES else error["msg"]
    return path(error["loc"]), fix


def _authored(error: ErrorDetails) -> tuple[str, str]:
    """Pass on what the model's own validators say: it is written for authors already."""
    said = str(error["ctx"]["error"])
    elsewhere = _ELSEWHERE.fullmatch(said)
    if elsewhere is None:
        return path(error["loc"]), said
    return path((*error["loc"], elsewhere["field"])), elsewhere["fix"]
