"""Awards that are signed inside, as Data Integrity has it: the specifications' own vectors, and awards made here."""

import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from support.fake_award_issuers import EMAIL, ISSUER, NAME, V3, Doc, credential, expected, identity58, pem, prove, rules

from bot.awards.check_errors import AwardRefused, CouldNotCheck
from bot.awards.checker import AwardChecker
from bot.awards.json_node import parse
from bot.awards.v3 import proofs
from bot.awards.v3.proofs import CONTEXTS, base58, did_key
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

METHOD = f"{ISSUER}#key-1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
ED25519 = (
    "eddsa-rdfc-2022",
    "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
    "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9",
)
P256 = (
    "ecdsa-rdfc-2019",
    "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP",
    "zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw",
)


def vector(suite: str, key: str, value: str) -> Doc:
    """The example of the cryptosuites' specifications, sections "Representation: eddsa-rdfc-2022" and its like."""
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2", EXAMPLES],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": suite,
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": f"did:key:{key}#{key}",
            "proofPurpose": "assertionMethod",
            "proofValue": value,
        },
    }


@pytest.fixture
def contexts(tmp_path: Path) -> Path:
    """The contexts that come with Teabreak, and the one of the specifications' examples."""
    folder = tmp_path / "contexts"
    shutil.copytree(CONTEXTS, folder)
    index = json.loads((folder / "index.json").read_text())
    (folder / "index.json").write_text(json.dumps(index | {EXAMPLES: "examples.json"}))
    (folder / "examples.json").write_text('{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}')
    return folder


@pytest.mark.parametrize("given", [ED25519, P256], ids=["eddsa", "ecdsa"])
async def test_the_specifications_vectors_hold(contexts: Path, given: tuple[str, str, str]) -> None:
    """The signatures of the specifications, by the keys that they publish; any word changed, and they do not."""
    said, key = vector(*given), did_key(f"did:key:{given[1]}")
    assert key is not None
    method = f"did:key:{given[1]}#{given[1]}" if given is P256 else f"https://vc.example/issuers/5678#{given[1]}"
    proof = said["proof"]
    assert isinstance(proof, dict)
    proof["verificationMethod"] = method
    known = rules((method, proofs_pem(key)))
    assert (await proofs.must_be_signed(parse(json.dumps(said)), known, contexts)).id == ""
    with pytest.raises(AwardRefused):
        await proofs.must_be_signed(parse(json.dumps({**said, "name": "Another"})), known, contexts)
    proof["created"] = "2023-02-24T23:36:39Z"
    with pytest.raises(AwardRefused):
        await proofs.must_be_signed(parse(json.dumps(said)), known, contexts)


def proofs_pem(key: object) -> str:
    """A key as an issuer's file has it."""
    public = key.public  # type: ignore[attr-defined]  # it is one of ours
    return pem(type("Private", (), {"public_key": lambda _: public})())


async def test_words_that_no_known_context_has_are_not_checked() -> None:
    """What would be left out of the graph could say anything."""
    known = Awards(profiles=(f"did:key:{ED25519[1]}",))
    with pytest.raises(CouldNotCheck) as stopped:
        await proofs.must_be_signed(parse(json.dumps(vector(*ED25519))), known)
    assert stopped.value.why is AwardDoubt.unknown_signature


@pytest.fixture(scope="module")
def key() -> ed25519.Ed25519PrivateKey:
    """The issuer's key."""
    return ed25519.Ed25519PrivateKey.generate()


async def found(document: Doc, key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey, **more: object) -> Finding:
    """What comes of a credential, with the issuer's key in its file."""
    (looked,) = await AwardChecker(None).file(json.dumps(document).encode(), expected((METHOD, pem(key)), **more))
    return looked.finding


def open_badge(**changes: object) -> Doc:
    """A credential whose every word is in the contexts."""
    identity = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": EMAIL,
        "identityType": "emailAddress",
    }
    achievement = {
        "id": "urn:uuid:0b5a26a5-2fc4-4e23-9f2b-7f1a1f3f0001",
        "type": ["Achievement"],
        "name": NAME,
        "description": "x",
        "criteria": {"narrative": "Meet us."},
    }
    subject = {"type": ["AchievementSubject"], "identifier": [identity], "achievement": achievement}
    return credential(credentialSubject=subject, **changes)


