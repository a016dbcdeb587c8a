"""Routes that are polled for the outcome of a submission, because the issuer's system sends none."""

from typing import Protocol, runtime_checkable

from bot.issuers.route import FailureReason, GaveUp
from flows.model.decision import Decision
from flows.pack.pack import Pack


@runtime_checkable
class Polled(Protocol):
    """A route whose system is polled."""

    async def outcome(self, pack: Pack, receipt: str | None) -> Decision | None:
        """What the issuer has said of this attempt; None where nothing has been said.

        `receipt` is the issuer's own reference, where it gave one. Raises RetryLater or GaveUp.
        """
        ...


def stated(pack: Pack, fact: str) -> str:
    """What the applicant stated for a fact. Raises GaveUp where the submission has no such fact."""
    for one in pack.facts:
        if one.id == fact:
            return ", ".join(one.values)
    raise GaveUp(FailureReason.not_mapped)
