"""Which kept files a stored body refers to: by the fields that hold a digest, never by what somebody wrote."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.engine.statement_groups import BlockingStatements
from bot.storage.errors import NotOpened
from bot.storage.sealing.body_place import BodyPlace
from bot.storage.sealing.data_key import number_of
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock

DIGEST = re.compile(r"[0-9a-f]{64}")
FILE_NAME = re.compile(r"[0-9a-f]{64}(\.[0-9]{1,19})?")
_FIELD = "sha256"
"""How the name of every stored field ends that holds the digest of a file."""


def references(bodies: Iterable[str]) -> frozenset[str]:
    """The digests in such fields of JSON bodies.

    Of a body that is damaged every digest counts: no file may be removed because its row cannot be read.
    """
    # Most rows refer to no file, and are not worth reading.
    return frozenset(digest for body in bodies if DIGEST.search(body) for digest in _of_body(body))


@dataclass(frozen=True, slots=True)
class References:
    """The names of files that rows refer to, and the owners of whom that cannot be known."""

    names: frozenset[str]
    unread: frozenset[int]
    """The numbers of keys under which something stands that does not open."""

    def holds(self, name: str) -> bool:
        """Whether a file has to stay."""
        number = name.partition(".")[2]
        return name in self.names or (number.isdecimal() and int(number) in self.unread)


def every_reference(data: Path, key: Keyring | None = None) -> References:
    """What all rows of the database in a data folder refer to, while a bot may be running on it."""
    with location(data).connected(read_only=True) as database:
        return referred(database, unlock(data, database, key)())


def referred(database: BlockingStatements, sealer: Sealer, owner: str | None = None) -> References:
    """What the rows of everybody, or of one owner, refer to."""
    found = database.one_person
    every = list(found.naming_bodies() if owner is None else found.naming_bodies_of(owner=owner))
    sealer.know_now(database, {whose for _, whose, _, _ in every})
    return named(sealer, every)


def named(sealer: Sealer, bodies: Iterable[tuple[str, str, str, str]]) -> References:
    """What these bodies refer to, each with its place. The sealer knows their owners."""
    names: set[str] = set()
    unread: set[int] = set()
    for table, whose, part, stored in bodies:
        try:
            body = sealer.open(BodyPlace(table, whose, part), stored)
        except NotOpened:
            unread |= {sealer.number(whose), number_of(stored)}
        else:
            names.update(file_name(digest, sealer.number(whose)) for digest in references((body,)))
    return References(frozenset(names), frozenset(unread - {0}))


def file_name(digest: str, number: int) -> str:
    """What a kept file is called: sealed under the key of a number, or in the clear under 0."""
    return f"{digest}.{number}" if number else digest


def _of_body(body: str) -> Iterable[str]:
    try:
        return _of(json.loads(body))
    except ValueError:
        return DIGEST.findall(body)


def _of(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _of(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str) and str(name).endswith(_FIELD) and DIGEST.fullmatch(inner):
                yield inner
            else:
                yield from _of(inner)
