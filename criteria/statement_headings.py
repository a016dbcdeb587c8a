"""Headings that workers write above their answers, kept beside a badge's versions.

A published version of a badge never changes. What people call its questions in their own files is learned after
it is published, and asks nothing new of anybody. So these words stand in `headings/<badge id>.yaml`, outside
`published.lock`, and hold for every version of the badge that has the question.
"""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from criteria import readable_text
from criteria.fields import BadgeId, Line, Model, Slug
from criteria.file_problem import Problem
from criteria.model import Badge, Question


class QuestionHeadings(Model):
    """What workers write over their answer to one question, and what its answers often say."""

    id: Slug
    """The id of the question, in any version of the badge."""
    asked: tuple[Line, ...] = ()
    """The full question as the issuer and the bot ask it. People paste it above the answer."""
    also: tuple[Line, ...] = ()
    """Short and other headings, as workers write them."""
    cues: tuple[Line, ...] = ()
    """Beginnings of words and phrases that are likely in an answer, for a statement without headings."""


class StatementHeadings(Model):
    """The headings of one badge's questions."""

    badge: BadgeId
    questions: tuple[QuestionHeadings, ...] = Field(min_length=1)


def merged(badge: Badge, headings: StatementHeadings | None) -> Badge:
    """The badge with the headings of its file added to those of its own questions, each form once."""
    if headings is None:
        return badge
    known = {one.id: one for one in headings.questions}
    return badge.model_copy(update={"questions": tuple(_with(q, known.get(q.id)) for q in badge.questions)})


def _with(question: Question, more: QuestionHeadings | None) -> Question:
    if more is None:
        return question
    fields = {name: _once(getattr(question, name), getattr(more, name)) for name in ("asked", "also", "cues")}
    return question.model_copy(update=fields)


def _once(first: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


def lint_headings(files: Mapping[str, StatementHeadings], badges: Sequence[Badge]) -> Iterator[Problem]:
    """Report a heading for a question that no version has, and a heading that two questions share."""
    for file, headings in files.items():
        versions = [badge for badge in badges if badge.id == headings.badge]
        if not versions:
            yield Problem(file, "badge", f"there is no badge {headings.badge}; correct the name")
            continue
        known = {question.id for badge in versions for question in badge.questions}
        for index, one in enumerate(headings.questions):
            if one.id not in known:
                yield Problem(file, f"questions[{index}].id", f"no version of the badge has a question {one.id}")
        seen: set[str] = set()
        for form in _shared(versions, headings):
            if form not in seen:
                seen.add(form)
                yield Problem(file, "questions", f"the heading “{form}” leads to two questions; keep it at one")


def _shared(versions: Sequence[Badge], headings: StatementHeadings) -> Iterator[str]:
    for version in versions:
        owners: dict[str, str] = {}
        for question in merged(version, headings).questions:
            for form in (question.heading, *question.also, *question.asked):
                if owners.setdefault(readable_text.plain(form), question.id) != question.id:
                    yield form
