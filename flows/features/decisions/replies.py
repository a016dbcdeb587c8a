"""Replies about what the issuer says of an application, or has not said in time."""

from dataclasses import dataclass
from datetime import date

from criteria.model import Badge, Issuer
from flows.engine.message import AwardCopy
from flows.engine.screen import Screen
from flows.model.award import AwardVerdict as Look
from flows.model.decision import Remark, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Screen):
    """The issuer says that it has it."""

    reference: str
    issuer: Issuer
    theirs: str
    """The issuer's own reference, if it gave one."""
    by: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question of which the assessor wants more, and why."""

    number: int
    heading: str
    comment: str


@dataclass(frozen=True, slots=True)
class QuestionNote:
    """What the assessor wrote about one question, where nothing more is wanted of it."""

    number: int
    heading: str
    comment: str


def question_notes(badge: Badge, remarks: tuple[Remark, ...]) -> tuple[QuestionNote, ...]:
    """The remarks that have words, in the badge's order of questions."""
    said = {remark.question: remark.comment for remark in remarks if remark.comment}
    return tuple(
        QuestionNote(number, question.heading, said[question.id])
        for number, question in enumerate(badge.questions, 1)
        if question.id in said
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreWanted(Screen):
    """The issuer asks for more evidence: the assessor's words, for which questions, and by when."""

    badge: Badge
    issuer: Issuer
    reference: str
    comment: str
    wanted: tuple[Wanted, ...]
    reply_by: date | None
    notes: tuple[QuestionNote, ...] = ()
    """What the assessor wrote about questions that are enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsSent(Screen):
    """An answer as the assessor read it, to be added to or replaced."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded(Screen):
    """The badge is earned."""

    badge: Badge
    issuer: Issuer
    reference: str
    comment: str
    link: str
    look: Look | None = None
    """What the award itself proved to be, where it was looked at."""
    named: str = ""
    """What the award calls the badge, where that is not its title here."""
    file: AwardCopy | None = None
    """The award as a file to keep."""
    reminded: bool = False
    """The worker hears of a yearly badge when it opens again."""
    notes: tuple[QuestionNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Screen):
    """The issuer says no: its words, and what may be done."""

    badge: Badge
    issuer: Issuer
    reference: str
    comment: str
    notes: tuple[QuestionNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked(Screen):
    """The issuer has taken the badge back."""

    badge: Badge
    issuer: Issuer
    reference: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue(Screen):
    """The day has passed by which the issuer decides: whom to ask, and with what."""

    badge: Badge
    issuer: Issuer
    reference: str
    sent_on: date
    by: date
    theirs: str
    way: Way
    """How it went there."""
