"""Whether a credential was taken back: by a list of ids, or by a bit in a list of bits."""

import base64
import gzip
import re
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from support.fake_award_issuers import (
    HOME,
    ISSUER,
    OTHER,
    Doc,
    Web,
    answer,
    b64,
    claims,
    credential,
    expected,
    moved,
    pem,
    rules,
    sign,
)

from bot.awards.check_errors import CouldNotCheck
from bot.awards.checker import AwardChecker
from bot.awards.issuer_profile import homes
from bot.awards.v3.status_list import FEWEST_BITS, MOST_BYTES, is_set
from flows.model.attachments.award_check import AwardDoubt, AwardFault, Checked, Finding, NotChecked, NotRight

pytestmark = pytest.mark.slow

KID = "https://badges.example.org/keys/1"
STATUS = f"{HOME}/status"
PLACE = 94567
SHOWN = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
"""The list of the specification's own example, of 131,072 bits, none of them set."""


def packed(*places: int, size: int = FEWEST_BITS, data: bytes | None = None) -> str:
    """A list of bits, with those at these places set; or these bytes as they are."""
    made = bytearray(size // 8)
    for number in places:
        made[number // 8] |= 0x80 >> number % 8
    return "u" + b64(gzip.compress(bytes(made) if data is None else data, mtime=0))


def entry(**changes: object) -> Doc:
    """The specification's example of what stands in a credential, at the issuer's address."""
    said = {
        "id": f"{STATUS}#{PLACE}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(PLACE),
        "statusListCredential": STATUS,
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def listing(encoded: str = SHOWN, subject: Doc | None = None, **changes: object) -> Doc:
    """The specification's example of a list, as this issuer would publish it."""
    bits = {"id": f"{STATUS}#list", "type": "BitstringStatusList", "statusPurpose": "revocation"}
    said = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": STATUS,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": ISSUER,
        "validFrom": "2021-04-05T14:27:40Z",
        "credentialSubject": {**bits, "encodedList": encoded, **(subject or {})},
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def token_of(key: RSAPrivateKey, node: Doc, **header: object) -> bytes:
    """A list, signed."""
    return answer(200, sign(key, claims(node), **header).encode())


async def found(web: Web | None, key: RSAPrivateKey, status: object, **changes: object) -> Finding:
    """What comes of a credential with this status, with the issuer's key in its file."""
    checker = web.checker() if web else AwardChecker(None)
    token = sign(key, claims(credential(credentialStatus=status, issuer=changes.pop("issuer", ISSUER))))
    (looked,) = await checker.file(token.encode(), expected((KID, pem(key)), **changes))
    return looked.finding


def assert_why(finding: Finding, why: AwardFault | AwardDoubt | None) -> None:
    """It is checked, or not for this reason; only what was taken back is not right."""
    kind = Checked if why is None else NotRight if isinstance(why, AwardFault) else NotChecked
    assert isinstance(finding, kind)
    assert getattr(finding, "why", None) is why


# A list of ids

LISTED: list[tuple[object, AwardFault | AwardDoubt | None]] = [
    ({"id": STATUS, "issuer": ISSUER, "revokedCredential": []}, None),
    ({"id": STATUS, "issuer": {"id": ISSUER}, "revokedCredential": []}, None),
    ({"id": STATUS, "revokedCredential": [{"id": "urn:uuid:other", "revoked": True}]}, None),
    ({"id": STATUS, "revokedCredential": [{"id": credential()["id"], "revoked": True}]}, AwardFault.revoked),
    ({"id": STATUS, "revokedCredential": {"id": credential()["id"]}}, AwardFault.revoked),
    ({"id": STATUS, "revokedCredential": [credential()["id"]]}, AwardFault.revoked),
    ({"id": STATUS}, AwardDoubt.unknown_status),
    ({"id": STATUS, "issuer": f"{OTHER}/issuer", "revokedCredential": []}, AwardDoubt.unknown_status),
    (answer(404), AwardDoubt.unknown_status),
    (answer(500, b'{"revokedCredential": []}'), AwardDoubt.unknown_status),
    (answer(200, b"<p>none"), AwardDoubt.unknown_status),
    (moved(f"{OTHER}/status"), AwardDoubt.unknown_status),
]


@pytest.mark.parametrize(("listed", "why"), LISTED, ids=range(len(LISTED)))
async def test_a_list_of_ids_decides(
    web: Web, key: RSAPrivateKey, listed: Doc | bytes, why: AwardFault | AwardDoubt | None
) -> None:
    """It is fetched from where the credential says, must be readable, and must end up at the issuer's."""
    web.pages[STATUS] = listed
    web.pages[f"{OTHER}/status"] = {"revokedCredential": []}
    status = {"id": STATUS, "type": "1EdTechRevocationList"}
    assert_why(await found(web, key, status), why)
    assert web.asked[0] == STATUS
    assert_why(await found(None, key, status), AwardDoubt.fetching_off)


# A list of bits


@pytest.mark.parametrize(
    ("listed", "status", "why"),
    [
        (listing(), entry(), None),
        (listing(packed(PLACE)), entry(), AwardFault.revoked),
        (listing(packed(PLACE - 1, PLACE + 1, 0, FEWEST_BITS - 1)), entry(), None),
        (listing(packed(0)), entry(statusListIndex="0"), AwardFault.revoked),
        (listing(packed(FEWEST_BITS - 1)), entry(statusListIndex=str(FEWEST_BITS - 1)), AwardFault.revoked),
        (
            listing(packed(PLACE), {"statusPurpose": "suspension"}),
            entry(statusPurpose="suspension"),
            AwardFault.revoked,
        ),
        (listing(packed(), {"statusPurpose": ["suspension", "revocation"]}), entry(), None),
        (listing(packed(PLACE)), [entry(statusPurpose="message"), entry(statusPurpose="refresh")], None),
        (listing(packed(PLACE), {"ttl": 1000}, validUntil="2027-01-01T00:00:00Z"), entry(id=None), AwardFault.revoked),
        (listing(id=None), entry(statusSize=1), None),
    ],
)
async def test_a_bit_decides(
    web: Web, key: RSAPrivateKey, listed: Doc, status: object, why: AwardFault | AwardDoubt | None
) -> None:
    """The first bit is the highest of the first byte; a set one takes the credential back, for good or for a time."""
    web.pages[STATUS] = token_of(key, listed, kid=KID)
    assert_why(await found(web, key, status), why)


async def test_every_status_must_stand(web: Web, key: RSAPrivateKey) -> None:
    """Of several, one that takes it back is enough, and one that is not understood is in the way."""
    held = f"{HOME}/held"
    suspended = listing(packed(PLACE), {"statusPurpose": "suspension"}, id=held)
    web.pages |= {STATUS: token_of(key, listing()), held: token_of(key, suspended)}
    of_time = entry(statusPurpose="suspension", statusListCredential=held)
    assert_why(await found(web, key, [entry(), of_time]), AwardFault.revoked)
    assert_why(await found(web, key, [entry(), {"type": "StatusList2021Entry"}]), AwardDoubt.unknown_status)


PAGE = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
TABLE = dict(
    re.findall(r"^\| ([^|]+?) \| `([^|]+?)` \|", PAGE.split("## Lists of what was taken back\n")[1], re.MULTILINE)
)
Made = Callable[[RSAPrivateKey, RSAPrivateKey], tuple[object, object]]
"""From the issuer's key and a stranger's to the page of the list, and the status in the credential."""
BOMB = 60_000_000


def of(listed: Doc, **status: object) -> Made:
    """A list that the issuer signed."""
    return lambda key, foreign: (token_of(key, listed), entry(**status))


def page(body: bytes) -> Made:
    """A page that is none."""
    return lambda key, foreign: (answer(200, body), entry())


BAD: dict[str, Made] = {
    "a status that is text": lambda key, foreign: (token_of(key, listing()), STATUS),
    "a status of an unknown kind": of(listing(), type="StatusList2021Entry"),
    "a list that is not there": lambda key, foreign: (answer(404), entry()),
    "a list at another host": lambda key, foreign: (b"", entry(statusListCredential=f"{OTHER}/status")),
    "a list at an address inside": lambda key, foreign: (b"", entry(statusListCredential="https://169.254.169.254/")),
    "a list that is sent on to another host": lambda key, foreign: (moved(f"{OTHER}/status"), entry()),
    "a list without an address": of(listing(), statusListCredential=None),
    "a list that nobody signed": lambda key, foreign: (listing(), entry()),
    "a list signed by a stranger": lambda key, foreign: (token_of(foreign, listing()), entry()),
    "a list that was changed": lambda key, foreign: (token_of(key, listing())[:-8] + b"AAAAAAAA", entry()),
    "a list of another issuer": of(listing(issuer=f"{OTHER}/issuer")),
    "a list that says who made it twice": lambda key, foreign: (
        answer(200, sign(key, claims(listing(), iss=f"{OTHER}/issuer")).encode()),
        entry(),
    ),
    "another list of the issuer's": of(listing(id=f"{HOME}/status/2")),
    "a list that has run out": of(listing(validUntil="2026-07-01T00:00:00Z")),
    "a list that only begins later": of(listing(validFrom="2026-08-01T00:00:00Z")),
    "a list that is no list": of(listing(type=["VerifiableCredential"])),
    "a list without its bits": of(listing(credentialSubject=None)),
    "a list for another purpose": of(listing(subject={"statusPurpose": "suspension"})),
    "a purpose that nobody knows": of(listing(subject={"statusPurpose": "owl"}), statusPurpose="owl"),
    "no purpose": of(listing(), statusPurpose=None),
    "a list of two bits each": of(listing(), statusSize=2),
    "a list that says two bits each": of(listing(subject={"statusSize": 2})),
    "a place behind the end": of(listing(), statusListIndex=str(FEWEST_BITS)),
    "a place of many digits": of(listing(), statusListIndex="9" * 10_000),
    "a place before the start": of(listing(), statusListIndex="-1"),
    "a place in other digits": of(listing(), statusListIndex="٣"),
    "no place": of(listing(), statusListIndex=None),
    "bits that are too few": of(listing(packed(size=FEWEST_BITS - 8))),
    "bits without a \"u\"": of(listing(SHOWN[1:])),
    "bits that are no base64": of(listing("u!!!!")),
    "bits that are not packed": of(listing("u" + b64(bytes(FEWEST_BITS // 8)))),
    "bits that are cut off": of(listing(SHOWN[:-12])),
    "bits with more behind them": of(listing("u" + b64(gzip.compress(bytes(20_000)) * 2))),
    "no bits": of(listing("")),
    "bits that unpack to 60 MB": lambda key, foreign: (token_of(key, listing(packed(data=bytes(BOMB)))), entry()),
    "a list in JSON nested 5,000 deep": page(b"[" * 5000),
    "a list that is noise": page(b"\x00\xff" * 500),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_list_never_counts_as_a_good_one(
    web: Web, key: RSAPrivateKey, foreign: RSAPrivateKey, name: str
) -> None:
    """The answer that the page says, cheaply; a stranger's server is not asked, whatever the list's address is."""
    says, status = BAD[name](key, foreign)
    web.pages[STATUS] = says  # type: ignore[assignment]  # a page of some kind
    web.pages[f"{OTHER}/status"] = token_of(key, listing())
    token = sign(key, claims(credential(credentialStatus=status)))
    tracemalloc.start()
    began = time.process_time()
    (looked,) = await web.checker().file(token.encode(), expected((KID, pem(key))))
    spent, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(looked.finding, NotChecked)
    assert f"NotChecked: {looked.finding.why.value}" == TABLE[name]
    # Many times what any takes: a machine that is busy counts more of it.
    assert spent < 15
    assert peak < 64 * 1024 * 1024
    assert f"{OTHER}/status" not in web.asked or "sent on" in name


def test_the_page_knows_every_bad_list() -> None:
    """A new one comes with its line."""
    assert TABLE.keys() == BAD.keys()


async def test_where_nothing_is_opened_nothing_is_known(key: RSAPrivateKey) -> None:
    """An operator who has not turned it on is told that, not that the list is broken."""
    assert_why(await found(None, key, entry()), AwardDoubt.fetching_off)


async def test_a_list_of_an_issuer_with_a_decentralised_id_is_at_its_host(web: Web, key: RSAPrivateKey) -> None:
    """The id itself names the host. One that names none has its list nowhere that could be believed."""
    web.pages[STATUS] = token_of(key, listing(packed(PLACE), issuer="did:web:badges.example.org:staff"))
    of_host = rules((KID, pem(key)), profiles=("did:web:badges.example.org:staff",))
    asked = {"issuer": "did:web:badges.example.org:staff", "rules": of_host}
    assert_why(await found(web, key, entry(), **asked), AwardFault.revoked)
    nowhere = rules((KID, pem(key)), profiles=("did:key:z6Mk",))
    web.asked.clear()
    assert_why(await found(web, key, entry(), issuer="did:key:z6Mk", rules=nowhere), AwardDoubt.unknown_status)
    assert web.asked == []
    beside = rules((KID, pem(key)), profiles=("did:key:z6Mk", ISSUER))
    web.pages[STATUS] = token_of(key, listing(packed(PLACE), issuer="did:key:z6Mk"))
    assert_why(await found(web, key, entry(), issuer="did:key:z6Mk", rules=beside), AwardFault.revoked)


@pytest.mark.parametrize(
    "id_", ["did:web:169.254.169.254", "did:web:localhost", "did:web:a.example.org%3A8443", "did:web:@"]
)
def test_no_id_leads_inside(id_: str) -> None:
    """What a decentralised id names is judged as every address is."""
    assert homes(rules(profiles=(id_,))) == frozenset()


def test_the_longest_list_that_is_read_is_read() -> None:
    """To its last bit; one byte more is too much."""
    last = MOST_BYTES * 8 - 1
    assert is_set(packed(last, size=MOST_BYTES * 8), str(last))
    assert not is_set(packed(last, size=MOST_BYTES * 8), str(last - 1))
    with pytest.raises(CouldNotCheck):
        is_set(packed(size=MOST_BYTES * 8 + 8), "0")


@settings(max_examples=30)
@given(st.sets(st.integers(0, FEWEST_BITS + 4095), max_size=40), st.integers(0, FEWEST_BITS + 4095))
def test_every_bit_is_found_where_it_was_set(places: set[int], place: int) -> None:
    """Whichever are set: those are, and no other."""
    encoded = packed(*places, size=FEWEST_BITS + 4096)
    assert all(is_set(encoded, str(number)) for number in places)
    assert is_set(encoded, str(place)) is (place in places)


def test_the_specifications_list_is_read() -> None:
    """Its example has 131,072 bits, of which none is set: at no place, to the last."""
    raw = gzip.decompress(base64.urlsafe_b64decode(SHOWN[1:] + "=" * (-len(SHOWN[1:]) % 4)))
    assert raw == bytes(FEWEST_BITS // 8)
    assert not any(is_set(SHOWN, str(number)) for number in (0, 23452, 492847 % FEWEST_BITS, PLACE, FEWEST_BITS - 1))
