"""Finds a person by email address, number, reference or channel id, beside a running bot."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements
from bot.storage.lookup_key import handles, lookup_key, normal
from bot.storage.sealing.body_place import NOBODY, of_draft, of_pack, of_person
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock
from bot.storage.stored.codec import DRAFTS, PACKS, PEOPLE
from flows.model.draft import Session

_AT_ONCE = 100


def find(data: Path, handle: str) -> tuple[str, ...]:
    """The ids of all whom a handle may mean, most often one. Raises StorageError and OSError.

    A handle is an email address, a number or reference as the person gave it, or the id that `/privacy` shows.
    """
    if not location(data).is_there():
        return ()
    with location(data).opened() as database:
        key = lookup_key(data, unlock(data, database)().key(NOBODY))
        if database.beside.lookup_key() == key.mark:
            return tuple(person for (person,) in database.beside.looked_up(digest=key.digest(handle)))
    # Not everybody is in the index yet: since the last update, or since a restore.
    return tuple(session.person.id for session, _, _ in everybody(data) if normal(handle) in handles(session))


def everybody(data: Path) -> Iterator[tuple[Session, int, int | None]]:
    """Each person, with when they last sent anything and when they blocked the bot. Some at a time are read."""
    after = ""
    while True:
        with location(data).opened() as database:
            people = list(database.beside.people_kept(after=after, most=_AT_ONCE))
            sealed = unlock(data, database)
            for id_, body, active_ms, blocked_ms in people:
                after = id_
                yield opened_session(database, sealed(), id_, body), active_ms, blocked_ms
        if len(people) < _AT_ONCE:
            return


def session(data: Path, person: str) -> Session | None:
    """The session of a person as it is stored; None for one whom nobody knows. Raises StorageError."""
    with location(data).opened() as database:
        body = database.beside.session_body(person=person)
        return None if body is None else opened_session(database, unlock(data, database)(), person, body)


def opened_session(database: BlockingStatements, sealer: Sealer, person: str, body: str) -> Session:
    """The session of a person of whom the body is known already."""
    sealer.know_now(database, (person,))
    drafts = [
        DRAFTS.read(sealer.open(of_draft(person, id_), draft))
        for id_, draft in database.beside.drafts_of(person=person)
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
    with location(data).opened() as database:
        sealer = unlock(data, database)()
        sealer.know_now(database, (person,))
        return tuple(
            SentCopy(pack.reference, pack.attempt, pack.issuer.name, delivered_ms is not None)
            for pack, delivered_ms in (
                (PACKS.read(sealer.open(of_pack(person, reference, attempt), body)), delivered_ms)
                for reference, attempt, body, delivered_ms in database.beside.submissions_of(person=person)
            )
        )


def short(data: Path, person: str) -> str:
    """How a person is called in the record of what operators did. Raises StorageError, OSError."""
    return shorts(data, person)[0]


def shorts(data: Path, person: str) -> tuple[str, ...]:
    """The same, and how they were called before the folder was sealed."""
    with location(data).opened() as database:
        house = unlock(data, database)().key(NOBODY)
    return tuple(dict.fromkeys(lookup_key(data, one).short(person) for one in (house, None)))
