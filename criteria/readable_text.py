"""The texts of a badge that workers read, and measures of how hard they are."""

import re
from collections.abc import Iterable, Iterator

from criteria.model import Badge, Issuer

MAX_SENTENCE = 25
"""Words in a sentence, after GOV.UK and Social Security Scotland."""
MAX_LIX = 45
"""The middle of what newspapers reach on the LIX scale; children's books stay under 30."""
LIX_FROM = 20
"""Words below which a readability score says nothing."""
BANNED = frozenset({"please", "sorry", "invalid", "oops", "unfortunately", "kindly", "simply"})
"""Words that a worker never reads here: GOV.UK's list for messages that something is wrong, and some like them."""
HIGHEST_GRADE = 5.0
"""The Automated Readability Index up to which what the bot says itself may go: a school grade of the United States. Add
`YEARS_ABOVE` for a reading age in years."""
YEARS_ABOVE = 5
GRADE_FROM = 40
"""Words below which that index says nothing."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019/-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:;]+[\"'\u201d\u2019)]*\s+")
_FULL_STOP = re.compile(r"[.!?…]+[\"'\u201d\u2019)]*\s+")
_NOT_IN_A_NAME = re.compile(r"[\W_]+")


def words(text: str) -> list[str]:
    """List the words of a text, without the marks around them."""
    return _WORD.findall(text)


def longest_sentence(text: str) -> int:
    """Count the words of the longest sentence; a colon does not end one."""
    return max((len(words(sentence)) for sentence in _FULL_STOP.split(text)), default=0)


def lix(text: str) -> float:
    """Score a text by LIX: words in a sentence, and the share of words above six letters, in percent."""
    every = words(text)
    if len(every) < LIX_FROM:
        return 0.0
    sentences = sum(1 for sentence in _SENTENCE_END.split(text) if words(sentence))
    return len(every) / sentences + 100 * sum(len(word) > 6 for word in every) / len(every)


def grade(text: str) -> float:
    """Score a text by the Automated Readability Index; 0.0 for a text too short to be measured."""
    count = len(words(text))
    if count < GRADE_FROM:
        return 0.0
    # A sentence of a word or two is none, or a list would make hard words look easy.
    sentences = sum(1 for sentence in _FULL_STOP.split(text) if len(words(sentence)) > 2)
    return 4.71 * len("".join(text.split())) / count + 0.5 * count / max(1, sentences) - 21.43


def banned(text: str) -> list[str]:
    """List the words that no worker should read, in the order of the alphabet."""
    return sorted(BANNED.intersection(word.casefold() for word in words(text)))


def plain(name: str) -> str:
    """Reduce a heading or a choice to what people tell apart: letters and digits, without case or marks."""
    return _NOT_IN_A_NAME.sub(" ", name.casefold()).strip()


def twice(names: Iterable[str]) -> list[str]:
    """List the names that come a second time, by `plain`; a name without letters or digits is itself."""
    seen: set[str] = set()
    again: list[str] = []
    for name in names:
        short = plain(name) or name
        if short in seen:
            again.append(name)
        seen.add(short)
    return again


def texts(badge: Badge) -> Iterator[tuple[str, str]]:
    """List the sentences that a worker reads, with their paths."""
    yield from (("summary", badge.summary), ("visibility", badge.visibility))
    yield from (("fit.audience", badge.fit.audience), ("fit.otherwise", badge.fit.otherwise))
    yield from ((f"fit.checks[{n}]", line) for n, line in enumerate(badge.fit.checks))
    yield from ((f"fit.ready[{n}]", line) for n, line in enumerate(badge.fit.ready))
    for n, fact in enumerate(badge.facts):
        yield f"facts[{n}].ask", fact.ask
        yield f"facts[{n}].hint", fact.hint or ""
    for n, question in enumerate(badge.questions):
        yield f"questions[{n}].ask", question.ask
        yield from ((f"questions[{n}].tips[{m}]", tip) for m, tip in enumerate(question.tips))
    yield "ai.explain", badge.ai.explain or ""
    yield "deciding", badge.deciding or ""
    yield from ((f"declarations[{n}].text", item.text) for n, item in enumerate(badge.declarations))


def issuer_texts(issuer: Issuer) -> Iterator[tuple[str, str]]:
    """List what a worker reads of an issuer beside reminders, with its path."""
    yield "deciding", issuer.deciding or ""
    yield "readers", issuer.readers or ""


def reminders(thing: Badge | Issuer) -> Iterator[tuple[str, str]]:
    """List what is said in a reminder, inside the bot's own words, with its path."""
    if isinstance(thing, Badge):
        rules = {"draft": thing.nudges.draft, "returned": thing.nudges.returned, "again": thing.nudges.again}
        yield from ((f"nudges.{kind}.text", rule.text or "") for kind, rule in rules.items())
    elif (declared := thing.annual_declaration) is not None:
        yield "annual_declaration.title", declared.title
        yield from ((f"annual_declaration.gather[{n}]", line) for n, line in enumerate(declared.gather))
        yield "annual_declaration.nudge.text", declared.nudge.text or ""


def names(badge: Badge) -> Iterator[tuple[str, str]]:
    """List the headings and labels that a worker reads, with their paths."""
    yield from ((f"questions[{n}].heading", question.heading) for n, question in enumerate(badge.questions))
    yield from ((f"facts[{n}].label", fact.label) for n, fact in enumerate(badge.facts))


def lists(badge: Badge) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List what is shown together in one message."""
    yield from (("fit.checks", badge.fit.checks), ("fit.ready", badge.fit.ready))
    yield "prerequisites", tuple(item.title for item in badge.prerequisites)
    yield from ((f"facts[{n}].options", tuple(o.label for o in f.options)) for n, f in enumerate(badge.facts))
    yield from ((f"questions[{n}].tips", question.tips) for n, question in enumerate(badge.questions))
