"""Addresses that are never opened, in every spelling, and numbers that lead to no public place."""

import pytest
from support.bad_awards import CLOSED, NOT_PUBLIC

from bot.awards.web.public_addresses import is_public, place

OPEN = {
    "https://badges.example.org/awards/7": "badges.example.org",
    "https://badges.example.org": "badges.example.org",
    "https://badges.example.org:/": "badges.example.org",
    "https://badges.example.org:443/a?b=c@d": "badges.example.org",
    "HTTPS://BADGES.Example.ORG/A": "badges.example.org",
    "https://bücher.example.org/7": "xn--bcher-kva.example.org",
    "https://xn--bcher-kva.example.org/7": "xn--bcher-kva.example.org",
    "https://badges.example.org/a#b@c": "badges.example.org",
    "https://8.example.org/127.0.0.1": "8.example.org",
}


@pytest.mark.parametrize(("text", "host"), OPEN.items())
def test_a_public_name_over_https_may_be_opened(text: str, host: str) -> None:
    """Its name is as name servers know it, and nothing is sent of what stands after #."""
    at = place(text)
    assert at is not None
    assert at.host == host
    assert (at.url.scheme, at.url.port, at.url.fragment) == ("https", 443, "")


@pytest.mark.parametrize("text", [text for kind in CLOSED.values() for text in kind])
def test_no_other_address_is_opened_in_any_spelling(text: str) -> None:
    """What is written is judged before anything is looked up."""
    assert place(text) is None


PUBLIC = ["93.184.215.14", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
          "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255",
          "223.255.255.255", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450:4009::1", "2001:200::1",
          "2620:4f:8001::1"]  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_a_number_of_the_open_internet_is_public(text: str) -> None:
    """Also the last one before, and the first one after, what is not."""
    assert is_public(text)


@pytest.mark.parametrize("text", [text for kind in NOT_PUBLIC.values() for text in kind])
def test_no_other_number_is_public(text: str) -> None:
    """By IANA's registries, and nothing that may hold another address inside."""
    assert not is_public(text)
