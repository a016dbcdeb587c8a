"""Checks of a badge against its issuer's section for BadgeKit or Open Badge Factory.

What goes nowhere would be lost without a sign, so it is told here, long before anybody writes a word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from criteria.file_problem import Problem
from criteria.model import Badge, Issuer
from criteria.systems import BadgeKitRoute, FactoryBadge, FactoryRoute

Filed: TypeAlias = tuple[str, Issuer]
"""An issuer with the name of its file."""
Finding: TypeAlias = tuple[str, str]


def lint_systems(badges: Iterable[Badge], issuers: Sequence[Filed]) -> Iterator[Problem]:
    """Judge each issuer with the badges that it awards here."""
    by_issuer: dict[str, list[Badge]] = {}
    for badge in badges:
        if badge.open:
            by_issuer.setdefault(badge.issuer, []).append(badge)
    for file, issuer in issuers:
        own = by_issuer.get(issuer.id, [])
        yield from (Problem(file, field, fix) for rule in RULES for field, fix in rule(issuer, own))


def unmapped_badge(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Let every badge have its place in the system."""
    for name, section in _sections(issuer):
        known = {badge.badge for badge in section.badges}
        for badge in sorted({badge.id for badge in badges} - known):
            yield f"{name}.badges", f"{badge} is not here; say where it goes"


def unmapped_person(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Let the system be told who applies."""
    for name, section in _sections(issuer):
        for field in ("email", "name") if isinstance(section, FactoryRoute) else ("email",):
            fact = getattr(section, field)
            lack = sorted({badge.id for badge in badges if badge.fact(fact) is None})
            if lack:
                yield f"{name}.{field}", f"{lack[0]} has no fact {fact}; name one that it has"


def other_days(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Keep the issuer's sentence on how long it takes from saying other days than a badge does."""
    said = set(_NUMBER.findall(issuer.deciding or ""))
    for badge in badges:
        if said and badge.deciding is None and str(badge.assessment_days) not in said:
            fix = f"{badge.key} takes up to {badge.assessment_days} days; give that badge a sentence of its own"
            yield "deciding", f"{fix}, or name no number here"


def unknown_question(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Let a criterion belong to a question that is asked."""
    for number, place in enumerate(issuer.badgekit.badges if issuer.badgekit else ()):
        asked = {question.id for badge in badges if badge.id == place.badge for question in badge.questions}
        for index, criterion in enumerate(place.criteria):
            if asked and criterion.question not in asked:
                field = f"badgekit.badges[{number}].criteria[{index}].question"
                yield field, f"{place.badge} has no question {criterion.question}; name one that it has"


def unknown_source(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Let a field get something that there is."""
    for number, place in _places(issuer):
        own = [badge for badge in badges if badge.id == place.badge]
        there = {f"answers.{question.id}" for badge in own for question in badge.questions}
        there |= {f"facts.{fact.id}" for badge in own for fact in badge.facts}
        for index, one in enumerate(place.fields):
            if own and "." in one.gets and one.gets not in there:
                yield (
                    f"obf.badges[{number}].fields[{index}].gets",
                    f"{place.badge} has nothing of that name; correct it",
                )


def unmapped_answer(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Let every answer reach the assessor."""
    for number, place in _places(issuer):
        got = {one.gets for one in place.fields}
        asked = {question.id: None for badge in badges if badge.id == place.badge for question in badge.questions}
        for question in asked if "evidence" not in got else ():
            if f"answers.{question}" not in got:
                yield (
                    f"obf.badges[{number}].fields",
                    f"no field gets answers.{question}; add one, or let one get evidence",
                )


def unheard_recordings(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Let nobody speak an answer that the system cannot hold."""
    rooms: Mapping[str, bool] = {place.badge: bool(place.recordings) for _, place in _places(issuer)}
    for badge in badges:
        sounds = badge.sound == "counts" or badge.picture == "wanted"
        if issuer.route == "badgekit" and sounds:
            fix = "BadgeKit takes no recordings; let it have sound: no, or with_transcript and no picture"
            yield "route", f"{badge.key} can be spoken, and {fix}"
        if issuer.route == "obf" and badge.sound != "no" and not rooms.get(badge.id, False):
            fix = "no field of its form takes recordings; name such fields, or let it have sound: no"
            yield "route", f"{badge.key} can be spoken, and {fix}"


def unmapped_badges_held(issuer: Issuer, badges: Sequence[Badge]) -> Iterator[Finding]:
    """Let the badges that are held reach the assessor."""
    for number, place in _places(issuer):
        got = {one.gets for one in place.fields}
        if not got & {"evidence", "badges"} and any(b.prerequisites for b in badges if b.id == place.badge):
            yield f"obf.badges[{number}].fields", "no field gets badges; add one, or let one get evidence"


_NUMBER = re.compile(r"\b[0-9]+\b")

RULES: tuple[Callable[[Issuer, Sequence[Badge]], Iterable[Finding]], ...] = (
    unmapped_badge,
    unmapped_person,
    other_days,
    unknown_question,
    unknown_source,
    unmapped_answer,
    unmapped_badges_held,
    unheard_recordings,
)


def _sections(issuer: Issuer) -> Iterator[tuple[str, BadgeKitRoute | FactoryRoute]]:
    if issuer.badgekit is not None:
        yield "badgekit", issuer.badgekit
    if issuer.obf is not None:
        yield "obf", issuer.obf


def _places(issuer: Issuer) -> Iterator[tuple[int, FactoryBadge]]:
    yield from enumerate(issuer.obf.badges if issuer.obf else ())
