"""Which issuers' systems answer, and since when one does not: from deliveries and questions for outcomes."""

from collections.abc import Callable
from dataclasses import dataclass

UNANSWERED = frozenset({"unreachable", "busy", "not_allowed", "not_found", "moved", "insecure", "no_reference"})
"""Reasons of failures that are about the issuer's system, and not about one submission."""


@dataclass(frozen=True, slots=True)
class FailingIssuer:
    """An issuer whose system has not answered well since a time in Unix milliseconds, and the last reason."""

    issuer: str
    since_ms: int
    reason: str


class IssuerAnswers:
    """Remembers the failures of each issuer's system until it answers well. Begins empty at each start."""

    def __init__(self, unix_ms: Callable[[], int]) -> None:
        self._unix_ms = unix_ms
        self._failing: dict[str, FailingIssuer] = {}

    def good(self, issuer: str) -> None:
        """The issuer's system has answered as it should."""
        self._failing.pop(issuer, None)

    def failed(self, issuer: str, reason: str) -> None:
        """A call has failed. A reason that is about the submission says that the system is there."""
        if reason not in UNANSWERED:
            self.good(issuer)
            return
        since = self._failing[issuer].since_ms if issuer in self._failing else self._unix_ms()
        self._failing[issuer] = FailingIssuer(issuer, since, reason)

    def longest(self) -> FailingIssuer | None:
        """The issuer that has not answered well for longest; None where all do."""
        return min(self._failing.values(), key=lambda one: one.since_ms, default=None)
