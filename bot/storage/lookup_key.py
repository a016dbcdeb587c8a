"""Keyed digests by which an operator finds a person, without what they are made of standing anywhere.

The key is a file of the data folder; where the folder is sealed, the file is of no use without the master key. It is in
no backup: after a restore a new one is made, and everybody is put in anew, as after sealing and unsealing.
"""

import hashlib
import hmac
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.storage.errors import StorageError
from bot.storage.sealing.data_key import DataKey
from bot.storage.unnamed_file import name_it, unnamed
from flows.model.channel_ids import own_id
from flows.model.draft import Session

FILE = "lookup.key"
_BYTES = 32
_SHORTEST = 4
"""Digits that make a value a number by which somebody is found."""
_LONGEST = 254
"""Characters of an email address."""
_NUMBER = re.compile(r"[\w/-]+")


class LookupKeyUnusable(StorageError):
    """The file of the key does not hold one, or others may read it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} {why}. Remove it, and start the bot: it makes a new one.")


@dataclass(frozen=True, slots=True)
class LookupKey:
    """The key of one data folder."""

    secret: bytes

    def digest(self, value: str) -> str:
        """The digest of a value, however its letters and spaces are set."""
        return hmac.new(self.secret, normal(value).encode(), hashlib.sha256).hexdigest()

    @property
    def mark(self) -> str:
        """What tells this key from another, and nothing about it."""
        return hashlib.sha256(b"teabreak lookup" + self.secret).hexdigest()

    def short(self, person: str) -> str:
        """How a person is called in the record of what operators did."""
        return f"person {self.digest(person)[:16]}"


def lookup_key(data: Path, house: DataKey | None) -> LookupKey:
    """The key of a data folder, made where there is none. Raises LookupKeyUnusable, and OSError of the disk.

    `house` is the data key of nobody in particular; None where nothing is sealed.
    """
    path = data / FILE
    with suppress(FileExistsError):
        if not path.exists():
            with unnamed(data) as file:
                file.write(secrets.token_hex(_BYTES).encode())
                name_it(file, path)
    if path.stat().st_mode & 0o077:
        raise LookupKeyUnusable(path, "may be read by others than its owner")
    text = path.read_bytes().strip()
    try:
        secret = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        raise LookupKeyUnusable(path, "holds no key")
    return LookupKey(house.bound(secret) if house else secret)


def normal(value: str) -> str:
    """A value as it is compared: without spaces, and in small letters."""
    return "".join(value.split()).casefold()


def handles(session: Session) -> frozenset[str]:
    """All by which somebody may be found, in the form in which it is compared; nothing of those who never agreed."""
    person = session.person
    if person.consent is None and not session.drafts:
        return frozenset()
    found = {person.id, own_id(person.id)}
    facts = (person.remembered, *(draft.facts for draft in session.drafts.values()))
    found.update(value for each in facts for stated in each.values() for value in stated.values if _tells(value))
    for draft in session.drafts.values():
        if draft.sending is not None:
            found.update(filter(None, (draft.sending.reference, draft.sending.receipt)))
    return frozenset(normal(one) for one in found)


def _tells(value: str) -> bool:
    """Whether a detail is an email address or a number, and not a name or an employer."""
    value = normal(value)
    digits = sum(sign.isdecimal() for sign in value)
    return len(value) <= _LONGEST and ("@" in value or (digits >= _SHORTEST and bool(_NUMBER.fullmatch(value))))
