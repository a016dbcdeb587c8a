"""How much may be looked up: so much a minute at one place, and so much in all."""

from collections import Counter
from collections.abc import Callable

WINDOW = 60.0
"""Seconds."""
PER_HOST = 120
"""A whole collection of badges needs two looks at their issuer for each, and one for all."""
IN_ALL = 600


class Allowance:
    """Counts what was looked up in this minute. It forgets at its end, so it stays small."""

    def __init__(self, now: Callable[[], float], per_host: int = PER_HOST, in_all: int = IN_ALL) -> None:
        """`now` is a clock in seconds that never goes back."""
        self._now = now
        self._per_host = per_host
        self._in_all = in_all
        self._begun = now()
        self._looks: Counter[str] = Counter()

    def take(self, host: str) -> bool:
        """Whether one more look at a host is allowed; if so, it is counted."""
        if self._now() - self._begun >= WINDOW:
            self._begun = self._now()
            self._looks.clear()
        if self._looks.total() >= self._in_all or self._looks[host] >= self._per_host:
            return False
        self._looks[host] += 1
        return True
