"""The passages of answers, to be taken out one by one: paragraphs, and the lines or sentences of a long one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from criteria.model import Badge
from flows.model.draft import Answer, Draft, TextPart
from flows.rules.evidence.answers import answer
from flows.rules.evidence.put_away import Span, bring_back, left_of, spans_out, take_out_passage
from flows.rules.evidence.word_count import loose
from flows.rules.progress import is_locked
from flows.rules.statement.paragraphs import sentence_spans

LONG = 40
"""Words from which a paragraph is also offered in parts."""
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_LINE = re.compile(r"\S.*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of one message in an answer, or one that was taken out."""

    question: str
    part: TextPart
    span: Span
    text: str
    """What of it is in the answer; of one that was taken out, its words."""
    out: int | None = None
    """Its place in `Answer.struck`, if it was taken out."""

    @property
    def words(self) -> int:
        """Its words, counted as the maximum counts."""
        return loose(self.text)

    @property
    def mark(self) -> str:
        """How a button names it: the same for the same words at the same place."""
        named = f"{self.question} {self.part.key} {self.span} {self.out is None} {self.text}"
        return sha256(named.encode("utf-8", "backslashreplace")).hexdigest()[:10]


def in_answers(badge: Badge, draft: Draft) -> tuple[Passage, ...]:
    """The paragraphs of every answer that may be changed, the longest first."""
    found = [p for question in _open(badge, draft) for p in _paragraphs(question, answer(draft, question))]
    return tuple(sorted(found, key=lambda passage: -passage.words))


def taken_out(badge: Badge, draft: Draft) -> tuple[Passage, ...]:
    """Typed messages and passages that were put away, of each answer the last one first."""
    return tuple(
        Passage(question, part, part.span or (0, len(part.text)), part.text, number)
        for question in _open(badge, draft)
        for number, part in reversed(tuple(enumerate(answer(draft, question).struck)))
        if isinstance(part, TextPart) and part.text.strip()
    )


def parts_of(given: Answer, passage: Passage) -> tuple[Passage, ...]:
    """The lines of a passage, or where it has one alone its sentences; the longest first. None of a short one."""
    whole = passage.part.whole or passage.part.text
    start, end = passage.span
    spans = [found.span() for found in _LINE.finditer(whole, start, end)]
    if len(spans) < 2:
        spans = sentence_spans(whole, start, end)
    if len(spans) < 2:
        return ()
    found = [_passage(passage.question, given, passage.part, span) for span in spans]
    return tuple(sorted((one for one in found if one.text), key=lambda one: -one.words))


def without(given: Answer, passage: Passage) -> Answer:
    """The answer without a passage, which is put away."""
    return take_out_passage(given, passage.part, passage.span)


def with_it(given: Answer, passage: Passage) -> Answer:
    """The answer with a passage that was put away. Raises ValueError for one that is in the answer."""
    if passage.out is None:
        raise ValueError("this passage was not taken out")
    return bring_back(given, passage.out)


def _open(badge: Badge, draft: Draft) -> Iterator[str]:
    return (question.id for question in badge.questions if not is_locked(draft, question.id))


def _paragraphs(question: str, given: Answer) -> Iterator[Passage]:
    for part in given.parts:
        if isinstance(part, TextPart):
            for found in _PARAGRAPH.finditer(part.whole or part.text):
                start = found.start()
                one = _passage(question, given, part, (start, start + len(found[0].rstrip())))
                if one.text:
                    yield one


def _passage(question: str, given: Answer, part: TextPart, span: Span) -> Passage:
    """A passage with what of it is still in the answer: nothing where all of it was taken out."""
    start, end = span
    inside = [
        (max(first, start) - start, min(last, end) - start)
        for first, last in spans_out(given, part)
        if first < end and last > start
    ]
    return Passage(question, part, span, left_of((part.whole or part.text)[start:end], inside).strip())
