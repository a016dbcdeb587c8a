"""Signed messages: the same signatures as everybody else's, over bytes, and nothing believed that is not signed."""

import base64
from datetime import UTC, datetime

import pytest
import standardwebhooks
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from bot.signing.keys import KeyUnclear, PrivateKey, PublicKey, SharedSecret, checkers, signers
from bot.signing.standard_webhooks import NotBelieved, SignatureProblem, believed, signed

# The vector that the libraries of the specification's authors are tested with.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = 1614265330
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

OTHER = "whsec_" + base64.b64encode(bytes(range(32))).decode()
# RFC 8032 section 7.1, TEST 3: seed, public half, message, signature.
SEED = bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
PUBLIC = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
SAID = bytes.fromhex(
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)
WHSK = "whsk_" + base64.b64encode(SEED).decode()
WHPK = "whpk_" + base64.b64encode(PUBLIC).decode()


def doubt(keys: str, headers: dict[str, str], body: bytes = BODY, now: float = AT) -> SignatureProblem:
    """Why a message is not believed."""
    with pytest.raises(NotBelieved) as refused:
        believed(checkers(keys), headers, body, now)
    assert str(refused.value) == refused.value.doubt.value
    return refused.value.doubt


def headers(keys: str = SECRET, message_id: str = ID, at: int = AT, body: bytes = BODY) -> dict[str, str]:
    """A message's headers, signed with these keys."""
    return dict(signed(signers(keys), message_id, at, body))


def test_the_known_vector_is_signed_and_believed() -> None:
    """The signature that every library of the specification's authors makes."""
    assert headers() == {"webhook-id": ID, "webhook-timestamp": str(AT), "webhook-signature": SIGNATURE}
    assert believed(checkers(SECRET), headers(), BODY, AT) == ID


def test_ed25519_is_that_of_the_rfc() -> None:
    """RFC 8032's own example: the same signature from the seed, and from the seed with the public half behind it."""
    for key in (PrivateKey(SEED), PrivateKey(SEED + PUBLIC)):
        assert key.sign(b"\xaf\x82") == SAID
        assert key.public == WHPK
    assert PublicKey(PUBLIC).holds(b"\xaf\x82", SAID)
    assert not PublicKey(PUBLIC).holds(b"\xaf\x83", SAID)


def test_an_asymmetric_message_is_believed() -> None:
    """`v1a` goes the whole way: signed with the private half, checked with the public one."""
    made = headers(WHSK)
    assert made["webhook-signature"].startswith("v1a,")
    assert believed(checkers(WHPK), made, BODY, AT) == ID
    assert doubt(WHPK, made, b'{"test": 2432232315}') is SignatureProblem.unsigned


@given(body=st.text(), size=st.integers(24, 64))
def test_another_implementation_agrees(body: str, size: int) -> None:
    """What is signed here is what the published library signs, for any text and any secret that is allowed."""
    secret = base64.b64encode(bytes(range(size))).decode()
    theirs = standardwebhooks.Webhook(secret).sign(ID, datetime.fromtimestamp(AT, UTC), body)
    assert headers(f"whsec_{secret}", body=body.encode("utf-8", "surrogatepass"))["webhook-signature"] == theirs


def test_what_is_no_text_can_be_signed() -> None:
    """A body is bytes, whatever they are."""
    body = bytes(range(256))
    assert believed(checkers(SECRET), headers(body=body), body, AT) == ID


def test_keys_are_changed_over_without_a_gap() -> None:
    """During a change the message has a signature of each key, and whoever has either believes it."""
    made = headers(f"{OTHER} {SECRET} {WHSK}")
    assert [word.partition(",")[0] for word in made["webhook-signature"].split()] == ["v1", "v1", "v1a"]
    for known in (SECRET, OTHER, WHPK, f"{OTHER} {SECRET}"):
        assert believed(checkers(known), made, BODY, AT) == ID


@pytest.mark.parametrize("late", [-300, 0, 299.9, 300])
def test_clocks_may_differ_a_little(late: float) -> None:
    """Five minutes to either side."""
    assert believed(checkers(SECRET), headers(), BODY, AT + late) == ID


@pytest.mark.parametrize("late", [-301, 301, 10_000_000])
def test_an_old_message_is_not_believed(late: float) -> None:
    """One that was overheard cannot be said again later, and none is from the future."""
    assert doubt(SECRET, headers(), now=AT + late) is SignatureProblem.untimely


def lines(*pairs: tuple[str, str]) -> CIMultiDict[str]:
    """Headers as they came over the line, each in a line of its own."""
    return CIMultiDict(pairs)


def test_signatures_may_come_in_several_lines() -> None:
    """One line for each key, or lines that a proxy has made into one, with a comma and with or without a space."""
    fixed = (("Webhook-Id", ID), ("Webhook-Timestamp", str(AT)))
    strange = "v1,AAAA"
    for signatures in ((strange, SIGNATURE), (SIGNATURE, strange), (f"v9,zzzz {strange}", SIGNATURE)):
        made = lines(*fixed, *(("Webhook-Signature", one) for one in signatures))
        assert believed(checkers(SECRET), made, BODY, AT) == ID
    for joined in (f"{strange},{SIGNATURE}", f"{strange}, {SIGNATURE}", f"{SIGNATURE},{strange}"):
        assert believed(checkers(SECRET), {**headers(), "webhook-signature": joined}, BODY, AT) == ID


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp"])
def test_an_id_and_a_time_are_said_once(name: str) -> None:
    """Two that differ leave open which one was signed; the same twice does not."""
    other = {"webhook-id": "msg_2", "webhook-timestamp": str(AT - 1)}[name]
    made = lines(*headers().items())
    made.add(name, made[name])
    assert believed(checkers(SECRET), made, BODY, AT) == ID
    made.add(name, other)
    with pytest.raises(NotBelieved) as refused:
        believed(checkers(SECRET), made, BODY, AT)
    assert refused.value.doubt is SignatureProblem.incomplete


