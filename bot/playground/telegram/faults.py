"""Fault injection between bot and server: random with a seed, or exactly once."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from fnmatch import fnmatchcase

from bot.playground.telegram.wire import RefusalError, too_many_requests


class InjectedFault(Enum):
    """One kind of failure of one call."""

    too_many_requests = "429 with retry_after, nothing done"
    bad_gateway = "502 without JSON, nothing done"
    dropped_before = "the connection breaks, nothing done"
    dropped_after = "the call takes effect, then the connection breaks"


@dataclass(frozen=True, slots=True)
class Rates:
    """Probabilities (0 to 1) of each fault for a group of methods, and seconds of delay around the effect."""

    too_many_requests: float = 0.0
    bad_gateway: float = 0.0
    dropped_before: float = 0.0
    dropped_after: float = 0.0
    retry_after: int = 1
    delay_before: float = 0.0
    delay_after: float = 0.0


@dataclass(slots=True)
class Hold:
    """One call that is held: wait for `reached`, then `release()` or `drop()` it.

    Released, it goes on even where the bot that made it is dead by then, as at Telegram.
    """

    method: str
    after: bool
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _dropped: bool = False

    def release(self) -> None:
        """Let the call go on."""
        self._released.set()

    def drop(self) -> None:
        """Break the connection here; what was not yet done is never done."""
        self._dropped = True
        self._released.set()

    async def stop_here(self) -> bool:
        """Tell that the call is here, and wait; True where it may go on."""
        self.reached.set()
        await self._released.wait()
        return not self._dropped


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """The faults of one call."""

    rates: Rates
    fault: InjectedFault | None = None
    refusal: RefusalError | None = None
    hold: Hold | None = None


_CALM = FaultPlan(Rates())


class Faults:
    """Decides the fate of each call. With nothing set, all is well."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - repeatable dice for tests, no secret hangs on it
        self._groups: list[tuple[str, Rates]] = []
        self._once: dict[str, deque[InjectedFault | RefusalError | Hold]] = {}
        self.duplicates = 0.0  # the chance that a confirmed update is delivered once more

    def set(self, methods: str, rates: Rates) -> None:
        """Set the rates of all methods that match a pattern such as `send*` or `*`. The latest counts."""
        self._groups.insert(0, (methods.lower(), rates))

    def clear(self) -> None:
        """Forget all rates, duplicates and single faults; holds that were not reached are gone too."""
        self._groups.clear()
        self._once.clear()
        self.duplicates = 0.0

    def once(self, method: str, fault: InjectedFault | RefusalError, times: int = 1) -> None:
        """Make the next calls of one method fail, whatever the rates say."""
        self._once.setdefault(method.lower(), deque()).extend([fault] * times)

    def hold(self, method: str, *, after: bool = False) -> Hold:
        """Stop the next call of one method before (or after) it takes effect, until released."""
        stop = Hold(method, after)
        self._once.setdefault(method.lower(), deque()).append(stop)
        return stop

    def plan(self, method: str) -> FaultPlan:
        """The fate of this call; `method` in lower case."""
        if not self._groups and not self._once:
            return _CALM
        rates = next((rates for name, rates in self._groups if fnmatchcase(method, name)), _CALM.rates)
        if waiting := self._once.get(method):
            return _single(rates, waiting.popleft())
        dice = self._chance.random()
        for fault in InjectedFault:
            dice -= getattr(rates, fault.name)
            if dice < 0:
                return FaultPlan(rates, fault, too_many_requests(rates.retry_after))
        return FaultPlan(rates)

    def part(self) -> float:
        """A random part of a delay, from 0 to 1."""
        return self._chance.random()

    def again(self) -> bool:
        """Whether an update that was just confirmed comes once more."""
        return self.duplicates > 0 and self._chance.random() < self.duplicates


def _single(rates: Rates, what: InjectedFault | RefusalError | Hold) -> FaultPlan:
    if isinstance(what, Hold):
        return FaultPlan(rates, hold=what)
    if isinstance(what, RefusalError):
        return FaultPlan(rates, InjectedFault.too_many_requests, what)
    return FaultPlan(rates, what, too_many_requests(rates.retry_after))
