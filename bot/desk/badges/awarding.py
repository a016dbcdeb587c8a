"""Awards badges of Open Badges 3.0: VC-JWT signed with RS256, a key list, and a Bitstring status list to take back.

A key is a file `keys/<name>.pem`. The newest signs; the public halves of all of them stay in the key list, so that what
an older one signed can still be checked.
"""

import base64
import gzip
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm

from bot.desk.desk_settings import DeskSettings
from bot.desk.tables.award_table import AwardTable, OwnAward
from bot.issuers.contract.pack_schema import Submission
from bot.system import durable_files
from criteria.model import Badge
from criteria.reader import read

BITS = 3072
SMALLEST_LIST = 131_072
"""Bits of a status list; fewer would show whose badge is looked up."""
LIST_SECONDS = 86_400
"""A status list says that it holds for so long."""
CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
LIST_CONTEXTS = CONTEXTS[:1]


class BrokenKey(Exception):
    """A file among the keys is no RSA key."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key of the issuer's."""

    name: str
    """The stem of its file."""
    private: RSAPrivateKey

    @property
    def pem(self) -> str:
        """The public half."""
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def jwk(self, kid: str) -> dict[str, Any]:
        """The public half as a JWK."""
        made: dict[str, Any] = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {"kty": made["kty"], "n": made["n"], "e": made["e"], "kid": kid, "alg": "RS256", "use": "sig"}


