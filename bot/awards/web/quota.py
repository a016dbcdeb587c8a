"""Rate limits on look-ups: by host or person, and in all."""

from collections import Counter
from collections.abc import Callable, Hashable

WINDOW = 60.0
"""Seconds."""
PER_HOST = 120
"""A whole collection of badges needs two looks at their issuer for each, and one for all."""
IN_ALL = 600
PERSONS_WINDOW = 600.0
PER_PERSON = 240
"""Awards and the pages that belong to them, in those ten minutes: forty awards, the most of a badge, need about 160."""
PEOPLE_IN_ALL = 12_000
"""For all people together in that time: twice what may be looked up. It bounds how many people are remembered."""


class CheckQuota:
    """Counts what was looked up in a while, by name. It forgets all at the end of it, so it stays small."""

    def __init__(
        self, now: Callable[[], float], each: int = PER_HOST, in_all: int = IN_ALL, window: float = WINDOW
    ) -> None:
        """`now` is a clock in seconds that never goes back; `window` is how long a while is."""
        self._now = now
        self._each = each
        self._in_all = in_all
        self._window = window
        self._begun = now()
        self._looks: Counter[Hashable] = Counter()

    def take(self, name: Hashable) -> bool:
        """Whether one more look for a name is allowed; if so, it is counted."""
        if not self.has_room(name):
            return False
        self._looks[name] += 1
        return True

    def has_room(self, name: Hashable) -> bool:
        """Whether one more look for a name would be allowed."""
        if self._now() - self._begun >= self._window:
            self._begun = self._now()
            self._looks.clear()
        return self._looks.total() < self._in_all and self._looks[name] < self._each

    def left(self) -> float:
        """Seconds until everything is allowed again."""
        return max(0.0, self._begun + self._window - self._now())


def for_people(now: Callable[[], float]) -> CheckQuota:
    """What each person may have looked at, so that nobody has others wait for them without end."""
    return CheckQuota(now, PER_PERSON, PEOPLE_IN_ALL, PERSONS_WINDOW)
