"""Likely personal details of people in an answer: where they stand, of what kind, and why they were taken for some.

A hint for the worker to look at, never a judgement and never a change to the text. What belongs to the public is left
alone: web addresses and what stands in them, helplines, public bodies, writers and what is named after them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from flows.model.long_work import make_way
from flows.model.memo import by_digest
from flows.rules.details import detail_numbers as numbers
from flows.rules.details import detail_places as places
from flows.rules.details.detail_kinds import Finding, Kind, Spans, Why
from flows.rules.details.detail_tokens import around, index_of, words_of
from flows.rules.details.names.acting_names import acting
from flows.rules.details.names.initials import initials
from flows.rules.details.names.introduced_names import introduced
from flows.rules.details.names.known_names import known
from flows.rules.details.names.named_text import NamedText
from flows.rules.details.names.related_names import related
from flows.rules.details.names.titled_names import titled
from flows.rules.details.word_sets import listed, word_set

__all__ = ["Finding", "Kind", "Why", "identifying", "screen"]

# What stands in these is nobody's, whatever it looks like. A blank of equal length keeps the places of the rest.
_PUBLIC = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"]+|\bdoi:?\s?10\.[^\s,;]+|\bISBN(?:-1[03])?:?\s?[0-9][0-9Xx\s-]{8,20}[0-9Xx]"
    r"|\b(?:97[89])[- ]?[0-9](?:[- ]?[0-9]){8,9}\b",
    re.IGNORECASE,
)
_BLANK = "\u00a4"
_DIGITS = re.compile(r"[0-9]+")
_AT = re.compile(r"@|[(\[{]at[)\]}]")
_NUMBER_WORDS = listed("number words")


@dataclass(frozen=True, slots=True)
class _Finder:
    """What finds one kind, and near what it looks: reading all with every pattern would take too long."""

    kind: Kind
    find: Callable[[str, int, int], Spans]
    near: frozenset[str]
    digits: bool = True
    at: bool = False
    before: int = 100
    """How many characters before such a word it looks at."""


_FINDERS = (
    _Finder(Kind.email, numbers.emails, word_set("dot com uk org net scot"), digits=False, at=True),
    _Finder(Kind.handle, numbers.handles, listed("near handles"), digits=False, at=True),
    _Finder(Kind.chi, numbers.chi_numbers, frozenset()),
    _Finder(Kind.nhs, numbers.nhs_numbers, frozenset()),
    _Finder(Kind.national_insurance, numbers.national_insurance, frozenset()),
    _Finder(
        Kind.date_of_birth,
        numbers.dates_of_birth,
        word_set("born dob birth birthday birthdays birthdate birthdates"),
        digits=True,
    ),
    _Finder(Kind.registration, numbers.registrations, frozenset()),
    _Finder(Kind.payroll, numbers.payroll_numbers, frozenset()),
    _Finder(Kind.record, numbers.record_numbers, frozenset()),
    _Finder(Kind.phone, numbers.phones, word_set("oh zero nought double treble")),
    _Finder(Kind.key_code, numbers.key_codes, listed("near key codes"), digits=False),
    _Finder(Kind.car, numbers.cars, frozenset()),
    _Finder(Kind.street, places.streets, listed("near streets"), before=60),
    _Finder(Kind.postcode, places.postcodes, frozenset()),
    _Finder(Kind.room, places.rooms, listed("near rooms") | _NUMBER_WORDS, before=40),
    _Finder(Kind.home, places.homes, listed("near homes"), digits=False, before=60),
)
_ONLY_ONES = _Finder(Kind.unique, places.only_ones, listed("near only ones"), before=30)


@by_digest
def screen(text: str) -> tuple[Finding, ...]:
    """Find what may point to a person: in the order of the text, no two overlapping. Never raises."""
    seen = _PUBLIC.sub(lambda match: _BLANK * len(match.group()), text) if "." in text or "978" in text else text
    words = words_of(seen)
    index = index_of(words)
    digits = [match.start() for match in _DIGITS.finditer(seen)]
    ats = [match.start() for match in _AT.finditer(seen)]
    found: list[Finding] = []
    taken = bytearray(len(text))

    def add(kind: Kind, start: int, end: int, why: Why) -> None:
        if end > start and not any(taken[start:end]):
            found.append(Finding(kind, start, end, why))
            taken[start:end] = b"x" * (end - start)

    def run(finder: _Finder) -> None:
        places_of = [words[i].start for low in finder.near.intersection(index) for i in index[low]]
        places_of += digits if finder.digits else []
        places_of += ats if finder.at else []
        for a, b in around(seen, sorted(places_of), before=finder.before):
            for start, end, why in finder.find(seen, a, b):
                make_way()
                add(finder.kind, start, end, why)
            make_way()

    for finder in _FINDERS:
        run(finder)
    named = NamedText(seen, words, index)
    make_way()
    # The surest reason first: the first to claim a word keeps it.
    for find in (titled, introduced, known, related, acting, initials):
        for kind, start, end, why in find(named):
            make_way()
            add(kind, start, end, why)
    run(_ONLY_ONES)
    return tuple(sorted(found, key=lambda finding: finding.start))


_NAMING = frozenset({Kind.named_person, Kind.initials, Kind.nickname})


def identifying(text: str, before: str = "") -> tuple[Finding, ...]:
    """Those findings that identify somebody by themselves.

    A date of birth does so beside a name alone, which may stand in what was written before.
    """
    found = screen(text)
    born = any(finding.kind is Kind.date_of_birth for finding in found)
    named = born and any(finding.kind in _NAMING for finding in (*found, *screen(before)))
    return tuple(one for one in found if one.hard and (named or one.kind is not Kind.date_of_birth))
