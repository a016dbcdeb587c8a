"""The section `awards` of an issuer's file: profile ids and keys by which its awards are recognised.

What an award says of its issuer, and a key that comes inside it, prove nothing: anybody can write both.
"""

import re
from typing import Annotated, TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import AfterValidator, StringConstraints, model_validator

from criteria.fields import Line, Model, Paragraph

SHORTEST_RSA = 2048
"""Bits."""
# Profiles have an address as a rule. A credential's issuer may have a decentralised id instead.
PROFILE_PATTERN = r"^(https://[^\s/?#@\\]+(/[^\s\\]*)?|did:[a-z0-9]+:[^\s\\]+)$"

ProfileId: TypeAlias = Annotated[str, StringConstraints(pattern=PROFILE_PATTERN, max_length=500)]
# It must end where something can follow, and behind the host: otherwise any page of the host's would be the issuer's.
SERIES_PATTERN = r"^https://[^\s/?#@\\]+/[^\s\\#]*[=/_-]$"
ProfileSeries: TypeAlias = Annotated[str, StringConstraints(pattern=SERIES_PATTERN, max_length=500)]
_SERIAL = re.compile(r"[A-Za-z0-9_-]{1,64}")
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
    """As awards name it: the `kid` of a credential, the `verificationMethod` of its proof, or the key's address."""
    pem: Annotated[Paragraph, AfterValidator(_is_public_key)]


class Awards(Model):
    """What makes an award the issuer's."""

    profiles: tuple[ProfileId, ...] = ()
    """The ids of the issuer's profiles, as awards give them."""
    profile_series: tuple[ProfileSeries, ...] = ()
    """Beginnings of addresses, for an issuer with a profile for each badge, as Moodle has. A number or a word follows
    each."""
    keys: tuple[AwardKey, ...] = ()

    @model_validator(mode="after")
    def _names_a_profile(self) -> "Awards":
        if not self.profiles and not self.profile_series:
            raise ValueError("give the issuer's profiles, or profile_series where it has one for each badge")
        return self

    def in_series(self, id_: str) -> str | None:
        """The address of a profile, if it belongs to a series; None otherwise. One with http is taken for https."""
        address = f"https://{id_[7:]}" if id_.startswith("http://") else id_
        rests = (address.removeprefix(start) for start in self.profile_series if address.startswith(start))
        return address if any(_SERIAL.fullmatch(rest) for rest in rests) else None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The profiles that can be looked up. A decentralised id has no server of its own."""
        return tuple(id_ for id_ in self.profiles if id_.startswith("https://"))
