"""Badges that another implementation made, signed and baked (openbadgeslib): they are understood here."""

from datetime import UTC, datetime

import pytest
from openbadgeslib import ob2, ob3
from openbadgeslib.keys import KeyFactory, KeyType
from openbadgeslib.ob3 import status_list
from support.fake_award_issuers import (
    BADGE,
    EMAIL,
    ISSUER,
    KEY,
    LIST,
    NAME,
    V2,
    Web,
    answer,
    badge,
    expected,
    png,
    profile,
)

from bot.awards.checker import AwardChecker
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

KINDS = [(KeyType.RSA, "RS256"), (KeyType.ECC, "ES256"), (KeyType.ED25519, "EdDSA")]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
BEGAN = datetime(2026, 3, 1, 10, tzinfo=UTC)


def credential(**changes: object) -> ob3.OpenBadgeCredential:
    """Isla's, as the other implementation writes it."""
    said: dict[str, object] = {
        "issuer": ob3.Issuer(ISSUER, "Maker Society"),
        "recipient_id": f"mailto:{EMAIL}",
        "achievement": ob3.Achievement(BADGE, NAME, "For a Thing", "Do it"),
        "issuance_date": BEGAN,
    }
    return ob3.OpenBadgeCredential(**{**said, **changes})  # type: ignore[arg-type]  # names that there are


async def found(data: bytes, public: bytes, web: Web | None = None, **changes: object) -> Finding:
    """What comes of a file, with the maker's key in the issuer's file."""
    checker = web.checker() if web else AwardChecker(None)
    (looked,) = await checker.file(data, expected((KEY, public.decode()), **changes))
    return looked.finding


@pytest.mark.parametrize(("kind", "name"), KINDS)
async def test_their_credentials_are_checked(kind: KeyType, name: str) -> None:
    """In each kind of key, in a PNG, in an SVG and as text."""
    private, public = KeyFactory(kind).generate_keypair()
    signer = ob3.OB3Signer(private, name)
    for data in (
        signer.sign(credential()).encode(),
        signer.sign_into_png(credential(), png()),
        signer.sign_into_svg(credential(), SVG),
    ):
        finding = await found(data, public)
        assert isinstance(finding, Checked)
        assert (finding.by, finding.award.name, finding.award.awarded) == (CheckMethod.credential, NAME, BEGAN)


async def test_their_hashed_identities_are_understood() -> None:
    """An identifier beside an id that is no address."""
    private, public = KeyFactory(KeyType.ED25519).generate_keypair()
    hidden = [ob3.IdentityObject.create(EMAIL, "salt")]
    token = ob3.OB3Signer(private, "EdDSA").sign(credential(recipient_id="did:key:z6Mk", identifiers=hidden))
    assert isinstance(await found(token.encode(), public), Checked)
    wrong = await found(token.encode(), public, emails=("mairi@example.org",))
    assert isinstance(wrong, NotRight)
    assert wrong.why is AwardFault.wrong_person


async def test_what_is_wrong_with_theirs_is_seen() -> None:
    """Another's key, an end that is past, and a status that leads nowhere."""
    private, public = KeyFactory(KeyType.RSA).generate_keypair()
    _, other = KeyFactory(KeyType.RSA).generate_keypair()
    signer = ob3.OB3Signer(private)
    stranger = await found(signer.sign(credential()).encode(), other)
    assert isinstance(stranger, NotRight)
    assert stranger.why is AwardFault.signature
    past = await found(signer.sign(credential(expiration_date=datetime(2026, 7, 1, tzinfo=UTC))).encode(), public)
    assert isinstance(past, NotRight)
    assert past.why is AwardFault.expired
    status = [{"id": "https://x.example.org/1#2", "type": "BitstringStatusListEntry"}]
    bits = await found(signer.sign(credential(credential_status=status)).encode(), public)
    assert isinstance(bits, NotChecked)
    assert bits.why is AwardDoubt.unknown_status


@pytest.mark.parametrize(("kind", "name"), KINDS)
@pytest.mark.parametrize("purpose", status_list.STATUS_PURPOSES)
async def test_their_lists_of_bits_are_understood(web: Web, kind: KeyType, name: str, purpose: str) -> None:
    """As that implementation writes, packs and signs them: the credential stands until its bit is set."""
    private, public = KeyFactory(kind).generate_keypair()
    status = status_list.status_entry(LIST, purpose, 4711)
    token = ob3.OB3Signer(private, name).sign(credential(credential_status=[status])).encode()
    for places, expects in (((4710, 4712), Checked), ((7, 4711), NotRight)):
        listed = status_list.build_status_list_credential(ISSUER, LIST, purpose, places, issued=BEGAN)
        signed = status_list.sign_status_list_credential(listed, private, name)
        web.pages[LIST] = answer(200, signed.encode())
        assert isinstance(await found(token, public, web), expects)


@pytest.mark.parametrize(("kind", "name"), KINDS)
async def test_their_signed_assertions_are_checked(web: Web, kind: KeyType, name: str) -> None:
    """With the key, the profile and the list as that implementation publishes them."""
    private, public = KeyFactory(kind).generate_keypair()
    award = ob2.models.Assertion(
        ob2.models.IdentityObject.create(EMAIL, "salt"),
        BADGE,
        ob2.models.Verification("SignedBadge", KEY),
        issued_on=BEGAN,
    )
    key = ob2.models.CryptographicKey(KEY, ISSUER, public.decode())
    issuer = ob2.models.Profile(ISSUER, "Maker Society", public_key=[KEY], revocation_list=LIST)
    taken_back = ob2.models.RevocationList(LIST, ISSUER, [])
    web.add(key.to_dict(), issuer.to_dict(), badge(), taken_back.to_dict())
    signer = ob2.signer.OB2Signer(private, name)
    for data in (signer.sign_into_png(award, png()), signer.sign_into_svg(award, SVG)):
        finding = await found(data, public, web, rules=expected().rules)
        assert isinstance(finding, Checked)
        assert finding.by is CheckMethod.signed
    web.add(ob2.models.RevocationList(LIST, ISSUER, [award.id]).to_dict())
    finding = await found(signer.sign_into_png(award, png()), public, web)
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.revoked


async def test_their_hosted_assertions_are_checked(web: Web) -> None:
    """That implementation signs hosted awards too; what is published decides."""
    private, public = KeyFactory(KeyType.RSA).generate_keypair()
    person = ob2.models.IdentityObject.create(EMAIL, "salt")
    place = f"{ISSUER}/awards/7"
    award = ob2.models.Assertion(person, BADGE, ob2.models.Verification("HostedBadge"), id=place, issued_on=BEGAN)
    web.add(award.to_dict(), badge(), profile(), {"id": V2})
    finding = await found(ob2.signer.OB2Signer(private).sign_into_png(award, png()), public, web)
    assert isinstance(finding, Checked)
    assert finding.by is CheckMethod.hosted
