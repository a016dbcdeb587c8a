"""The queue of updates: kept until confirmed, long polling, one poller at a time."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.telegram.faults import Faults
from bot.playground.telegram.state.sandbox_clock import Bell, ChatClock
from bot.playground.telegram.wire import RefusalError, Wire

LONGEST_POLL = 50.0
DAY = 24 * 3600.0
TAP_LIFETIME = 150.0
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that the bot has not confirmed, and when Telegram gives it up (Unix seconds)."""

    id: int
    body: Wire
    expires: float


@dataclass(frozen=True, slots=True)
class Poll:
    """What a call of getUpdates asks for. `timeout` in seconds; `allowed` None keeps the last setting.

    `alive` tells whether whoever asked is still there: a bot that was killed mid-poll is not.
    """

    offset: int = 0
    limit: int = 100
    timeout: float = 0.0
    allowed: tuple[str, ...] | None = None
    alive: Callable[[], bool] = lambda: True


class UpdateQueue:
    """Delivers at least once and in order, as Telegram does."""

    def __init__(self, clock: ChatClock, faults: Faults, first_id: int = 1) -> None:
        self._clock = clock
        self._faults = faults
        self._waiting: deque[Pending] = deque()
        self._again: deque[Pending] = deque()
        self._held: asyncio.Future[None] | None = None
        self._alive: Callable[[], bool] = lambda: True
        self._allowed: frozenset[str] = frozenset()
        self.last_poll = 0.0
        self.next_id = first_id
        self.bell = Bell()

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._waiting)

    @property
    def is_held(self) -> bool:
        """Whether a bot is waiting in a long poll now, and is alive."""
        return self._held is not None and self._alive()

    def push(self, kind: str, body: Wire) -> int | None:
        """Queue one update; None where the bot did not allow this kind."""
        if kind not in self._allowed if self._allowed else kind in _NOT_BY_DEFAULT:
            return None
        return self.push_raw({kind: body}, TAP_LIFETIME if kind == "callback_query" else DAY)

    def push_raw(self, update: Wire, lifetime: float = DAY) -> int:
        """Queue an update as it is, right or wrong. It keeps an `update_id` of its own, or gets the next."""
        given = update.get("update_id")
        number = given if isinstance(given, int) else self.next_id
        self.next_id = max(self.next_id, number) + 1
        body = {"update_id": number} | update
        self._waiting.append(Pending(number, body, self._clock.now() + lifetime))
        self._wake()
        self.bell.ring()
        return number

    def repeat(self, update: Wire) -> None:
        """Deliver an update once more, confirmed or not."""
        number = update["update_id"]
        if not isinstance(number, int):
            raise TypeError("an update to repeat needs its update_id")
        self._again.append(Pending(number, update, self._clock.now() + DAY))
        self._wake()

    def allow(self, kinds: tuple[str, ...]) -> None:
        """Choose the kinds that are queued from now on; none means Telegram's default."""
        self._allowed = frozenset(kinds)

    def forget_all(self) -> None:
        """Drop everything that waits."""
        self._waiting.clear()
        self._again.clear()
        self.bell.ring()

    async def poll(self, poll: Poll) -> list[Wire]:
        """Answer getUpdates; the held call of another poller ends in a conflict."""
        if poll.allowed is not None:
            self.allow(poll.allowed)
        self._end_held()
        self.last_poll = self._clock.now()
        self._confirm(poll.offset)
        batch = self._batch(poll)
        if not batch and poll.timeout > 0:
            self._alive = poll.alive
            await self._hold(min(poll.timeout, LONGEST_POLL))
            batch = self._batch(poll)
        return batch

    def close(self) -> None:
        """Let a held call go home empty-handed."""
        self._wake()

    def waiting(self) -> list[Pending]:
        """What is not confirmed and not given up, in order."""
        now = self._clock.now()
        if any(pending.expires < now for pending in self._waiting):
            self._waiting = deque(pending for pending in self._waiting if pending.expires >= now)
            self.bell.ring()
        return list(self._waiting)

    def done(self, number: int) -> None:
        """Confirm one update on its own, as a webhook's 200 does."""
        self._waiting = deque(pending for pending in self._waiting if pending.id != number)
        self.bell.ring()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while self._waiting and self._waiting[0].id < offset:
            confirmed = self._waiting.popleft()
            if self._faults.again():
                self._again.append(confirmed)
        self.bell.ring()

    def _batch(self, poll: Poll) -> list[Wire]:
        again = [self._again.popleft().body for _ in range(min(len(self._again), poll.limit))]
        waiting = self.waiting() if self._waiting else []
        return again + [pending.body for pending in waiting[: poll.limit - len(again)]]

    async def _hold(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._held = held = loop.create_future()
        alarm = loop.call_later(seconds, _finish, held)
        self.bell.ring()
        try:
            await held
        finally:
            alarm.cancel()
            self.last_poll = self._clock.now()
            if self._held is held:
                self._held = None

    def _wake(self) -> None:
        if self._held is not None:
            _finish(self._held)

    def _end_held(self) -> None:
        if self._held is not None and not self._held.done():
            self._held.set_exception(
                RefusalError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )


def _finish(future: "asyncio.Future[None]") -> None:
    if not future.done():
        future.set_result(None)
