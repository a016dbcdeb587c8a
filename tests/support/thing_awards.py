"""The awards of the 23 Things as people have them on their phones, made and signed by an issuer of the tests' own."""

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from support import fake_award_issuers
from support.fake_award_issuers import (
    EMAIL,
    KEY,
    Doc,
    assertion,
    badge,
    claims,
    credential,
    hashed,
    itxt,
    pem,
    png,
    sign,
)

from criteria.library import Library
from criteria.reader import read

THINGS = tuple(needed.title for needed in read().badges[-1].prerequisites)
OTHERS = "mairi@example.org"


def pinned(key: RSAPrivateKey, **more: object) -> Library:
    """The badges, with issuers whose file holds this key, and says what a test says besides."""
    found = read()
    known = {"awards": fake_award_issuers.rules((KEY, pem(key))), **more}
    return Library(found.badges, tuple(issuer.model_copy(update=known) for issuer in found.issuers))


def token(key: RSAPrivateKey, number: int, email: str = EMAIL) -> str:
    """The award of a Thing as a signed credential."""
    subject = {
        "type": ["AchievementSubject"],
        "identifier": [{"type": "IdentityObject", "hashed": True, "salt": "s", "identityHash": hashed(email, "s"),
                        "identityType": "emailAddress"}],
        "achievement": {"id": f"{fake_award_issuers.HOME}/things/{number}", "type": ["Achievement"],
                        "name": THINGS[number - 1]},
    }  # fmt: skip
    node: Doc = credential(credentialSubject=subject, validFrom="2020-03-01T10:00:00Z", id=f"urn:thing:{number}")
    return sign(key, claims(node), kid=KEY)


def baked(text: str) -> bytes:
    """A picture with an award of Open Badges 3.0 in it."""
    return png(itxt(text, b"openbadgecredential"))


def hosted(number: int) -> Doc:
    """An award that only its issuer's page can vouch for."""
    return assertion(badge=badge(name=THINGS[number - 1], issuer=fake_award_issuers.profile()))
