"""The rules of the lock: what a PIN is, when the lock is shut, and how long wrong PINs make somebody wait."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from flows.model.pin_lock import PinDigest, PinLock

SHORTEST, LONGEST = 4, 6
"""Digits of a PIN."""
QUIET_MINUTES = (5, 15, 60, 0)
"""What may be chosen; 0 is never."""
FREE_TRIES = 5
"""Wrong PINs in a row before the first wait."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 1440))
"""The wait after the fifth wrong PIN, after the sixth, and so on; the last one again for every later one."""
ERASE_AFTER = timedelta(days=1)
"""How long whoever knows the PIN has to stop a deletion that was asked for without it."""
DELETABLE = timedelta(hours=47)
"""How old a message may be that is to be deleted from a chat: channels delete for two days, and this leaves an hour."""
MOST_CLEARED, FEW_CLEARED = 1_000, 50
"""Messages that are deleted at once, the newest; and where it is not known how old any of them is."""
_COST, _BLOCK = 2**14, 8
"""Of scrypt: 16 MB and some 70 milliseconds for each try."""
_BESIDE = frozenset(
    ["my", "the", "a", "pin", "is", "its", "it", "code", "number", "unlock", "lock", "with", "open", "please", "new"]
)
"""Words that may stand beside the digits of a PIN."""
_MOST_CHARACTERS = 40
_LONGEST_WORD = 12


def read_pin(text: str) -> str | None:
    """The digits of a message that is a try at a PIN, however many they are; None for any other message.

    A word with digits in it, such as "hunter2", is a try at one without any: a PIN is digits alone.
    """
    if len(text) > _MOST_CHARACTERS:
        return None
    plain = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    digits = re.sub(r"[^0-9]", "", plain)
    words = re.findall(r"[^\W\d]+", plain)
    if digits and all(word in _BESIDE for word in words):
        return digits
    return "" if digits and len(plain.split()) == 1 and len(plain) <= _LONGEST_WORD else None


def is_pin(digits: str) -> bool:
    """Whether it has as many digits as a PIN has."""
    return SHORTEST <= len(digits) <= LONGEST


def is_easy(digits: str) -> bool:
    """Whether anybody would try it first: one digit again and again, or digits in a row."""
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    return steps in ({0}, {1}, {-1})


def digest_of(digits: str, salt: str) -> PinDigest:
    """What is kept of a PIN. Takes some 70 milliseconds, as it has to."""
    key = hashlib.scrypt(digits.encode(), salt=salt.encode(), n=_COST, r=_BLOCK, p=1)
    return PinDigest(salt, key.hex())


def fits(pin: PinDigest | None, digits: str) -> bool:
    """Whether these are the digits of a PIN."""
    return pin is not None and is_pin(digits) and hmac.compare_digest(digest_of(digits, pin.salt).digest, pin.digest)


def is_shut(lock: PinLock | None, now: datetime) -> bool:
    """Whether nothing may be shown: the person shut it, or was quiet for so long. A clock that jumps shuts it too."""
    if lock is None or lock.pin is None:
        return False
    if lock.shut or lock.seen_at is None:
        return True
    return bool(lock.quiet_minutes) and abs(now - lock.seen_at) >= timedelta(minutes=lock.quiet_minutes)


def seen(lock: PinLock, now: datetime) -> PinLock:
    """The lock after its owner did something. What was sent before and is handled late makes it no older."""
    return replace(lock, seen_at=max(now, lock.seen_at or now))


def waits_until(lock: PinLock, now: datetime) -> datetime | None:
    """Until when no PIN is looked at; None where one is. What is further off than any wait, a wrong clock has set."""
    return lock.again_at if lock.again_at is not None and now < lock.again_at <= now + WAITS[-1] else None


def after_wrong(lock: PinLock, now: datetime) -> PinLock:
    """The lock after one more wrong PIN."""
    wrong = lock.wrong + 1
    over = wrong - FREE_TRIES
    again_at = now + WAITS[min(over, len(WAITS) - 1)] if over >= 0 else None
    return replace(lock, wrong=wrong, again_at=again_at)


def opened(lock: PinLock, now: datetime) -> PinLock:
    """The lock, open, with nothing behind it any more and no deletion asked for."""
    return PinLock(pin=lock.pin, quiet_minutes=lock.quiet_minutes, seen_at=now)