def test_the_headers_older_names_do_as_well() -> None:
    """`svix-id` and its like, as senders wrote before the specification; the two are never mixed."""
    made = {name.replace("webhook-", "svix-"): value for name, value in headers().items()}
    assert believed(checkers(SECRET), made, BODY, AT) == ID
    mixed = {**made, "webhook-id": ID}
    del mixed["svix-id"]
    assert doubt(SECRET, mixed) is SignatureProblem.incomplete
    assert doubt(SECRET, {**made, "svix-id": "msg_other"}) is SignatureProblem.unsigned


def test_the_window_is_as_wide_as_it_is_set() -> None:
    """An operator whose issuer's clock is an hour off can say so."""
    assert believed(checkers(SECRET), headers(), BODY, AT + 3600, 3600) == ID
    with pytest.raises(NotBelieved):
        believed(checkers(SECRET), headers(), BODY, AT + 60, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook-id", "msg_other"),
        ("webhook-timestamp", str(AT + 1)),
        ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA="),
        ("webhook-signature", SIGNATURE.replace("v1,", "v2,")),
        ("webhook-signature", SIGNATURE.replace("v1,", "v1a,")),
        ("webhook-signature", "v1,AAAA"),
    ],
)
def test_a_changed_message_is_not_believed(name: str, value: str) -> None:
    """Id, time and signature are all bound to the body."""
    assert doubt(SECRET, {**headers(), name: value}) is SignatureProblem.unsigned


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize(
    "value", [None, "", " ", "\x00", "é", "x" * 300 + ".", "v1", "v1,***", "-1", "1e9", "١٢٣", "0.5"]
)
def test_half_a_message_is_not_believed(name: str, value: str | None) -> None:
    """A header that is missing or makes no sense is refused, and breaks nothing."""
    made = headers()
    made.pop(name)
    found = doubt(SECRET, made if value is None else {**made, name: value})
    assert found in {SignatureProblem.incomplete, SignatureProblem.unsigned}


def test_an_id_holds_no_full_stop() -> None:
    """Otherwise the end of an id could be passed off as the time."""
    with pytest.raises(ValueError, match="full stop"):
        headers(message_id="msg.1")
    assert doubt(SECRET, {**headers(), "webhook-id": f"{ID}.{AT}"}) is SignatureProblem.incomplete


def test_the_signature_of_one_body_is_not_that_of_another() -> None:
    """Neither is a body that begins with a time taken for a message with that time."""
    made = headers(body=b"77.x")
    assert doubt(SECRET, {**made, "webhook-timestamp": f"{AT}.77"}, b"x") is SignatureProblem.incomplete


def test_a_good_signature_is_found_among_strange_ones() -> None:
    """Versions that are yet to be invented, and those of other keys, are passed over."""
    made = headers()
    made["webhook-signature"] = f"v9,abcd nonsense v1,{base64.b64encode(bytes(32)).decode()} {SIGNATURE}"
    assert believed(checkers(SECRET), made, BODY, AT) == ID


def test_endless_signatures_are_not_tried() -> None:
    """A stranger cannot make us work: only the first few are looked at."""
    made = headers()
    made["webhook-signature"] = "v1,AAAA " * 16 + SIGNATURE
    assert doubt(SECRET, made) is SignatureProblem.unsigned


@pytest.mark.parametrize("size", [24, 33, 64])
def test_a_secret_may_come_without_what_fills_it_up(size: int) -> None:
    """Some tools leave the signs at the end of base64 out."""
    text = base64.b64encode(bytes(size)).decode()
    with_them, without = signers(f"whsec_{text} whsec_{text.rstrip('=')}")
    assert with_them.sign(b"x") == without.sign(b"x")


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("", "at least one key"),
        ("   ", "at least one key"),
        ("secret_word", "begins with whsec_ or whsk_"),
        (WHPK, "begins with whsec_ or whsk_"),
        ("whsec_", "24 to 64 bytes"),
        ("whsec_" + base64.b64encode(b"secret_word_of_23_bytes").decode(), "24 to 64 bytes"),
        ("whsec_" + base64.b64encode(bytes(65)).decode(), "24 to 64 bytes"),
        ("whsec_secret-word-that-is-not-base64!", "is base64"),
        ("whsec_sécret", "is base64"),
        ("whsk_" + base64.b64encode(bytes(31)).decode(), "32 or 64 bytes"),
        ("whsk_" + base64.b64encode(SEED + SEED).decode(), "do not belong together"),
        (f"{SECRET} secret_word", "begins with"),
    ],
)
def test_what_is_no_key_is_refused_and_not_shown(text: str, fix: str) -> None:
    """The operator reads what a key looks like, and nothing of what was given."""
    with pytest.raises(KeyUnclear, match=fix) as refused:
        signers(text)
    assert not [part for part in ("secret_word", "secret-word", "sécret") if part in str(refused.value)]
    assert refused.value.__context__ is None


def test_only_keys_that_check_are_taken_for_checking() -> None:
    """The private half has no business with whoever only checks; and half a public key is none."""
    for text in (WHSK, "whpk_AAAA", ""):
        with pytest.raises(KeyUnclear):
            checkers(text)


def test_a_secret_is_not_printed() -> None:
    """A key in a traceback or a log line does not tell itself."""
    assert "MfKQ" not in repr(signers(SECRET)) + repr(SharedSecret(b"x" * 24)) + repr(checkers(f"{SECRET} {WHPK}"))
