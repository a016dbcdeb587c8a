"""Remembers what was worked out of a value within a turn, or of a text by its digest. No words stay in memory."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from hashlib import blake2b
from typing import ParamSpec, TypeVar, TypeVarTuple, cast

from flows.model.long_work import make_way

_Value = TypeVar("_Value")
_Result = TypeVar("_Result")
_Args = ParamSpec("_Args")
_Known = dict[tuple[object, ...], tuple[object, object]]

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


def once_a_turn(function: Callable[_Args, _Result]) -> Callable[_Args, _Result]:
    """A pure function of hashable arguments, called again and again within a turn with equal ones."""

    @wraps(function)
    def known(*args: _Args.args, **named: _Args.kwargs) -> _Result:
        memo = _known.get()
        if memo is None:
            return function(*args, **named)
        key = (function, args, *sorted(named.items()))
        if key not in memo:
            memo[key] = (None, function(*args, **named))
        return cast("_Result", memo[key][1])

    return known


_About = TypeVarTuple("_About")
_MOST = 4096


def by_digest(function: Callable[[*_About, str], _Result]) -> Callable[[*_About, str], _Result]:
    """A pure function whose last argument is a text; the results for the last 4,096 texts are remembered.

    The results must hold no words of the text. Its other arguments must be hashable.
    """
    # No words stay in memory: what people wrote may be deleted at any moment.
    seen: OrderedDict[tuple[object, ...], _Result] = OrderedDict()

    @wraps(function)
    def known(*args: *tuple[*_About, str]) -> _Result:
        make_way()
        text = args[-1]
        key = (*args[:-1], blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())
        try:
            # Another thread may drop it at any moment.
            seen.move_to_end(key)
            return seen[key]
        except KeyError:
            pass
        result = seen[key] = function(*args)
        if len(seen) > _MOST:
            seen.popitem(last=False)
        return result

    return known
