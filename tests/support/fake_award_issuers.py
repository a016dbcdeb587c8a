"""Awards made by hand, and the servers of those who award them: on loopback, with every rule about addresses on.

Each name has public addresses, as its test says. A socket for any of them is turned round to this machine only once
the bot has decided to connect, so nothing about addresses is switched off here.
"""

import asyncio
import base64
import hashlib
import io
import json
import socket
import ssl
import zipfile
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import trustme
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from pyld import jsonld

from bot.awards.checker import AwardChecker
from bot.awards.expected import Expected
from bot.awards.v3 import proofs
from bot.awards.web.fetcher import Fetcher
from criteria.award_rules import AwardKey, Awards

NOW = datetime(2026, 7, 5, 9, 30, tzinfo=UTC)
EMAIL = "isla@example.org"
HOME = "https://badges.example.org"
OTHER = "https://other.example.net"
ISSUER = f"{HOME}/issuer"
BADGE = f"{HOME}/badges/thing-7"
AWARD = f"{HOME}/awards/7"
KEY = f"{HOME}/keys/1"
LIST = f"{HOME}/revoked"
NAME = "ELC Thing 7 – Motivating and inspiring others"
PUBLIC = "93.184.215.14"
V2 = "https://w3id.org/openbadges/v2"
V3 = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]

Doc = dict[str, object]
Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


# Keys and signatures


def rsa_key() -> rsa.RSAPrivateKey:
    """A new key."""
    return rsa.generate_private_key(65537, 2048)


def pem(key: Private) -> str:
    """Its public half, as an issuer publishes it."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def b64(data: bytes) -> str:
    """Base64 as JWS has it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sign(key: Private, payload: Doc | bytes, **header: object) -> str:
    """A JWS in its compact form, by hand (RFC 7515 section 5.1)."""
    kind = {rsa.RSAPrivateKey: "RS256", ec.EllipticCurvePrivateKey: "ES256"}
    alg = next((name for of, name in kind.items() if isinstance(key, of)), "EdDSA")
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    signed = f"{b64(json.dumps({'alg': alg, **header}).encode())}.{b64(body)}"
    return f"{signed}.{b64(_signature(key, signed.encode()))}"


def _signature(key: Private, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return key.sign(data)


# Documents


def hashed(email: str = EMAIL, salt: str = "deadsea", kind: str = "sha256") -> str:
    """An address as awards hide it."""
    return f"{kind}${hashlib.new(kind, (email + salt).encode()).hexdigest()}"


def assertion(**changes: object) -> Doc:
    """A hosted award of Open Badges 2.0. A change to None takes the field out."""
    return _changed(
        {
            "@context": V2,
            "type": "Assertion",
            "id": AWARD,
            "recipient": {"type": "email", "hashed": True, "salt": "deadsea", "identity": hashed()},
            "issuedOn": "2026-03-01T10:00:00Z",
            "badge": BADGE,
            "verification": {"type": "hosted"},
        },
        changes,
    )


def signed_assertion(**changes: object) -> Doc:
    """An award of Open Badges 2.0 that is to be signed."""
    verification = {"type": "SignedBadge", "creator": KEY}
    return _changed(assertion(id="urn:uuid:a953081a-4bbd-4927-9653-7219bca00e3b", verification=verification), changes)


def badge(**changes: object) -> Doc:
    """Its badge."""
    return _changed({"@context": V2, "type": "BadgeClass", "id": BADGE, "name": NAME, "issuer": ISSUER}, changes)


def profile(**changes: object) -> Doc:
    """Its issuer."""
    return _changed({"@context": V2, "type": "Issuer", "id": ISSUER, "name": "Maker Society"}, changes)


def credential(**changes: object) -> Doc:
    """An award of Open Badges 3.0."""
    identity = {"type": "IdentityObject", "hashed": True, "salt": "deadsea", "identityHash": hashed()}
    return _changed(
        {
            "@context": V3,
            "id": "urn:uuid:7d6f3a2e-0b9b-4a55-9d8c-0f5b8f6f2a11",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Maker Society"},
            "validFrom": "2026-03-01T10:00:00Z",
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "identifier": [{**identity, "identityType": "emailAddress"}],
                "achievement": {"id": BADGE, "type": ["Achievement"], "name": NAME},
            },
        },
        changes,
    )


def claims(node: Doc, **changes: object) -> Doc:
    """A credential with the registered claims that belong to it."""
    subject, issuer = node.get("credentialSubject"), node.get("issuer")
    begins = node.get("validFrom") or node.get("issuanceDate")
    said = {
        "iss": issuer.get("id") if isinstance(issuer, dict) else issuer,
        "sub": subject.get("id") if isinstance(subject, dict) else None,
        "jti": node.get("id"),
        "nbf": int(datetime.fromisoformat(str(begins)).timestamp()),
    }
    ends = node.get("validUntil") or node.get("expirationDate")
    end = {"exp": int(datetime.fromisoformat(str(ends)).timestamp())} if ends else {}
    return _changed(node, {**said, **end, **changes})


def _changed(doc: Doc, changes: Mapping[str, object]) -> Doc:
    return {name: value for name, value in {**doc, **changes}.items() if value is not None}


# Files


def chunk(kind: bytes, body: bytes, crc: int | None = None) -> bytes:
    """A chunk of a PNG."""
    check = zlib.crc32(kind + body) if crc is None else crc
    return len(body).to_bytes(4, "big") + kind + body + check.to_bytes(4, "big")


IHDR = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]))
IDAT = chunk(b"IDAT", zlib.compress(b"\0\0\0\0\0"))
IEND = chunk(b"IEND", b"")