class Awarding:
    """Makes badges, and what is needed to check them."""

    def __init__(self, settings: DeskSettings, awards: AwardTable, now: Callable[[], float]) -> None:
        self._settings = settings
        self._awards = awards
        self._now = now
        self._keys: tuple[SigningKey, ...] = ()
        self._badges: dict[str, Badge] = {}

    @property
    def folder(self) -> Path:
        """Where the keys are."""
        return self._settings.data / "keys"

    def open(self) -> None:
        """Read the keys and, where there is one, the badges. Raises BrokenKey, LibraryError, OSError."""
        self._keys = tuple(_read(path) for path in sorted(self.folder.glob("*.pem")))
        if self._keys:
            found = [one for one in read(self._settings.criteria).badges if one.issuer == self._settings.issuer]
            self._badges = {one.id: one for one in sorted(found, key=lambda badge: badge.version)}

    def make_key(self) -> SigningKey:
        """Make a new key, which signs from the next start on."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{datetime.fromtimestamp(self._now(), UTC):%Y-%m-%dT%H%M%SZ}-{secrets.token_hex(3)}"
        private = generate_private_key(65537, BITS)
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        durable_files.write(self.folder / f"{name}.pem", pem)
        return SigningKey(name, private)

    def makes(self, badge: str) -> bool:
        """Whether the desk awards a badge itself: it has a key, browsers and checkers reach it by TLS, and its file."""
        return bool(self._keys) and self._settings.is_secure and badge in self._badges

    @property
    def has_key(self) -> bool:
        """Whether anything can be signed."""
        return bool(self._keys)

    # Addresses, which have to last

    @property
    def profile_address(self) -> str:
        """The id of the issuer's profile."""
        return f"{self._settings.url}/issuer"

    @property
    def keys_address(self) -> str:
        """Where the public keys stand."""
        return f"{self._settings.url}/issuer/keys.json"

    @property
    def list_address(self) -> str:
        """Where the status list stands."""
        return f"{self._settings.url}/issuer/status"

    def key_address(self, name: str) -> str:
        """Where one public key stands alone. Badges name their key by it: the standard wants a `kid` to be fetched."""
        return f"{self._settings.url}/issuer/keys/{name}"

    def page_address(self, token: str) -> str:
        """The page of a badge that was awarded."""
        return f"{self._settings.url}/badges/{token}"

    # Documents

    def profile(self) -> dict[str, Any]:
        """The issuer's profile."""
        return {
            "@context": CONTEXTS,
            "id": self.profile_address,
            "type": ["Profile"],
            "name": self._settings.issuer_name,
            "url": self._settings.url,
            "jwksUri": self.keys_address,
        }

    def key_list(self) -> dict[str, Any]:
        """The public halves of all keys (JWKS)."""
        return {"keys": [key.jwk(self.key_address(key.name)) for key in self._keys]}

    def public_key(self, name: str) -> dict[str, Any] | None:
        """One public key (JWK); None for one that is not here."""
        return next((key.jwk(self.key_address(name)) for key in self._keys if key.name == name), None)

    def achievement(self, badge_id: str) -> dict[str, Any] | None:
        """What a badge is for, from its file; None for one that is not awarded here."""
        badge = self._badges.get(badge_id)
        if badge is None:
            return None
        questions = "\n".join(f"- {one.ask.strip()} ({one.minimum} words or more)" for one in badge.questions)
        narrative = f"{badge.fit.audience.strip()}\n\n{questions}".strip()
        return {
            "id": f"{self._settings.url}/achievements/{badge.id}",
            "type": ["Achievement"],
            "name": badge.title,
            "description": badge.summary,
            "criteria": {"id": str(badge.page), "narrative": narrative},
            **({"humanCode": badge.code} if badge.code else {}),
            "creator": {"id": self.profile_address, "type": ["Profile"], "name": self._settings.issuer_name},
        }

    def award(self, data: Submission, decision: str) -> OwnAward:
        """Award the badge that was applied for. It is public only once its decision goes out.

        Raises LookupError where the desk does not award this badge, ValueError without an email address.
        """
        achievement, email = self.achievement(data.badge.id), data.applicant.get("email")
        if achievement is None:
            raise LookupError("the desk has no file of this badge")
        if not isinstance(email, str) or not email.strip():
            raise ValueError("the application has no email address to make the badge out to")
        at = datetime.fromtimestamp(int(self._now()), UTC)

        def sign(number: int, token: str) -> str:
            return self._signed(self._credential(number, token, achievement, email.strip(), at), at)

        return self._awards.make(data.submission_id, decision, data.badge.id, int(self._now()), sign)

    def _credential(
        self, number: int, token: str, achievement: dict[str, Any], email: str, at: datetime
    ) -> dict[str, Any]:
        salt = secrets.token_hex(12)
        digest = hashlib.sha256((email + salt).encode()).hexdigest()
        identity = {
            "type": "IdentityObject",
            "identityHash": f"sha256${digest}",
            "identityType": "emailAddress",
            "hashed": True,
            "salt": salt,
        }
        return {
            "@context": CONTEXTS,
            "id": self.page_address(token),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": achievement["name"],
            "issuer": {
                "id": self.profile_address,
                "type": ["Profile"],
                "name": self._settings.issuer_name,
                "url": self._settings.url,
            },
            "validFrom": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "credentialSubject": {
                # The standard wants a `sub`, and the applicant has no id of their own: this one says nothing of them.
                "id": f"urn:uuid:{uuid4()}",
                "type": ["AchievementSubject"],
                "identifier": [identity],
                "achievement": achievement,
            },
            "credentialStatus": {
                "id": f"{self.list_address}#{number}",
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": str(number),
                "statusListCredential": self.list_address,
            },
        }

    def status_list(self) -> str:
        """The status list, signed: a credential with a bit for each badge, set where it was taken back."""
        taken_back = self._awards.revoked()
        size = SMALLEST_LIST
        while taken_back and taken_back[-1] >= size:
            size *= 2
        bits = bytearray(size // 8)
        for number in taken_back:
            bits[number // 8] |= 0x80 >> number % 8
        packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
        at = datetime.fromtimestamp(int(self._now()), UTC)
        until = datetime.fromtimestamp(int(self._now()) + LIST_SECONDS, UTC)
        listed = {
            "@context": LIST_CONTEXTS,
            "id": self.list_address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.profile_address,
            "validFrom": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "validUntil": f"{until:%Y-%m-%dT%H:%M:%SZ}",
            "credentialSubject": {
                "id": f"{self.list_address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": f"u{packed}",
            },
        }
        return self._signed(listed, at, until)

    def _signed(self, document: dict[str, Any], at: datetime, until: datetime | None = None) -> str:
        key = self._keys[-1]
        issuer = document["issuer"]
        claims = {
            **document,
            "iss": issuer if isinstance(issuer, str) else issuer["id"],
            "jti": document["id"],
            "nbf": int(at.timestamp()),
            "sub": document["credentialSubject"]["id"],
        }
        if until is not None:
            claims["exp"] = int(until.timestamp())
        return jwt.encode(claims, key.private, "RS256", headers={"kid": self.key_address(key.name), "typ": "JWT"})

    def section(self) -> Iterator[str]:
        """The lines that a bot's operator puts into the issuer's file, so that the bot can check these badges."""
        yield "awards:"
        yield f"  profiles: [{json.dumps(self.profile_address)}]"
        yield "  keys:"
        for key in self._keys:
            yield f"    - id: {json.dumps(self.key_address(key.name))}"
            yield "      pem: |"
            yield from (f"        {line}" for line in key.pem.strip().splitlines())


def _read(path: Path) -> SigningKey:
    try:
        private = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError):
        private = None
    if not isinstance(private, RSAPrivateKey):
        raise BrokenKey(f"{path} is no RSA key in PEM; put it right, or move it away")
    return SigningKey(path.stem, private)
