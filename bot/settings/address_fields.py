"""Addresses of servers, as several settings have them."""

THIS_MACHINE = frozenset({"", "localhost", "127.0.0.1", "::1"})
"""Hosts that are reached without a network."""


def address(text: str) -> str:
    """An address without the slash at its end. Raises ValueError where it is none."""
    found = text.rstrip("/")
    if not found.startswith(("https://", "http://")) or len(found.split()) != 1:
        raise ValueError("give an address that starts with https:// (or http:// on this machine)")
    return found
