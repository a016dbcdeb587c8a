"""Finds a person by email address, number, reference or channel id, beside a running bot."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.storage.codec import DRAFTS, PACKS, PEOPLE
from bot.storage.lookup_key import handles, lookup_key, normal
from bot.storage.operator import opened
from bot.storage.sealing.body_place import NOBODY, of_draft, of_pack, of_person
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock
from bot.storage.sqlite.database import DATABASE
from bot.storage.sqlite.statements import BESIDE
from flows.model.draft import Session

_AT_ONCE = 100


def find(data: Path, handle: str) -> tuple[str, ...]:
    """The ids of all whom a handle may mean, most often one. Raises StorageError and OSError.

    A handle is an email address, a number or reference as the person gave it, or the id that `/privacy` shows.
    """
    if not (data / DATABASE).is_file():
        return ()
    with opened(data) as database:
        key = lookup_key(data, unlock(data, database)().key(NOBODY))
        if BESIDE.lookup_key(database) == key.mark:
            return tuple(person for (person,) in BESIDE.looked_up(database, digest=key.digest(handle)))
    # Not everybody is in the index yet: since the last update, or since a restore.
    return tuple(session.person.id for session in _everybody(data) if normal(handle) in handles(session))


def _everybody(data: Path) -> Iterator[Session]:
    after = ""
    while True:
        with opened(data) as database:
            people = list(BESIDE.people_kept(database, after=after, most=_AT_ONCE))
            sealed = unlock(data, database)
            for id_, body, *_ in people:
                after = id_
                yield opened_session(database, sealed(), id_, body)
        if len(people) < _AT_ONCE:
            return


def session(data: Path, person: str) -> Session | None:
    """The session of a person as it is stored; None for one whom nobody knows. Raises StorageError."""
    with opened(data) as database:
        body = BESIDE.session_body(database, person=person)
        return None if body is None else opened_session(database, unlock(data, database)(), person, body)


def opened_session(database: sqlite3.Connection, sealer: Sealer, person: str, body: str) -> Session:
    """The session of a person of whom the body is known already."""
    sealer.know_now(database, (person,))
    drafts = [
        DRAFTS.read(sealer.open(of_draft(person, id_), draft))
        for id_, draft in BESIDE.drafts_of(database, person=person)
    ]
    return Session(PEOPLE.read(sealer.open(of_person(person), body)), {draft.id: draft for draft in drafts})


@dataclass(frozen=True, slots=True)
class SentCopy:
    """A submission that its issuer has, or may have."""

    reference: str
    attempt: int
    issuer: str
    arrived: bool
    """Whether it is known here that it arrived."""

    @property
    def name(self) -> str:
        """How issuers call it."""
        return f"{self.reference}-{self.attempt}"


def sent_copies(data: Path, person: str) -> tuple[SentCopy, ...]:
    """What went out of a person's. Raises StorageError."""
    with opened(data) as database:
        sealer = unlock(data, database)()
        sealer.know_now(database, (person,))
        return tuple(
            SentCopy(pack.reference, pack.attempt, pack.issuer.name, delivered_ms is not None)
            for pack, delivered_ms in (
                (PACKS.read(sealer.open(of_pack(person, reference, attempt), body)), delivered_ms)
                for reference, attempt, body, delivered_ms in BESIDE.submissions_of(database, person=person)
            )
        )


def short(data: Path, person: str) -> str:
    """How a person is called in the record of what operators did. Raises StorageError, OSError."""
    return shorts(data, person)[0]


def shorts(data: Path, person: str) -> tuple[str, ...]:
    """The same, and how they were called before the folder was sealed."""
    with opened(data) as database:
        house = unlock(data, database)().key(NOBODY)
    return tuple(dict.fromkeys(lookup_key(data, one).short(person) for one in (house, None)))
