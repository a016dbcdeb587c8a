"""Awards of Open Badges 3.0 as VC-JWT: only keys that the issuer's file holds count."""

import hashlib
import hmac
import json
from collections.abc import Callable

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from support.fake_award_issuers import (
    EMAIL,
    HOME,
    ISSUER,
    NAME,
    OTHER,
    Doc,
    Web,
    b64,
    claims,
    credential,
    expected,
    hashed,
    itxt,
    pem,
    png,
    rules,
    sign,
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

KID = "https://badges.example.org/keys/1"
STATUS = f"{HOME}/status"


async def found(token: str | bytes, key: RSAPrivateKey, web: Web | None = None, **changes: object) -> Finding:
    """What comes of a credential, with the issuer's key in its file."""
    data = token.encode() if isinstance(token, str) else token
    checker = web.checker() if web else AwardChecker(None)
    (looked,) = await checker.file(data, expected((KID, pem(key)), **changes))
    return looked.finding


async def test_a_credential_needs_nothing_but_its_key(key: RSAPrivateKey) -> None:
    """Where no list of what was taken back is named, nothing is looked up, so it works with that turned off."""
    for header in ({}, {"kid": KID}, {"kid": KID, "typ": "JWT"}):
        finding = await found(sign(key, claims(credential()), **header), key)
        assert isinstance(finding, Checked)
        assert (finding.by, finding.award.name, finding.award.issuer) == (CheckMethod.credential, NAME, "Maker Society")
        assert str(finding.award.awarded) == "2026-03-01 10:00:00+00:00"


@pytest.mark.parametrize("make", [lambda: ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate])
async def test_other_kinds_of_keys_do_as_well(make: Callable[[], RSAPrivateKey]) -> None:
    """P-256 and Ed25519, each with the one kind of signature that it makes."""
    key = make()
    assert isinstance(await found(sign(key, claims(credential())), key), Checked)


async def test_a_credential_of_the_first_data_model_is_read(key: RSAPrivateKey) -> None:
    """It stands in a claim of its own, and calls its dates otherwise."""
    node = credential(validFrom=None, issuanceDate="2026-03-01T10:00:00Z", expirationDate="2030-01-01T00:00:00Z")
    said = {name: claims(node)[name] for name in ("iss", "jti", "nbf", "exp")}
    finding = await found(sign(key, {**said, "vc": node}), key)
    assert isinstance(finding, Checked)
    assert str(finding.award.expires) == "2030-01-01 00:00:00+00:00"


async def test_a_credential_may_be_baked(key: RSAPrivateKey) -> None:
    """With the keyword and the names of its own version."""
    token = sign(key, claims(credential()))
    assert isinstance(await found(png(itxt(token, b"openbadgecredential")), key), Checked)
    drawn = f'<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential verify="{token}"></o:credential></svg>'
    assert isinstance(await found(drawn, key), Checked)


def subject(**changes: object) -> Doc:
    """A subject, with other ways to say who it is."""
    held = credential()["credentialSubject"]
    assert isinstance(held, dict)
    return {name: value for name, value in {**held, **changes}.items() if value is not None}


def identifier(value: str, *, is_hashed: bool = False, kind: str = "emailAddress", **more: object) -> Doc:
    """An identifier of a person."""
    return {"type": "IdentityObject", "hashed": is_hashed, "identityHash": value, "identityType": kind, **more}


SUBJECTS: list[tuple[Doc, AwardFault | AwardDoubt | None]] = [
    (subject(identifier=None, id=f"mailto:{EMAIL}"), None),
    (subject(identifier=identifier(EMAIL.upper())), None),
    (subject(identifier=[identifier("x", kind="sourcedId"), identifier(hashed(salt=""), is_hashed=True)]), None),
    (subject(identifier=[identifier("mairi@example.org"), identifier(EMAIL)]), None),
    (subject(identifier=identifier(EMAIL), id="did:example:isla"), None),
    (subject(identifier=None, id="mailto:mairi@example.org"), AwardFault.wrong_person),
    (
        subject(identifier=identifier(hashed("mairi@example.org"), is_hashed=True, salt="deadsea")),
        AwardFault.wrong_person,
    ),
    (subject(identifier=None, id="did:key:z6Mk"), AwardDoubt.unknown_person),
    (subject(identifier=identifier("7", kind="systemId")), AwardDoubt.unknown_person),
    (subject(identifier=None), AwardDoubt.unknown_person),
]


@pytest.mark.parametrize(("said", "why"), SUBJECTS)
async def test_a_credential_is_for_one_person(
    key: RSAPrivateKey, said: Doc, why: AwardFault | AwardDoubt | None
) -> None:
    """Any identifier that is an email address must be the worker's; a number of the issuer's own is no answer."""
    finding = await found(sign(key, claims(credential(credentialSubject=said))), key)
    assert isinstance(finding, Checked) if why is None else getattr(finding, "why", None) is why


WRONG: list[tuple[str, Doc, AwardFault | AwardDoubt]] = [
    ("iss", claims(credential(), iss=f"{OTHER}/issuer"), AwardFault.contradictory),
    ("no iss", claims(credential(), iss=None), AwardDoubt.unknown_form),
    ("jti", claims(credential(), jti="urn:uuid:other"), AwardFault.contradictory),
    ("no jti", claims(credential(), jti=None), AwardDoubt.unknown_form),
    ("sub", claims(credential(credentialSubject=subject(id="did:x:1")), sub="did:x:2"), AwardFault.contradictory),
    ("sub of nobody", claims(credential(), sub="did:example:x"), AwardFault.contradictory),
    ("nbf", claims(credential(), nbf=0), AwardFault.contradictory),
    ("no nbf", claims(credential(), nbf=None), AwardDoubt.unknown_form),
    ("no nbf, and another iss", claims(credential(), nbf=None, iss="x"), AwardFault.contradictory),
    ("nbf as text", claims(credential(), nbf="1772359200"), AwardFault.contradictory),
    ("only later", claims(credential(validFrom="2026-07-06T00:00:00Z")), AwardFault.not_yet),
    ("run out", claims(credential(validUntil="2026-07-01T00:00:00Z")), AwardFault.expired),
    ("run out by its claim", claims(credential(validUntil="2030-01-01T00:00:00Z"), exp=1780000000), AwardFault.expired),
    ("run out by itself", claims(credential(validUntil="2026-07-01T00:00:00Z"), exp=1980000000), AwardFault.expired),
    ("an end beyond all time", claims(credential(), exp=1e300), AwardDoubt.unknown_form),
    ("an end of 400 digits", claims(credential(), exp=10**400), AwardDoubt.unknown_form),
    ("an end in words", claims(credential(), exp="1780000000"), AwardDoubt.unknown_form),
    ("several ends", claims(credential(), exp=[1780000000]), AwardDoubt.unknown_form),
    ("a beginning of 400 digits", claims(credential(), nbf=10**400), AwardFault.contradictory),
    ("another issuer", claims(credential(issuer={"id": f"{OTHER}/issuer"})), AwardFault.other_issuer),
    ("no id", claims(credential(id=None)), AwardDoubt.unknown_form),
    ("no subject", claims(credential(credentialSubject=None)), AwardDoubt.unknown_form),
    ("no name", claims(credential(credentialSubject={"achievement": {"id": "x"}})), AwardDoubt.unknown_form),
    ("something else", claims(credential(type=["VerifiableCredential"])), AwardDoubt.unknown_form),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "why"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
async def test_whatever_is_wrong_has_its_kind(key: RSAPrivateKey, payload: Doc, why: AwardFault | AwardDoubt) -> None:
    """Signed with the right key, and still not what it must be."""
    finding = await found(sign(key, payload), key)
    assert isinstance(finding, NotRight if isinstance(why, AwardFault) else NotChecked)
    assert finding.why is why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"validUntil": "2026-07-05T09:30:01Z"}, None),
        ({"validUntil": "2026-07-05T09:30:00Z"}, AwardFault.expired),
        ({"validUntil": "2026-07-05T10:30:00+01:00"}, AwardFault.expired),
        ({"validFrom": "2026-07-05T09:35:00Z"}, None),
        ({"validFrom": "2026-07-05T09:35:01Z"}, AwardFault.not_yet),
        ({"validFrom": "2026-07-05T10:35:00+01:00"}, None),
    ],
)
async def test_it_holds_from_its_first_second_to_its_last(
    key: RSAPrivateKey, changes: Doc, why: AwardFault | None
) -> None:
    """The issuer's clock may be five minutes ahead when it begins; when it ends, it has ended, in whatever zone."""
    finding = await found(sign(key, claims(credential(**changes))), key)
    assert isinstance(finding, Checked) if why is None else getattr(finding, "why", None) is why