def png(*chunks: bytes, end: bytes = IEND) -> bytes:
    """A picture of one dot, with these chunks."""
    return b"\x89PNG\r\n\x1a\n" + IHDR + b"".join(chunks) + IDAT + end


def itxt(text: str, keyword: bytes = b"openbadges", language: bytes = b"", *, packed: bool = False) -> bytes:
    """The chunk that holds an award."""
    said = zlib.compress(text.encode()) if packed else text.encode()
    return chunk(b"iTXt", keyword + b"\0" + bytes([packed, 0]) + language + b"\0" + b"\0" + said)


def svg(inside: str, top: str = "") -> str:
    """A drawing with an award in it."""
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"'
    drawing = '<g><path d="M0 0"/></g>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{top}<svg {spaces} viewBox="0 0 5 5">{inside}{drawing}</svg>'


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


# Servers

Says = bytes | Doc | Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def answer(status: int, body: bytes = b"", *headers: str) -> bytes:
    """An answer as it goes over the line."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def moved(to: str, status: int = 302) -> bytes:
    """An answer that sends one on."""
    return answer(status, b"", f"Location: {to}")


@dataclass
class Web:
    """All the servers there are. Each page is what its whole address says."""

    tls: ssl.SSLContext
    pages: dict[str, Says] = field(default_factory=dict)
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    """The addresses of names. Any other has a public one."""
    asked: list[str] = field(default_factory=list)
    """The addresses of pages that were asked for."""
    heads: list[str] = field(default_factory=list)
    """What was asked, with its headers."""
    looked_up: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0

    def add(self, *docs: Doc) -> "Web":
        """Publishes documents under their ids."""
        self.pages |= {str(doc["id"]): doc for doc in docs}
        return self

    async def lookup(self, host: str) -> Sequence[str]:
        """What a name server says."""
        self.looked_up.append(host)
        return self.names.get(host, (PUBLIC,))

    def socket(self, info: tuple[object, ...]) -> socket.socket:
        """A socket that arrives here, whatever it is told to connect to."""
        return _TurnedRound(self)

    def fetcher(self, **more: object) -> Fetcher:
        """The bot's own, which meets these servers."""
        return replace_arguments(Fetcher, lookup=self.lookup, sockets=self.socket, tls=self.tls, **more)

    def checker(self, **more: object) -> AwardChecker:
        """The bot's own, with such a fetcher."""
        return AwardChecker(self.fetcher(**more))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reads one request and answers it."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            host = head.lower().partition("\r\nhost: ")[2].partition("\r\n")[0]
            address = f"https://{host}{head.split()[1]}"
            self.asked.append(address)
            self.heads.append(head)
            says = self.pages.get(address, answer(404))
            if callable(says):
                await says(reader, writer)
            else:
                writer.write(says if isinstance(says, bytes) else answer(200, json.dumps(says).encode()))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()


def replace_arguments(make: Callable[..., Fetcher], **arguments: object) -> Fetcher:
    """Calls with arguments that a test chose."""
    return make(**arguments)


class _TurnedRound(socket.socket):
    """Connects to this machine, and remembers to what it was told to."""

    def __init__(self, web: Web) -> None:
        super().__init__(socket.AF_INET, socket.SOCK_STREAM)
        self._web = web

    def connect(self, address: tuple[str, int]) -> None:  # type: ignore[override]  # one family is enough here
        self._web.connected.append(address[:2])
        super().connect(("127.0.0.1", self._web.port))


@dataclass(frozen=True)
class Authority:
    """A certificate authority of this test run, and a server's certificate for the names that tests use."""

    server: ssl.SSLContext
    client: ssl.SSLContext


def authority(*names: str) -> Authority:
    """Makes one."""
    ca = trustme.CA()
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    ca.issue_cert(*names).configure_cert(server)
    ca.configure_trust(client)
    return Authority(server, client)


@asynccontextmanager
async def web(trusted: Authority) -> AsyncIterator[Web]:
    """All servers on one free port, until the block ends."""
    made = Web(trusted.client)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=trusted.server)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


def rules(*keys: tuple[str, str], profiles: Sequence[str] = (ISSUER,)) -> Awards:
    """What the issuer's file says: its profile, and these keys, each an id and a PEM."""
    return Awards(profiles=tuple(profiles), keys=tuple(AwardKey(id=id_, pem=text) for id_, text in keys))


def expected(*keys: tuple[str, str], **changes: object) -> Expected:
    """Isla, who was awarded something by the Maker Society."""
    made = Expected((EMAIL,), rules(*keys), NOW)
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields that there are


# Proofs inside a document (Data Integrity)

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(data: bytes) -> str:
    """Multibase in base58-btc."""
    number, signs = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        signs = ALPHABET[digit] + signs
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + signs


def identity58(key: ed25519.Ed25519PrivateKey) -> str:
    """What stands behind `did:key:` for a key."""
    return base58(b"\xed\x01" + key.public_key().public_bytes_raw())


def prove(
    document: Doc, key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey, method: str, **more: object
) -> Doc:
    """A document with a proof inside, made with the library's own way from a document to its quads."""
    suite = "eddsa-rdfc-2022" if isinstance(key, ed25519.Ed25519PrivateKey) else "ecdsa-rdfc-2019"
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2026-03-01T10:00:00Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        **more,
    }
    graph = _digest({"@context": document["@context"], **options}) + _digest(document)
    return {**document, "proof": {**options, "proofValue": base58(_signature(key, graph))}}


def _digest(document: Doc) -> bytes:
    folder = Path(proofs.__file__).with_name("contexts")
    known = json.loads((folder / "index.json").read_text())

    def load(address: str, _: object) -> Doc:
        content = json.loads((folder / known[address]).read_text())
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": content}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    return hashlib.sha256(jsonld.normalize(document, options).encode()).digest()
