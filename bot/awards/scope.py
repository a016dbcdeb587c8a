"""Where an issuer hosts its awards, by its own profile (Open Badges 2.0, VerificationObject)."""

import re
from dataclasses import dataclass

from bot.awards.json_node import Node
from bot.awards.web.public_addresses import place

# A path that goes up again ends somewhere else than where it begins. Some servers also take "\\" for "/", pass over
# what follows a ";", and decode twice.
_UPWARDS = re.compile(r"(/|%(25)*(2f|5c))(\.|%(25)*2e){1,2}(/|%(25)*(2f|5c|3b)|[;?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where awards may stand. Without beginnings and hosts of its own, at the profile's host alone."""

    home: str
    """The host of the profile."""
    beginnings: tuple[str, ...]
    """Of addresses, of which one must fit if there are any."""
    hosts: frozenset[str]
    """Of which one must fit if there are any."""

    def has_award(self, address: str) -> bool:
        """Whether an award with this id is where it should be."""
        host = _host(address)
        if host is None or _UPWARDS.search(address):
            return False
        if not self.beginnings and not self.hosts:
            return host == self.home
        begins = any(_host(start) == host and address.startswith(start) for start in self.beginnings)
        return (begins or not self.beginnings) and (host in self.hosts or not self.hosts)

    def has_host(self, address: str) -> bool:
        """Whether an address is at a place of the issuer's at all: the badge's, or where a redirect ended."""
        host = _host(address)
        starts = {_host(start) for start in self.beginnings}
        return host is not None and (host == self.home or host in self.hosts or host in starts)


def scope_of(profile: Node) -> Scope | None:
    """The scope that a profile declares; None where its own address is none."""
    home = _host(profile.id)
    if home is None:
        return None
    rules = profile.node("verification") or Node({})
    hosts = frozenset(host.rpartition("://")[2].rstrip("/").lower() for host in rules.texts("allowedOrigins"))
    return Scope(home, rules.texts("startsWith"), hosts)


def _host(address: str) -> str | None:
    at = place(address)
    return at.host if at else None
