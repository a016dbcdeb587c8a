"""`python -m support.award_answers`: what comes of awards, each tried now on the bot's own checker.

First those with an issuer's slips, in the forms that issuers use; then every bad file of `bad_awards`.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping

from cryptography.hazmat.primitives.asymmetric import ed25519
from support import fake_award_issuers
from support.bad_awards import FILES
from support.fake_award_issuers import (
    AWARD,
    BADGE,
    HOME,
    ISSUER,
    KEY,
    NAME,
    Doc,
    Web,
    assertion,
    badge,
    claims,
    credential,
    expected,
    hashed,
    pem,
    profile,
    sign,
)

from bot.awards.expected import Expected
from criteria.award_rules import Awards
from flows.model.attachments.award_check import Checked, Finding

SERIES = f"{HOME}/badges/issuer_json.php?id="
_INSIDE = ed25519.Ed25519PrivateKey.generate()
_IDENTITY = {"type": "email", "hashed": True, "salt": "s"}


def said(finding: Finding) -> str:
    """An answer in two words."""
    return "checked" if isinstance(finding, Checked) else f"{type(finding).__name__}: {finding.why.value}"


def hosted() -> Mapping[str, tuple[dict[str, Doc], Expected]]:
    """What stands on an issuer's pages beside what usually does, and what it is held against."""
    without = {name: value for name, value in profile().items() if name != "id"}
    first = {"uid": "7", "recipient": assertion()["recipient"], "badge": BADGE, "issuedOn": 1_772_359_200}
    return {
        "an award of Open Badges 2.0": ({}, expected()),
        "one of Open Badges 1.0 (BadgeKit)": (
            {
                AWARD: first | {"verify": {"type": "hosted", "url": AWARD}},
                BADGE: {"name": NAME, "issuer": ISSUER},
                ISSUER: {"name": "Maker Society", "url": HOME},
            },
            expected(),
        ),
        "a profile without an id": ({ISSUER: without}, expected()),
        "a profile with http for https": ({ISSUER: profile(id=ISSUER.replace("https", "http"))}, expected()),
        "a profile with a slash more": ({ISSUER: profile(id=f"{ISSUER}/")}, expected()),
        "a profile with another id": ({ISSUER: profile(id=f"{HOME}/other")}, expected()),
        "a profile for each badge (Moodle)": (
            {BADGE: badge(issuer=f"{SERIES}7"), f"{SERIES}7": profile(id=f"{SERIES}7")},
            expected(rules=Awards(profile_series=(SERIES,))),
        ),
        "capitals in the address, hashed": (
            {AWARD: assertion(recipient={**_IDENTITY, "identity": hashed("Isla@Example.org", "s")})},
            expected(),
        ),
        "another person's, hashed": (
            {AWARD: assertion(recipient={**_IDENTITY, "identity": hashed("mairi@example.org", "s")})},
            expected(),
        ),
    }


async def answers() -> AsyncIterator[tuple[str, str]]:
    """Each award by what it is, with its answer."""
    async with fake_award_issuers.web(fake_award_issuers.authority("*.example.org", "*.example.net")) as web:
        for name, (pages, wanted) in hosted().items():
            web.pages = {AWARD: assertion(), BADGE: badge(), ISSUER: profile(), **pages}
            yield name, said(await web.checker().link(AWARD, wanted))
        key, foreign = fake_award_issuers.rsa_key(), fake_award_issuers.rsa_key()
        signed = {
            "a credential as VC-JWT": claims(credential()),
            "one without `sub`": claims(credential(), sub=None, aud="did:x:1"),
            "one without `jti`": claims(credential(), jti=None),
            "one with another `jti`": claims(credential(), jti="urn:uuid:other"),
        }
        for name, payload in signed.items():
            yield name, await _first(web, sign(key, payload).encode(), expected(("k", pem(key))))
        inside = json.dumps(fake_award_issuers.prove(_plain(), _INSIDE, "k")).encode()
        yield "a credential with a proof inside", await _first(web, inside, expected(("k", pem(_INSIDE))))
        web.pages = {}
        for name, make in FILES.items():
            yield name, await _first(web, make(foreign), expected((KEY, pem(key))))


def _plain() -> Doc:
    """A credential whose every word is in the contexts."""
    held = credential()["credentialSubject"]
    return credential(credentialSubject=held)


async def _first(web: Web, data: bytes, wanted: Expected) -> str:
    return said((await web.checker().file(data, wanted))[0].finding)


async def main() -> None:
    """Prints them all."""
    sys.stdout.write("| what comes | answer |\n| --- | --- |\n")
    async for name, answer in answers():
        sys.stdout.write(f"| {name} | `{answer}` |\n")


if __name__ == "__main__":
    asyncio.run(main())
