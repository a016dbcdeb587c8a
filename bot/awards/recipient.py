"""Compares the recipient of an award, plain or hashed, with the worker's email address.

Open Badges 2.0, IdentityObject and IdentityHash; 3.0, "Verify the Recipient Using an Identifier".
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bot.awards.check_errors import AwardRefused, CouldNotCheck
from bot.awards.json_node import Node
from flows.model.attachments.award_check import AwardDoubt, AwardFault

_EMAIL = frozenset(["email", "schema:email", "http://schema.org/email", "https://schema.org/email", "emailAddress"])
_MOST_LETTERS = 12
"""Letters of a name of which every way to write it is tried: some four thousand."""
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

    Raises AwardRefused where it is made out to others, and CouldNotCheck where that cannot be told.
    """
    readable = [identity for identity in identities if _is_readable(identity)]
    if not readable or not emails:
        raise CouldNotCheck(AwardDoubt.unknown_person)
    if any(_is(identity, email) for identity in readable for email in emails):
        return
    # A hash does not tell an address in other letters from another address, where there are too many ways to write it.
    if any(identity.hashed and _letters(email) > _MOST_LETTERS for identity in readable for email in emails):
        raise CouldNotCheck(AwardDoubt.unknown_person)
    raise AwardRefused(AwardFault.wrong_person)


def _is_readable(identity: Identity) -> bool:
    if identity.kind not in _EMAIL or not identity.value:
        return False
    return not identity.hashed or _HASH.fullmatch(identity.value) is not None


def _is(identity: Identity, email: str) -> bool:
    address = email.strip()
    if not identity.hashed:
        return _folded(identity.value.strip()) == _folded(address)
    # An issuer hashes the address as it was typed there.
    return any(_hashes_to(identity, spelled) for spelled in _spellings(address))


def _hashes_to(identity: Identity, address: str) -> bool:
    kind, _, digest = identity.value.lower().partition("$")
    # The specification allows MD5. Whoever can make two addresses with one hash gains nothing: one must be theirs.
    made = hashlib.new(kind, (address + identity.salt).encode("utf-8"), usedforsecurity=False).hexdigest()
    return hmac.compare_digest(made, digest)


def _folded(address: str) -> tuple[bool, str]:
    """An address without regard to capitals. A long s folds to a plain one, and yet is another mailbox."""
    return address.isascii(), address.casefold()


def _spellings(address: str) -> Iterator[str]:
    """The ways in which an address may have been typed elsewhere, the likely ones first: in other capitals.

    Of a name with few letters these are all that there are.
    """
    name, at, domain = address.rpartition("@")
    names = {name: None, name.lower(): None, name.title(): None, name.capitalize(): None, name.upper(): None}
    domains = {domain.lower(): None, domain: None, domain.capitalize(): None, domain.upper(): None}
    yield from (f"{one}{at}{other}" for one in names for other in domains)
    if _letters(address) <= _MOST_LETTERS:
        for signs in product(*({sign.lower(), sign.upper()} for sign in name)):
            yield f"{''.join(signs)}{at}{domain.lower()}"


def _letters(address: str) -> int:
    """How many letters of a name may be large or small."""
    return sum(sign.lower() != sign.upper() for sign in address.rpartition("@")[0])
