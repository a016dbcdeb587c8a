"""The record of what operators did: who, when, what, about which reference, and why. Never any content.

Each act holds a digest of itself and of the act before, so that one that is changed, taken out or put in between is
seen. Whoever can write to the database can also work out the whole chain anew: note the newest number and digest
elsewhere, as the bot's log does at each start, and `verify` finds that too.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements

START = "0" * 64
"""What stands for the act before the first."""
LONGEST = 200
"""Characters of a name or a reason; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class OperatorAct:
    """One act. `about` is a reference, a setting, or a keyed digest of a person: never a name of theirs."""

    who: str
    act: str
    about: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KeptAct:
    """An act as it stands in the record."""

    number: int
    at_ms: int
    act: OperatorAct
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What came of looking through the record."""

    first: int
    """The number of the oldest act that is kept; 0 where there is none."""
    last: int
    digest: str
    """Of the newest act."""
    broken: int | None = None
    """The first act that is not as it was written, or does not follow the one before."""
    lost: bool = False
    """Whether the act that was expected is not in the record."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.broken is None and not self.lost


def record(data: Path, act: OperatorAct, now_ms: int | None = None) -> KeptAct | None:
    """Adds an act; None where there is no database yet, and so nothing of anybody. Raises StorageError."""
    if not location(data).is_there():
        return None
    with location(data).opened() as database:
        return _add(database, act, time.time_ns() // 1_000_000 if now_ms is None else now_ms)


def _add(database: BlockingStatements, act: OperatorAct, now_ms: int) -> KeptAct:
    act = OperatorAct(_line(act.who), _line(act.act), _line(act.about, 10 * LONGEST), _line(act.reason))
    with database.writing():
        number, previous = database.operator_acts.last() or (0, START)
        made = KeptAct(number + 1, now_ms, act, previous, _digest(number + 1, now_ms, act, previous))
        database.operator_acts.add(
            number=made.number,
            at_ms=now_ms,
            who=act.who,
            act=act.act,
            about=act.about,
            reason=act.reason,
            previous=previous,
            digest=made.digest,
        )
    return made


def _line(text: str, most: int = LONGEST) -> str:
    return " ".join(text.split())[:most]


def acts(data: Path) -> tuple[KeptAct, ...]:
    """Every act that is kept, in order. Raises StorageError."""
    with location(data).opened() as database:
        return tuple(_read(database))


def _read(database: BlockingStatements) -> Iterator[KeptAct]:
    for number, at_ms, who, act, about, reason, previous, digest in database.operator_acts.every():
        yield KeptAct(number, at_ms, OperatorAct(who, act, about, reason), previous, digest)


def verify(data: Path, expected: str = "") -> ChainReport:
    """Looks through the record; `expected` is the beginning of a digest that was noted elsewhere. Raises StorageError.

    The oldest act may have gone before its time was over; what it followed is taken as it stands.
    """
    last = 0
    first, before, broken, found = 0, "", None, not expected
    for one in acts(data):
        first = first or one.number
        follows = one.previous == before if last else (one.number > 1 or one.previous == START)
        right = one.digest == _digest(one.number, one.at_ms, one.act, one.previous)
        if broken is None and not (right and follows and one.number == (last + 1 if last else one.number)):
            broken = one.number
        found = found or one.digest.startswith(expected)
        last, before = one.number, one.digest
    return ChainReport(first, last, before, broken, lost=not found)


def _digest(number: int, at_ms: int, act: OperatorAct, previous: str) -> str:
    told = json.dumps([number, at_ms, act.who, act.act, act.about, act.reason, previous])
    return hashlib.sha256(told.encode()).hexdigest()
