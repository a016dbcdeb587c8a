"""Whether a message is a link, and whether a link may be evidence: by its form, and by nothing else."""

import ipaddress
import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.evidence.web_address import LONGEST, AddressFault, WebLink, read

LABELS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
ENDINGS = st.sampled_from(["org", "com", "scot", "co.uk", "net"])
NAMES = st.tuples(st.lists(LABELS, min_size=1, max_size=4), ENDINGS).map(lambda name: ".".join([*name[0], name[1]]))
SIGNS = string.ascii_letters + string.digits + "-._~/%&=+"
PATHS = st.text(SIGNS, max_size=60).map(lambda path: f"/{path}".rstrip("."))
BEGINNINGS = st.sampled_from(["", "https://", "http://", "https://a@", "https://example.org", "a.org/"])


def wide(text: str) -> str:
    """A text in the wide forms of its signs, which browsers fold into the plain ones."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign != "." else "." for sign in text)


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("https://example.org/my-blog", "https://example.org/my-blog"),
        ("  https://example.org/my-blog \n", "https://example.org/my-blog"),
        ("HTTPS://Example.org/My-Blog", "https://Example.org/My-Blog"),
        ("example.org/my-blog", "https://example.org/my-blog"),
        ("www.example.co.uk", "https://www.example.co.uk"),
        ("example.org?page=2#top", "https://example.org?page=2#top"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/wiki/Care_(work)", "https://example.org/wiki/Care_(work)"),
        ("https://example.org:443/a", "https://example.org:443/a"),
        ("https://bücher.example.com/über", "https://bücher.example.com/über"),
        ("https://xn--bcher-kva.example.com/", "https://xn--bcher-kva.example.com/"),
        ("https://my_blog.example.com/", "https://my_blog.example.com/"),
        ("https://пример.рф/блог", "https://пример.рф/блог"),
    ],
)
def test_a_link_alone_is_a_link(said: str, url: str) -> None:
    """With or without https://, with what people and phones put round it; it is kept as it will be shown."""
    assert read(said) == WebLink(url)


@pytest.mark.parametrize(
    "said",
    [
        "", " ", "See https://example.org", "https://example.org and https://example.com", "https://example.org/a b",
        "Home.", "e.g.", "and/or", "1.5", "12.30", "9.5/10", "192.168.0.1", "mary@example.org", "mailto:mary@a.org",
        "notes.docx", "statement.pdf", "...", "yes", "/start", "#topic", "localhost/x",
    ],
)  # fmt: skip
def test_words_are_no_link(said: str) -> None:
    """Words stay words: with a link among them, with a dot in them, an email address, a file's name."""
    assert read(said) is None


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("http://example.org/a", AddressFault.not_secure),
        ("ftp://example.org/a", AddressFault.other_kind),
        ("file:///etc/passwd", AddressFault.other_kind),
        ("tg://resolve?domain=x", AddressFault.other_kind),
        ("https://", AddressFault.incomplete),
        ("https:/example.org", AddressFault.incomplete),
        ("https:example.org", AddressFault.incomplete),
        ("https://myblog/page", AddressFault.incomplete),
        ("https://example..org", AddressFault.incomplete),
        ("https://-example.org", AddressFault.incomplete),
        ("https://example.org:99999/", AddressFault.incomplete),
        (f"https://{'a' * 64}.org/", AddressFault.incomplete),
        (f"https://{'a.' * 130}org/", AddressFault.incomplete),
        ("https://localhost/a", AddressFault.only_here),
        ("http://localhost:3000/a", AddressFault.only_here),
        ("https://blog.localhost/a", AddressFault.only_here),
        ("https://nas.local/a", AddressFault.only_here),
        ("https://wiki.internal/a", AddressFault.only_here),
        ("https://a.test/", AddressFault.only_here),
        ("https://a.example/", AddressFault.only_here),
        ("https://router.home.arpa/", AddressFault.only_here),
        (f"https://{wide('LOCALHOST')}/a", AddressFault.only_here),
        ("https://10.0.0.1/a", AddressFault.numbers),
        ("https://8.8.8.8/a", AddressFault.numbers),
        ("https://2130706433/a", AddressFault.numbers),
        ("https://0x7f000001/a", AddressFault.numbers),
        ("https://0x7f.0.0.0x1/a", AddressFault.numbers),
        ("https://0177.0.0.01/a", AddressFault.numbers),
        ("https://127.1/a", AddressFault.numbers),
        ("https://example.0x/", AddressFault.numbers),
        ("https://[::1]/a", AddressFault.numbers),
        ("https://[::ffff:127.0.0.1]/a", AddressFault.numbers),
        ("https://[broken/a", AddressFault.numbers),
        (f"https://{wide('127.0.0.1')}/a", AddressFault.numbers),
        ("192.168.0.1/blog", AddressFault.numbers),
        ("https://mary:secret@example.org/a", AddressFault.login),
        ("https://example.org@evil.example.com/", AddressFault.login),
        ("https://:@example.org/", AddressFault.login),
        ("https://example.org:8080/a", AddressFault.port),
        ("https://example.org\\a", AddressFault.odd_signs),
        ("https://example.org/\u202egpj", AddressFault.odd_signs),
        ("https://exam\u200bple.org/", AddressFault.odd_signs),
        ("https://example.org/a\x00b", AddressFault.odd_signs),
        (f"https://{wide('e')}xample.org/", AddressFault.odd_signs),
        ("https://example\u3002org/", AddressFault.odd_signs),
        ('https://example.org/"onload=', AddressFault.odd_signs),
        (f"https://example.org/{'a' * LONGEST}", AddressFault.too_long),
    ],
)
def test_each_fault_is_named(said: str, fault: AddressFault) -> None:
    """What leads to nobody's public page, or hides something, has a name, so that the way out can be said."""
    link = read(said)
    assert link is not None
    assert link.fault is fault


