"""Checks of a badge file that a schema cannot express, each a small named rule.

A question with its heading needs no rule for Telegram's limit of 4,096: the model's own limits keep it short.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import TypeAlias

from criteria import readable_text
from criteria.file_problem import Problem
from criteria.model import Badge, FactKind

MAX_TOGETHER = 3000
"""Characters of a list that is shown in one message. Telegram takes 4,096, and the list is not alone there."""
MAX_TITLE = 300
"""Characters of the title of another badge that has to be held."""
A_LINE = 55
"""Characters that a line of a link's checklist has beside the heading of its question."""

Finding: TypeAlias = tuple[str, str]
"""The path of a field, and what to do about it."""
Filed: TypeAlias = tuple[str, Badge]
"""A badge with the name of its file."""

_DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")


def lint(badges: Sequence[Filed], issuers: Set[str]) -> tuple[Problem, ...]:
    """Judge the badges that could be read, each given with its file, knowing which issuers have a file."""
    alone = (Problem(file, field, fix) for file, badge in badges for rule in RULES for field, fix in rule(badge))
    together = (problem for rule in RULES_BETWEEN for problem in rule(badges))
    return (*alone, *together, *unknown_issuer(badges, issuers))


def minima_above_minimum(badge: Badge) -> Iterator[Finding]:
    """Keep the total from promising less than the questions ask."""
    total = sum(question.minimum for question in badge.questions)
    if badge.words is not None and total > badge.words.minimum:
        yield "words.minimum", f"the questions ask for {total} words; make it {total} or more"


def minimum_above_maximum(badge: Badge) -> Iterator[Finding]:
    """Keep the two limits the right way round."""
    if badge.words is not None and badge.words.minimum > badge.words.maximum:
        yield "words.maximum", f"the minimum is {badge.words.minimum}; make it {badge.words.minimum} or more"


def minima_above_maximum(badge: Badge) -> Iterator[Finding]:
    """Keep the questions answerable within the limit."""
    total = sum(question.minimum for question in badge.questions)
    if badge.words is not None and total > badge.words.maximum:
        yield "questions", f"their minimums add up to {total}, above words.maximum; lower them, or raise it"


def repeated_heading(badge: Badge) -> Iterator[Finding]:
    """Let a pasted heading lead to one question."""
    again = readable_text.twice(form for question in badge.questions for form in (question.heading, *question.also))
    yield from _repeats("questions", again, "heading")


def repeated_option(badge: Badge) -> Iterator[Finding]:
    """Let a typed choice mean one thing."""
    for index, fact in enumerate(badge.facts):
        again = readable_text.twice(form for option in fact.options for form in (option.label, *option.also))
        yield from _repeats(f"facts[{index}].options", again, "name")


def repeated_prerequisite(badge: Badge) -> Iterator[Finding]:
    """Let each badge that must be held be asked for once, and let a name in an award mean one of them."""
    names = (name for item in badge.prerequisites for name in (item.title, *item.also))
    yield from _repeats("prerequisites", readable_text.twice(names), "title")


def more_needed_than_there_are(badge: Badge) -> Iterator[Finding]:
    """Keep the badges that have to be held from being more than can be."""
    count = len(badge.prerequisites)
    if badge.needed > count:
        fewer = f"there are {count} prerequisites; make it {count} or less, or leave it out"
        yield "prerequisites_needed", fewer if count else "there are no prerequisites; leave it out"


def long_title(badge: Badge) -> Iterator[Finding]:
    """Keep a screen of badges to be ticked within one message: a line for each, eight at a time."""
    for index, item in enumerate(badge.prerequisites):
        if len(item.title) > MAX_TITLE:
            yield f"prerequisites[{index}].title", f"it has {len(item.title)} characters; make it {MAX_TITLE} or fewer"


def repeated_declaration(badge: Badge) -> Iterator[Finding]:
    """Let each statement be agreed to once."""
    yield from _repeats("declarations", readable_text.twice(item.text for item in badge.declarations), "text")


def long_list(badge: Badge) -> Iterator[Finding]:
    """Keep what is shown in one message within Telegram's limit."""
    for field, lines in readable_text.lists(badge):
        length = sum(map(len, lines))
        if length > MAX_TOGETHER:
            yield field, f"together these have {length:,} characters; cut them to {MAX_TOGETHER:,} or fewer"


