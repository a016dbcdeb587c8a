"""The assessor's form: reads it, checks it, and makes the message of the contract from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pydantic import ValidationError

from bot.inbox.page_sentences import plain
from bot.issuers.contract import decision_schema as schema
from bot.issuers.contract.pack_schema import Manifest

ACTS = ("received", "awarded", "returned", "declined", "revoked")
SURE = "sure"
"""Follows the act in the form where the assessor has confirmed it."""
WITH_MARKS = ("awarded", "returned", "declined")
"""The acts that carry the marks at the questions."""


@dataclass(frozen=True, slots=True)
class QuestionMark:
    """The assessor's mark for one question. `satisfied` is None until it is chosen."""

    satisfied: bool | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """A form as it was filled in; empty when a page is first shown."""

    act: str = ""
    sure: bool = False
    """The assessor was asked about something unusual in it, and confirmed it."""
    comments: Mapping[str, str] = field(default_factory=dict)
    """The words to the applicant under each act that has any."""
    link: str = ""
    credential: str = ""
    """The badge itself, as it was pasted."""
    reply_by: str = ""
    marks: Mapping[str, QuestionMark] = field(default_factory=dict)

    @property
    def comment(self) -> str:
        """The words under the act that was chosen."""
        return self.comments.get(self.act, "")

    @property
    def has_more(self) -> bool:
        """Whether something was filled in that does not go along with the act that was chosen."""
        elsewhere = any(act != self.act for act in self.comments)
        marks = self.marks if self.act not in WITH_MARKS else ()
        return bool(elsewhere or marks or (self.act == "received" and (self.link or self.credential or self.reply_by)))

    def mark(self, question: str) -> QuestionMark:
        """The mark of a question so far."""
        return self.marks.get(question, QuestionMark())


@dataclass(frozen=True, slots=True)
class FormProblem:
    """A problem with one field."""

    at: str
    text: str


def wish(form: Mapping[str, str], manifest: Manifest) -> DecisionForm:
    """Reads what a browser posted. Line ends become newlines; signed text has none."""
    said = {name: "\n".join(text.splitlines()).strip() for name, text in form.items()}
    marks = {}
    for answer in manifest.data.answers:
        satisfied = {"yes": True, "no": False}.get(said.get(f"ok-{answer.criterion_id}", ""))
        mark = QuestionMark(satisfied, said.get(f"say-{answer.criterion_id}", ""))
        if mark != QuestionMark():
            marks[answer.criterion_id] = mark
    comments = {act: text for act in ACTS if (text := said.get(f"comment-{act}", ""))}
    chosen, _, sure = said.get("act", "").partition(" ")
    return DecisionForm(
        act=chosen,
        sure=sure == SURE,
        comments=comments,
        link=said.get("link", ""),
        credential=_pasted(form),
        reply_by=said.get("reply_by", ""),
        marks=marks,
    )


def _pasted(form: Mapping[str, str]) -> str:
    """A pasted badge without the line breaks of an email. JSON is left as it is."""
    text = form.get("credential", "").strip()
    return text if text.startswith("{") else "".join(text.split())


def problems(filled: DecisionForm, manifest: Manifest, today: date) -> tuple[FormProblem, ...]:
    """Everything that has to be put right before it can be sent."""
    if filled.act not in ACTS:
        return (FormProblem("decision", plain("problem-no-act")),)
    return (*_wordless(filled, manifest), *_too_long(filled, manifest), *_misspelt(filled, today))


def questions(filled: DecisionForm, manifest: Manifest) -> tuple[FormProblem, ...]:
    """What the assessor has to confirm first: it looks like a slip, or would drop their words."""
    return () if filled.sure else tuple(_odd(filled, manifest))


def _odd(filled: DecisionForm, manifest: Manifest) -> Iterator[FormProblem]:
    button = plain(f"act-{filled.act}")
    if filled.act == "awarded":
        for number, answer in enumerate(manifest.data.answers, 1):
            if filled.mark(answer.criterion_id).satisfied is False:
                text = plain("problem-marked", number=number, button=button)
                yield FormProblem(f"ok-{answer.criterion_id}", text)
    for act in filled.comments if filled.act != "received" else ():
        if act != filled.act:
            text = plain("problem-elsewhere", other=plain(f"act-{act}"), button=button)
            yield FormProblem(f"{act}-comment", text)


