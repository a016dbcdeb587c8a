"""Reads and writes of the command line beside a running bot. It never writes drafts."""

from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements
from bot.storage.sealing.body_place import of_draft, of_pack, of_person_request, of_request
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock
from bot.storage.stored.codec import DRAFTS, PACKS, PERSON_REQUESTS, REQUESTS
from bot.storage.stored.requested import OperatorRequest, PersonRequest
from flows.pack.pack import Pack

STALE_MS = 60_000
"""The heartbeat is written every 15 seconds; after four missing ones the bot counts as down."""
_ALIVE_MS = 20_000
"""A heartbeat that is younger than this says that the bot runs: it writes one every 15 seconds."""


@dataclass(frozen=True, slots=True)
class WaitingDelivery:
    """A submission that is yet to be delivered. Nothing in it is of a person. Times are Unix milliseconds."""

    reference: str
    attempt: int
    issuer: str | None
    """None where what is stored cannot be read."""
    since_ms: int
    tries: int
    next_ms: int
    problem: str | None
    """The kind of the last failure; None before the first try."""


@dataclass(frozen=True, slots=True)
class Left:
    """A request that was left for the bot."""

    id: int
    alive: bool
    """Whether the bot has written a heartbeat just now."""
    of_person: bool = False
    """Whether it is about a person, and not about a submission."""


def waiting(data: Path) -> tuple[WaitingDelivery, ...]:
    """What waits to be delivered, the longest waiting first. Raises StorageError."""
    with location(data).opened() as database:
        return tuple(WaitingDelivery(*row) for row in database.beside.waiting())


def sent(data: Path, reference: str, attempt: int | None) -> Pack | None:
    """An attempt at an application, the newest where none is named; None if there was none. Raises StorageError."""
    with location(data).opened() as database:
        found = database.beside.sent(reference=reference, attempt=attempt)
        if found is None:
            return None
        person, number, stored = found
        sealer = _knowing(data, database, person)
        return PACKS.read(sealer.open(of_pack(person, reference, number), stored))


def reached(data: Path, reference: str, attempt: int) -> bool:
    """Whether an attempt is known to have reached the issuer: by a route of ours, or by hand as the worker said.

    Where a later attempt has been begun, it names the one that the issuer had. Raises StorageError.
    """
    with location(data).opened() as database:
        found = database.beside.reached(reference=reference, attempt=attempt)
        if found is None or found[0] is not None:
            return found is not None
        _, person, draft, stored = found
        sealer = _knowing(data, database, person)
        sending = DRAFTS.read(sealer.open(of_draft(person, draft), stored)).sending
    if sending is None:
        return False
    return sending.delivered_at is not None if sending.attempt == attempt else sending.supersedes == attempt


def leave(data: Path, request: OperatorRequest, now_ms: int) -> Left:
    """Leaves something for the bot to do, now if it runs, else when it starts. Raises StorageError."""
    with location(data).opened() as database:
        found = database.beside.reached(reference=request.reference, attempt=request.attempt)
        if found is None:
            raise LookupError("what is asked for is about nothing that was sent")
        _, person, draft, _ = found
        sealer = _knowing(data, database, person)
        id_ = database.beside.ask(
            draft=draft,
            body=sealer.seal(of_request(person, draft), REQUESTS.write(request)),
            now_ms=now_ms,
        )
        return Left(id_, _is_alive(database, now_ms))


def leave_person_request(data: Path, person: str, wanted: PersonRequest, now_ms: int) -> Left:
    """Leaves a correction for the bot to carry out. Raises StorageError."""
    with location(data).opened() as database:
        sealer = _knowing(data, database, person)
        body = sealer.seal(of_person_request(person), PERSON_REQUESTS.write(wanted))
        id_ = database.beside.ask_of_person(person=person, body=body, now_ms=now_ms)
        return Left(id_, _is_alive(database, now_ms), of_person=True)


def _is_alive(database: BlockingStatements, now_ms: int) -> bool:
    last = database.beside.last_heartbeat()
    return last is not None and abs(now_ms - last) < _ALIVE_MS


def last_heartbeat(data: Path) -> int | None:
    """When the bot last wrote a sign of life, in Unix milliseconds; None before the first. Raises StorageError."""
    with location(data).opened() as database:
        at_ms: int | None = database.beside.last_heartbeat()
        return at_ms


def tallies(data: Path) -> tuple[tuple[str, int], ...]:
    """How much waits: effects by their kinds, and messages to be sent. Raises StorageError."""
    with location(data).opened() as database:
        return tuple(database.beside.tallies())


def is_done(data: Path, left: Left) -> bool:
    """Whether the bot has done it. Raises StorageError."""
    with location(data).opened() as database:
        asked = database.beside.asked_of_person if left.of_person else database.beside.asked
        return asked(id_=left.id) is None


def _knowing(data: Path, database: BlockingStatements, owner: str) -> Sealer:
    sealer = unlock(data, database)()
    sealer.know_now(database, (owner,))
    return sealer
