"""What the specifications themselves show: their examples and test vectors (1EdTech, Open Badges 2.0 and 3.0)."""

import json

import pytest
from awarding import NOW, Web, answer, authority, expected, profile, rules, svg
from awarding import web as serving

from bot.awards.checking import Checker
from bot.awards.recipient import Identity, must_be
from bot.awards.stopping import Refused
from flows.awards import Checked, Doubt, Fault, NotChecked, NotRight

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
DEGREE = {
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
    with pytest.raises(Refused):
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
        assert finding.why is Fault.revoked


async def test_the_example_of_a_credential_says_what_it_is() -> None:
    """The sample file of 3.0 has no signature round it: it is not checked, and its words are known."""
    (looked,) = await Checker(None).file(json.dumps(DEGREE).encode(), expected())
    assert isinstance(looked.finding, NotChecked)
    assert looked.finding.why is Doubt.unknown_signature
    assert looked.finding.award is not None
    assert (looked.finding.award.name, looked.finding.award.issuer) == ("Teamwork", "Example University")
