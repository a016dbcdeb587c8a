"""The state of a submission, derived from its decisions, and which decisions are still possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.inbox.submission_records import DecisionRecord
from bot.inbox.submission_store import StoredSubmission

SETTLES = ("awarded", "returned", "declined", "revoked")
_OPEN = ("received", "returned", "awarded", "declined")


@dataclass(frozen=True, slots=True)
class SubmissionStanding:
    """A submission among the attempts at the same application, the first attempt first."""

    kept: StoredSubmission
    attempts: tuple[StoredSubmission, ...]

    @property
    def number(self) -> int:
        """Which attempt it is."""
        return self.kept.manifest.data.version

    @property
    def before(self) -> StoredSubmission | None:
        """The attempt before it, where that came here."""
        earlier = [one for one in self.attempts if one.manifest.data.version < self.number]
        return earlier[-1] if earlier else None

    @property
    def after(self) -> StoredSubmission | None:
        """The newest attempt, if that is another."""
        newest = self.attempts[-1]
        return newest if newest.manifest.data.version > self.number else None

    @property
    def verdict(self) -> DecisionRecord | None:
        """The last decision that stands, other than that it has arrived."""
        said = [one for one in self.kept.decisions if stands(one) and act(one) in SETTLES]
        return said[-1] if said else None

    @property
    def held(self) -> DecisionRecord | None:
        """The decision that has not gone out yet, and may be taken back."""
        return self.verdict if self.verdict is not None and self.verdict.is_held else None

    @property
    def arrival_told(self) -> bool:
        """Whether the applicant was told that somebody has it."""
        return any(act(one) == "received" and stands(one) for one in self.kept.decisions)

    @property
    def withdrawn_at(self) -> datetime | None:
        """When the applicant took the application back, if they did."""
        return self.attempts[-1].received.withdrawn_at

    @property
    def acts(self) -> tuple[str, ...]:
        """Which decisions are possible now."""
        if self.after is not None or (self.withdrawn_at is not None and self.verdict is None):
            return ()
        if self.held is not None:
            return ()
        if self.verdict is None:
            return _OPEN[1:] if self.arrival_told else _OPEN
        if act(self.verdict) == "returned" and self.withdrawn_at is not None:
            return ()
        return {"awarded": ("revoked",), "returned": ("awarded", "declined")}.get(act(self.verdict), ())


def stands(decided: DecisionRecord) -> bool:
    """Whether a decision was neither refused by the bot nor taken back."""
    return decided.standing not in ("refused", "stopped")


def act(decided: DecisionRecord) -> str:
    """The kind of a decision: `submission.returned` is `returned`."""
    return decided.type.partition(".")[2]


def seen(kept: StoredSubmission, every: Sequence[StoredSubmission]) -> SubmissionStanding:
    """A submission beside the other attempts at its application."""
    same = [
        one
        for one in every
        if one.manifest.data.reference == kept.manifest.data.reference and one.received.issuer == kept.received.issuer
    ]
    return SubmissionStanding(kept, tuple(sorted(same or [kept], key=lambda one: one.manifest.data.version)))


def newest_first(every: Sequence[StoredSubmission]) -> tuple[SubmissionStanding, ...]:
    """All submissions, the one that came last at the top."""

    def came(one: StoredSubmission) -> datetime:
        return one.received.first.at

    return tuple(seen(one, every) for one in sorted(every, key=came, reverse=True))
