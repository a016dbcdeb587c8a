"""Has long turns on a thread wait while turns of other people are under way: both need the one interpreter."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

LONGEST = 2.0
"""Seconds that one long turn waits in all: it is not held up for ever where there is always somebody else."""


class Precedence:
    """Who goes first. Entered on the loop; `pause` is called on threads."""

    def __init__(self) -> None:
        self._under_way = 0
        self._free = Event()
        self._free.set()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Within the block, the work on the loop goes first."""
        self._under_way += 1
        self._free.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._free.set()

    def pause(self, longest: float = LONGEST) -> Callable[[], None]:
        """A call that waits while work on the loop goes first: for `longest` seconds in all, over all its calls."""
        left = longest

        def wait() -> None:
            nonlocal left
            if left <= 0 or self._free.is_set():
                return
            began = time.monotonic()
            self._free.wait(left)
            left -= time.monotonic() - began

        return wait
