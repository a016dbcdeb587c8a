"""Lets long work make way for other work between its steps. Nothing that is worked out depends on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_pause: ContextVar[Callable[[], None] | None] = ContextVar("pause", default=None)


@contextmanager
def pausing(pause: Callable[[], None]) -> Iterator[None]:
    """Within the block, `pause` is called between the steps of long work. It may wait, or raise to end the work."""
    before = _pause.set(pause)
    try:
        yield
    finally:
        _pause.reset(before)


def make_way() -> None:
    """To be called between the steps of work that grows with a text, each about as long as the work on a line."""
    pause = _pause.get()
    if pause is not None:
        pause()
