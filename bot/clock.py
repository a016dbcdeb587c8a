"""The wall clock and random ids, which events carry into a turn."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Clock:
    """The wall clock in the operator's zone, and a source of fresh ids."""

    zone: ZoneInfo
    unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000

    @classmethod
    def ahead(cls, zone: ZoneInfo, by: timedelta) -> "Clock":
        """A clock that is ahead of the machine's own, for trying out what comes with time."""
        more = by // timedelta(milliseconds=1)
        return cls(zone, lambda: time.time_ns() // 1_000_000 + more)

    def now(self) -> datetime:
        """This moment, in the operator's zone."""
        return datetime.fromtimestamp(self.unix_ms() / 1000, UTC).astimezone(self.zone)

    def fresh(self) -> str:
        """32 hexadecimal digits that nobody can guess."""
        return secrets.token_hex(16)
