"""What `teabreak doctor` finds: how bad it is, what is wrong, and the fix."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; the worst one is the exit status, as plugins of monitors have them."""

    good = 0
    look = 1
    """The bot works, and somebody should look."""
    broken = 2
    """The bot cannot work, or something may be lost."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    severity: Severity
    subject: str
    said: str
    fix: str = ""
    """What to do; empty where all is well."""


def good(subject: str, said: str) -> Diagnosis:
    """All is well with it."""
    return Diagnosis(Severity.good, subject, said)


def look(subject: str, said: str, fix: str) -> Diagnosis:
    """The bot works, and somebody should look."""
    return Diagnosis(Severity.look, subject, said, fix)


def broken(subject: str, said: str, fix: str) -> Diagnosis:
    """The bot cannot work, or something may be lost."""
    return Diagnosis(Severity.broken, subject, said, fix)
