"""Checks Open Badges 2.0 awards that are signed as compact JWS ("SignedBadge").

A key counts if the issuer's file here holds it, or if the issuer's profile, fetched from the address that the file
names, links to it and the key says that it is that issuer's.
"""

from collections.abc import AsyncIterator

from bot.awards.check_errors import AwardRefused, CouldNotCheck, about
from bot.awards.expected import Expected
from bot.awards.issuer_profile import profile_at
from bot.awards.json_node import Node
from bot.awards.signatures import Key, Token, fitting, is_signed, key, must_be_signed, pinned
from bot.awards.v2.badge_v2 import assertion, badge_of, published, told, verification, version_2
from bot.awards.web.visit import Visit
from criteria.award_rules import Awards
from flows.model.attachments.award_check import AwardDoubt, AwardFault, Checked, CheckMethod

_REVOKED = "revokedAssertions"
_MOST_KEYS = 5
"""Keys of one profile that are looked at."""


async def check(token: Token, visit: Visit, expected: Expected) -> Checked:
    """Checks a signed award. Raises CouldNotCheck or AwardRefused with the reason."""
    node = version_2(token.payload)
    with about(told(node)):
        found = assertion(node)
        signer = await _signer(token, expected.known_rules(), visit)
        # Only now is what it says the issuer's word, and the addresses in it are opened.
        badge = await badge_of(node, visit)
    with about(told(node, badge)):
        issuer = expected.profile_for(badge.id_of("issuer"))
        if signer not in (None, issuer):
            raise AwardRefused(AwardFault.contradictory)
        profile = await profile_at(issuer, visit)
    with about(told(node, badge, profile)):
        await _must_not_be_revoked(found.id, node, profile, visit)
        found.must_be_for(expected)
    return Checked(told(node, badge, profile), CheckMethod.signed)


async def _signer(token: Token, rules: Awards, visit: Visit) -> str | None:
    """The profile whose key signed it; None for a key that the issuer's file holds. Ends the check if there is none."""
    _, named = verification(version_2(token.payload))
    keys = list(fitting(token, pinned(rules), named))
    if is_signed(token, keys):
        return None
    for id_ in rules.addresses:
        profile = await profile_at(id_, visit)
        linked = fitting(token, [one async for one in _linked(profile, named, visit)], named)
        if is_signed(token, linked):
            return id_
        keys += linked
    must_be_signed(token, keys)
    return None


async def _linked(profile: Node, named: str | None, visit: Visit) -> AsyncIterator[Key]:
    """The keys that a profile has or links to."""
    for inside in profile.nodes("publicKey"):
        if found := _key(inside, profile):
            yield found
    addresses = [address for address in profile.texts("publicKey") if named in (None, address)]
    for address in addresses[:_MOST_KEYS]:
        if found := _key(await published(address, visit), profile):
            yield found


def _key(node: Node, profile: Node) -> Key | None:
    try:
        return key(node.id, node.text("publicKeyPem") or "") if node.id_of("owner") == profile.id else None
    except ValueError:
        return None


async def _must_not_be_revoked(id_: str, node: Node, profile: Node, visit: Visit) -> None:
    """Ends the check of an award that the issuer's list names, or whose list cannot be read."""
    address = profile.id_of("revocationList")
    if not address:
        return
    listed = await visit.document(address)
    if not listed.says(_REVOKED):
        raise CouldNotCheck(AwardDoubt.unknown_status)
    ids = {*listed.texts(_REVOKED), *(one.id for one in listed.nodes(_REVOKED))}
    # Awards of the first version had a `uid`, and no id.
    uids = {one.text("uid") for one in listed.nodes(_REVOKED)} - {None}
    if id_ in ids or node.text("uid") in uids:
        raise AwardRefused(AwardFault.revoked)
