"""The store of submissions with an index in SQLite beside it, which is put right and rebuilt from the folders."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.desk.tables.desk_database import Database
from bot.desk.tables.shingles import Shingles
from bot.desk.tables.submissions import DAY, Indexed, Submissions
from bot.inbox.submission_records import DecisionRecord, ReceivedSubmission
from bot.inbox.submission_state import SubmissionStanding, act
from bot.inbox.submission_store import ID, StoredSubmission, SubmissionStore
from bot.issuers.contract.pack_schema import Manifest, Submission

_PLACES = {
    "new": "open",
    "arrived": "open",
    "held": "held",
    "sampled": "held",
    "returned": "returned",
    "replaced": "replaced",
}
_BATCH = 500


class IndexedStore(SubmissionStore):
    """A store that finds submissions by an index. `days`: in how many days a submission is to be decided."""

    def __init__(self, folder: Path, database: Database, index: Submissions, shingles: Shingles, days: int) -> None:
        super().__init__(folder)
        self._database = database
        self._index = index
        self._shingles = shingles
        self._days = days

    def open(self) -> None:
        """Make ready, and put the index right where the last run was killed or folders came from elsewhere."""
        super().open()
        there = {place.name for place in self._folder.iterdir() if ID.fullmatch(place.name)}
        known = self._index.ids()
        for gone in known - there:
            self._index.remove(gone, "")
        missing = [*(there - known), *self._index.unfinished()]
        # The oldest first, so that the numbers of the index are in the order of arrival.
        found = sorted((kept for id_ in missing if (kept := self.get(id_))), key=lambda kept: kept.received.first.at)
        self._put_all(found)

    def rebuild(self) -> int:
        """Empty the index and build it anew from the folders; how many submissions there are."""
        self._index.clear()
        everything = self.all()
        self._put_all(everything[::-1])
        return len(everything)

    def _put_all(self, found: Sequence[StoredSubmission]) -> None:
        # A transaction for many of them: each is forced to the disk.
        for batch in (found[at : at + _BATCH] for at in range(0, len(found), _BATCH)):
            with self._database.write():
                for kept in batch:
                    self._put(kept)

    def waiting(self) -> Iterator[StoredSubmission]:
        """The submissions with a decision that is still to be posted."""
        return (kept for id_ in self._index.outgoing() if (kept := self.get(id_)))

    def attempts(self, application: str) -> tuple[StoredSubmission, ...]:
        """Every attempt at an application, the first one first."""
        return tuple(kept for id_ in self._index.attempts(application) if (kept := self.get(id_)))

    def standing(self, submission_id: str) -> SubmissionStanding | None:
        """A submission beside the other attempts at its application."""
        kept = self.get(submission_id)
        if kept is None:
            return None
        return SubmissionStanding(kept, self.attempts(kept.manifest.data.reference) or (kept,))

    def reference(self, application: str) -> str:
        """Our reference for an application: the one that an earlier attempt has, or a new one."""
        return self._index.reference(application) or self.new_reference()

    def keep(self, arriving: Path, signed: bytes, manifest: Manifest, received: ReceivedSubmission) -> StoredSubmission:
        """Store it, durably and in one step, and index it."""
        self._index.begin_change(manifest.data.submission_id)
        kept = super().keep(arriving, signed, manifest, received)
        self._put(kept)
        return kept

    def note_try(self, kept: StoredSubmission, received: ReceivedSubmission) -> None:
        """Record that it came again, or was taken back."""
        self._index.begin_change(kept.id)
        super().note_try(kept, received)
        self._refresh(kept.id)

    def note(self, place: Path, decided: DecisionRecord) -> None:
        """Record a decision on a submission, or the result of posting it."""
        self._index.begin_change(place.name)
        super().note(place, decided)
        self._refresh(place.name)

    def erase(self, submission_id: str) -> bool:
        """Remove a submission with all its files. False where there is none."""
        kept = self.get(submission_id)
        if kept is None:
            return False
        self._index.remove(kept.id, answers_of(kept.manifest.data))
        # Renamed first: half a folder would be taken for a damaged submission.
        hidden = self._folder / f".arriving-erased-{kept.id}"
        kept.place.rename(hidden)
        self.drop(hidden)
        self.changes += 1
        return True

    def _refresh(self, submission_id: str) -> None:
        kept = self.get(submission_id)
        if kept is not None:
            self._put(kept)

    def _put(self, kept: StoredSubmission) -> None:
        """Index a submission, and the other attempts at the same application, whose standing it may change."""
        data = kept.manifest.data
        self._index.put(self._indexed(kept, (kept,)))
        self._shingles.put(kept.id, [one.text for one in data.answers])
        attempts = self.attempts(data.reference)
        if len(attempts) > 1:
            for one in attempts:
                self._index.put(self._indexed(one, attempts))

    def _indexed(self, kept: StoredSubmission, attempts: tuple[StoredSubmission, ...]) -> Indexed:
        data, seen = kept.manifest.data, SubmissionStanding(kept, attempts)
        standing = standing_of(seen)
        came = int(kept.received.first.at.timestamp())
        name = data.applicant.get("name", "")
        decided = seen.verdict or (kept.decisions[-1] if kept.decisions else None)
        return Indexed(
            id=kept.id,
            application=data.reference,
            attempt=data.version,
            reference=kept.received.reference,
            badge=data.badge.id,
            title=data.badge.title,
            name=name if isinstance(name, str) else ", ".join(name),
            applicant=applicant_of(data),
            files=len(data.files),
            came_at=came,
            due_at=came + self._days * DAY,
            decided_at=int(decided.made_at.timestamp()) if decided and standing not in ("new", "arrived") else None,
            standing=standing,
            place=_PLACES.get(standing, "decided"),
            answers=answers_of(data),
            outgoing=any(one.standing == "waiting" for one in kept.decisions),
        )


def applicant_of(data: Submission) -> str:
    """Whose a submission is: the email address in small letters, or the application where there is none."""
    email = data.applicant.get("email", "")
    return email.strip().lower() if isinstance(email, str) and email.strip() else data.reference


def answers_of(data: Submission) -> str:
    """The words of all answers."""
    return "\n".join(answer.text for answer in data.answers)


def standing_of(seen: SubmissionStanding) -> str:
    """How a submission stands, in the index's words."""
    if seen.withdrawn_at is not None and (seen.verdict is None or act(seen.verdict) == "returned"):
        return "replaced" if seen.after is not None else "withdrawn"
    if seen.after is not None:
        return "replaced"
    if seen.held is not None:
        return "sampled" if seen.held.awaits_lead else "held"
    if seen.verdict is not None:
        return act(seen.verdict)
    return "arrived" if seen.arrival_told else "new"
