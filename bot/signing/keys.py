"""Signing and checking keys, in the text forms of Standard Webhooks 1.0.0 ("Signature scheme").

- `whsec_…`: a secret that both sides have. HMAC-SHA256, signatures `v1`.
- `whsk_…`: the private half of an Ed25519 pair, which signs; signatures `v1a`.
- `whpk_…`: its public half, which checks.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SHORTEST_SECRET = 24
LONGEST_SECRET = 64
"""Bytes of a secret that both sides have."""
_HALF = 32
"""Bytes of either half of an Ed25519 pair."""


_Made = TypeVar("_Made")


class KeyUnclear(ValueError):
    """What was given is no key. The text says what one looks like, and nothing of what was given."""


class Signer(Protocol):
    """Signs what we say."""

    version: str

    def sign(self, content: bytes) -> bytes:
        """The signature of some bytes."""
        ...


class Verifier(Protocol):
    """Checks what others say."""

    version: str

    def holds(self, content: bytes, signature: bytes) -> bool:
        """Whether a signature belongs to these bytes. Takes as long whether it does or not."""
        ...


class SharedSecret:
    """A secret that both sides have: it signs and checks."""

    version = "v1"

    def __init__(self, secret: bytes) -> None:
        """Raises KeyUnclear for a secret that is too short to be one, or longer than the specification allows."""
        if not SHORTEST_SECRET <= len(secret) <= LONGEST_SECRET:
            raise KeyUnclear(f"a secret after whsec_ is {SHORTEST_SECRET} to {LONGEST_SECRET} bytes in base64")
        self._secret = secret

    def sign(self, content: bytes) -> bytes:
        """The HMAC-SHA256 of some bytes."""
        return hmac.digest(self._secret, content, hashlib.sha256)

    def holds(self, content: bytes, signature: bytes) -> bool:
        """Whether a signature is the HMAC-SHA256 of these bytes."""
        return hmac.compare_digest(self.sign(content), signature)


class PrivateKey:
    """The half of an Ed25519 pair that signs."""

    version = "v1a"

    def __init__(self, key: bytes) -> None:
        """`key` is the seed, or the seed with the public half behind it, as some tools write it.

        Raises KeyUnclear for another length, and where the two halves do not belong together.
        """
        if len(key) not in (_HALF, 2 * _HALF):
            raise KeyUnclear("a key after whsk_ is 32 or 64 bytes in base64")
        self._key = Ed25519PrivateKey.from_private_bytes(key[:_HALF])
        if key[_HALF:] not in (b"", self._key.public_key().public_bytes_raw()):
            raise KeyUnclear("the two halves of the key after whsk_ do not belong together")

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of some bytes (RFC 8032)."""
        return self._key.sign(content)

    @property
    def public(self) -> str:
        """The public half, ready to be given to whoever checks."""
        return "whpk_" + base64.b64encode(self._key.public_key().public_bytes_raw()).decode()


class PublicKey:
    """The half of an Ed25519 pair that checks."""

    version = "v1a"

    def __init__(self, key: bytes) -> None:
        """Raises KeyUnclear for another length."""
        if len(key) != _HALF:
            raise KeyUnclear("a key after whpk_ is 32 bytes in base64")
        self._key = Ed25519PublicKey.from_public_bytes(key)

    def holds(self, content: bytes, signature: bytes) -> bool:
        """Whether a signature is the pair's Ed25519 signature of these bytes."""
        try:
            self._key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


def signers(text: str) -> tuple[Signer, ...]:
    """The keys that sign, from a list with spaces between them. Raises KeyUnclear, also where there are none."""
    return _keys(text, {"whsec_": SharedSecret, "whsk_": PrivateKey})


def checkers(text: str) -> tuple[Verifier, ...]:
    """The keys that check, from a list with spaces between them. Raises KeyUnclear, also where there are none."""
    return _keys(text, {"whsec_": SharedSecret, "whpk_": PublicKey})


def _keys(text: str, makers: Mapping[str, Callable[[bytes], _Made]]) -> tuple[_Made, ...]:
    found = tuple(_key(word, makers) for word in text.split())
    if not found:
        raise KeyUnclear(f"give at least one key that begins with {' or '.join(makers)}")
    return found


def _key(word: str, makers: Mapping[str, Callable[[bytes], _Made]]) -> _Made:
    for prefix, maker in makers.items():
        if word.startswith(prefix):
            return maker(_decoded(word.removeprefix(prefix), prefix))
    raise KeyUnclear(f"each key begins with {' or '.join(makers)}")


def _decoded(text: str, prefix: str) -> bytes:
    """Base64, with or without the signs that fill it up."""
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), validate=True)
    except (binascii.Error, ValueError):
        problem = f"what stands after {prefix} is base64: letters, digits, + and /"
    # Raised outside the handler: its traceback holds nothing of the key.
    raise KeyUnclear(problem)
