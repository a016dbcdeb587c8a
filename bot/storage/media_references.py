"""Which kept files a stored body refers to: by the fields that hold a digest, never by what somebody wrote."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from bot.storage.sqlite.database import DATABASE
from bot.storage.sqlite.statements import ONE_PERSON

DIGEST = re.compile(r"[0-9a-f]{64}")
_FIELD = "sha256"
"""How the name of every stored field ends that holds the digest of a file."""


def references(bodies: Iterable[str]) -> frozenset[str]:
    """The digests in such fields of JSON bodies.

    Of a body that is damaged every digest counts: no file may be removed because its row cannot be read.
    """
    # Most rows refer to no file, and are not worth reading.
    return frozenset(digest for body in bodies if DIGEST.search(body) for digest in _of_body(body))


def every_reference(data: Path) -> frozenset[str]:
    """The digests in all rows of the database in a data folder, while a bot may be running on it."""
    with closing(sqlite3.connect(f"{(data / DATABASE).resolve().as_uri()}?mode=ro", uri=True)) as database:
        return references(body for (body,) in ONE_PERSON.every_body(database))


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
