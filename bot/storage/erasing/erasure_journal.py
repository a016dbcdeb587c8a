"""The journal of erasures: who is to be gone from a backup that is restored, without saying who that is.

    <data>/erasures    a line with a salt, then a line for each erasure: when, and a digest of the person's id

Ids are short, so the digest is one that is slow to try out, under a salt of this journal's own. Whoever has the journal
alone learns nothing of anybody; beside a backup it says which of its people are to go.
"""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.storage.engine.locations import location
from bot.storage.erasing.erase_person import forget
from bot.storage.errors import BackupError, NotOpened, StorageError
from bot.storage.sealing.body_place import of_person
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.sealer import Sealer
from bot.storage.sealing.unlock import unlock
from bot.storage.stored.codec import PEOPLE
from bot.system import durable_files

JOURNAL = "erasures"
_HEAD = "teabreak-erasures-1"
_SALT_BYTES = 16
_COST = 2**13
"""A hundredth of a second for each person of a backup, and for each id that somebody tries out."""


def note(data: Path, person: str, at_ms: int) -> None:
    """Notes an erasure, on disk once this returns. A line that is noted twice does no harm."""
    journal = data / JOURNAL
    if not journal.exists():
        unfinished = data / f".{JOURNAL}"
        unfinished.unlink(missing_ok=True)
        durable_files.write(unfinished, f"{_HEAD} {secrets.token_hex(_SALT_BYTES)}\n".encode())
        durable_files.move(unfinished, journal)
    text = journal.read_text(encoding="ascii")
    # A crash may have left half a line.
    line = ("" if text.endswith("\n") else "\n") + f"{at_ms} {_digest(person, _salt(journal, text))}\n"
    with journal.open("ab", buffering=0) as file:
        file.write(line.encode())
        os.fsync(file.fileno())


def apply(journal: Path, data: Path, keys: Keyring | None = None) -> int:
    """Erases from a data folder everybody whom the journal names and who did not come back since; how many.

    Raises BackupError for a file that is no journal, and as `forget` does: sealed data need their keys.
    """
    text = journal.read_text(encoding="utf-8", errors="replace")
    salt, erased = _salt(journal, text), _erased(text)
    with location(data).connected(read_only=True) as database:
        people = list(database.one_person.everybody()) if erased else []
        if people:
            sealer = unlock(data, database, keys)()
            sealer.know_now(database, [id_ for id_, _ in people])
            people = [(id_, _opened(sealer, id_, body)) for id_, body in people]
    gone = [id_ for id_, body in people if _agreed_ms(body) <= erased.get(_digest(id_, salt), -1)]
    for person in gone:
        forget(data, person, keys)
    return len(gone)


def _opened(sealer: Sealer, person: str, stored: str) -> str:
    """The body of a person; what is stored where it does not open."""
    with suppress(NotOpened):
        return sealer.open(of_person(person), stored)
    return stored


def _salt(journal: Path, text: str) -> bytes:
    head, _, salt = text.partition("\n")[0].partition(" ")
    try:
        found = bytes.fromhex(salt)
    except ValueError:
        found = b""
    if head != _HEAD or len(found) != _SALT_BYTES:
        raise BackupError(f"{journal} is no journal of erasures: put the right one in its place")
    return found


def _erased(text: str) -> dict[str, int]:
    """When each digest was erased last."""
    found: dict[str, int] = {}
    for line in text.splitlines()[1:]:
        at_ms, _, digest = line.partition(" ")
        if at_ms.isascii() and at_ms.isdecimal() and len(digest) == 2 * hashlib.sha256().digest_size:
            found[digest] = max(int(at_ms), found.get(digest, 0))
    return found


def _digest(person: str, salt: bytes) -> str:
    return hashlib.scrypt(person.encode(), salt=salt, n=_COST, r=8, p=1, dklen=32).hex()


def _agreed_ms(body: str) -> int:
    """When somebody agreed last; 0 for never. One who agreed after an erasure has come back."""
    try:
        person = PEOPLE.read(body)
    except StorageError:
        return 0
    consent = person.consent or person.agreed_before
    return int(consent.at.timestamp() * 1000) if consent else 0
