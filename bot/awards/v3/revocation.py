"""Checks whether an Open Badges 3.0 credential was revoked, by the status lists that it names.

1EdTech Revocation List 1.0, and W3C Bitstring Status List 1.0 with its purposes of revocation and suspension. A list
is looked up at a host of the issuer's alone, and a list of bits counts if a key that the issuer's file holds signed it.
"""

from bot.awards.check_errors import AwardRefused, CouldNotCheck
from bot.awards.expected import Expected, own_profile
from bot.awards.files.extract import Sealed, single
from bot.awards.issuer_profile import homes
from bot.awards.json_node import Node
from bot.awards.signatures import fitting, must_be_signed, pinned, taken_apart
from bot.awards.v3 import status_list
from bot.awards.v3.validity import begins, end
from bot.awards.web.fetcher import FetchedPage
from bot.awards.web.public_addresses import place
from bot.awards.web.visit import Visit, node_of
from criteria.award_rules import Awards
from flows.model.attachments.award_check import AwardDoubt, AwardFault

_LIST = "1EdTechRevocationList"
_REVOKED = "revokedCredential"
_ENTRY = "BitstringStatusListEntry"
_BITS = "BitstringStatusListCredential"
_WITHDRAWN = frozenset(["revocation", "suspension"])
"""Purposes of a bit that takes a credential back, for good or for a time."""
_HARMLESS = frozenset(["refresh", "message"])
"""Purposes of a bit that takes nothing back."""
# Of the bot itself: these say what the operator can do, or that later it may work.
_OURS = frozenset([AwardDoubt.fetching_off, AwardDoubt.busy])


async def must_stand(node: Node, visit: Visit, expected: Expected) -> None:
    """Ends the check of a credential that was revoked, or whose status cannot be told. Its issuer is known.

    Raises AwardRefused or CouldNotCheck. A list that cannot be fetched, read or verified never counts as "not revoked".
    """
    try:
        await _must_stand(node, visit, expected)
    except CouldNotCheck as stopped:
        why = stopped.why if stopped.why in _OURS else AwardDoubt.unknown_status
    else:
        return
    raise CouldNotCheck(why)


async def _must_stand(node: Node, visit: Visit, expected: Expected) -> None:
    statuses = node.nodes("credentialStatus")
    if len(statuses) != len(node.values("credentialStatus")):
        raise CouldNotCheck(AwardDoubt.unknown_status)
    for status in statuses:
        if _LIST in status.types:
            await _must_not_be_listed(status, node, visit, expected)
        elif _ENTRY in status.types:
            await _must_not_be_set(status, visit, expected)
        else:
            raise CouldNotCheck(AwardDoubt.unknown_status)


async def _must_not_be_listed(status: Node, node: Node, visit: Visit, expected: Expected) -> None:
    listed = node_of(await _page(status.id, visit, expected.known_rules()))
    told = listed.id_of("issuer")
    if not listed.says(_REVOKED) or told not in ("", node.id_of("issuer")):
        raise CouldNotCheck(AwardDoubt.unknown_status)
    if node.id in {*listed.texts(_REVOKED), *(one.id for one in listed.nodes(_REVOKED))}:
        raise AwardRefused(AwardFault.revoked)


async def _must_not_be_set(status: Node, visit: Visit, expected: Expected) -> None:
    purpose = status.text("statusPurpose")
    if purpose in _HARMLESS:
        return
    if purpose not in _WITHDRAWN or not _is_single(status):
        raise CouldNotCheck(AwardDoubt.unknown_status)
    address = status.text("statusListCredential") or ""
    listed = await _bits(address, visit, expected)
    if purpose not in listed.texts("statusPurpose") or not _is_single(listed):
        raise CouldNotCheck(AwardDoubt.unknown_status)
    if status_list.is_set(listed.text("encodedList") or "", status.text("statusListIndex") or ""):
        raise AwardRefused(AwardFault.revoked)


def _is_single(node: Node) -> bool:
    """Whether each credential has one bit. More than one is for messages."""
    return not node.says("statusSize") or node.number("statusSize") == 1


async def _bits(address: str, visit: Visit, expected: Expected) -> Node:
    """What a list of bits says, once it proved to be the issuer's, of this address, and of now."""
    rules = expected.known_rules()
    page = await _page(address, visit, rules)
    inside = single(page.body)
    if not isinstance(inside, Sealed):
        # Signed in a way that needs the document as a graph, or not at all.
        raise CouldNotCheck(AwardDoubt.unknown_status)
    token = taken_apart(inside.token)
    try:
        must_be_signed(token, fitting(token, pinned(rules), token.key))
        node = token.payload.node("vc") or token.payload
        expected.must_hold_now(node.moment(begins(node)), end(token.payload, node))
    except AwardRefused:
        # It says nothing against the credential that its list is forged, or out of date.
        raise CouldNotCheck(AwardDoubt.unknown_status) from None
    subject = node.node("credentialSubject")
    theirs = own_profile(rules, node.id_of("issuer")) is not None and (token.payload.text("iss") or "") in (
        "",
        node.id_of("issuer"),
    )
    # The issuer signed other lists as well, and older ones of other addresses.
    if _BITS not in node.types or subject is None or not theirs or node.id not in ("", address):
        raise CouldNotCheck(AwardDoubt.unknown_status)
    return subject


async def _page(address: str, visit: Visit, rules: Awards) -> FetchedPage:
    """What stands at an address of the issuer's. No other is opened, and a redirect must end there too."""
    known = homes(rules)
    asked = place(address)
    if asked is None or asked.host not in known:
        raise CouldNotCheck(AwardDoubt.unknown_status)
    page = await visit.page(address)
    came = place(page.url)
    if page.status // 100 != 2 or came is None or came.host not in known:
        raise CouldNotCheck(AwardDoubt.unknown_status)
    return page
