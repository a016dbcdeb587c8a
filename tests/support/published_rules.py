"""What 1EdTech's published validator asks of an Open Badge 3.0 as VC-JWT, as far as it touches badges of ours.

Written from the rules as published, in the order of the validator's own probes: `OB30Inspector` and
`BitstringStatusListCredentialInspector` of its Digital Credentials Public Validator. Where a rule is the
specification's, its section is named. The JSON-LD contexts are 1EdTech's and W3C's own, as openbadgeslib ships them.
"""

import base64
import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import jwt
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

Fetch = Callable[[str], str]
"""The text at an address. Raises LookupError where there is none."""
CLAIMS = ("iss", "jti", "nbf", "exp", "sub")
VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
OB_CONTEXT = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json")
FEWEST = 131_072
"""Bits of a status list (Bitstring Status List 1.0, section 3.2, Validate Algorithm)."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
REQUIRED = {
    "": {"@context": list, "id": str, "type": list, "issuer": dict, "validFrom": str, "credentialSubject": dict},
    "issuer": {"id": str, "type": list},
    "credentialSubject": {"type": list, "achievement": dict},
    "credentialSubject.achievement": {"id": str, "type": list, "criteria": dict, "description": str, "name": str},
    "credentialSubject.achievement.creator": {"id": str, "type": list},
    "credentialSubject.identifier": {"type": str, "hashed": bool, "identityHash": str, "identityType": str},
    "credentialStatus": {"id": str, "type": str},
}
"""What must stand in each object that we make, and of what kind (section B.1, Credential Data Models)."""
TEXTS = ("name", "url", "humanCode", "salt", "narrative")


def problems(token: str, fetch: Fetch, now: datetime) -> list[str]:
    """What is wrong with a badge, by the name of the rule; nothing for one that the validator accepts."""
    payload = _payload(token)
    document = {name: value for name, value in payload.items() if name not in CLAIMS}
    found = [*_json_ld(document), *_types(document, ("OpenBadgeCredential", "AchievementCredential"))]
    found += [*_contexts(document), *_schema(document), *_subject(document), *_issuer(document)]
    found += [*_proof(token, payload, fetch), *_window(document, now)]
    return found or list(_status(document.get("credentialStatus", {}), fetch, now))


def _payload(token: str) -> dict[str, Any]:
    _, middle, _ = token.split(".")
    payload: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    return payload


def _json_ld(document: Mapping[str, Any]) -> Iterator[str]:
    """JSON-LD Validation: every property is one of the contexts'."""
    dropped: list[str] = []
    try:
        jsonld.expand(document, {"documentLoader": document_loader()}, on_property_dropped=dropped.append)
    except Exception as problem:  # noqa: BLE001 - whatever stops the library is a refusal
        yield f"JSON-LD: {problem}"
    yield from (f"JSON-LD: {name} means nothing" for name in dropped)


def _contexts(document: Mapping[str, Any]) -> Iterator[str]:
    """Context Property Validation: both contexts, in this order."""
    match document.get("@context"):
        case [first, str(second), *_] if first == VC_CONTEXT and OB_CONTEXT.fullmatch(second):
            return
    yield "context: both, in order"


def _types(document: Mapping[str, Any], one_of: tuple[str, ...]) -> Iterator[str]:
    """Type Property Validation."""
    types = document.get("type", [])
    if "VerifiableCredential" not in types or not any(name in types for name in one_of):
        yield "type: VerifiableCredential, and what kind of one"


def _schema(document: Mapping[str, Any]) -> Iterator[str]:
    """JSON Schema Validation, of what we use of it."""
    for path, fields in REQUIRED.items():
        for node in _at(document, path):
            yield from (
                f"schema: {path}.{name}" for name, kind in fields.items() if not isinstance(node.get(name), kind)
            )
            yield from (f"schema: {path}.{name}" for name in TEXTS if name in node and not isinstance(node[name], str))
    for name in ("validFrom", "validUntil"):
        if name in document and not MOMENT.fullmatch(str(document[name])):
            yield f"schema: {name} has no time zone"


def _at(document: Any, path: str) -> list[Mapping[str, Any]]:
    """The objects at a path that are there."""
    found = [document]
    for name in filter(None, path.split(".")):
        inner = [node[name] for node in found if isinstance(node, Mapping) and name in node]
        found = [one for node in inner for one in (node if isinstance(node, list) else [node])]
    return [one for one in found if isinstance(one, Mapping)]