def links_without_questions(badge: Badge) -> Iterator[Finding]:
    """Let a link be accepted only where it has something to answer."""
    if badge.links == "accepted" and not badge.questions:
        yield "links", "there are no questions that a page could answer; leave it out, or add questions"


def long_checklist(badge: Badge) -> Iterator[Finding]:
    """Keep the checklist of a link that answers every question within one message: a line for each of them."""
    length = sum(len(question.heading) + A_LINE for question in badge.questions)
    if badge.links == "accepted" and length > MAX_TOGETHER:
        yield (
            "questions",
            f"a link's checklist would have {length:,} characters; shorten the headings, to {MAX_TOGETHER:,}",
        )


def missing_fact(badge: Badge) -> Iterator[Finding]:
    """Ask for what every issuer needs to know whose badge it is."""
    for kind in (FactKind.name, FactKind.email):
        count = sum(fact.kind is kind for fact in badge.facts)
        if count != 1:
            yield "facts", f"there are {count} of kind {kind.value}; have one, for the issuer to award it to"


def picture_without_sound(badge: Badge) -> Iterator[Finding]:
    """Ask for the picture of a video only where a video is taken."""
    if badge.picture == "wanted" and badge.sound == "no":
        yield "picture", "sound is no, so nobody can send a video; let sound count, or leave picture out"


def code_without_link(badge: Badge) -> Iterator[Finding]:
    """Let the issuer's code work as a deep link, within what Telegram lets through."""
    if badge.code is not None and not _DEEP_LINK.fullmatch(badge.code):
        yield "code", "use letters, digits, - and _ only, 64 at most; others do not fit in a link"


def transcript_by_ai(badge: Badge) -> Iterator[Finding]:
    """Keep from asking for what the badge itself forbids: what writes words down from sound is an AI tool."""
    if badge.sound == "with_transcript" and badge.ai.rule == "banned":
        yield "sound", "with_transcript asks for a program's words, and ai.rule bans them; use counts or no"


def repeated_code(badges: Sequence[Filed]) -> Iterator[Problem]:
    """Let a code or an id lead to one badge."""
    for file, badge in badges:
        code = (badge.code or "").casefold()
        for _, other in badges:
            if badge.id != other.id and code in {other.id, (other.code or badge.id).casefold()}:
                yield Problem(file, "code", f"{other.id} is found by this word too; give each badge its own")


def reused_question(badges: Sequence[Filed]) -> Iterator[Problem]:
    """Let a question id that was dropped rest: old answers and packs still carry it."""
    by_age = sorted(badges, key=lambda filed: (filed[1].id, filed[1].age))
    seen: dict[str, set[str]] = {}
    last: dict[str, set[str]] = {}
    for file, badge in by_age:
        ids = {question.id for question in badge.questions}
        gone = seen.get(badge.id, set()) - last.get(badge.id, ids)
        for index, question in enumerate(badge.questions):
            if question.id in gone:
                yield Problem(file, f"questions[{index}].id", "a version before dropped this id; use a new one")
        seen[badge.id] = seen.get(badge.id, set()) | ids
        last[badge.id] = ids


def unknown_issuer(badges: Sequence[Filed], issuers: Set[str]) -> Iterator[Problem]:
    """Let every badge have somebody who awards it."""
    for file, badge in badges:
        if badge.issuer not in issuers:
            yield Problem(file, "issuer", f"there is no issuers/{badge.issuer}.yaml; add it, or correct the name")


RULES: tuple[Callable[[Badge], Iterable[Finding]], ...] = (
    minima_above_minimum,
    minimum_above_maximum,
    minima_above_maximum,
    repeated_heading,
    repeated_option,
    repeated_prerequisite,
    more_needed_than_there_are,
    long_title,
    repeated_declaration,
    long_list,
    links_without_questions,
    long_checklist,
    missing_fact,
    code_without_link,
    picture_without_sound,
    transcript_by_ai,
)
RULES_BETWEEN: tuple[Callable[[Sequence[Filed]], Iterable[Problem]], ...] = (repeated_code, reused_question)


def _repeats(field: str, again: Iterable[str], what: str) -> Iterator[Finding]:
    """Say which names come a second time."""
    for name in again:
        short = name if len(name) <= 60 else f"{name[:59]}…"
        yield field, f"the {what} “{short}” stands twice, or differs by marks only; keep one"
