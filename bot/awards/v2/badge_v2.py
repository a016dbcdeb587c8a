"""Resolves an Open Badges 2.0 assertion to its badge class and issuer, each fetched from where it is published."""

from dataclasses import dataclass
from datetime import datetime

from bot.awards import recipient
from bot.awards.check_errors import AwardRefused, CouldNotCheck
from bot.awards.expected import Expected, claimed
from bot.awards.json_node import Json, Node
from bot.awards.web.public_addresses import same
from bot.awards.web.visit import Visit
from flows.model.attachments.award_check import Award, AwardDoubt, AwardFault

HOSTED = frozenset(["hosted", "hostedbadge"])
SIGNED = frozenset(["signed", "signedbadge"])
CONTEXTS = ("https://w3id.org/openbadges/v2", "https://w3id.org/openbadges/v1")


@dataclass(frozen=True, slots=True)
class Assertion:
    """What is needed of an award of Open Badges 2.0."""

    id: str
    recipient: Node
    issued: datetime
    expires: datetime | None

    def must_be_for(self, expected: Expected) -> None:
        """Ends the check unless it is the worker's, and holds now."""
        expected.must_hold_now(self.issued, self.expires)
        recipient.must_be((recipient.of_assertion(self.recipient),), expected.emails)


def version_2(node: Node, address: str = "") -> Node:
    """An award of Open Badges 1.0 or 1.1 as one of 2.0; anything else as it is.

    The first version has no types and no ids: an award says at `verify` where it is published, or where the key is
    that signed it. `address` is where it was found.
    """
    verify = node.node("verify")
    if verify is None or node.has("verification") or node.node("recipient") is None or not node.has("badge"):
        return node
    if node.has("@context") and node.texts("@context") != CONTEXTS[1:]:
        return node
    where, kinds = verify.text("url") or "", [kind.lower() for kind in verify.types]
    is_hosted = bool(HOSTED & {*kinds})
    id_ = (
        node.id or (where if is_hosted else "") or address or (f"urn:uid:{node.text('uid')}" if node.has("uid") else "")
    )
    said: dict[str, Json] = {"type": [*kinds]}
    if not is_hosted:
        said["creator"] = where
    return node.with_fields({"@context": CONTEXTS[1], "type": "Assertion", "id": id_, "verification": said})


def is_assertion(node: Node) -> bool:
    """Whether a document is an award of Open Badges 2.0."""
    return "Assertion" in node.types and any(context in node.texts("@context") for context in CONTEXTS)


def verification(node: Node) -> tuple[frozenset[str], str | None]:
    """How an award says it is to be checked, in small letters, and the id of the key, if it names one."""
    said = node.node("verification") or node.node("verify") or Node({})
    return frozenset(kind.lower() for kind in said.types), said.id_of("creator") or None


def assertion(node: Node) -> Assertion:
    """Reads an award. Raises AwardRefused if it was revoked, and CouldNotCheck if a field is missing."""
    # One that was taken back need not have anything else.
    if node.is_true("revoked"):
        raise AwardRefused(AwardFault.revoked)
    if not node.is_false("revoked"):
        raise CouldNotCheck(AwardDoubt.unknown_form)
    person, issued = node.node("recipient"), node.moment("issuedOn")
    if not is_assertion(node) or not node.id or person is None or issued is None or not node.has("badge"):
        raise CouldNotCheck(AwardDoubt.unknown_form)
    return Assertion(node.id, person, issued, node.moment("expires"))


def told(node: Node, badge: Node | None = None, profile: Node | None = None) -> Award:
    """What an award says of itself."""
    known = badge or node.node("badge")
    issuer = profile or (known.node("issuer") if known else None)
    return claimed(node, known, issuer, "issuedOn", "expires")


async def badge_of(node: Node, visit: Visit) -> Node:
    """The badge of an award: the one inside it, or the one that it points to. Raises CouldNotCheck."""
    inside, address = node.node("badge"), node.text("badge")
    if inside is None and address is None:
        raise CouldNotCheck(AwardDoubt.unknown_form)
    badge = inside or await published(address or "", visit)
    if not badge.name() or not badge.id_of("issuer"):
        raise CouldNotCheck(AwardDoubt.unknown_form)
    return badge


async def published(address: str, visit: Visit) -> Node:
    """A document from the address that is its id, which it need not say. Raises AwardRefused where it gives another."""
    found = await visit.document(address)
    if not same(found.id or address, address):
        raise AwardRefused(AwardFault.contradictory)
    return found.named(address)
