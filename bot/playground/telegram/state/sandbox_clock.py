"""A clock that tests can move, and notification of waiters."""

import asyncio
import time


class ChatClock:
    """Wall time in Unix seconds, plus whatever was skipped."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        """Unix seconds."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass at once, without waiting."""
        self._ahead += seconds


class Bell:
    """Wakes all waiters at each ring. Rings are not stored: check the state first, then wait."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake all who wait now."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def heard(self) -> None:
        """Return at the next ring."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