def _wordless(filled: DecisionForm, manifest: Manifest) -> Iterator[FormProblem]:
    if filled.act in ("declined", "revoked") and not filled.comment:
        yield FormProblem(f"{filled.act}-comment", plain("problem-no-reason"))
    wanting = any(mark.satisfied is False for mark in filled.marks.values())
    if filled.act == "returned" and not filled.comment and not wanting:
        yield FormProblem("returned-comment", plain("problem-nothing-wanted"))
    for number, answer in enumerate(manifest.data.answers if filled.act in WITH_MARKS else (), 1):
        mark = filled.mark(answer.criterion_id)
        if filled.act == "returned" and mark.satisfied is False and not mark.comment:
            problem = plain("problem-what-more", number=number, heading=answer.heading)
            yield FormProblem(f"say-{answer.criterion_id}", problem)
        if mark.satisfied is None and mark.comment:
            yield FormProblem(f"ok-{answer.criterion_id}", plain("problem-unmarked", number=number))


def _too_long(filled: DecisionForm, manifest: Manifest) -> Iterator[FormProblem]:
    if len(filled.comment) > schema.LONGEST_COMMENT:
        yield FormProblem(f"{filled.act}-comment", schema.too_long(len(filled.comment), schema.LONGEST_COMMENT))
    for number, answer in enumerate(manifest.data.answers if filled.act in WITH_MARKS else (), 1):
        length = len(filled.mark(answer.criterion_id).comment)
        if length > schema.LONGEST_ITEM:
            problem = plain("problem-question", number=number, problem=schema.too_long(length, schema.LONGEST_ITEM))
            yield FormProblem(f"say-{answer.criterion_id}", problem)


def _misspelt(filled: DecisionForm, today: date) -> Iterator[FormProblem]:
    if filled.act == "awarded":
        yield from _wrong_award(filled)
    if filled.act == "returned" and filled.reply_by:
        try:
            passed = date.fromisoformat(filled.reply_by) < today
        except ValueError:
            yield FormProblem("reply_by", plain("problem-no-day"))
            return
        if passed:
            yield FormProblem("reply_by", plain("problem-past-day"))


def _wrong_award(filled: DecisionForm) -> Iterator[FormProblem]:
    try:
        schema.AwardedData(submission_id="", assertion_url=filled.link, credential=filled.credential)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors(include_input=False, include_url=False)}
    else:
        return
    if "assertion_url" in wrong:
        yield FormProblem("link", plain("problem-link"))
    if "credential" in wrong:
        yield FormProblem("credential", plain("problem-credential", most=schema.LONGEST_CREDENTIAL // 1024))


def message(filled: DecisionForm, manifest: Manifest, reference: str, at: datetime) -> str:
    """The message of the contract that a checked form stands for, as JSON."""
    said = _said(filled, manifest.data.submission_id, reference, at)
    body = said.model_dump_json()
    # Fails here rather than at the bot.
    schema.SAID.validate_json(body)
    return body


def _said(filled: DecisionForm, id_: str, reference: str, at: datetime) -> schema.Said:
    about = schema.About(submission_id=id_, comment=filled.comment)
    match filled.act:
        case "received":
            data = schema.ReceivedData(submission_id=id_, comment=filled.comment, reference=reference)
            return schema.SubmissionReceived(type="submission.received", timestamp=at, data=data)
        case "awarded":
            return schema.SubmissionAwarded(type="submission.awarded", timestamp=at, data=_awarded(filled, id_))
        case "returned":
            return schema.SubmissionReturned(type="submission.returned", timestamp=at, data=_returned(filled, id_))
        case "declined":
            declined = schema.DeclinedData(submission_id=id_, comment=filled.comment, items=_items(filled))
            return schema.SubmissionDeclined(type="submission.declined", timestamp=at, data=declined)
        case _:
            return schema.BadgeRevoked(type="badge.revoked", timestamp=at, data=about)


def _awarded(filled: DecisionForm, id_: str) -> schema.AwardedData:
    return schema.AwardedData(
        submission_id=id_,
        comment=filled.comment,
        items=_items(filled),
        assertion_url=filled.link,
        credential=filled.credential,
    )


def _items(filled: DecisionForm) -> tuple[schema.ReturnedItem, ...]:
    return tuple(
        schema.ReturnedItem(criterion_id=question, satisfied=mark.satisfied, comment=mark.comment)
        for question, mark in filled.marks.items()
        if mark.satisfied is not None
    )


def _returned(filled: DecisionForm, id_: str) -> schema.ReturnedData:
    reply_by = date.fromisoformat(filled.reply_by) if filled.reply_by else None
    return schema.ReturnedData(submission_id=id_, comment=filled.comment, items=_items(filled), reply_by=reply_by)