def _subject(document: Mapping[str, Any]) -> Iterator[str]:
    """Verification of credential subject (section 9.1, step 1)."""
    (subject,) = _at(document, "credentialSubject") or [{}]
    if "AchievementSubject" not in subject.get("type", []):
        yield "subject: type"
    if not subject.get("id") and not subject.get("identifier"):
        yield "subject: neither id nor identifier"
    if any("IdentityObject" not in one.get("type", "") for one in _at(subject, "identifier")):
        yield "subject: identifier"
    (criteria,) = _at(subject, "achievement.criteria") or [{}]
    if not criteria.get("id") and not criteria.get("narrative"):
        yield "subject: criteria"


def _issuer(document: Mapping[str, Any]) -> Iterator[str]:
    """Issuer Validation."""
    if any("Profile" not in one.get("type", []) for one in _at(document, "issuer")):
        yield "issuer: type"


def _proof(token: str, payload: Mapping[str, Any], fetch: Fetch) -> Iterator[str]:
    """Verification of external proof (section 8.2.4: `kid` is fetched, and what it gives is one public JWK)."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ("RS256", "ES256") or header.get("typ", "JWT") != "JWT":
        yield "proof: alg or typ"
    if set(header) - {"alg", "kid", "jwk", "typ"}:
        yield "proof: another header (section 8.2.3.1)"
    try:
        key = json.loads(fetch(header["kid"])) if "kid" in header else header["jwk"]
        if "d" in key:
            yield "proof: the key is private"
        options = {"verify_exp": False, "verify_nbf": False, "verify_iss": False, "verify_sub": False}
        jwt.decode(token, jwt.PyJWK.from_dict(key).key, ["RS256"], options={**options, "verify_jti": False})  # type: ignore[arg-type]
    except (LookupError, ValueError, jwt.PyJWTError) as problem:
        yield f"proof: {type(problem).__name__}"
    issuer, subject = payload.get("issuer"), payload.get("credentialSubject", {})
    said = {"iss": issuer if isinstance(issuer, str) else (issuer or {}).get("id"), "jti": payload.get("id")}
    said["sub"] = subject.get("id", "an id of the subject")
    for claim, field in (("nbf", "validFrom"), ("exp", "validUntil")):
        said |= {claim: int(datetime.fromisoformat(payload[field]).timestamp())} if field in payload else {}
    yield from (f"proof: {claim} (section 8.2.3.2)" for claim, value in said.items() if payload.get(claim) != value)


def _window(document: Mapping[str, Any], now: datetime) -> Iterator[str]:
    """Expiration Validation and Issuance Validation (section 9.1, step 4)."""
    begins, ends = (datetime.fromisoformat(document.get(name, f"{now}")) for name in ("validFrom", "validUntil"))
    if now > (ends if ends.tzinfo else ends.replace(tzinfo=UTC)):
        yield "window: expired"
    if now < (begins if begins.tzinfo else begins.replace(tzinfo=UTC)):
        yield "window: not yet"


def _status(status: Mapping[str, Any], fetch: Fetch, now: datetime) -> Iterator[str]:
    """Revocation List Validation: the list is itself a credential that has to stand, and the bit is not set."""
    if not status:
        return
    try:
        token = fetch(status["statusListCredential"])
    except LookupError:
        yield "status: no list"
        return
    listed = _payload(token)
    subject = listed.get("credentialSubject", {})
    if listed.get("@context", [None])[0] != VC_CONTEXT or "BitstringStatusList" not in subject.get("type", ""):
        yield "status: no status list"
    yield from _types(listed, ("BitstringStatusListCredential",))
    yield from (*_proof(token, listed, fetch), *_window(listed, now))
    if subject["statusPurpose"] != status["statusPurpose"]:
        yield "status: purpose"
    encoded: str = subject["encodedList"]
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    index = int(status["statusListIndex"])
    if encoded[0] != "u" or len(bits) * 8 < FEWEST or index >= len(bits) * 8:
        yield "status: length"
    elif bits[index // 8] & 0x80 >> index % 8:
        yield "status: revoked"


def moment(seconds: float) -> datetime:
    """Unix seconds as a moment."""
    return datetime.fromtimestamp(seconds, UTC)
