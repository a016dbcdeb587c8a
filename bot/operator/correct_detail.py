"""Puts something right of one person: checks what an operator asks, and leaves it for the running bot to carry out."""

import time
from pathlib import Path

from email_validator import EmailNotValidError, validate_email

from bot.operator.decide import CannotBeDone
from bot.storage.beside import find_person, operator
from bot.storage.beside.operator import Left
from bot.storage.stored.requested import PersonRequest
from criteria.library import Library
from criteria.model import Fact, FactKind

_LONGEST = 200


def correct(data: Path, library: Library, person: str, detail: str, value: str) -> Left:
    """Leaves a corrected detail for the bot. Raises CannotBeDone or StorageError."""
    session = find_person.session(data, person)
    if session is None:
        raise CannotBeDone("Nobody is known here by that.")
    known = _facts(library, [(draft.badge, draft.version) for draft in session.drafts.values()])
    given = {*session.person.remembered, *(name for draft in session.drafts.values() for name in draft.facts)}
    there = sorted(name for name in given if name in known or not known)
    if detail not in given:
        raise CannotBeDone(f"They gave no detail {detail}. Those that they gave: {', '.join(there) or 'none'}.")
    fact = known.get(detail)
    if fact is not None and fact.options:
        raise CannotBeDone(f"{fact.label} is chosen from a list. Ask the worker to choose again: they send /review.")
    right = " ".join(value.split())
    if not right or len(right) > _LONGEST:
        raise CannotBeDone(f"Give the detail as it should be, in at most {_LONGEST} characters.")
    if fact is not None and fact.kind is FactKind.email:
        try:
            validate_email(right, check_deliverability=False)
        except EmailNotValidError:
            raise CannotBeDone("That is not an email address. Nothing was changed.") from None
    return operator.leave_person_request(data, person, PersonRequest(detail, right), time.time_ns() // 1_000_000)


def take_lock_off(data: Path, person: str) -> Left:
    """Leaves it to the bot to take a person's lock off. Raises CannotBeDone or StorageError."""
    session = find_person.session(data, person)
    if session is None:
        raise CannotBeDone("Nobody is known here by that.")
    if session.person.lock is None or session.person.lock.pin is None:
        raise CannotBeDone("They have no lock. Nothing was changed.")
    return operator.leave_person_request(data, person, PersonRequest(lock_off=True), time.time_ns() // 1_000_000)


def _facts(library: Library, versions: list[tuple[str, str]]) -> dict[str, Fact]:
    """The details that these badges ask for, by their ids."""
    badges = [badge for name, version in versions if (badge := library.at(name, version)) is not None]
    return {fact.id: fact for badge in (*library.offered(), *badges) for fact in badge.facts}
