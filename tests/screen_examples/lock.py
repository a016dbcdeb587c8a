"""Examples of the screens of the lock."""

from collections.abc import Iterator
from itertools import product

from screen_examples.samples import AT

from flows.engine.screen import Screen
from flows.features.lock.screens import (
    AskPin,
    Locked,
    LockedExpiring,
    LockedReminder,
    LockedWait,
    LockSettings,
    LockTakenOff,
    NoLock,
    PinProblem,
    Shutting,
    Unlocked,
)


def examples() -> Iterator[Screen]:
    """Screens that no story comes to, and each in all its forms."""
    yield from (AskPin(problem=problem, digits_in=7) for problem in PinProblem)
    yield from (Locked(why=why, left=left) for why in Shutting for left in (1, 4))
    yield from (LockSettings(quiet=quiet, fresh=fresh) for quiet, fresh in product((0, 15), (True, False)))
    yield from (Unlocked(words=count, things=count, stopped=True, late=True) for count in (1, 2))
    yield LockedWait(until=AT)
    yield LockedReminder(until=AT)
    yield LockedExpiring()
    yield LockTakenOff()
    yield NoLock()
