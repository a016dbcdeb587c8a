"""How an issuer's awards are told from forgeries: by the ids of its profiles, and by keys that are written down here.

What an award says of its issuer, and a key that comes inside it, prove nothing: anybody can write both.
"""

from typing import Annotated, TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import AfterValidator, Field, StringConstraints

from criteria.fields import Line, Model, Paragraph

SHORTEST_RSA = 2048
"""Bits."""
# Profiles have an address as a rule. A credential's issuer may have a decentralised id instead.
PROFILE_PATTERN = r"^(https://[^\s/?#@\\]+(/[^\s\\]*)?|did:[a-z0-9]+:[^\s\\]+)$"

ProfileId: TypeAlias = Annotated[str, StringConstraints(pattern=PROFILE_PATTERN, max_length=500)]
PublicKey: TypeAlias = RSAPublicKey | EllipticCurvePublicKey | Ed25519PublicKey


def public_key(pem: str) -> PublicKey:
    """Reads a public key: RSA of 2048 bits or more, P-256 or Ed25519. Raises ValueError for anything else."""
    try:
        key = load_pem_public_key(pem.encode("ascii"))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    sound = (
        (isinstance(key, RSAPublicKey) and key.key_size >= SHORTEST_RSA)
        or (isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1))
        or isinstance(key, Ed25519PublicKey)
    )
    if not sound or not isinstance(key, RSAPublicKey | EllipticCurvePublicKey | Ed25519PublicKey):
        raise ValueError("give a public key in PEM: RSA of 2048 bits or more, P-256 or Ed25519")
    return key


def _is_public_key(pem: str) -> str:
    public_key(pem)
    return pem


class AwardKey(Model):
    """A public key with which the issuer signs awards."""

    id: Line
    """As awards name it: the `kid` of a credential, or the address of the key."""
    pem: Annotated[Paragraph, AfterValidator(_is_public_key)]


class Awards(Model):
    """What makes an award the issuer's."""

    profiles: tuple[ProfileId, ...] = Field(min_length=1)
    """The ids of the issuer's profiles, each exactly as awards give it."""
    keys: tuple[AwardKey, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The profiles that can be looked up. A decentralised id has no server of its own."""
        return tuple(id_ for id_ in self.profiles if id_.startswith("https://"))