async def test_a_key_inside_the_file_proves_nothing(key: RSAPrivateKey, foreign: RSAPrivateKey) -> None:
    """A forger puts the key along with the forgery, and names it as they like."""
    own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(foreign.public_key()))
    finding = await found(sign(foreign, claims(credential()), jwk=own), key)
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.signature
    for kid in ("https://evil.example.net/key", "other"):
        finding = await found(sign(foreign, claims(credential()), jwk=own, kid=kid), key)
        assert isinstance(finding, NotChecked)
        assert finding.why is AwardDoubt.unknown_key


async def test_no_word_can_be_changed(key: RSAPrivateKey) -> None:
    """Neither the words, nor the signature, nor the header."""
    head, payload, signature = sign(key, claims(credential())).split(".")
    other = b64(json.dumps(claims(credential(validFrom="2026-03-02T10:00:00Z"))).encode())
    for token in (f"{head}.{other}.{signature}", f"{head}.{payload}.{signature[:-8]}AAAAAAAA", f"{head}.{payload}."):
        finding = await found(token, key)
        assert isinstance(finding, NotRight)
        assert finding.why is AwardFault.signature


async def test_kinds_of_signatures_cannot_be_confused(key: RSAPrivateKey) -> None:
    """The public key is no secret, none is no signature, and the pinned key's kind decides."""
    payload = b64(json.dumps(claims(credential())).encode())
    secret = pem(key).encode()
    for alg in ("HS256", "none", "None", "RS512", "PS256", "ES512", "", "rs256"):
        signed = f"{b64(json.dumps({'alg': alg}).encode())}.{payload}"
        mac = b64(hmac.digest(secret, signed.encode(), hashlib.sha256))
        for signature in (mac, ""):
            finding = await found(f"{signed}.{signature}", key)
            assert isinstance(finding, NotChecked)
            assert finding.why is AwardDoubt.unknown_signature
    for alg in ("ES256", "EdDSA"):
        finding = await found(f"{b64(json.dumps({'alg': alg}).encode())}.{payload}.AAAA", key)
        assert isinstance(finding, NotChecked)
        assert finding.why is AwardDoubt.unknown_key


