"""Files that are broken, misleading or made to do harm: three answers, in little time and little memory."""

import json
import random
import re
import time
import tracemalloc
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from support import fake_award_issuers
from support.bad_awards import CLOSED, FILES, NOT_PUBLIC, OVERLAPPING
from support.fake_award_issuers import (
    EMAIL,
    KEY,
    Web,
    assertion,
    badge,
    claims,
    credential,
    expected,
    itxt,
    pem,
    png,
    profile,
    sign,
    svg,
    zipped,
)
from support.served_bot import listening

from bot.awards.check_errors import CouldNotCheck
from bot.awards.checker import AwardChecker
from bot.awards.web.fetcher import FetchedPage, Fetcher
from bot.awards.web.public_addresses import place
from flows.model.attachments.award_check import AwardCheck, AwardDoubt, Checked, Finding, NotChecked, NotRight

pytestmark = pytest.mark.slow

PAGE = Path(__file__).with_name("README.md")
MOST_SECONDS = 15.0
"""Of processor time: many times what any takes, since a machine that is busy counts more of it."""
MOST_MEMORY = 64 * 1024 * 1024
"""Bytes that looking at one file may take, besides the file."""


def table(heading: str) -> dict[str, str]:
    """A table of the page, from its first column to its second."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| ([^|]+?) \| `([^|]+?)` \|", section, re.MULTILINE))


def kind(finding: Finding) -> str:
    """An answer in two words."""
    return "checked" if isinstance(finding, Checked) else f"{type(finding).__name__}: {finding.why.value}"


@pytest.mark.parametrize("name", FILES)
async def test_a_bad_file_gets_its_answer_cheaply(
    web: Web, key: RSAPrivateKey, foreign: RSAPrivateKey, name: str
) -> None:
    """The answer that the page says, without much time or memory, and with not a word of it in the log."""
    data = FILES[name](foreign)
    checker = web.checker()
    wanted = expected((KEY, pem(key)))
    with listening() as heard:
        tracemalloc.start()
        began = time.process_time()
        looked = await checker.file(data, wanted)
        spent, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert {kind(one.finding) for one in looked} == {table("Files")[name]}
    assert spent < MOST_SECONDS
    assert peak < MOST_MEMORY
    assert EMAIL not in heard.text()
    assert "deadsea" not in heard.text()
    assert web.asked == []


def test_the_page_knows_every_bad_file_and_address() -> None:
    """A new one comes with its line."""
    assert table("Files").keys() == FILES.keys()
    assert table("Addresses as they are written").keys() == CLOSED.keys()
    assert table("Numbers that a name turned out to have").keys() == NOT_PUBLIC.keys()


async def test_a_zip_never_unpacks_to_more_than_it_may(key: RSAPrivateKey) -> None:
    """Sixty files that are the same bytes: after four, no room is left."""
    tracemalloc.start()
    looked = await AwardChecker(None).file(OVERLAPPING(), expected())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(looked) == 60
    assert all(isinstance(one.finding, NotChecked) for one in looked)
    assert peak < MOST_MEMORY


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.json", "passwd.json"),
        ("C:\\Windows\\a.json", "a.json"),
        ("/abs/a.json", "a.json"),
        ("a\u202egnp.json", "agnp.json"),
        ("a\nb\x1b[31m.json", "a b[31m.json"),
        ("x" * 900 + ".json", "x" * 200),
    ],
)
async def test_a_name_in_a_zip_is_only_ever_shown(name: str, shown: str) -> None:
    """It leads nowhere, and nothing in it is hidden or too long."""
    (looked,) = await AwardChecker(None).file(zipped({name: b"{}"}), expected())
    assert looked.file == shown


BASE_KEY = Ed25519PrivateKey.generate()
TOKEN = sign(BASE_KEY, claims(credential()), kid=KEY)
BASES = [
    png(itxt(TOKEN, b"openbadgecredential")),
    png(itxt(json.dumps(assertion()), packed=True, language=b"en-GB")),
    svg(
        f'<openbadges:assertion verify="{TOKEN}"><![CDATA[{json.dumps(assertion())}]]></openbadges:assertion>'
    ).encode(),
    json.dumps(assertion(badge=badge(issuer=profile()))).encode(),
    TOKEN.encode(),
    zipped({"a.png": png(itxt(TOKEN)), "b/c.json": json.dumps(credential()).encode()}),
]


def is_answer(looked: tuple[AwardCheck, ...]) -> bool:
    """Whether these are answers, of which there is at least one."""
    return bool(looked) and all(isinstance(one.finding, Checked | NotChecked | NotRight) for one in looked)


@given(st.integers(0, len(BASES) - 1), st.randoms(use_true_random=False), st.integers(1, 12))
@settings(max_examples=100)
async def test_whatever_is_done_to_a_file_there_is_an_answer(which: int, chance: random.Random, changes: int) -> None:
    """Bytes changed, taken out, repeated: one of three answers, and never `checked` for other words."""
    data = bytearray(BASES[which])
    for _ in range(changes):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0 if at < len(data):
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 40)]
            case 2:
                data[at:at] = data[at : at + chance.randrange(1, 40)]
            case 3:
                data[at:at] = chance.choice([b"\0", b"\xff" * 4, b"{", b"[", b'"', b"]]>", b"<", b"PK\x01\x02"])
            case _ if data:
                del data[chance.randrange(len(data)) :]
        if not data:
            break
    looked = await AwardChecker(None).file(bytes(data), expected((KEY, pem(BASE_KEY))))
    assert is_answer(looked)
    sound = (await AwardChecker(None).file(fake_award_issuers.png(itxt(TOKEN)), expected((KEY, pem(BASE_KEY)))))[
        0
    ].finding
    assert all(one.finding == sound for one in looked if isinstance(one.finding, Checked))


Values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "name", "@value"]), inner)
    ),
    max_leaves=5,
)
FIELDS = sorted({*assertion(), *badge(), *claims(credential()), "vc", "expires", "exp", "revoked", "credentialStatus"})


@given(st.dictionaries(st.sampled_from(FIELDS), Values, max_size=5), st.sampled_from([assertion, credential]))
@settings(max_examples=100)
async def test_whatever_stands_in_a_field_there_is_an_answer(changes: dict[str, object], made: object) -> None:
    """Any value in any field, with a sound signature over it and without."""
    doc = {**(claims(credential()) if made is credential else assertion()), **changes}
    for data in (json.dumps(doc), sign(BASE_KEY, doc)):
        assert is_answer(await AwardChecker(None).file(data.encode(), expected((KEY, pem(BASE_KEY)))))


async def _nowhere(_host: str) -> tuple[str, ...]:
    return ()


class Shelf(Fetcher):
    """Pages that need no server, so that many can be tried."""

    def __init__(self, *docs: fake_award_issuers.Doc) -> None:
        super().__init__(lookup=_nowhere)
        self._docs = {str(doc["id"]): json.dumps(doc).encode() for doc in docs}

    async def page(self, address: str) -> FetchedPage:
        """What stands there."""
        if place(address) is None:
            raise CouldNotCheck(AwardDoubt.address)
        return FetchedPage(address, 200 if address in self._docs else 404, self._docs.get(address, b""))


LISTED = {"id": fake_award_issuers.LIST, "revokedAssertions": []}
PUBLISHED = {
    "award": (assertion(), fake_award_issuers.AWARD),
    "badge": (badge(), fake_award_issuers.BADGE),
    "issuer": (profile(revocationList=fake_award_issuers.LIST, publicKey=KEY), fake_award_issuers.ISSUER),
    "list": (LISTED, fake_award_issuers.LIST),
    "key": ({"id": KEY, "owner": fake_award_issuers.ISSUER, "publicKeyPem": pem(BASE_KEY)}, KEY),
}
PUBLISHED_FIELDS = sorted({name for doc, _ in PUBLISHED.values() for name in doc if name != "id"} | {"verification"})


@given(st.sampled_from(sorted(PUBLISHED)), st.dictionaries(st.sampled_from(PUBLISHED_FIELDS), Values, max_size=4))
@settings(max_examples=100)
async def test_whatever_an_issuer_publishes_there_is_an_answer(which: str, changes: dict[str, object]) -> None:
    """Any value in any field of what an award leads to, looked up and signed."""
    docs = {name: {**doc, **(changes if name == which else {}), "id": id_} for name, (doc, id_) in PUBLISHED.items()}
    checker = AwardChecker(Shelf(*docs.values()))
    for data in (json.dumps(assertion()), sign(BASE_KEY, fake_award_issuers.signed_assertion())):
        assert is_answer(await checker.file(data.encode(), expected()))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=100)
async def test_any_bytes_at_all_get_an_answer(data: bytes) -> None:
    """What nobody would call a file."""
    assert is_answer(await AwardChecker(None).file(data, expected()))
