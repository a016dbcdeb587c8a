"""Checks embedded proofs of Open Badges 3.0 credentials (W3C Data Integrity 1.0).

The kinds `eddsa-rdfc-2022` and `ecdsa-rdfc-2019` with P-256. What is signed is the document as a graph, which a
process of its own works out, with contexts that come with Teabreak. Only keys that the issuer's file holds count, and
the key that a `did:key` among its profiles is.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from bot.awards.check_errors import AwardRefused, CouldNotCheck
from bot.awards.expected import own_profile
from bot.awards.json_node import Node
from bot.awards.signatures import Key, pinned
from bot.system.child_process import AWARDS, run
from criteria.award_rules import Awards
from flows.model.attachments.award_check import AwardDoubt, AwardFault

CONTEXTS = Path(__file__).with_name("contexts")
SUITES = {"eddsa-rdfc-2022": "EdDSA", "ecdsa-rdfc-2019": "ES256"}
"""The kinds of proof, and the kind of key that makes each."""
WALL = 10.0
_PROGRAM = Path(__file__).with_name("graphs.py")
_DIGESTS = 64
_SIGNATURE = 64
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_LONGEST = 200
_ED25519, _P256 = b"\xed\x01", b"\x80\x24"
_DID_KEY = "did:key:"


def proof_of(node: Node) -> Node:
    """The one proof of a credential. Raises CouldNotCheck for none, several, or an unsupported type."""
    proof = node.node("proof")
    if proof is None or "DataIntegrityProof" not in proof.types or proof.text("cryptosuite") not in SUITES:
        raise CouldNotCheck(AwardDoubt.unknown_signature)
    if proof.text("proofPurpose") != "assertionMethod" or proof.has("previousProof"):
        raise CouldNotCheck(AwardDoubt.unknown_signature)
    return proof


async def must_be_signed(node: Node, rules: Awards, contexts: Path = CONTEXTS) -> Node:
    """The proof of a credential. Ends the check unless a key of the issuer's made it for these words.

    Raises CouldNotCheck where that cannot be told, and AwardRefused where it is not so.
    """
    proof = proof_of(node)
    kind, method = SUITES[proof.text("cryptosuite") or ""], proof.text("verificationMethod") or ""
    keys = [key for key in _keys(rules, method) if key.kind == kind]
    if not keys:
        raise CouldNotCheck(AwardDoubt.unknown_key)
    signature = base58(proof.text("proofValue") or "")
    data = json.dumps(node.fields(), ensure_ascii=False).encode()
    try:
        ended = await run(_PROGRAM, str(contexts), data=data, wall=WALL, most=_DIGESTS, lane=AWARDS)
    except OSError:
        raise CouldNotCheck(AwardDoubt.busy) from None
    if len(ended.output) != _DIGESTS:
        # It uses words of contexts that are not known here, or takes too long.
        raise CouldNotCheck(AwardDoubt.unknown_signature)
    if signature is None or not any(_signed(signature, ended.output, key) for key in keys):
        raise AwardRefused(AwardFault.signature)
    return proof


def _keys(rules: Awards, method: str) -> Iterator[Key]:
    yield from (key for key in pinned(rules) if key.id == method)
    did, _, name = method.partition("#")
    its_own = did.startswith(_DID_KEY) and name in ("", did.removeprefix(_DID_KEY))
    if its_own and own_profile(rules, did) is not None and (found := did_key(did)) is not None:
        yield found


def did_key(did: str) -> Key | None:
    """The key that a `did:key` is; None for one of another kind."""
    code = base58(did.removeprefix(_DID_KEY)) or b""
    try:
        if code.startswith(_ED25519):
            return Key(did, "EdDSA", Ed25519PublicKey.from_public_bytes(code[2:]))
        if code.startswith(_P256):
            return Key(did, "ES256", EllipticCurvePublicKey.from_encoded_point(SECP256R1(), code[2:]))
    except ValueError:
        pass
    return None


def base58(text: str) -> bytes | None:
    """Bytes in multibase base58-btc; None for anything else."""
    digits = text[1:]
    if not text.startswith("z") or len(text) > _LONGEST or any(sign not in _ALPHABET for sign in digits):
        return None
    number = 0
    for sign in digits:
        number = number * 58 + _ALPHABET.index(sign)
    zeros = len(digits) - len(digits.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _signed(signature: bytes, data: bytes, by: Key) -> bool:
    if len(signature) != _SIGNATURE:
        return False
    try:
        if isinstance(by.public, Ed25519PublicKey):
            by.public.verify(signature, data)
        elif isinstance(by.public, EllipticCurvePublicKey):
            r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
            by.public.verify(encode_dss_signature(r, s), data, ECDSA(SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True
