"""What the specifications themselves show: their examples and test vectors (1EdTech, Open Badges 2.0 and 3.0)."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openbadgeslib import ob3
from openbadgeslib.keys import KeyFactory, KeyType
from support.fake_award_issuers import (
    KEY,
    NOW,
    V2,
    Doc,
    Web,
    answer,
    authority,
    claims,
    expected,
    itxt,
    png,
    profile,
    rules,
    svg,
)
from support.fake_award_issuers import web as serving

from bot.awards.check_errors import AwardRefused
from bot.awards.checker import AwardChecker
from bot.awards.recipient import Identity, must_be
from flows.model.attachments.award_check import AwardDoubt, AwardFault, Checked, NotChecked, NotRight

pytestmark = pytest.mark.slow

MAYZE = "sha256$7a1a1b3f7d40552e4299180e346e3add12bf9a751a43d9c4ca4518febc2c60c6"
PRINTMASTER = {
    "@context": "https://w3id.org/openbadges/v2",
    "id": "https://example.org/assertions/123",
    "type": "Assertion",
    "recipient": {"type": "email", "identity": "alice@example.org"},
    "issuedOn": "2016-12-31T23:59:59+00:00",
    "verification": {"type": "hosted"},
    "badge": {
        "type": "BadgeClass",
        "id": "https://example.org/badges/5",
        "name": "3-D Printmaster",
        "description": "This badge is awarded for passing the 3-D printing knowledge and safety test.",
        "image": "https://example.org/badges/5/image",
        "issuer": {
            "id": "https://example.org/issuer",
            "type": "Profile",
            "name": "Example Maker Society",
            "url": "https://example.org",
            "email": "contact@example.org",
            "verification": {"allowedOrigins": "example.org"},
        },
    },
}
ISSUER = PRINTMASTER["badge"]["issuer"]  # type: ignore[index]  # it is there
DEGREE: Doc = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "http://example.edu/credentials/3732",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "https://example.edu/issuers/565049", "type": ["Profile"], "name": "Example University"},
    "validFrom": "2010-01-01T00:00:00Z",
    "name": "Example University Degree",
    "credentialSubject": {
        "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "https://example.com/achievements/21st-century-skills/teamwork",
            "type": ["Achievement"],
            "name": "Teamwork",
        },
    },
}


@pytest.mark.parametrize("value", [MAYZE, MAYZE.upper().replace("SHA", "sha")])
def test_the_hash_of_mayze_is_hers(value: str) -> None:
    """The vector in "Data types": SHA-256 without salt, in large or small letters."""
    must_be([Identity("email", value, hashed=True, salt="")], ["mayze"])
    with pytest.raises(AwardRefused):
        must_be([Identity("email", value, hashed=True, salt="deadsea")], ["mayze"])


async def test_the_example_of_the_introduction_is_checked() -> None:
    """Alice's award, which names its issuer's rules, baked as the baking specification's own example is."""
    async with serving(authority("example.org")) as servers:
        servers.add(PRINTMASTER, ISSUER)
        inside = f"<![CDATA[{json.dumps(PRINTMASTER)}]]>"
        said = f'<openbadges:assertion verify="{PRINTMASTER["id"]}">{inside}</openbadges:assertion>'
        wanted = expected(emails=("alice@example.org",), rules=rules(profiles=("https://example.org/issuer",)))
        (looked,) = await servers.checker().file(svg(said).encode(), wanted)
    assert isinstance(looked.finding, Checked)
    assert looked.finding.award.name == "3-D Printmaster"
    assert looked.finding.award.awarded < NOW  # type: ignore[operator]  # it has one


async def test_an_award_with_nothing_but_its_id_was_taken_back(web: Web) -> None:
    """The example of a hosted award that was revoked."""
    stripped = {
        "@context": "https://w3id.org/openbadges/v2",
        "id": "https://badges.example.org/beths-robotics-badge.json",
        "revoked": True,
        "revocationReason": "It was three children in a coat.",
    }
    web.add(stripped, profile())
    for status in (200, 410):
        web.pages[str(stripped["id"])] = answer(status, json.dumps(stripped).encode())
        finding = await web.checker().link(str(stripped["id"]), expected())
        assert isinstance(finding, NotRight)
        assert finding.why is AwardFault.revoked


async def test_the_example_of_a_credential_says_what_it_is() -> None:
    """The sample file of 3.0 has no signature round it: it is not checked, and its words are known."""
    (looked,) = await AwardChecker(None).file(json.dumps(DEGREE).encode(), expected())
    assert isinstance(looked.finding, NotChecked)
    assert looked.finding.why is AwardDoubt.unknown_signature
    assert looked.finding.award is not None
    assert (looked.finding.award.name, looked.finding.award.issuer) == ("Teamwork", "Example University")


