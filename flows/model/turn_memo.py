"""What was worked out of a value once is not worked out again within the same turn, and is forgotten at its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar, cast

_Value = TypeVar("_Value")
_Result = TypeVar("_Result")
_Known = dict[tuple[object, int], tuple[object, object]]

_known: ContextVar[_Known | None] = ContextVar("known", default=None)


@contextmanager
def one_turn() -> Iterator[None]:
    """Remembers within the block. Nothing is kept after it: what people wrote may be deleted at any moment."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def remembered(function: Callable[[_Value], _Result]) -> Callable[[_Value], _Result]:
    """A pure function of one value that never changes; equal values that are two objects are worked out twice."""

    @wraps(function)
    def known(value: _Value) -> _Result:
        memo = _known.get()
        if memo is None:
            return function(value)
        key = (function, id(value))
        if key not in memo:
            # The value is held as well, so that its identity is not given to another.
            memo[key] = (value, function(value))
        return cast("_Result", memo[key][1])

    return known
