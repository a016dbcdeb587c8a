"""Verifies signatures with trusted keys. The type of the key alone decides the algorithm.

So a public key can never be taken for a shared secret, and what the signed text says of its own key counts for
nothing (RFC 8725 section 3.1).
"""

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.awards.check_errors import AwardRefused, CouldNotCheck
from bot.awards.json_node import MOST_TEXT, Node, parse
from criteria.award_rules import Awards, PublicKey, public_key
from flows.model.attachments.award_check import AwardDoubt, AwardFault

_KINDS = frozenset(["RS256", "ES256", "EdDSA"])
_JWS = jwt.PyJWS()


@dataclass(frozen=True, slots=True)
class Key:
    """A public key that is trusted, and the one kind of signature that it makes."""

    id: str
    kind: str
    public: PublicKey


@dataclass(frozen=True, slots=True)
class Token:
    """Signed text, taken apart and not believed."""

    text: str
    kind: str
    key: str | None
    """The id of the key that it says it was signed with."""
    payload: Node


def key(id_: str, pem: str) -> Key:
    """A key from its PEM. Raises ValueError for one that is not used here."""
    public = public_key(pem)
    if isinstance(public, RSAPublicKey):
        return Key(id_, "RS256", public)
    return Key(id_, "ES256" if isinstance(public, EllipticCurvePublicKey) else "EdDSA", public)


def pinned(rules: Awards) -> tuple[Key, ...]:
    """The keys that an issuer's file holds."""
    return tuple(key(one.id, one.pem) for one in rules.keys)


def taken_apart(text: str) -> Token:
    """Reads signed text. Raises CouldNotCheck where its parts are not what they must be."""
    if len(text) > MOST_TEXT * 4 // 3 + 4096:
        raise CouldNotCheck(AwardDoubt.too_large)
    head, payload, _ = text.split(".")
    header = parse(_decoded(head))
    return Token(text, header.text("alg") or "", header.text("kid"), parse(_decoded(payload)))


def _decoded(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise CouldNotCheck(AwardDoubt.unreadable) from None


def fitting(token: Token, keys: Iterable[Key], named: str | None) -> tuple[Key, ...]:
    """The keys that may have made a signature. `named` is the id of the key, if the award gives one."""
    return tuple(one for one in keys if one.kind == token.kind and named in (None, one.id))


def must_be_signed(token: Token, keys: Sequence[Key]) -> None:
    """Ends the check unless one of the keys signed it. Raises CouldNotCheck where there is none, else AwardRefused."""
    if token.kind not in _KINDS:
        raise CouldNotCheck(AwardDoubt.unknown_signature)
    if not keys:
        raise CouldNotCheck(AwardDoubt.unknown_key)
    if not is_signed(token, keys):
        raise AwardRefused(AwardFault.signature)


def is_signed(token: Token, keys: Iterable[Key]) -> bool:
    """Whether one of the keys signed it."""
    return any(_signed(token, one) for one in keys)


def _signed(token: Token, by: Key) -> bool:
    try:
        _JWS.decode_complete(token.text, by.public, algorithms=[by.kind])
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    return True
