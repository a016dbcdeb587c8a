"""Awards of Open Badges 2.0 that are signed: by a key that the issuer's file holds, or that its profile links to."""

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from support.fake_award_issuers import (
    BADGE,
    HOME,
    ISSUER,
    KEY,
    LIST,
    NAME,
    OTHER,
    V2,
    Doc,
    Web,
    answer,
    assertion,
    b64,
    badge,
    expected,
    itxt,
    pem,
    png,
    profile,
    rules,
    sign,
    signed_assertion,
    svg,
)

from flows.model.attachments.award_check import (
    AwardDoubt,
    AwardFault,
    Checked,
    CheckMethod,
    Finding,
    NotChecked,
    NotRight,
)

pytestmark = pytest.mark.slow


async def found(web: Web, token: str | bytes, **changes: object) -> Finding:
    """What comes of signed text."""
    (looked,) = await web.checker().file(token.encode() if isinstance(token, str) else token, expected(**changes))
    return looked.finding


def key_page(key: RSAPrivateKey, **changes: object) -> Doc:
    """The key as an issuer publishes it."""
    page = {"@context": V2, "type": "CryptographicKey", "id": KEY, "owner": ISSUER, "publicKeyPem": pem(key)}
    return {**page, **changes}


def publish(web: Web, key: RSAPrivateKey, *revoked: object) -> None:
    """All that a signed award leads to."""
    listed = {"@context": V2, "type": "RevocationList", "id": LIST, "issuer": ISSUER, "revokedAssertions": [*revoked]}
    web.add(badge(), profile(publicKey=KEY, revocationList=LIST), key_page(key), listed)


async def test_a_key_that_the_profile_links_to_is_the_issuers(web: Web, key: RSAPrivateKey) -> None:
    """The profile comes from the address in the issuer's file, and the key says whose it is."""
    publish(web, key)
    finding = await found(web, sign(key, signed_assertion()))
    assert isinstance(finding, Checked)
    assert (finding.by, finding.award.badge, finding.award.name) == (CheckMethod.signed, BADGE, NAME)
    assert set(web.asked) == {BADGE, ISSUER, KEY, LIST}


@pytest.mark.parametrize("publicKey", [[KEY], "inside"])
@pytest.mark.parametrize("creator", [KEY, None])
async def test_a_profile_may_hold_its_keys(web: Web, key: RSAPrivateKey, publicKey: object, creator: object) -> None:  # noqa: N803  # the name of the field
    """One key or a list, linked or inside, named by the award or not."""
    publish(web, key)
    web.add(profile(publicKey=key_page(key) if publicKey == "inside" else publicKey))
    verification = {"type": ["SignedBadge"], **({"creator": creator} if creator else {})}
    assert isinstance(await found(web, sign(key, signed_assertion(verification=verification))), Checked)


@pytest.mark.parametrize("make", [lambda: ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate])
async def test_a_key_in_the_issuers_file_is_enough(web: Web, make: Callable[[], ed25519.Ed25519PrivateKey]) -> None:
    """It need not be published, and may be of any kind that is known here."""
    key = make()
    web.add(badge(), profile())
    finding = await found(web, sign(key, signed_assertion()), rules=rules((KEY, pem(key))))
    assert isinstance(finding, Checked)


async def test_a_new_key_of_the_issuers_needs_no_new_file(web: Web, key: RSAPrivateKey, foreign: RSAPrivateKey) -> None:
    """Where the file's key did not sign it, the profile's own keys are looked at."""
    publish(web, key)
    verification = {"type": "signed"}
    token = sign(key, signed_assertion(verification=verification))
    assert isinstance(await found(web, token, rules=rules((KEY, pem(foreign)))), Checked)


async def test_a_signed_award_may_be_baked(web: Web, key: RSAPrivateKey) -> None:
    """In both kinds of picture."""
    publish(web, key)
    token = sign(key, signed_assertion())
    assert isinstance(await found(web, png(itxt(token))), Checked)
    assert isinstance(await found(web, svg(f'<openbadges:assertion verify="{token}"/>')), Checked)


async def test_an_award_that_is_to_be_looked_up_is_looked_up(
    web: Web, key: RSAPrivateKey, foreign: RSAPrivateKey
) -> None:
    """Some sign hosted awards as well: what is published decides, and not whose signature it is."""
    web.add(assertion(), badge(), profile())
    finding = await found(web, sign(foreign, assertion(issuedOn="2020-01-01")))
    assert isinstance(finding, Checked)
    assert finding.by is CheckMethod.hosted
    assert str(finding.award.awarded).startswith("2026-03-01")


REVOKED = ["urn:uuid:a953081a-4bbd-4927-9653-7219bca00e3b", "abc123"]


@pytest.mark.parametrize(
    "listed",
    [REVOKED[0], {"id": REVOKED[0], "revocationReason": "Awarded in error"}, {"uid": REVOKED[1]}],
)
async def test_an_award_on_the_list_was_taken_back(web: Web, key: RSAPrivateKey, listed: object) -> None:
    """By its id, alone or with a reason, or by the older `uid`; others on the list change nothing."""
    publish(web, key, "urn:uuid:other", listed)
    finding = await found(web, sign(key, signed_assertion(uid=REVOKED[1])))
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.revoked
    publish(web, key, "urn:uuid:other")
    assert isinstance(await found(web, sign(key, signed_assertion(uid=REVOKED[1]))), Checked)


