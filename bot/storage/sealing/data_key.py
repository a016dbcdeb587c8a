"""A person's data key: seals and opens text that is bound to a place, and makes keys for files."""

import hmac
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.errors import NotOpened
from bot.storage.sealing.body_place import BodyPlace

BYTES = 32
_NONCE = 12
_MARK = "s1."
"""How a sealed body begins; the number of its key follows. No body of JSON begins like this."""


def is_sealed(stored: str) -> bool:
    """Whether a stored body is sealed."""
    return stored.startswith(_MARK)


def number_of(stored: str) -> int:
    """The number of the key that sealed a body; 0 for one that is not sealed."""
    number = stored.removeprefix(_MARK).partition(".")[0] if is_sealed(stored) else ""
    return int(number) if number.isascii() and number.isdigit() else 0


class DataKey:
    """One key, from which one is derived for each purpose.

    Nonces are 96 random bits. A person's key seals some thousands of bodies, and may seal 2^32.
    """

    __slots__ = ("_bodies", "_digests", "_files", "number", "owner")

    def __init__(self, number: int, owner: str, secret: bytes) -> None:
        """`number` is its row, which sealed bodies and files name."""
        self.number = number
        self.owner = owner
        self._bodies = AESGCM(_derived(secret, b"teabreak bodies"))
        self._digests = _derived(secret, b"teabreak digests")
        self._files = _derived(secret, b"teabreak files")

    def seal(self, place: BodyPlace, body: str) -> str:
        """A body as it is stored."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._bodies.encrypt(nonce, body.encode(), place.bound)
        return f"{_MARK}{self.number}.{b64encode(sealed).decode()}"

    def open(self, place: BodyPlace, stored: str) -> str:
        """The body of what is stored there. Raises NotOpened for what was changed, or stood elsewhere."""
        try:
            sealed = b64decode(stored.rpartition(".")[2], validate=True)
            return self._bodies.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.bound).decode()
        except (InvalidTag, NotBase64, ValueError):
            pass
        raise NotOpened(place.table)

    def digest(self, place: BodyPlace, body: str) -> str:
        """Tells equal bodies of a place from others, to whoever has the key."""
        return hmac.digest(self._digests, place.bound + b"\x1e" + body.encode(), "sha256").hex()

    def bound(self, secret: bytes) -> bytes:
        """Another secret as it is used: whoever has that one and not this key cannot tell it."""
        return hmac.digest(self._digests, b"teabreak secret" + secret, "sha256")

    def for_file(self, salt: bytes) -> AESGCM:
        """The key of one file, whose salt nothing else has."""
        return AESGCM(_derived(self._files, salt + self.owner.encode()))


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, purpose, "sha256")
