"""Decides whether an address may be opened: https, the default port, a host name with public IP addresses only.

Two rules, and both must hold: `place` judges what is written, before anything is looked up, and `is_public` judges
each number that the name turned out to have. IANA's registries of special-purpose addresses say which are public.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from yarl import URL

from flows.rules.evidence import web_address

LONGEST = 2000
"""Characters of an address. Where a server sends one on to a store of files, there are many."""
PORT = 443
_VISIBLE = re.compile(r"https://[^\s\x00-\x20\x7f\\]+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.[a-z][a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """An address that may be looked up, as it goes over the wire."""

    url: URL
    host: str
    """As name servers know it, in small letters."""


def place(text: str) -> PublicAddress | None:
    """Reads an address; None for one that is never opened, whatever its name leads to."""
    if len(text) > LONGEST or not _VISIBLE.fullmatch(text):
        return None
    try:
        netloc = urlsplit(text).netloc
        url = URL(text).with_fragment(None)
        # yarl lets a name of other letters through in the form that name servers know.
        host, port = (url.raw_host or "").lower(), url.port
    except ValueError:
        return None
    written = f"https://{netloc}/"
    link = web_address.read(written)
    if link is None or link.fault is not None or link.url != written:
        return None
    sound = url.scheme == "https" and port == PORT and not url.user and not url.password
    return PublicAddress(url, host) if sound and _HOST.fullmatch(host) else None


def same(one: str, other: str) -> bool:
    """Whether two ids name the same thing.

    As issuers write them, http that has become https, capitals in the host, the port that is meant anyway, and a slash
    more at the end make no difference.
    """
    return one == other or (_plain(one) is not None and _plain(one) == _plain(other))


def _plain(text: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    host = parts.netloc.lower().removesuffix(":443" if parts.scheme.lower() == "https" else ":80")
    return host, parts.path if parts.query else parts.path.rstrip("/"), parts.query


_CLOSED_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared between a provider's customers
        "127.0.0.0/8",  # this machine
        "169.254.0.0/16",  # link-local, and what clouds tell their machines
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # relays from 6to4
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# All else outside this, such as ::1, fc00::/7, fe80::/10, ff00::/8, ::ffff:0:0/96 and 64:ff9b::/96, is not public.
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments, with Teredo and others that have an IPv4 address inside
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, with an IPv4 address inside
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
_ISATAP = frozenset([0x00005EFE, 0x02005EFE])


def is_public(text: str) -> bool:
    """Whether a number leads to a public place. What holds another address inside, or names a zone, does not."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _CLOSED_4)
    return _is_public_6(address)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _OPEN_6:
        return False
    holds_another = (int(address) >> 32) & 0xFFFFFFFF in _ISATAP
    return not holds_another and not any(address in net for net in _CLOSED_6)
