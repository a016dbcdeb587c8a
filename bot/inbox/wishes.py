"""What an assessor has filled in, what is still wrong with it, and the message that it becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pydantic import ValidationError

from bot.issuers.contract.decision import (
    LONGEST_COMMENT,
    LONGEST_CREDENTIAL,
    LONGEST_ITEM,
    SAID,
    About,
    AwardedData,
    BadgeRevoked,
    ReceivedData,
    ReturnedData,
    ReturnedItem,
    Said,
    SubmissionAwarded,
    SubmissionDeclined,
    SubmissionReceived,
    SubmissionReturned,
)
from bot.issuers.contract.manifest import Manifest

ACTS = ("received", "awarded", "returned", "declined", "revoked")


@dataclass(frozen=True, slots=True)
class QuestionMark:
    """What is said of one question. `satisfied` is None while nobody has said."""

    satisfied: bool | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """A form as it was filled in. An empty one is what a page begins with."""

    act: str = ""
    comment: str = ""
    link: str = ""
    credential: str = ""
    """The badge itself, as it was pasted."""
    reply_by: str = ""
    marks: Mapping[str, QuestionMark] = field(default_factory=dict)

    def mark(self, question: str) -> QuestionMark:
        """What is said of a question so far."""
        return self.marks.get(question, QuestionMark())


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Something that has to be put right, and the field that it is about."""

    at: str
    text: str


def wish(form: Mapping[str, str], manifest: Manifest) -> DecisionForm:
    """Reads what a browser posted. Lines end as they do here, and signed text has none."""
    said = {name: "\n".join(text.splitlines()).strip() for name, text in form.items()}
    marks = {}
    for answer in manifest.data.answers:
        satisfied = {"yes": True, "no": False}.get(said.get(f"ok-{answer.criterion_id}", ""))
        mark = QuestionMark(satisfied, said.get(f"say-{answer.criterion_id}", ""))
        if mark != QuestionMark():
            marks[answer.criterion_id] = mark
    names = ("act", "comment", "link", "reply_by")
    return DecisionForm(**{name: said.get(name, "") for name in names}, credential=_pasted(form), marks=marks)


def _pasted(form: Mapping[str, str]) -> str:
    """A badge, as it was before a letter broke it into lines. In JSON, the ends of lines are nobody's words."""
    text = form.get("credential", "").strip()
    return text if text.startswith("{") else "".join(text.split())


def problems(filled: DecisionForm, manifest: Manifest, today: date) -> tuple[FormProblem, ...]:
    """Everything that has to be put right before it can be sent."""
    if filled.act not in ACTS:
        return (FormProblem("decision", "Choose what to say."),)
    return (*_wordless(filled), *_too_long(filled, manifest), *_misspelt(filled, today))


def _wordless(filled: DecisionForm) -> Iterator[FormProblem]:
    if filled.act in ("declined", "revoked") and not filled.comment:
        yield FormProblem(f"{filled.act}-comment", "Say why. The applicant reads it.")
    if filled.act != "returned":
        return
    if not filled.comment and all(mark.satisfied is not False for mark in filled.marks.values()):
        yield FormProblem(
            "returned-comment", "Say what more you need: here, or at a question that you mark “More needed”."
        )
    for question, mark in filled.marks.items():
        if mark.satisfied is False and not mark.comment:
            yield FormProblem(f"say-{question}", "Say what more you need here.")
        if mark.satisfied is None:
            yield FormProblem(f"ok-{question}", "Choose “Enough” or “More needed”, so that your comment goes along.")


def _too_long(filled: DecisionForm, manifest: Manifest) -> Iterator[FormProblem]:
    if len(filled.comment) > LONGEST_COMMENT:
        yield FormProblem(f"{filled.act}-comment", f"This is longer than {LONGEST_COMMENT} characters. Shorten it.")
    for answer in manifest.data.answers if filled.act == "returned" else ():
        if len(filled.mark(answer.criterion_id).comment) > LONGEST_ITEM:
            problem = f"This is longer than {LONGEST_ITEM} characters. Shorten it."
            yield FormProblem(f"say-{answer.criterion_id}", problem)


def _misspelt(filled: DecisionForm, today: date) -> Iterator[FormProblem]:
    if filled.act == "awarded":
        yield from _wrong_award(filled)
    if filled.act == "returned" and filled.reply_by:
        try:
            passed = date.fromisoformat(filled.reply_by) < today
        except ValueError:
            yield FormProblem("reply_by", "Give a day as year, month and day, such as 2026-09-30.")
            return
        if passed:
            yield FormProblem("reply_by", "This day is over. Give a later one.")


def _wrong_award(filled: DecisionForm) -> Iterator[FormProblem]:
    try:
        AwardedData(submission_id="", assertion_url=filled.link, credential=filled.credential)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors(include_input=False, include_url=False)}
    else:
        return
    if "assertion_url" in wrong:
        yield FormProblem("link", "Give the whole address of a public page. It begins with https://")
    if "credential" in wrong:
        most = LONGEST_CREDENTIAL // 1024
        words = f"Paste the whole badge: signed text in three parts, or JSON. It has at most {most} KB."
        yield FormProblem("credential", words)


def message(filled: DecisionForm, manifest: Manifest, reference: str, at: datetime) -> str:
    """The message that a form becomes once nothing is wrong with it, as JSON."""
    said = _said(filled, manifest.data.submission_id, reference, at)
    body = said.model_dump_json()
    # What is posted is what the contract can read.
    SAID.validate_json(body)
    return body


def _said(filled: DecisionForm, id_: str, reference: str, at: datetime) -> Said:
    about = About(submission_id=id_, comment=filled.comment)
    match filled.act:
        case "received":
            data = ReceivedData(submission_id=id_, comment=filled.comment, reference=reference)
            return SubmissionReceived(type="submission.received", timestamp=at, data=data)
        case "awarded":
            return SubmissionAwarded(type="submission.awarded", timestamp=at, data=_awarded(filled, id_))
        case "returned":
            return SubmissionReturned(type="submission.returned", timestamp=at, data=_returned(filled, id_))
        case "declined":
            return SubmissionDeclined(type="submission.declined", timestamp=at, data=about)
        case _:
            return BadgeRevoked(type="badge.revoked", timestamp=at, data=about)


def _awarded(filled: DecisionForm, id_: str) -> AwardedData:
    return AwardedData(
        submission_id=id_, comment=filled.comment, assertion_url=filled.link, credential=filled.credential
    )


def _returned(filled: DecisionForm, id_: str) -> ReturnedData:
    items = tuple(
        ReturnedItem(criterion_id=question, satisfied=mark.satisfied, comment=mark.comment)
        for question, mark in filled.marks.items()
        if mark.satisfied is not None
    )
    reply_by = date.fromisoformat(filled.reply_by) if filled.reply_by else None
    return ReturnedData(submission_id=id_, comment=filled.comment, items=items, reply_by=reply_by)
