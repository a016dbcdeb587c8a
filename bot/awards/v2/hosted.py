"""Checks Open Badges 2.0 awards with hosted verification ("HostedBadge").

The copy that the worker has only says where to look. The rules about where an issuer keeps its awards come from the
issuer's own profile, fetched from the address that its file here names: never from what an award says of its issuer.
They are known before the award is looked up, so an address at which this issuer keeps none is not opened at all.
"""

from bot.awards.check_errors import AwardRefused, CouldNotCheck, about
from bot.awards.expected import Expected
from bot.awards.issuer_profile import profile_at, scopes
from bot.awards.json_node import Node
from bot.awards.scope import scope_of
from bot.awards.v2.badge_v2 import HOSTED, Assertion, assertion, badge_of, told, verification, version_2
from bot.awards.web.public_addresses import place, same
from bot.awards.web.visit import Visit, node_of
from flows.model.attachments.award_check import AwardDoubt, AwardFault, Checked, CheckMethod


async def check(address: str, visit: Visit, expected: Expected) -> Checked:
    """Checks the award at an address. Raises CouldNotCheck or AwardRefused with the reason."""
    if place(address) is None:
        raise CouldNotCheck(AwardDoubt.address)
    if not any(scope.has_award(address) for scope in await scopes(visit, expected)):
        raise AwardRefused(AwardFault.elsewhere)
    page = await visit.page(address)
    if page.status == 410:
        raise AwardRefused(AwardFault.revoked)
    if page.status // 100 != 2:
        raise CouldNotCheck(AwardDoubt.unreachable)
    node = version_2(node_of(page), address)
    with about(told(node)):
        found = _found(node, address)
        badge = await badge_of(node, visit)
    with about(told(node, badge)):
        profile = await profile_at(expected.profile_for(badge.id_of("issuer")), visit)
    with about(told(node, badge, profile)):
        _must_be_at_home(address, page.url, badge, profile)
        found.must_be_for(expected)
    return Checked(told(node, badge, profile), CheckMethod.hosted)


def _found(node: Node, address: str) -> Assertion:
    found = assertion(node)
    kinds, _ = verification(node)
    if not kinds & HOSTED:
        # Where its issuer would list it as taken back, nobody would look.
        raise CouldNotCheck(AwardDoubt.unknown_signature)
    if not same(found.id, address):
        raise AwardRefused(AwardFault.contradictory)
    return found


def _must_be_at_home(address: str, came_from: str, badge: Node, profile: Node) -> None:
    """Ends the check unless award, badge, and where a redirect led to are places of the issuer's."""
    scope = scope_of(profile)
    if scope is None or not scope.has_award(address):
        raise AwardRefused(AwardFault.elsewhere)
    # A page of the issuer's that sends people on to anywhere would otherwise lend its name to anybody. A badge inside
    # the award needs no place of its own.
    if not scope.has_host(came_from) or (badge.id and not scope.has_host(badge.id)):
        raise AwardRefused(AwardFault.elsewhere)
