"""What in answers does not read like evidence, by its shape alone: told to the worker at the check, never enforced."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from criteria.model import Badge, Question
from flows.model.draft import Draft
from flows.rules.evidence.answers import answer, text
from flows.rules.statement import reading
from flows.rules.statement.plain_lines import plain_words

LEAST_REPEATED = 8
"""Words from which a passage that stands twice is told."""
LEAST_FOR_ONE_WORD = 20
"""Words from which it is told that an answer is one word again and again."""
_MOSTLY = 0.5
_SENTENCES = re.compile(r"[^.!?\n\u2026]+[.!?\u2026]*")


class DoubtKind(Enum):
    """Why words may be no evidence."""

    said_to_bot = "said_to_bot"
    """They read as said to the bot. What is said is not read here: see `features/own_words/doubts`."""
    repeated = "repeated"
    one_word = "one_word"
    whole_statement = "whole_statement"
    only_question = "only_question"


@dataclass(frozen=True, slots=True)
class AnswerDoubt:
    """One such thing: in which answer, and the words it is about."""

    kind: DoubtKind
    question: str
    words: str = ""
    other: str = ""
    """Of words that stand twice: the question whose answer has them first, if it is another."""


def doubts_of_shape(badge: Badge, draft: Draft) -> tuple[AnswerDoubt, ...]:
    """Answers that repeat a passage or one word, hold a whole statement, or only their question; in badge order."""
    found: list[AnswerDoubt] = []
    seen: dict[str, str] = {}
    for question in badge.questions:
        said = text(answer(draft, question.id))
        if said:
            found += _of_one(badge, question, said)
            found += _repeated(question, said, seen)
    return tuple(found)


def _of_one(badge: Badge, question: Question, said: str) -> Iterator[AnswerDoubt]:
    words = plain_words(said)
    if _is_its_question(question, words):
        yield AnswerDoubt(DoubtKind.only_question, question.id)
    often = Counter(words).most_common(1)
    if len(words) >= LEAST_FOR_ONE_WORD and often[0][1] > _MOSTLY * len(words):
        yield AnswerDoubt(DoubtKind.one_word, question.id, often[0][0])
    if len(badge.questions) > 1 and reading(badge.questions, said).headings > 1:
        yield AnswerDoubt(DoubtKind.whole_statement, question.id)


def _is_its_question(question: Question, words: tuple[str, ...]) -> bool:
    """Whether an answer is the heading or the question itself, or the beginning of it."""
    said = " ".join(words)
    asked = (
        " ".join(plain_words(one)) for one in (question.heading, question.ask, f"{question.heading} {question.ask}")
    )
    return len(words) > 2 and any(f" {said} " in f" {one} " for one in asked)


def _repeated(question: Question, said: str, seen: dict[str, str]) -> Iterator[AnswerDoubt]:
    """Sentences that stood before, in this answer or in an earlier one. Several in a row are told of once."""
    again = False
    for found in _SENTENCES.finditer(said):
        words = plain_words(found[0])
        if len(words) < LEAST_REPEATED:
            continue
        plain = " ".join(words)
        first = seen.get(plain)
        if first is not None and not again:
            other = first if first != question.id else ""
            yield AnswerDoubt(DoubtKind.repeated, question.id, found[0].strip(), other)
        again = first is not None
        seen.setdefault(plain, question.id)
