"""Reads and writes of the command line beside a running bot. It never writes drafts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.storage.codec import CORRECTIONS, DRAFTS, PACKS, REQUESTS
from bot.storage.detail_correction import DetailCorrection
from bot.storage.errors import BackupError, DatabaseDamaged, DataTooNew, DataTooOld, OutOfReach
from bot.storage.operator_request import OperatorRequest
from bot.storage.sealing.body_place import of_correction, of_draft, of_pack, of_request
from bot.storage.sealing.master_key import MasterKey
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock
from bot.storage.sqlite.database import DATABASE, steps
from bot.storage.sqlite.statements import BESIDE, FILE
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
    with opened(data) as database:
        return tuple(WaitingDelivery(*row) for row in BESIDE.waiting(database))


def sent(data: Path, reference: str, attempt: int | None, key: MasterKey | None = None) -> Pack | None:
    """An attempt at an application, the newest where none is named; None if there was none. Raises StorageError."""
    with opened(data) as database:
        found = BESIDE.sent(database, reference=reference, attempt=attempt)
        if found is None:
            return None
        person, number, stored = found
        sealer = _knowing(data, database, key, person)
        return PACKS.read(sealer.open(of_pack(person, reference, number), stored))


def reached(data: Path, reference: str, attempt: int, key: MasterKey | None = None) -> bool:
    """Whether an attempt is known to have reached the issuer: by a route of ours, or by hand as the worker said.

    Where a later attempt has been begun, it names the one that the issuer had. Raises StorageError.
    """
    with opened(data) as database:
        found = BESIDE.reached(database, reference=reference, attempt=attempt)
        if found is None or found[0] is not None:
            return found is not None
        _, person, draft, stored = found
        sealer = _knowing(data, database, key, person)
        sending = DRAFTS.read(sealer.open(of_draft(person, draft), stored)).sending
    if sending is None:
        return False
    return sending.delivered_at is not None if sending.attempt == attempt else sending.supersedes == attempt


def leave(data: Path, request: OperatorRequest, now_ms: int, key: MasterKey | None = None) -> Left:
    """Leaves something for the bot to do, now if it runs, else when it starts. Raises StorageError."""
    with opened(data) as database:
        found = BESIDE.reached(database, reference=request.reference, attempt=request.attempt)
        if found is None:
            raise LookupError("what is asked for is about nothing that was sent")
        _, person, draft, _ = found
        sealer = _knowing(data, database, key, person)
        id_ = BESIDE.ask(
            database,
            draft=draft,
            body=sealer.seal(of_request(person, draft), REQUESTS.write(request)),
            now_ms=now_ms,
        )
        last = BESIDE.last_heartbeat(database)
    return Left(id_, alive=last is not None and abs(now_ms - last) < _ALIVE_MS)


def leave_correction(data: Path, person: str, wanted: DetailCorrection, now_ms: int) -> Left:
    """Leaves a correction for the bot to carry out. Raises StorageError."""
    with opened(data) as database:
        sealer = _knowing(data, database, None, person)
        body = sealer.seal(of_correction(person), CORRECTIONS.write(wanted))
        id_ = BESIDE.ask_of_person(database, person=person, body=body, now_ms=now_ms)
        last = BESIDE.last_heartbeat(database)
    return Left(id_, alive=last is not None and abs(now_ms - last) < _ALIVE_MS, of_person=True)


def last_heartbeat(data: Path) -> int | None:
    """When the bot last wrote a sign of life, in Unix milliseconds; None before the first. Raises StorageError."""
    with opened(data) as database:
        at_ms: int | None = BESIDE.last_heartbeat(database)
        return at_ms


def tallies(data: Path) -> tuple[tuple[str, int], ...]:
    """How much waits: effects by their kinds, and messages to be sent. Raises StorageError."""
    with opened(data) as database:
        return tuple(BESIDE.tallies(database))


def is_done(data: Path, left: Left) -> bool:
    """Whether the bot has done it. Raises StorageError."""
    with opened(data) as database:
        asked = BESIDE.asked_of_person if left.of_person else BESIDE.asked
        return asked(database, id_=left.id) is None


def _knowing(data: Path, database: sqlite3.Connection, key: MasterKey | None, owner: str) -> Sealer:
    sealer = unlock(data, database, key)()
    sealer.know_now(database, (owner,))
    return sealer


@contextmanager
def opened(data: Path) -> Iterator[sqlite3.Connection]:
    """The database of a data folder, of this release's version. Raises StorageError."""
    path = data / DATABASE
    if not path.is_file():
        raise BackupError(f"{data} holds no database")
    try:
        # Each statement is a transaction: the bot, should it run, never waits for more than one row.
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _set_up(data, database)
            yield database
    except sqlite3.OperationalError as error:
        raise OutOfReach(data) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(data) from error


def _set_up(data: Path, database: sqlite3.Connection) -> None:
    BESIDE.be_patient(database)
    BESIDE.hold_references(database)
    found, known = FILE.version(database), len(steps())
    if found > known:
        raise DataTooNew("the database", found, known)
    if found < known:
        raise DataTooOld(data)
