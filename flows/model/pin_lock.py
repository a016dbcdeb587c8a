"""The lock on what a person has written, for a phone that others use too. Values only."""

from dataclasses import dataclass
from datetime import datetime

DEFAULT_QUIET_MINUTES = 15


@dataclass(frozen=True, slots=True)
class PinDigest:
    """A slow, salted digest of a PIN. The digits themselves are nowhere."""

    salt: str
    digest: str


@dataclass(frozen=True, slots=True)
class PinLock:
    """The lock, what it was set to, and what came while it was shut."""

    pin: PinDigest | None = None
    """None until a PIN was typed twice: then nothing is locked yet."""
    pending: PinDigest | None = None
    """A new PIN that was typed once."""
    quiet_minutes: int = DEFAULT_QUIET_MINUTES
    """After how long without a message it shuts by itself; 0 for never."""
    shut: bool = False
    """Whether the person has shut it."""
    seen_at: datetime | None = None
    """When the person last did anything while it was open."""
    wrong: int = 0
    """Wrong PINs in a row."""
    again_at: datetime | None = None
    """Until then no PIN is looked at."""
    words: int = 0
    """Messages, and new words of changed ones, that came while it was shut, and were put aside."""
    things: int = 0
    """Recordings and files that came while it was shut, and were kept."""
    told: bool = False
    """Whether the person was told that there is news behind it."""
    withheld: tuple[str, ...] = ()
    """The messages that were not shown while it was shut, as the store writes messages, in order."""
    erase_at: datetime | None = None
    """From when everything may be deleted without the PIN, because somebody who forgot it asked for that."""