def _tampered(token: str, **changes: object) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{b64(json.dumps(signed_assertion(**changes)).encode())}.{signature}"


WRONG: list[tuple[str, Callable[[Web, RSAPrivateKey, RSAPrivateKey], str | None], AwardFault | AwardDoubt]] = [
    ("a stranger's key", lambda w, k, f: sign(f, signed_assertion()), AwardFault.signature),
    ("changed words", lambda w, k, f: _tampered(sign(k, signed_assertion()), issuedOn="2026-01-01"), AwardFault.signature),  # noqa: E501
    ("no signature", lambda w, k, f: sign(k, signed_assertion()).rpartition(".")[0] + ".", AwardFault.signature),
    ("a stranger's key of the same name", lambda w, k, f: _add(w, key_page(f)) or sign(k, signed_assertion()),
     AwardFault.signature),
    ("a key of nobody's", lambda w, k, f: _add(w, key_page(k, owner=f"{OTHER}/issuer")), AwardDoubt.unknown_key),
    ("a key that the profile does not link to", lambda w, k, f: _add(w, profile(publicKey=f"{HOME}/keys/2")),
     AwardDoubt.unknown_key),
    ("a key that is none", lambda w, k, f: _add(w, key_page(k, publicKeyPem="-----BEGIN")), AwardDoubt.unknown_key),
    ("no list", lambda w, k, f: w.pages.pop(LIST) and None, AwardDoubt.unreachable),
    ("a list that is none", lambda w, k, f: _add(w, {"id": LIST}), AwardDoubt.unknown_status),
    ("revoked in itself", lambda w, k, f: sign(k, signed_assertion(revoked=True)), AwardFault.revoked),
    ("expired", lambda w, k, f: sign(k, signed_assertion(expires="2026-07-01")), AwardFault.expired),
    ("another person's", lambda w, k, f: sign(k, signed_assertion(recipient={"type": "email", "identity": "x@y.org"})),
     AwardFault.wrong_person),
    ("another issuer's badge", lambda w, k, f: _add(w, badge(issuer=f"{OTHER}/issuer")), AwardFault.other_issuer),
    ("neither kind", lambda w, k, f: sign(k, signed_assertion(**{"@context": "x"})), AwardDoubt.unknown_form),
    ("not JSON", lambda w, k, f: sign(k, b"hello"), AwardDoubt.unreadable),
]  # fmt: skip


def _add(web: Web, doc: Doc) -> None:
    web.add(doc)


@pytest.mark.parametrize(("change", "why"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
async def test_whatever_is_wrong_has_its_kind(
    web: Web,
    key: RSAPrivateKey,
    foreign: RSAPrivateKey,
    change: Callable[[Web, RSAPrivateKey, RSAPrivateKey], str | None],
    why: AwardFault | AwardDoubt,
) -> None:
    """A sound award, with one thing changed about it or about what it leads to."""
    publish(web, key)
    token = change(web, key, foreign) or sign(key, signed_assertion())
    finding = await found(web, token)
    assert isinstance(finding, NotRight if isinstance(why, AwardFault) else NotChecked)
    assert finding.why is why


async def test_a_profile_inside_the_award_brings_no_keys(web: Web, foreign: RSAPrivateKey) -> None:
    """Who forges an award also writes a profile with a key of their own into it."""
    web.add(profile())
    mine = profile(publicKey=key_page(foreign))
    finding = await found(web, sign(foreign, signed_assertion(badge=badge(issuer=mine)), jwk={"kty": "RSA"}))
    assert isinstance(finding, NotChecked)
    assert finding.why is AwardDoubt.unknown_key


async def test_a_forgery_has_nothing_of_its_own_looked_up(web: Web, key: RSAPrivateKey, foreign: RSAPrivateKey) -> None:
    """The address of a badge is opened only once the signature is known to be the issuer's."""
    publish(web, key)
    finding = await found(web, sign(foreign, signed_assertion(badge=f"{OTHER}/badge")))
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.signature
    assert set(web.asked) == {ISSUER, KEY}


async def test_each_profile_signs_for_itself(web: Web, key: RSAPrivateKey) -> None:
    """Of two profiles that an issuer has, neither awards in the other's name."""
    publish(web, key)
    second = f"{HOME}/second"
    web.add(profile(id=second), badge(issuer=second))
    finding = await found(web, sign(key, signed_assertion()), rules=rules(profiles=(ISSUER, second)))
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.contradictory


async def test_without_looking_anything_up_a_signed_award_is_not_checked(web: Web, key: RSAPrivateKey) -> None:
    """Its issuer may have taken it back, and that cannot be seen."""
    web.pages[ISSUER] = answer(503)
    finding = await found(web, sign(key, signed_assertion(badge=badge())), rules=rules((KEY, pem(key))))
    assert isinstance(finding, NotChecked)
    assert finding.why is AwardDoubt.unreachable