async def test_a_signature_of_nothing_is_none(key: RSAPrivateKey) -> None:
    """Zeros, and numbers beyond the curve, sign nothing with a key of P-256; nor does one of another length."""
    curve = ec.generate_private_key(ec.SECP256R1())
    signed = sign(curve, claims(credential())).rpartition(".")[0]
    for signature in (b"\0" * 64, b"\0" * 63 + b"\1", b"\1" + b"\0" * 63, b"\xff" * 64, b"\0" * 128, b"\0"):
        (looked,) = await AwardChecker(None).file(f"{signed}.{b64(signature)}".encode(), expected((KID, pem(curve))))
        assert isinstance(looked.finding, NotRight)
        assert looked.finding.why is AwardFault.signature


async def test_one_issuers_key_never_signs_for_another(key: RSAPrivateKey, foreign: RSAPrivateKey) -> None:
    """Another issuer's key is trusted for that issuer's awards, and under a name that both use counts for no other."""
    for header in ({}, {"kid": KID}):
        theirs = sign(foreign, claims(credential()), **header)
        finding = await found(theirs, key)
        assert isinstance(finding, NotRight)
        assert finding.why is AwardFault.signature
        finding = await found(theirs, foreign, rules=rules((KID, pem(foreign)), profiles=(f"{OTHER}/issuer",)))
        assert isinstance(finding, NotRight)
        assert finding.why is AwardFault.other_issuer


async def test_words_that_are_not_in_base64_are_not_signed(key: RSAPrivateKey) -> None:
    """A header that wants its payload read as it stands (RFC 7797) gets no other words past the signature."""
    for header in ({"b64": False, "crit": ["b64"]}, {"b64": False}):
        finding = await found(sign(key, claims(credential()), **header), key)
        assert isinstance(finding, NotRight)
        assert finding.why is AwardFault.signature


async def test_a_header_with_demands_that_nobody_knows_is_not_signed(key: RSAPrivateKey) -> None:
    """What must be understood and is not, is refused (RFC 7515 section 4.1.11)."""
    finding = await found(sign(key, claims(credential()), crit=["b65"], b65=False), key)
    assert isinstance(finding, NotRight)


async def test_proofs_inside_the_document_are_not_checked(key: RSAPrivateKey) -> None:
    """Data Integrity needs the document as a graph: that is said, and nothing is guessed."""
    finding = await found(json.dumps(credential(proof={"type": "DataIntegrityProof"})), key)
    assert isinstance(finding, NotChecked)
    assert finding.why is AwardDoubt.unknown_signature
    assert finding.award is not None
    assert finding.award.name == NAME


@pytest.mark.parametrize("rule", [None, rules()])
async def test_an_issuer_without_keys_has_no_credential_checked(key: RSAPrivateKey, rule: object) -> None:
    """Without rules or without keys, nothing can be said."""
    finding = await found(sign(key, claims(credential())), key, rules=rule)
    assert isinstance(finding, NotChecked)
    assert finding.why is (AwardDoubt.no_rules if rule is None else AwardDoubt.unknown_key)


async def test_an_issuer_may_have_a_decentralised_id(key: RSAPrivateKey) -> None:
    """Its key stands in the issuer's file all the same."""
    token = sign(key, claims(credential(issuer="did:web:badges.example.org")))
    rule = rules((KID, pem(key)), profiles=("did:web:badges.example.org", ISSUER))
    assert isinstance(await found(token, key, rules=rule), Checked)


async def test_a_forgery_has_nothing_looked_up(web: Web, key: RSAPrivateKey, foreign: RSAPrivateKey) -> None:
    """An address in a credential is opened only once its signature is known to be the issuer's."""
    token = sign(foreign, claims(credential(credentialStatus={"id": STATUS, "type": "1EdTechRevocationList"})))
    assert isinstance(await found(token, key, web), NotRight)
    assert web.asked == []
