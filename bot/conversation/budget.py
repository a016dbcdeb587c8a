"""How much one person may have done at once: what is over it waits on disk, so that nobody else waits for it."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.conversation.arrival import Arrival
from flows.engine.events import ButtonPressed, TextEdited, TextSent


class Admission(Enum):
    """What becomes of an update before its turn."""

    now = "now"
    """Its turn is taken in this batch."""
    wait = "wait"
    """It is kept, and its turn comes after those of others."""
    refuse = "refuse"
    """Its sender has too much waiting: it is not kept, and they are told so once."""
    ignore = "ignore"
    """It needs no answer: the same press waits already, or a stranger was answered often enough."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A number of things at once, and how many more a second."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What is fair. A person who writes as fast as people write meets none of it."""

    turns: Rate = Rate(240, 4.0)
    """Messages and presses."""
    characters: Rate = Rate(300_000, 2_000)
    """Characters, of what is sent and of what is answered."""
    strangers: Rate = Rate(12, 1 / 10)
    """Messages that are answered to somebody who has not agreed to anything. Nothing of theirs is kept."""
    stranger_presses: Rate = Rate(12, 1 / 5)
    in_batch: int = 2
    """Turns of a person within one batch."""
    together: int = 10
    """Turns of a person whose updates have waited, within one transaction."""
    heavy: int = 1_500
    """Characters from which a message may be a statement, whose turn is taken beside the others, as is every turn on a
    large draft."""
    waiting: int = 300
    """Updates of a person that wait together."""
    waiting_characters: int = 1_000_000


_ENDLESS = Rate(float("inf"), 0.0)
UNLIMITED = Limits(
    turns=_ENDLESS,
    characters=_ENDLESS,
    strangers=_ENDLESS,
    stranger_presses=_ENDLESS,
    in_batch=1_000_000,
    heavy=1_000_000,
    waiting=1_000_000,
    waiting_characters=10**12,
)
"""For tests and tools that are everybody's only client."""

_MOST_PEOPLE = 20_000


class _Bucket:
    """A token bucket: `left` things may be done at `at`, in seconds."""

    __slots__ = ("at", "left")

    def __init__(self, burst: float, at: float) -> None:
        self.left = burst
        self.at = at

    def fill(self, rate: Rate, now: float) -> float:
        if rate.per_second:
            self.left = min(rate.burst, self.left + max(0.0, now - self.at) * rate.per_second)
        self.at = now
        return self.left


@dataclass(slots=True)
class Waiting:
    """What of a person waits on disk."""

    updates: int = 0
    characters: int = 0
    last_press: str | None = None
    told: bool = False
    """Whether they were told that no more is kept for now."""


class Budgets:
    """Counts what each person does. Nothing of it survives a restart, and nothing needs to."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        """`now` is monotonic seconds."""
        self.limits = limits
        self._now = now
        self._buckets: OrderedDict[tuple[str, str], _Bucket] = OrderedDict()

    def stranger(self, arrival: Arrival) -> Admission:
        """For somebody who has not agreed: answered a few times, then ignored for a while."""
        pressed = isinstance(arrival.event, ButtonPressed)
        rate = self.limits.stranger_presses if pressed else self.limits.strangers
        bucket = self._bucket(arrival.chat, "press" if pressed else "stranger", rate)
        if bucket.fill(rate, self._now()) < 1:
            return Admission.ignore
        bucket.left -= 1
        return Admission.now

    def member(self, arrival: Arrival, waits: Waiting, in_batch: int, *, large: bool) -> Admission:
        """For somebody who has agreed. `in_batch` counts their turns in this batch; `large` is said of their draft."""
        event = arrival.event
        if waits.updates:
            if isinstance(event, ButtonPressed) and waits.last_press == event.data:
                return Admission.ignore
            room = waits.updates < self.limits.waiting and waits.characters < self.limits.waiting_characters
            return Admission.wait if room else Admission.refuse
        written = _characters(arrival)
        heavy = written >= self.limits.heavy or (large and self.limits.heavy < UNLIMITED.heavy)
        if heavy or in_batch >= self.limits.in_batch or self.seconds_until(arrival.chat) > 0:
            return Admission.wait
        return Admission.now

    def spend(self, person: str, characters: int, turns: int = 1) -> None:
        """Counts a turn that was taken: what was sent, and what was answered."""
        now = self._now()
        for kind, rate, spent in self._of_member(turns, characters):
            bucket = self._bucket(person, kind, rate)
            bucket.fill(rate, now)
            bucket.left -= spent

    def seconds_until(self, person: str) -> float:
        """How long until another turn of theirs may be taken; 0 if it may now."""
        now, longest = self._now(), 0.0
        for kind, rate, _ in self._of_member(1, 1):
            left = self._bucket(person, kind, rate).fill(rate, now)
            if left < 1 and rate.per_second:
                longest = max(longest, (1 - left) / rate.per_second)
        return longest

    def turns_now(self, person: str) -> int:
        """How many turns of theirs may be taken now, after each other: one at least."""
        left = self._bucket(person, "turns", self.limits.turns).fill(self.limits.turns, self._now())
        return max(1, int(min(left, self.limits.together)))

    def _of_member(self, turns: int, characters: int) -> tuple[tuple[str, Rate, int], ...]:
        return (("turns", self.limits.turns, turns), ("characters", self.limits.characters, characters))

    def _bucket(self, person: str, kind: str, rate: Rate) -> _Bucket:
        key = (person, kind)
        found = self._buckets.get(key)
        if found is None:
            found = self._buckets[key] = _Bucket(rate.burst, self._now())
            if len(self._buckets) > _MOST_PEOPLE:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(key)
        return found


def _characters(arrival: Arrival) -> int:
    event = arrival.event
    return len(event.text) if isinstance(event, TextSent | TextEdited) else 0
