"""What an issuer left out, or spelled a little otherwise, is not held against the worker; what contradicts is."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from jwt.algorithms import RSAAlgorithm
from support.fake_award_issuers import (
    AWARD,
    BADGE,
    EMAIL,
    HOME,
    ISSUER,
    NAME,
    OTHER,
    Doc,
    Web,
    answer,
    assertion,
    badge,
    claims,
    credential,
    expected,
    hashed,
    itxt,
    pem,
    png,
    profile,
    rules,
    sign,
)

from bot.awards.checker import AwardChecker
from bot.awards.files.extract import Sealed, single
from criteria.award_rules import Awards
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

SHOWN = Path(__file__).parents[4] / "shared" / "cases" / "F05_1EdTech_simple-jwt.png"
DID = "did:example:ebfeb1f712ebc6f1c276e12ec21"


def why(finding: Finding) -> AwardDoubt | AwardFault | None:
    """Why a finding is no better; None for one that is checked."""
    return None if isinstance(finding, Checked) else finding.why


async def hosted(web: Web, **changes: object) -> Finding:
    """What comes of the award at its address."""
    return await web.checker().link(AWARD, expected(**changes))


def web_of(web: Web, *docs: Doc) -> Web:
    """The servers with an award, its badge and its issuer, and these in their places."""
    return web.add(assertion(), badge(), profile(), *docs)


# Claims


async def test_a_credential_whose_claims_leave_out_the_subject_is_the_subjects(key: RSAPrivateKey) -> None:
    """The form of 1EdTech's own example: `aud` where `sub` would be. What was signed names who it is for."""
    subject = {**credential()["credentialSubject"], "id": DID}  # type: ignore[dict-item]  # it is one
    token = sign(key, claims(credential(credentialSubject=subject), sub=None, aud=DID))
    baked = png(itxt(token, b"openbadgecredential"))
    (looked,) = await AwardChecker(None).file(baked, expected(("k", pem(key))))
    assert isinstance(looked.finding, Checked)
    (looked,) = await AwardChecker(None).file(
        sign(key, claims(credential(credentialSubject=subject), sub="did:x:2")).encode(), expected(("k", pem(key)))
    )
    assert why(looked.finding) is AwardFault.contradictory


@pytest.mark.skipif(not SHOWN.exists(), reason="the file of 1EdTech is not beside this checkout")
async def test_the_file_of_1edtech_is_not_called_wrong() -> None:
    """The official validator passes it. It names nobody by email, so that alone cannot be checked."""
    content = SHOWN.read_bytes()
    inside = single(content)
    assert isinstance(inside, Sealed)
    head = inside.token.partition(".")[0]
    jwk = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["jwk"]
    public = RSAAlgorithm.from_jwk(jwk)
    issuer = "https://1edtech.edu/issuers/565049"
    wanted = expected(rules=rules(("k", pem_of(public)), profiles=(issuer,)))
    (looked,) = await AwardChecker(None).file(content, wanted)
    assert isinstance(looked.finding, NotChecked)
    assert looked.finding.why is AwardDoubt.unknown_person


def pem_of(public: object) -> str:
    """A public key as an issuer publishes it."""
    return pem(type("Private", (), {"public_key": lambda _: public})())


# Profiles


@pytest.mark.parametrize(
    "said",
    [None, "http://badges.example.org/issuer", f"{ISSUER}/", "https://BADGES.example.org/issuer", f"{HOME}:443/issuer"],
)
async def test_a_profile_may_spell_its_own_id_otherwise(web: Web, said: str | None) -> None:
    """Without an id, with http after the move to https, with a slash more, with capitals, with the usual port."""
    page = {**profile(), "id": said} if said else {name: value for name, value in profile().items() if name != "id"}
    web_of(web).pages[ISSUER] = page
    assert why(await hosted(web)) is None


@pytest.mark.parametrize("said", [f"{HOME}/other", f"{OTHER}/issuer", f"{HOME}/issuer?x=1", "did:web:example.org"])
async def test_a_profile_with_another_id_contradicts(web: Web, said: str) -> None:
    """That is no slip of the pen."""
    web_of(web).pages[ISSUER] = {**profile(), "id": said}
    assert why(await hosted(web)) is AwardFault.contradictory


@pytest.mark.parametrize("said", [f"{ISSUER}/", "http://badges.example.org/issuer"])
async def test_a_badge_may_spell_its_issuer_otherwise(web: Web, said: str) -> None:
    """What is looked up is the profile that the issuer's file names."""
    assert why(await hosted(web_of(web, badge(issuer=said)))) is None
    assert said not in web.asked


async def test_a_badge_without_an_id_is_the_one_at_its_address(web: Web) -> None:
    """It stands where the award says."""
    web_of(web).pages[BADGE] = {name: value for name, value in badge().items() if name != "id"}
    assert why(await hosted(web)) is None


# People


@pytest.mark.parametrize(
    ("hashed_as", "ours"),
    [
        ("Isla@example.org", "isla@example.org"),
        ("isla@example.org", "Isla@Example.Org"),
        ("ISLA@EXAMPLE.ORG", "isla@example.org"),
        ("Isla.Example@example.org", "isla.example@example.org"),
        ("iSLa@example.org", "isla@example.org"),
        ("Isla@Example.org", "isla@example.org"),
    ],
)
async def test_capitals_do_not_make_another_person(web: Web, hashed_as: str, ours: str) -> None:
    """An issuer hashed the address as it was typed there."""
    said = {"type": "email", "hashed": True, "salt": "s", "identity": hashed(hashed_as, "s")}
    assert why(await hosted(web_of(web, assertion(recipient=said)), emails=(ours,))) is None
    plain = {"type": "email", "hashed": False, "identity": hashed_as}
    assert why(await hosted(web_of(web, assertion(recipient=plain)), emails=(ours,))) is None


