"""Checks that the texts of badge and issuer files are in plain language."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from criteria import readable_text
from criteria.file_problem import Problem
from criteria.model import Badge, Issuer

Finding: TypeAlias = tuple[str, str]
"""The path of a field, and what to do about it."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}+|\$[A-Za-z]\w*|%(?:\(\w+\))?[sd]\b|<[^<>]+>|\[[^\[\]]+\]")


@dataclass(frozen=True, slots=True)
class Read:
    """A badge or an issuer as it was read: from which file, and on which line each field stands."""

    file: str
    thing: Badge | Issuer
    lines: Mapping[str, int]


def lint_words(things: Sequence[Read]) -> Iterator[Problem]:
    """Judge every text that a worker reads; each finding says on which line it is."""
    for read in things:
        for field, fix in (found for rule in RULES for found in rule(read.thing)):
            line = read.lines.get(field)
            yield Problem(read.file, field, f"line {line}: {fix}" if line else fix)


def long_sentence(thing: Badge | Issuer) -> Iterator[Finding]:
    """Keep sentences short enough for a tired reader."""
    for field, text in _sentences(thing):
        count = readable_text.longest_sentence(text)
        if count > readable_text.MAX_SENTENCE:
            yield field, f"a sentence has {count} words; cut it to {readable_text.MAX_SENTENCE} or fewer"


def hard_to_read(thing: Badge | Issuer) -> Iterator[Finding]:
    """Keep words and sentences plain."""
    for field, text in _sentences(thing):
        score = readable_text.lix(text)
        if score > readable_text.MAX_LIX:
            yield (
                field,
                f"it scores {score:.0f} on the LIX scale; use shorter words, for {readable_text.MAX_LIX} or less",
            )


def banned_word(thing: Badge | Issuer) -> Iterator[Finding]:
    """Keep out the words that plead or blame."""
    labels = readable_text.names(thing) if isinstance(thing, Badge) else ()
    for field, text in (*_sentences(thing), *labels):
        for word in readable_text.banned(text):
            yield field, f"leave the word “{word}” out; say what to do"


def hard_reminder(thing: Badge | Issuer) -> Iterator[Finding]:
    """Keep what is said in a reminder as easy as the reminder itself, all its lines together."""
    said = [(field, text) for field, text in readable_text.reminders(thing) if text]
    together: tuple[tuple[str, list[str]], ...] = tuple((field, [text]) for field, text in said)
    if isinstance(thing, Issuer):
        together = (("annual_declaration", [text for _, text in said]),)
    for field, texts in together:
        grade = readable_text.grade("\n".join(text if text[-1] in ".!?" else f"{text}." for text in texts))
        if grade > readable_text.HIGHEST_GRADE:
            age, most = grade + readable_text.YEARS_ABOVE, readable_text.HIGHEST_GRADE + readable_text.YEARS_ABOVE
            yield field, f"its reading age is {age:.0f}; use shorter words and sentences, for {most:.0f} or less"


def placeholder(thing: Badge | Issuer) -> Iterator[Finding]:
    """Keep out what looks as if something were filled in: the worker would read it as it stands."""
    said = readable_text.issuer_texts(thing) if isinstance(thing, Issuer) else [("deciding", thing.deciding or "")]
    for field, text in (*readable_text.reminders(thing), *said):
        for found in _PLACEHOLDER.findall(text):
            yield field, f"nothing is filled in for “{found}”; write the words themselves"


def _sentences(thing: Badge | Issuer) -> Iterator[tuple[str, str]]:
    if isinstance(thing, Badge):
        yield from readable_text.texts(thing)
    else:
        yield from readable_text.issuer_texts(thing)
    yield from readable_text.reminders(thing)


RULES: tuple[Callable[[Badge | Issuer], Iterator[Finding]], ...] = (
    long_sentence,
    hard_to_read,
    banned_word,
    hard_reminder,
    placeholder,
)
