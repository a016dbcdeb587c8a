"""Addresses that are never opened, in every spelling, and numbers that lead to no public place."""

import pytest

from bot.awards.addresses import is_public, place

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

CLOSED = {
    "another scheme": [
        *("http://badges.example.org/7", "ftp://badges.example.org/7", "file:///etc/passwd", "gopher://example.org/"),
        *("data:application/json,{}", "javascript:alert(1)", "ws://badges.example.org/", "//badges.example.org/7"),
        *("https:badges.example.org", "https:/badges.example.org", "https:///badges.example.org", "badges.example.org"),
        *("", " ", "https://", "https:///", "https://?", "https://#", "blob:https://badges.example.org/7"),
    ],
    "a number": [
        *("https://127.0.0.1/", "https://127.1/", "https://127.0.1/", "https://2130706433/", "https://0x7f000001/"),
        *("https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://017700000001/", "https://127.0.0.0x1/", "https://0/"),
        *("https://127.0.0.1./", "https://0x7f.1/", "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data/"),
        *("https://93.184.215.14/", "https://127.0.0.1.:443/", "https://000127.0.0.1/", "https://0x/"),
    ],
    "a number in brackets": [
        *("https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/"),
        *("https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://[fe80::1%25eth0]/"),
        *("https://[fe80::1%eth0]/", "https://[fc00::1]/", "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"),
        *("https://[::1", "https://::1]/", "https://[v1.x]/", "https://[]/"),
    ],
    "a number in other letters": [
        *("https://\uff11\uff12\uff17.0.0.1/", "https://127\u30020\u30020\u30021/", ),
        "https://\u2460\u2461\u2466.0.0.1/",
        "https://\u0661\u0662\u0667.\u0660.\u0660.\u0661/",
        *("https://127\uff0e0\uff0e0\uff0e1/", "https://127\uff610\uff610\uff611/", "https://\U0001d7cf\U0001d7d0\U0001d7d5.0.0.1/"),
    ],
    "a name of this house": [
        *("https://localhost/", "https://localhost./", "https://LOCALHOST/", "https://\uff4cocalhost/", "https://a.localhost/"),
        *("https://printer/", "https://printer.local/", "https://db.internal/", "https://metadata.google.internal/"),
        *("https://intranet.corp/", "https://router.lan/", "https://x.home.arpa/", "https://badges.example.org./"),
        *("https://x.onion/", "https://1.0.0.127.in-addr.arpa/", "https://badges..example.org/", "https://.org/"),
    ],
    "a login": [
        *("https://a@badges.example.org/", "https://a:b@badges.example.org/", "https://@badges.example.org/"),
        *("https://badges.example.org@127.0.0.1/", "https://badges.example.org%40127.0.0.1/", "https://:@example.org/"),
        *("https://badges.example.org\\@127.0.0.1/", "https://127.0.0.1\\.example.org/", "https:\\\\example.org\\"),
    ],
    "another port": [
        *("https://badges.example.org:80/", "https://badges.example.org:8443/", "https://badges.example.org:0/"),
        *("https://badges.example.org:22/", "https://badges.example.org:99999/", "https://badges.example.org:x/"),
        *("https://badges.example.org:-1/", "https://badges.example.org:4 43/"),
    ],
    "signs that mislead": [
        *("https://badges.example.org/\r\nHost: x", "https://badges.exa\tmple.org/", " https://badges.example.org/"),
        *("https://badges.example.org/7 ", "https://badges.example.org\n/", "https://badges.exam\u200bple.org/"),
        *("https://badges.example\u2024org/", "https://badges.example.org\x00.net/", "https://b%61dges.example.org/"),
        *("https://badges.example.org%2f.net/", "https://*.example.org/", "https://-a.example.org/", "https://a-.org/"),
        *("https://" + "a" * 64 + ".org/", "https://" + "a." * 130 + "org/", "https://example.org/" + "a" * 2000),
        *("https://\u2100.example.org/", "https://example.org\u3002evil.net@x/", "https://fa\u00df\u00ad.example.org/"),
    ],
}  # fmt: skip


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

NOT_PUBLIC = {
    "this network, this machine": ["0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254", "::", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fdff::1", "fec0::1"],
    "link-local, and clouds": ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "fd00:ec2::254"],
    "shared, benchmarks": ["100.64.0.1", "100.100.100.200", "100.127.255.255", "198.18.0.1", "198.19.255.255",
                           "2001:2::1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "multicast, reserved": ["224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "ff02::1", "ff0e::1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:93.184.215.14", "::ffff:7f00:1"],
    "compatible": ["::127.0.0.1", "::93.184.215.14", "::7f00:1"],
    "translated": ["::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::93.184.215.14", "64:ff9b:1::7f00:1"],
    "tunnels": ["2002:7f00:1::", "2002:a00:1::1", "2002:5db8:d70e::1", "2001::1", "2001:0:5db8:d70e::1",
                "2606:2800::5efe:127.0.0.1", "2606:2800::200:5efe:10.0.0.1", "192.88.99.1"],
    "assigned otherwise": ["192.0.0.1", "192.0.0.170", "192.31.196.1", "192.52.193.1", "192.175.48.1", "2001:10::1",
                           "2001:20::1", "2620:4f:8000::1", "100::1", "5f00::1", "4000::1"],
    "no number": ["", "localhost", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "127.0.0.1 ", "127.0.0.01",
                  "[::1]", "1.1.1.1/32", "::ffff:127.0.0.1%1", "\u0661.\u0661.\u0661.\u0661"],
}  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_a_number_of_the_open_internet_is_public(text: str) -> None:
    """Also the last one before, and the first one after, what is not."""
    assert is_public(text)


@pytest.mark.parametrize("text", [text for kind in NOT_PUBLIC.values() for text in kind])
def test_no_other_number_is_public(text: str) -> None:
    """By IANA's registries, and nothing that may hold another address inside."""
    assert not is_public(text)
