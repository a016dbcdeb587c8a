"""Whether a message is nothing but a link, and whether a link is fit to be evidence. Judged by its form alone.

Nothing is looked up or opened here. What counts as an address in numbers follows the URL Standard (whatwg.org), as
browsers read it: a host whose last label is a number is one, in whatever base and of however many parts.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

LONGEST = 500
"""Characters. Share links of portfolio sites carry a query of a few hundred; above this, nobody can copy it from a
printed page, and no issuer's form that is known takes it."""


class AddressFault(Enum):
    """Why a link cannot be taken as evidence. Each has its own line that says what to do."""

    not_secure = "not_secure"
    other_kind = "other_kind"
    incomplete = "incomplete"
    only_here = "only_here"
    numbers = "numbers"
    login = "login"
    port = "port"
    odd_signs = "odd_signs"
    too_long = "too_long"


@dataclass(frozen=True, slots=True)
class WebLink:
    """A message that is nothing but a link: the address as it would be kept, and its fault, if it has one."""

    url: str
    fault: AddressFault | None = None


# What people put round a link, and the full stop that a phone adds after it.
_BEFORE = "<([\"'\u201c\u2018"
_AFTER = ">)]\"'\u201d\u2019.,;:!?"
_SCHEME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", re.DOTALL)
# A name with a dot and letters after it, and what may follow: what a phone makes a link of without being asked.
_BARE = re.compile(
    r"(?P<host>[^\s/?#@:]+\.(?P<last>[^\W\d_]{2,24}|xn--[a-z0-9-]+))(?::\d+)?(?:[/?#].*)?", re.IGNORECASE
)
_BARE_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/.*")
_FILE_ENDINGS = frozenset(["doc", "docx", "odt", "pdf", "txt", "rtf", "jpg", "jpeg", "png", "mp3", "ogg", "zip"])


def read(text: str) -> WebLink | None:
    """The link that a whole message is, fit to be evidence or not; None for words, also with a link among them."""
    said = text.strip()
    if not said or len(said.split(None, 1)) != 1:
        return None
    link = _unwrapped(said)
    schemed = _SCHEME.fullmatch(link)
    if schemed:
        return _judged(schemed["name"].lower(), schemed["rest"])
    if link.lower().startswith(("http:", "https:")):
        return WebLink(link, AddressFault.incomplete)
    if _is_bare(link):
        return _judged("https", link)
    return None


def _unwrapped(said: str) -> str:
    link = said.lstrip(_BEFORE).rstrip(_AFTER)
    # A bracket that the link itself opened belongs to it.
    return link + ")" if link.count("(") > link.count(")") and f"{link})" in said else link


def _is_bare(link: str) -> bool:
    if _BARE_NUMBERS.fullmatch(link):
        return True
    bare = _BARE.fullmatch(link)
    if bare is None:
        return False
    # "statement.docx" alone is the name of a file.
    return link != bare["host"] or bare["last"].lower() not in _FILE_ENDINGS


def _judged(scheme: str, rest: str) -> WebLink:
    url = f"https://{rest}"
    if scheme not in ("http", "https"):
        return WebLink(f"{scheme}://{rest}", AddressFault.other_kind)
    fault = _fault(url)
    if scheme == "http":
        # What is wrong with it besides is said first: its https form would be refused as well.
        return WebLink(url, fault or AddressFault.not_secure)
    return WebLink(url, fault)


def _fault(url: str) -> AddressFault | None:
    if len(url) > LONGEST:
        return AddressFault.too_long
    if any(_is_odd(sign) for sign in url):
        return AddressFault.odd_signs
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        # Brackets that are not closed, or a port that is no number.
        return AddressFault.numbers if "[" in url.partition("://")[2].partition("/")[0] else AddressFault.incomplete
    if "@" in parts.netloc:
        return AddressFault.login
    return _fault_of_host(host, bracketed="[" in parts.netloc) or (
        AddressFault.port if port not in (None, 443) else None
    )


# A backslash is a slash to browsers, and the others begin or end a link when somebody copies it.
_NEVER = frozenset('\\<>"`^{|}')
# Controls, invisible marks, marks that turn the direction of reading, and what is no sign at all.
_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"])


def _is_odd(sign: str) -> bool:
    return sign in _NEVER or unicodedata.category(sign) in _UNSEEN


_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_HEX = re.compile(r"0x[0-9a-f]*")
_NOT_PUBLIC = frozenset(
    [
        *("localhost", "local", "internal", "intranet", "private", "lan", "home", "corp", "localdomain", "host"),
        *("test", "example", "invalid", "alt", "onion", "arpa"),
    ]
)
"""Last labels that lead to no public page: reserved (RFC 2606, 6761, 6762, 7686, 8375, 9476, and ICANN's `internal`),
or used inside houses and offices."""


def _fault_of_host(host: str, *, bracketed: bool) -> AddressFault | None:
    # Browsers fold wide digits and dots into plain ones before they look; what changes so was made to mislead.
    folded = unicodedata.normalize("NFKC", host).casefold().replace("\u3002", ".")
    labels = folded.split(".")
    last = labels[-1]
    if bracketed or last.isdigit() or _HEX.fullmatch(last):
        return AddressFault.numbers
    if last in _NOT_PUBLIC:
        return AddressFault.only_here
    if folded != unicodedata.normalize("NFC", host).casefold():
        return AddressFault.odd_signs
    if len(labels) < 2 or len(last) < 2 or len(folded) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return AddressFault.incomplete
    return None
