"""What was worked out of a text, remembered by the text's digest: no words stay in memory, and they may be deleted."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import TypeVar, TypeVarTuple

_Result = TypeVar("_Result")
_About = TypeVarTuple("_About")
_MOST = 4096


def by_digest(function: Callable[[*_About, str], _Result]) -> Callable[[*_About, str], _Result]:
    """A pure function whose last argument is a text; the results for the last 4,096 texts are remembered.

    The results must hold no words of the text. Its other arguments must be hashable.
    """
    seen: OrderedDict[tuple[object, ...], _Result] = OrderedDict()

    @wraps(function)
    def known(*args: *tuple[*_About, str]) -> _Result:
        text = args[-1]
        key = (*args[:-1], blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())
        if key in seen:
            seen.move_to_end(key)
            return seen[key]
        result = seen[key] = function(*args)
        if len(seen) > _MOST:
            seen.popitem(last=False)
        return result

    return known
