"""Fetches the issuer's profiles, and reads from them where its awards are hosted."""

from bot.awards.check_errors import AwardRefused
from bot.awards.expected import Expected
from bot.awards.json_node import Node
from bot.awards.scope import Scope, scope_of
from bot.awards.web.public_addresses import place, same
from bot.awards.web.visit import Visit
from criteria.award_rules import Awards
from flows.model.attachments.award_check import AwardFault

_DID_WEB = "did:web:"


async def profile_at(address: str, visit: Visit) -> Node:
    """The profile at an address, under that id.

    A missing id, or one in a slightly different spelling, is accepted. Raises AwardRefused for another id, and after a
    redirect to another host.
    """
    page = await visit.page(address)
    profile = await visit.document(address)
    asked, came = place(address), place(page.url)
    if asked is None or came is None or asked.host != came.host or not same(profile.id or address, address):
        raise AwardRefused(AwardFault.contradictory)
    return profile.named(address)


async def scopes(visit: Visit, expected: Expected) -> tuple[Scope, ...]:
    """Where the issuer keeps its awards. Asked before anything else, so that no stranger's server is ever opened.

    Raises CouldNotCheck where no rules are known, or a profile cannot be had.
    """
    rules = expected.known_rules()
    found = [scope_of(await profile_at(address, visit)) for address in rules.addresses]
    # Of a series nothing can be fetched before it is known which of its profiles is meant: its host is what is known.
    found += [scope_of(Node({"id": start})) for start in rules.profile_series]
    return tuple(scope for scope in found if scope is not None)


def homes(rules: Awards) -> frozenset[str]:
    """The hosts of the issuer's profiles, also of one that is named by a decentralised id of a host (did:web)."""
    written = [f"https://{id_[len(_DID_WEB) :].split(':')[0]}/" for id_ in rules.profiles if id_.startswith(_DID_WEB)]
    found = (place(address) for address in (*rules.addresses, *rules.profile_series, *written))
    return frozenset(at.host for at in found if at is not None)
