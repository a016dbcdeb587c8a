"""Clock and sleep of the send loops, so that tests can move time."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SendTiming:
    """Clocks, sleep and chance. `now` is monotonic seconds, `unix_ms` the wall clock."""

    now: Callable[[], float] = time.monotonic
    unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random

    def backoff(self, attempt: int, first: float, longest: float) -> float:
        """Seconds to wait after failure number `attempt` (from 1): doubling to a cap, half random."""
        ceiling = min(longest, first * 2.0 ** min(attempt - 1, 30))
        return ceiling * (0.5 + self.chance() / 2)