async def test_a_long_address_in_other_letters_is_never_somebody_elses(web: Web) -> None:
    """There are too many ways to write it, so nobody can tell; a short one can be told."""
    said = {"type": "email", "hashed": True, "salt": "s", "identity": hashed("marGaretMacdonald@example.org", "s")}
    web_of(web, assertion(recipient=said))
    assert why(await hosted(web, emails=("margaretmacdonald@example.org",))) is AwardDoubt.unknown_person
    assert why(await hosted(web, emails=("mairi@example.org",))) is AwardFault.wrong_person


# Series of profiles


SERIES = f"{HOME}/badges/issuer_json.php?id="


def moodle(issuer: str) -> tuple[Doc, Doc, Doc]:
    """An award as Moodle publishes it, whose badge has an issuer of its own."""
    return assertion(), badge(issuer=issuer), profile(id=issuer)


@pytest.mark.parametrize(
    ("issuer", "reason"),
    [
        (f"{SERIES}17", None),
        (f"{SERIES}4", None),
        ("http" + f"{SERIES}4"[5:], None),
        (f"{SERIES}4&x=1", AwardFault.other_issuer),
        (SERIES, AwardFault.other_issuer),
        (f"{SERIES}../4", AwardFault.other_issuer),
        (f"{HOME}/users/mallory", AwardFault.other_issuer),
        (f"{OTHER}/badges/issuer_json.php?id=17", AwardFault.other_issuer),
    ],
)
async def test_a_series_names_the_profiles_of_an_issuer(web: Web, issuer: str, reason: AwardFault | None) -> None:
    """One rule for all badges of an issuer that has a profile for each; nothing but a number or a word may follow."""
    award, its_badge, its_issuer = moodle(issuer)
    at = f"https://{issuer.partition('://')[2]}"
    web.add(award, its_badge).pages[at] = its_issuer
    finding = await web.checker().link(AWARD, expected(rules=Awards(profile_series=(SERIES,))))
    assert why(finding) is reason


async def test_a_series_does_not_lend_its_name_to_another_host(web: Web) -> None:
    """An award elsewhere is not opened."""
    finding = await web.checker().file(b'{"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": '
                                       b'"https://other.example.net/a", "verification": {"type": "hosted"}}',
                                       expected(rules=Awards(profile_series=(SERIES,))))  # fmt: skip
    assert why(finding[0].finding) is AwardFault.elsewhere
    assert not web.asked


# Open Badges 1.x


def first(**changes: object) -> Doc:
    """An award of Open Badges 1.0, as BadgeKit publishes it."""
    said = {
        "uid": "f2c20",
        "recipient": {
            "type": "email",
            "hashed": True,
            "identity": f"sha256${hashlib.sha256(EMAIL.encode()).hexdigest()}",
        },
        "badge": BADGE,
        "verify": {"type": "hosted", "url": AWARD},
        "issuedOn": 1_772_359_200,
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


FIRST_BADGE = {"name": NAME, "description": "x", "criteria": "https://x.example", "issuer": ISSUER}
FIRST_ISSUER = {"name": "Maker Society", "url": HOME}


def first_web(web: Web, **changes: object) -> Web:
    """Its three pages."""
    web.pages |= {AWARD: first(**changes), BADGE: FIRST_BADGE, ISSUER: FIRST_ISSUER}
    return web


async def test_the_first_version_is_read_where_it_is_published(web: Web) -> None:
    """Without ids, types and contexts: from its address, and from the copy that a worker has."""
    first_web(web)
    for finding in (
        await hosted(web),
        *(one.finding for one in await web.checker().file(json.dumps(first()).encode(), expected())),
        *(one.finding for one in await web.checker().file(png(itxt(json.dumps(first()))), expected())),
    ):
        assert isinstance(finding, Checked)
        assert (finding.by, finding.award.name, finding.award.issuer) == (CheckMethod.hosted, NAME, "Maker Society")
        assert finding.award.awarded is not None
        assert finding.award.awarded.year == 2026


FAULTS: list[tuple[Doc, AwardDoubt | AwardFault]] = [
    ({"verify": {"type": "hosted", "url": f"{HOME}/awards/8"}}, AwardFault.contradictory),
    (
        {"recipient": {"type": "email", "hashed": True, "identity": hashed("mairi@example.org", "")}},
        AwardFault.wrong_person,
    ),
    ({"issuedOn": None}, AwardDoubt.unknown_form),
    ({"expires": 1_772_359_300}, AwardFault.expired),
    ({"verify": None}, AwardDoubt.unknown_form),
]


@pytest.mark.parametrize(("changes", "reason"), FAULTS)
async def test_the_first_version_can_be_wrong_as_well(web: Web, changes: Doc, reason: AwardDoubt | AwardFault) -> None:
    """It is held against the same rules."""
    assert why(await hosted(first_web(web, **changes))) is reason


async def test_an_award_of_the_first_version_that_was_taken_back(web: Web) -> None:
    """Its page is gone for good, and says so."""
    first_web(web).pages[AWARD] = answer(410, b'{"revoked": true}')
    assert isinstance(await hosted(web), NotRight)


async def test_a_signed_award_of_the_first_version(web: Web, key: RSAPrivateKey) -> None:
    """By the address of its key, which the issuer's file holds."""
    at = f"{HOME}/key.pem"
    first_web(web)
    token = sign(key, first(verify={"type": "signed", "url": at}))
    (looked,) = await web.checker().file(token.encode(), expected((at, pem(key))))
    assert isinstance(looked.finding, Checked)
    assert looked.finding.by is CheckMethod.signed
    (looked,) = await web.checker().file(token.encode(), expected())
    assert why(looked.finding) is AwardDoubt.unknown_key