BETH: Doc = {
    "@context": V2,
    "type": "Assertion",
    "id": "https://example.org/beths-robotics-badge.json",
    "recipient": {
        "type": "email",
        "hashed": True,
        "salt": "deadsea",
        "identity": "sha256$c7ef86405ba71b85acd8e2e95166c4b111448089f2e1599f42fe1bba46e865c5",
    },
    "image": "https://example.org/beths-robot-badge.png",
    "evidence": "https://example.org/beths-robot-work.html",
    "issuedOn": "2016-12-31T23:59:59Z",
    "expires": "2017-06-30T23:59:59Z",
    "badge": "https://example.org/robotics-badge.json",
    "verification": {"type": "hosted"},
}
ROBOTICS: Doc = {
    "@context": V2,
    "type": "BadgeClass",
    "id": "https://example.org/robotics-badge.json",
    "name": "Awesome Robotics Badge",
    "criteria": "https://example.org/robotics-badge.html",
    "issuer": "https://example.org/organization.json",
}
ORGANIZATION: Doc = {
    "@context": V2,
    "type": "Issuer",
    "id": "https://example.org/organization.json",
    "name": "An Example Badge Issuer",
    "url": "https://example.org",
    "publicKey": "https://example.org/publicKey.json",
    "revocationList": "https://example.org/revocationList.json",
}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (datetime(2016, 12, 31, tzinfo=UTC), AwardFault.not_yet),
        (datetime(2017, 3, 1, tzinfo=UTC), AwardFault.wrong_person),
        (NOW, AwardFault.expired),
    ],
)
async def test_the_hosted_example_is_understood_on_every_day(day: datetime, why: AwardFault) -> None:
    """Beth's award begins, ends, and is made out to an address that the specification keeps to itself."""
    async with serving(authority("example.org")) as servers:
        servers.add(BETH, ROBOTICS, ORGANIZATION)
        wanted = replace(expected(rules=rules(profiles=(str(ORGANIZATION["id"]),))), now=day)
        finding = await servers.checker().link(str(BETH["id"]), wanted)
    assert isinstance(finding, NotRight)
    assert finding.why is why
    assert finding.award is not None
    assert (finding.award.name, finding.award.issuer) == ("Awesome Robotics Badge", "An Example Badge Issuer")


SHOES: Doc = {
    "@context": DEGREE["@context"],
    "id": "urn:uuid:a9fc82eb-416f-47c3-8786-de890331d4a5",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {
        "id": "did:web:example.com:issuers:540e388e-2735-4c3e-9709-80142801c774",
        "type": "Profile",
        "name": "Example Institution",
    },
    "validFrom": "2010-01-01T00:00:00Z",
    "name": "Advanced Shoe Tie",
    "credentialSubject": {
        "type": "AchievementSubject",
        "identifier": {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": "sha256$658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc",
            "identityType": "email",
            "salt": "FleurDeSel",
        },
        "achievement": {
            "id": "https://example.com/achievements/c3c1ea5b-9d6b-416d-ab7f-76da1df3e8d6",
            "type": "",
            "name": "Advanced Shoe Tie",
        },
    },
    "proof": [
        {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdf-2022",
            "created": "2022-12-15T16:56:16Z",
            "verificationMethod": "did:web:example.com:issuers:540e388e-2735-4c3e-9709-80142801c774#key-0",
            "proofPurpose": "assertionMethod",
            "proofValue": "z4o2Pva6ksbXtCCzHv4VM8Ss9WJg2tnxgDbVwfZr1dq3i2jjzNHWPPpHHRw8s1AknGzL4XjBZVyh3BzSo59qz8NBp",
        }
    ],
}
COMPLETE: Doc = {
    "@context": DEGREE["@context"],
    "id": "http://1edtech.edu/credentials/3732",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "1EdTech University Degree for Example Student",
    "issuer": {"id": "https://1edtech.edu/issuers/565049", "type": ["Profile"], "name": "1EdTech University"},
    "validFrom": "2010-01-01T00:00:00Z",
    "credentialSubject": {
        "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "identityHash": address, "identityType": "emailAddress", "hashed": False,
             "salt": "not-used"}
            for address in ("student@1edtech.edu", "somebody@gmail.com")
        ],
        "achievement": {
            "id": "https://1edtech.edu/achievements/degree",
            "type": ["Achievement"],
            "name": "1EdTech University Degree",
        },
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("example", "email", "why"),
    [
        (SHOES, "jjefferson18@example.com", None),
        (SHOES, "JJefferson18@Example.com", None),
        (SHOES, "jjefferson19@example.com", AwardFault.wrong_person),
        (COMPLETE, "student@1edtech.edu", None),
        (COMPLETE, "somebody@gmail.com", None),
        (COMPLETE, "nobody@1edtech.edu", AwardFault.wrong_person),
        (DEGREE, "student@1edtech.edu", AwardDoubt.unknown_person),
    ],
)
async def test_the_examples_of_credentials_are_checked_as_another_maker_signs_them(
    example: Doc, email: str, why: AwardFault | AwardDoubt | None
) -> None:
    """Hashed with salt as the implementation guide has it, one of several addresses, and a person without any."""
    private, public = KeyFactory(KeyType.RSA).generate_keypair()
    payload = claims({name: value for name, value in example.items() if name != "proof"})
    token = ob3.OB3Signer(private).sign_payload(payload)
    issuer = example["issuer"]
    assert isinstance(issuer, dict)
    wanted = expected(emails=(email,), rules=rules((KEY, public.decode()), profiles=(issuer["id"],)))
    (looked,) = await AwardChecker(None).file(png(itxt(token, b"openbadgecredential")), wanted)
    assert isinstance(looked.finding, Checked) if why is None else getattr(looked.finding, "why", None) is why


async def test_the_guides_own_proof_needs_a_graph_and_is_not_guessed_at() -> None:
    """A proof of the kind Data Integrity, baked as the specification bakes it, is called what it is: not checked."""
    said = f"<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0'><![CDATA[{json.dumps(SHOES)}]]></o:credential>"
    (looked,) = await AwardChecker(None).file(svg(said).encode(), expected(emails=("jjefferson18@example.com",)))
    assert isinstance(looked.finding, NotChecked)
    assert looked.finding.why is AwardDoubt.unknown_signature
    assert looked.finding.award is not None
    assert looked.finding.award.name == "Advanced Shoe Tie"
