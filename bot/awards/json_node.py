"""Strict reader of JSON-LD as issuers write it, without expansion: equal forms read as equal values.

This is the part of JSON-LD that issuers use: one value for a list of one, texts in several languages, `@id` and
`@type`. Nothing is expanded and no context is fetched: a document that needs it is not understood.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias
from unicodedata import category

from bot.awards.check_errors import CouldNotCheck
from flows.model.attachments.award_check import AwardDoubt

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MOST_TEXT = 1024 * 1024
"""Bytes of one award. Ones that carry their picture along have some hundred thousand."""
MOST_VALUES = 20_000
"""Values of one document. An award has a hundred, and a list of what was taken back one or two for each."""
LONGEST_NAME = 200
"""Characters of a name that are kept."""
_LONGEST_ID = 2000
_LARGEST = 1e15
"""Numbers here are seconds, places and counts. JSON has room for others, which no other kind of number can hold."""


_MOST_SECONDS = 1e11


@dataclass(frozen=True, slots=True)
class Node:
    """An object of a document."""

    _fields: Mapping[str, Json]

    def values(self, name: str) -> tuple[Json, ...]:
        """All values of a field: none, one, or those of a list."""
        found = self._fields.get(name)
        return tuple(found) if isinstance(found, list) else () if found is None else (found,)

    def has(self, name: str) -> bool:
        """Whether anything stands in a field."""
        return bool(self.values(name))

    def says(self, name: str) -> bool:
        """Whether a field is there, be it empty."""
        return self._fields.get(name) is not None

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a field that are text."""
        return tuple(value for value in self.values(name) if isinstance(value, str))

    def nodes(self, name: str) -> "tuple[Node, ...]":
        """The values of a field that are objects."""
        return tuple(Node(value) for value in self.values(name) if isinstance(value, dict))

    def text(self, name: str) -> str | None:
        """The one text of a field; None for none, or several."""
        values = self.values(name)
        return values[0] if len(values) == 1 and isinstance(values[0], str) else None

    def node(self, name: str) -> "Node | None":
        """The one object of a field; None for none, or several."""
        values = self.values(name)
        return Node(values[0]) if len(values) == 1 and isinstance(values[0], dict) else None

    def number(self, name: str) -> float | None:
        """The number of a field; None for what is none, or is beyond all that is counted here."""
        value = self._fields.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        return float(value) if -_LARGEST < value < _LARGEST else None

    def is_true(self, name: str) -> bool:
        """Whether a field says yes. Some say it in a word."""
        return self._fields.get(name) in (True, "true", "True")

    def is_false(self, name: str) -> bool:
        """Whether a field says no, or nothing."""
        return self._fields.get(name) in (None, False, "false", "False")

    @property
    def id(self) -> str:
        """The id; empty where there is none."""
        found = self.text("id") or self.text("@id") or ""
        return found if len(found) <= _LONGEST_ID else ""

    def fields(self) -> dict[str, Json]:
        """All of it, as JSON has it."""
        return dict(self._fields)

    def named(self, id_: str) -> "Node":
        """The same under this id."""
        return Node({**self._fields, "id": id_})

    def with_fields(self, fields: Mapping[str, Json]) -> "Node":
        """The same with some fields changed or added."""
        return Node({**self._fields, **fields})

    @property
    def types(self) -> frozenset[str]:
        """What kinds of thing it says it is."""
        return frozenset((*self.texts("type"), *self.texts("@type")))

    def id_of(self, name: str) -> str:
        """The id of a thing that a field names, or holds; empty where there is none."""
        held = self.node(name)
        return held.id if held else self.text(name) or ""

    def moment(self, name: str) -> datetime | None:
        """The moment in a field; None where there is none. Raises CouldNotCheck where it cannot be read."""
        return None if not self.has(name) else _moment(self.text(name) or self.number(name))

    def name(self, field: str = "name") -> str:
        """A name in one line, in English if it can be had so; empty where there is none."""
        plain = self.text(field)
        return shown(plain if plain is not None else next(self._english(field), ""))

    def _english(self, field: str) -> Iterator[str]:
        """A name that is given in several languages, as a map or as a list of tagged texts."""
        said: list[tuple[str, str]] = []
        for value in self.nodes(field):
            text = value.text("@value")
            spoken = value.items() if text is None else ((value.text("@language") or "", text),)
            said.extend(spoken)
        english = [text for language, text in said if language.lower().split("-")[0] == "en"]
        yield from english or ([text for _, text in said] if len(said) == 1 else self.texts(field)[:1])

    def items(self) -> tuple[tuple[str, str], ...]:
        """The fields that are text."""
        return tuple((name, value) for name, value in self._fields.items() if isinstance(value, str))


def parse(text: str | bytes) -> Node:
    """Reads one object. Raises CouldNotCheck for what is not plain JSON, says a name twice, or nests without end."""
    try:
        said = text if isinstance(text, str) else text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CouldNotCheck(AwardDoubt.unreadable) from None
    # Each value costs much more memory than its letters: what would be too much is not even begun.
    if len(said) > MOST_TEXT or sum(map(said.count, ",{[")) > MOST_VALUES:
        raise CouldNotCheck(AwardDoubt.too_large)
    try:
        found: Json = json.loads(said, object_pairs_hook=_once, parse_constant=_no_number)
        # Half a character, such as "\ud800" stands for, can be neither hashed nor shown.
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CouldNotCheck(AwardDoubt.unreadable)
    return Node(found)


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a name stands twice")
    return fields


def _no_number(_constant: str) -> Json:
    raise ValueError("not a number of JSON")


def shown(text: str) -> str:
    """A text as one short line of characters that can be seen."""
    plain = "".join(" " if sign.isspace() else sign for sign in text[: LONGEST_NAME * 4])
    seen = "".join(sign for sign in plain if category(sign)[0] != "C")
    return " ".join(seen.split())[:LONGEST_NAME]


def _moment(said: str | float | None) -> datetime:
    """A date, a date and time, or seconds since 1970, as the oldest awards have it."""
    try:
        if isinstance(said, str):
            moment = datetime.fromisoformat(said.strip())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        if said is not None:
            # No award was made after the year 5000: so many are milliseconds.
            return datetime.fromtimestamp(said / 1000 if abs(said) > _MOST_SECONDS else said, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise CouldNotCheck(AwardDoubt.unknown_form)
