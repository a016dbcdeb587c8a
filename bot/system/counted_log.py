"""Log lines that strangers can cause: the first of a kind is written, and then a count of the others now and then."""

import time
from collections.abc import Callable, Mapping

import structlog

EVERY_SECONDS = 60.0

_log = structlog.get_logger(__name__)


class CountedLog:
    """Writes a line of a kind at most once a minute, with how many there were."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` is monotonic seconds."""
        self._now = now
        self._kinds: dict[tuple[str, str], tuple[float, int]] = {}

    def count(self, event: str, **fields: str) -> None:
        """Writes a warning, or counts it. The values of `fields` are from a small fixed set."""
        self._count(_log.warning, event, fields)

    def fault(self, event: str, **fields: str) -> None:
        """The same with an error."""
        self._count(_log.error, event, fields)

    def _count(self, write: Callable[..., object], event: str, fields: Mapping[str, str]) -> None:
        key = (event, " ".join(f"{name}={value}" for name, value in sorted(fields.items())))
        now = self._now()
        last, more = self._kinds.get(key, (float("-inf"), 0))
        if now - last < EVERY_SECONDS:
            self._kinds[key] = (last, more + 1)
            return
        self._kinds[key] = (now, 0)
        write(event, times=more + 1, **fields)
