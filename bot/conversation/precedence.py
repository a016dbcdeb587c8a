"""Has long turns on a thread wait while turns of other people are under way: both need the one interpreter.

It also ends a turn that computes for far too long.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

LONGEST = 2.0
"""Seconds that one long turn waits in all: it is not held up for ever where there is always somebody else."""
MOST_WORK = 30.0
"""Seconds that one turn computes, of the processor. The longest that anybody can cause takes less than one."""


class TurnTooLong(Exception):
    """A turn has computed for longer than any should. Its update is put aside, as one that breaks its turn."""


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

    def pause(self, longest: float = LONGEST, work: float = MOST_WORK) -> Callable[[], None]:
        """A call between the steps of one turn that waits while work on the loop goes first.

        It waits for `longest` seconds in all, over all its calls. It raises TurnTooLong once this thread has computed
        for `work` seconds since now.
        """
        left, end = longest, time.thread_time() + work

        def wait() -> None:
            nonlocal left
            if time.thread_time() >= end:
                raise TurnTooLong
            if left <= 0 or self._free.is_set():
                return
            began = time.monotonic()
            self._free.wait(left)
            left -= time.monotonic() - began

        return wait
