"""Awards of Open Badges 2.0 that are checked by looking at them where they are published ("HostedBadge").

The copy that the worker has only says where to look. The rules about where an issuer keeps its awards come from the
issuer's own profile, fetched from the address that its file here names: never from what an award says of its issuer.
"""

from bot.awards.addresses import place
from bot.awards.badges import Assertion, assertion, badge_of, told
from bot.awards.documents import Node
from bot.awards.expected import Expected
from bot.awards.scope import scope_of
from bot.awards.stopping import Doubtful, Refused, about
from bot.awards.visit import Visit, node_of
from flows.awards import Checked, Doubt, Fault, Means


async def check(address: str, visit: Visit, expected: Expected) -> Checked:
    """Checks the award at an address. Raises Doubtful or Refused with the reason."""
    page = await visit.page(address)
    if page.status == 410:
        raise Refused(Fault.revoked)
    if page.status // 100 != 2:
        raise Doubtful(Doubt.unreachable)
    node = node_of(page)
    with about(told(node)):
        found = assertion(node)
        if found.id != address:
            raise Refused(Fault.contradictory)
        badge = await badge_of(node, visit)
    with about(told(node, badge)):
        profile = await _profile(badge, visit, expected)
    with about(told(node, badge, profile)):
        _must_be_at_home(found, page.url, badge, profile)
        found.must_be_for(expected)
    return Checked(told(node, badge, profile), Means.hosted)


async def _profile(badge: Node, visit: Visit, expected: Expected) -> Node:
    """The issuer's profile, from its own address."""
    id_ = badge.id_of("issuer")
    expected.rules_for(id_)
    return await profile_at(id_, visit)


async def profile_at(address: str, visit: Visit) -> Node:
    """A profile that is served where its id says. Raises Refused for one that comes from another host in the end."""
    page = await visit.page(address)
    profile = await visit.document(address)
    asked, came = place(address), place(page.url)
    if profile.id != address or asked is None or came is None or asked.host != came.host:
        raise Refused(Fault.contradictory)
    return profile


def _must_be_at_home(found: Assertion, came_from: str, badge: Node, profile: Node) -> None:
    """Ends the check unless award, badge, and where a redirect led to are places of the issuer's."""
    scope = scope_of(profile)
    if scope is None or not scope.has_award(found.id):
        raise Refused(Fault.elsewhere)
    # A page of the issuer's that sends people on to anywhere would otherwise lend its name to anybody.
    if not scope.has_host(came_from) or not scope.has_host(badge.id):
        raise Refused(Fault.elsewhere)
