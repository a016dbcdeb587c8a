"""What the page of one submission shows: the submission, its place among the attempts, and what was filled in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.inbox.decision_form import DecisionForm, FormProblem
from bot.inbox.page_sentences import plain
from bot.inbox.submission_records import DecisionRecord
from bot.inbox.submission_state import SubmissionStanding, stands
from bot.inbox.submission_store import StoredSubmission
from bot.inbox.word_changes import Run, differs, runs
from bot.issuers.contract.decision_schema import SAID, About, ReturnedItem, WithItems
from bot.issuers.contract.pack_schema import AnswerPart, FilePart, PrerequisitePart, Submission

GROUNDS = ("checked", "link", "file", "stated")
"""On what a badge held rests, the surest first."""
NOTHING = DecisionForm()


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """A submission in front of an assessor, with what they have filled in."""

    seen: SubmissionStanding
    zone: ZoneInfo
    wish: DecisionForm = NOTHING
    problems: tuple[FormProblem, ...] = ()
    asks: bool = False
    """The problems are questions: the assessor may send it all the same."""

    @property
    def kept(self) -> StoredSubmission:
        """The submission."""
        return self.seen.kept

    @property
    def data(self) -> Submission:
        """What was sent."""
        return self.kept.manifest.data

    @property
    def decisions(self) -> list[tuple[DecisionRecord, About]]:
        """What was decided, the newest first, with what it says."""
        return [(record, SAID.validate_json(record.body).data) for record in reversed(self.kept.decisions)]

    @property
    def left_over(self) -> list[FilePart]:
        """Recordings that belong to none of the questions."""
        known = {answer.criterion_id for answer in self.data.answers}
        return [file for file in self.data.files if file.criterion_id not in known and file.use != "award"]

    @property
    def grounds(self) -> str:
        """How many badges are held on each ground, in one sentence."""
        counted = Counter[str](one.ground for one in self.data.prerequisites)
        said = [f"{plain(f'ground-{ground}').lower()}: {counted[ground]}" for ground in GROUNDS if counted[ground]]
        return f"{', '.join(said).capitalize()}."

    @property
    def marks(self) -> bool:
        """Whether the questions can be marked."""
        return "returned" in self.seen.acts

    def problem(self, at: str) -> str | None:
        """What is wrong with a field."""
        return next((one.text for one in self.problems if one.at == at), None)

    def files(self, question: str) -> list[FilePart]:
        """The recordings in an answer."""
        return [file for file in self.data.files if file.criterion_id == question]

    def award(self, held: PrerequisitePart) -> FilePart | None:
        """The file that shows a badge held."""
        return next((one for one in self.data.files if one.use == "award" and one.name == held.file), None)

    def ground_before(self, held: PrerequisitePart) -> str | None:
        """The ground of a badge held in the attempt before; empty where it was not there, None for a first attempt."""
        if self.seen.before is None:
            return None
        before = self.seen.before.manifest.data.prerequisites
        return next((one.ground for one in before if one.id == held.id), "")

    def asked(self, question: str) -> ReturnedItem | None:
        """What an assessor said of a question on this attempt."""
        return _said(self.kept, question)

    def asked_before(self, question: str) -> ReturnedItem | None:
        """What an assessor said of a question on the attempt before."""
        return _said(self.seen.before, question) if self.seen.before else None

    def changed(self, question: str) -> bool | None:
        """Whether an answer is another than in the attempt before; None for a first attempt."""
        before = self.seen.before
        return differs(question, before.manifest, self.kept.manifest) if before else None

    def differences(self, answer: AnswerPart) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The text of the attempt before and the text now, in runs."""
        before = self.seen.before.manifest.data.answers if self.seen.before else ()
        return runs(next((one.text for one in before if one.criterion_id == answer.criterion_id), ""), answer.text)


def _said(kept: StoredSubmission, question: str) -> ReturnedItem | None:
    """What the last decision with marks says of a question."""
    for decided in reversed(kept.decisions):
        data = SAID.validate_json(decided.body).data if stands(decided) else None
        if isinstance(data, WithItems) and data.items:
            return next((one for one in data.items if one.criterion_id == question), None)
    return None


def recordings(files: Sequence[FilePart]) -> list[tuple[int, FilePart, Mapping[str, FilePart]]]:
    """Each recording by its number: the file to listen to, and all its files by their use."""
    by_part: dict[int, dict[str, FilePart]] = {}
    for file in files:
        by_part.setdefault(file.part_of_answer, {})[file.use] = file
    return [(number, uses.get("listening") or uses["original"], uses) for number, uses in sorted(by_part.items())]