def test_an_insecure_link_comes_with_the_form_to_send() -> None:
    """For http:// the https form is what would be taken, and it is taken."""
    link = read("http://example.org/a?b=c")
    assert link == WebLink("https://example.org/a?b=c", AddressFault.not_secure)
    assert read(link.url) == WebLink(link.url)


def test_the_longest_link_is_taken() -> None:
    """Right at the limit a link is fine."""
    longest = "https://example.org/".ljust(LONGEST, "a")
    assert read(longest) == WebLink(longest)
    assert read(longest + "a") == WebLink(longest + "a", AddressFault.too_long)


@given(NAMES, PATHS, st.sampled_from(["https://", ""]))
def test_every_public_name_is_taken(name: str, path: str, scheme: str) -> None:
    """Whatever the name and the path: with a public name, https and nothing odd, it may be evidence."""
    link = read(f"{scheme}{name}{path}")
    assert link is not None
    assert link.fault is None
    assert link.url == f"https://{name}{path}".rstrip(".,;:!?)")


@given(st.ip_addresses(), PATHS)
def test_no_address_in_numbers_is_taken(address: ipaddress.IPv4Address | ipaddress.IPv6Address, path: str) -> None:
    """Private or public, of either kind, and however a browser may read it: as one number, in hex, in octal."""
    forms = [f"[{address}]"] if address.version == 6 else [str(address), str(int(address)), hex(int(address))]
    if address.version == 4:
        octets = address.packed
        forms += [".".join(f"{octet:#x}" for octet in octets), ".".join(f"0{octet:o}" for octet in octets)]
        forms += [f"{octets[0]}.{int.from_bytes(octets[1:], 'big')}", f"[::ffff:{address}]"]
    assert {read(f"https://{form}{path}").fault for form in forms} == {AddressFault.numbers}


@given(st.text(max_size=80), BEGINNINGS)
def test_any_text_is_read_the_same_way_twice(text: str, before: str) -> None:
    """Nothing makes it fail; and what is fit to be evidence, sent again as it was kept, is fit again, and the same."""
    link = read(before + text)
    if link and link.fault is None:
        assert read(link.url) == link
        parts = urlsplit(link.url)
        assert parts.scheme == "https"
        assert "." in (parts.hostname or "")
        assert parts.username is parts.password is None
        assert len(link.url) <= LONGEST
        assert link.url.isprintable()
        assert not any(sign.isspace() for sign in link.url)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_words_round_a_link_make_it_words(before: str, after: str) -> None:
    """A link inside other words is part of what the worker writes."""
    assert read(f"{before}x https://example.org/a x{after}") is None