@pytest.mark.parametrize("kind", ["eddsa", "ecdsa"])
async def test_an_award_that_is_signed_inside_is_checked(kind: str, key: ed25519.Ed25519PrivateKey) -> None:
    """By both kinds of key, for the worker whom it names."""
    signing = key if kind == "eddsa" else ec.generate_private_key(ec.SECP256R1())
    finding = await found(prove(open_badge(), signing, METHOD), signing)
    assert isinstance(finding, Checked)
    assert (finding.by, finding.award.name) == (CheckMethod.credential, NAME)
    assert isinstance(
        await found(prove(open_badge(), signing, METHOD), signing, emails=("mairi@example.org",)), NotRight
    )


async def test_a_did_key_among_the_profiles_is_its_own_key(key: ed25519.Ed25519PrivateKey) -> None:
    """Nothing else has to be written down; another such key is another issuer."""
    did = f"did:key:{identity58(key)}"
    said = prove(open_badge(issuer={"id": did, "type": ["Profile"], "name": "x"}), key, f"{did}#{identity58(key)}")
    assert isinstance(await found(said, key, rules=Awards(profiles=(did,))), Checked)
    other = f"did:key:{ED25519[1]}"
    assert isinstance(await found(said, key, rules=Awards(profiles=(other,))), NotRight)


CHANGES: list[tuple[str, Doc, AwardFault | AwardDoubt]] = [
    ("another name", {"name": "Something else"}, AwardFault.signature),
    ("another end", {"validUntil": "2030-01-01T00:00:00Z"}, AwardFault.signature),
    ("a word of no context", {"colour": "red"}, AwardDoubt.unknown_signature),
    ("a context inside", {"@context": [*V3, {"name": "https://example.org/x"}]}, AwardDoubt.unknown_signature),
    ("a context of nobody's", {"@context": [*V3, "https://example.org/context"]}, AwardDoubt.unknown_signature),
    ("a thing from elsewhere", {"@included": [{"id": "urn:x"}]}, AwardDoubt.unknown_signature),
    ("no proof", {"proof": None}, AwardDoubt.unknown_signature),
    (
        "two proofs",
        {"proof": [{"type": "DataIntegrityProof"}, {"type": "DataIntegrityProof"}]},
        AwardDoubt.unknown_signature,
    ),
    (
        "another issuer",
        {"issuer": {"id": "https://other.example.net/issuer", "type": ["Profile"]}},
        AwardFault.other_issuer,
    ),
]


@pytest.mark.parametrize(("changes", "why"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
async def test_what_was_changed_afterwards_is_not_checked(
    changes: Doc, why: AwardFault | AwardDoubt, key: ed25519.Ed25519PrivateKey
) -> None:
    """Only the very words that were signed are the issuer's."""
    finding = await found({**prove(open_badge(), key, METHOD), **changes}, key)
    assert isinstance(finding, NotRight if isinstance(why, AwardFault) else NotChecked)
    assert finding.why is why


async def test_a_proof_has_a_purpose_and_an_end(key: ed25519.Ed25519PrivateKey) -> None:
    """One for another purpose proves nothing here; one that has run out says so; one of another kind is not known."""
    assert (
        getattr(await found(prove(open_badge(), key, METHOD, expires="2026-07-01T00:00:00Z"), key), "why", 0)
        is AwardFault.expired
    )
    for more in ({"proofPurpose": "authentication"}, {"cryptosuite": "bbs-2023"}):
        finding = await found(prove(open_badge(), key, METHOD, **more), key)
        assert getattr(finding, "why", 0) is AwardDoubt.unknown_signature
    assert getattr(await found(prove(open_badge(), key, f"{ISSUER}#key-2"), key), "why", 0) is AwardDoubt.unknown_key


async def test_a_graph_that_cannot_be_ordered_costs_one_award(
    key: ed25519.Ed25519PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many things that are alike can be put in order in more ways than there is time for."""
    made = prove(open_badge(), key, METHOD)
    made["evidence"] = [{"type": "Evidence"} for _ in range(12)]
    monkeypatch.setattr(proofs, "WALL", 3.0)
    finding = await found(made, key)
    assert isinstance(finding, NotChecked | NotRight)


@pytest.mark.parametrize(
    ("text", "content"), [("z11", b"\0\0"), ("z2g", b"a"), ("z", b""), ("zl", None), ("u2g", None)]
)
def test_base58_is_read(text: str, content: bytes | None) -> None:
    """Multibase, in Bitcoin's letters."""
    assert base58(text) == content
