"""Values with a word in every field that holds text, whatever fields there are: nothing new is forgotten by a test."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
_Value = TypeVar("_Value")


def filled(kind: type[_Value], word: str, /, **given: object) -> _Value:
    """A value of a dataclass with the word in each text, one of each kind in each list, and what is given."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.init]  # type: ignore[arg-type]
    return kind(**{name: given.get(name, _of(hints[name], word, name)) for name in names})


def _of(hint: Any, word: str, name: str) -> Any:  # noqa: PLR0911 - a type is taken apart
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _of(next(one for one in inner if one is not type(None)), word, name)
    if origin is Literal:
        return inner[0]
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        kinds = get_args(inner[0]) if get_origin(inner[0]) in (Union, types.UnionType) else (inner[0],)
        return tuple(_of(one, word, name) for one in kinds)
    if origin is tuple:
        return tuple(_of(one, word, name) for one in inner)
    if origin is not None and issubclass(origin, Mapping):
        return {word: _of(inner[1], word, name)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if is_dataclass(hint):
        return filled(hint, word)
    plain: dict[Any, object] = {
        str: word,
        int: 3,
        float: 3.0,
        bool: False,
        datetime: AT,
        date: AT.date(),
        time: AT.time(),
    }
    return plain[hint]
