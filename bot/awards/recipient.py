"""Whose award it is: the worker's email address against what the award says, plain or hashed.

Open Badges 2.0, IdentityObject and IdentityHash; 3.0, "Verify the Recipient Using an Identifier".
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.awards.json_node import Node
from bot.awards.outcome import AwardRefused, CouldNotCheck
from flows.model.award_check import AwardDoubt, AwardFault

_EMAIL = frozenset(["email", "schema:email", "http://schema.org/email", "https://schema.org/email", "emailAddress"])
_HASH = re.compile(r"(?P<kind>sha256|md5)\$(?P<digest>[0-9a-f]{64}|[0-9a-f]{32})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """One way in which an award says whose it is."""

    kind: str
    value: str
    hashed: bool
    salt: str


def of_assertion(recipient: Node) -> Identity:
    """Whose an award of Open Badges 2.0 is."""
    value = recipient.text("identity") or ""
    # Some leave out that it is hashed, and it can be seen.
    hashed = recipient.is_true("hashed") or (not recipient.has("hashed") and bool(_HASH.fullmatch(value)))
    return Identity(recipient.text("type") or "", value, hashed, recipient.text("salt") or "")


def of_subject(subject: Node) -> tuple[Identity, ...]:
    """Whose an award of Open Badges 3.0 is: any of these."""
    named = tuple(
        Identity(
            node.text("identityType") or "",
            node.text("identityHash") or "",
            node.is_true("hashed"),
            node.text("salt") or "",
        )
        for node in subject.nodes("identifier")
    )
    scheme, _, address = subject.id.partition(":")
    return (*named, Identity("email", address, hashed=False, salt="")) if scheme.lower() == "mailto" else named


def must_be(identities: Iterable[Identity], emails: Sequence[str]) -> None:
    """Ends the check unless one of the identities is one of the addresses.

    Raises Refused where it is made out to others, and Doubtful where that cannot be told.
    """
    readable = [identity for identity in identities if _is_readable(identity)]
    if not readable or not emails:
        raise CouldNotCheck(AwardDoubt.unknown_person)
    if not any(_is(identity, email) for identity in readable for email in emails):
        raise AwardRefused(AwardFault.wrong_person)


def _is_readable(identity: Identity) -> bool:
    if identity.kind not in _EMAIL or not identity.value:
        return False
    return not identity.hashed or _HASH.fullmatch(identity.value) is not None


def _is(identity: Identity, email: str) -> bool:
    address = email.strip()
    if not identity.hashed:
        return _folded(identity.value.strip()) == _folded(address)
    # An issuer hashes the address as it was typed there, and that is rarely in other letters than these.
    return any(_hashes_to(identity, spelled) for spelled in {address, address.lower(), _with_lower_domain(address)})


def _hashes_to(identity: Identity, address: str) -> bool:
    kind, _, digest = identity.value.lower().partition("$")
    # The specification allows MD5. Whoever can make two addresses with one hash gains nothing: one must be theirs.
    made = hashlib.new(kind, (address + identity.salt).encode("utf-8"), usedforsecurity=False).hexdigest()
    return hmac.compare_digest(made, digest)


def _folded(address: str) -> tuple[bool, str]:
    """An address without regard to capitals. A long s folds to a plain one, and yet is another mailbox."""
    return address.isascii(), address.casefold()


def _with_lower_domain(address: str) -> str:
    name, at, domain = address.rpartition("@")
    return f"{name}{at}{domain.lower()}"
