"""Log lines that strangers can cause: the first of a kind is written, and then a count of the others now and then."""

import time
from collections.abc import Callable

import structlog

EVERY_SECONDS = 60.0

_log = structlog.get_logger(__name__)


class CountedLog:
    """Writes a line of a kind at most once a minute, with how many there were."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` is monotonic seconds."""
        self._now = now
        self._kinds: dict[tuple[str, str], tuple[float, int]] = {}

    def count(self, event: str, *, is_fault: bool = False, **fields: str) -> None:
        """Writes a warning, of a fault an error, or counts it. The values of `fields` are from a small fixed set."""
        key = (event, " ".join(f"{name}={value}" for name, value in sorted(fields.items())))
        now = self._now()
        last, more = self._kinds.get(key, (float("-inf"), 0))
        if now - last < EVERY_SECONDS:
            self._kinds[key] = (last, more + 1)
            return
        self._kinds[key] = (now, 0)
        (_log.error if is_fault else _log.warning)(event, times=more + 1, **fields)
