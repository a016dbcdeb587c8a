"""The signed POST: what goes over the line, what each answer means, and what a hostile other side cannot do."""

import asyncio
import hashlib
import json
import os
import ssl
import sys
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from support.fake_issuers import (
    ACCEPTED,
    OLD_SECRET,
    ROOT,
    SECRET,
    Behaviour,
    FakeIssuerSystem,
    answer,
    example,
    receiver,
    system,
)
from support.fake_smtp import papers
from support.served_bot import listening

from bot.issuers.http import wait_asked
from bot.issuers.manifests import manifest_json
from bot.issuers.route import DeliveryError, FailureReason, GaveUp, Receipt, RetryLater
from bot.issuers.webhook.route import STOPS, WAITS, WebhookDelivery, reference_in
from bot.signing.keys import checkers, signers
from bot.signing.standard_webhooks import believed, signed
from flows.pack.pack import Pack

pytestmark = pytest.mark.slow

NOW = 1_783_000_000.0
Recording = Callable[[str], Path]


def route(url: str, recording: Recording, keys: str = SECRET, patience: float = 1.0) -> WebhookDelivery:
    """The route to a system, at a time of the test's own."""
    return WebhookDelivery(url, signers(keys), recording, now=lambda: NOW, patience=patience)


@asynccontextmanager
async def posting(*says: Behaviour, patience: float = 1.0) -> AsyncIterator[tuple[FakeIssuerSystem, WebhookDelivery]]:
    """A system that says these things, and the route to it."""
    async with system(*says) as issuer:
        yield issuer, route(issuer.url, Path, patience=patience)


async def failure(webhook: WebhookDelivery, pack: Pack) -> DeliveryError:
    """What comes of a delivery that fails, with nothing in it but its kind."""
    with pytest.raises(DeliveryError) as failed:
        await webhook.deliver(pack)
    told = "".join(traceback.format_exception(failed.value))
    assert not [word for word in ("Isla", "Rowan", "Mòrag", "127.0.0.1", "whsec_") if word in told]
    return failed.value


# What goes over the line


async def test_what_is_taken_back_says_no_more_than_which(pack: Pack) -> None:
    """Ids and the badge, signed: no word, name or number of the worker's. Any acceptance will do."""
    async with posting(answer(204)) as (issuer, webhook):
        assert await webhook.withdraw(pack, datetime.fromtimestamp(NOW, UTC)) == Receipt()
    (request,) = issuer.got
    told = json.loads(request.body)
    assert (told["schema"], told["type"]) == ("withdrawal/1", "submission.withdrawn")
    assert told["data"]["submission_id"] == pack.submission_id
    assert request.headers["idempotency-key"] == f'"{pack.submission_id}-withdrawn"'
    assert believed(checkers(SECRET), request.headers, request.body, NOW) == f"{pack.submission_id}-withdrawn"
    assert not [word for word in ("Isla", "Rowan", "Mòrag") if word in request.body.decode()]


@pytest.mark.parametrize(("status", "kind"), [(422, GaveUp), (400, GaveUp), (503, RetryLater), (404, RetryLater)])
async def test_a_system_that_does_not_take_it_back(pack: Pack, status: int, kind: type[DeliveryError]) -> None:
    """Each answer means what it means for a submission."""
    async with posting(answer(status)) as (_, webhook):
        with pytest.raises(kind):
            await webhook.withdraw(pack, datetime.fromtimestamp(NOW, UTC))


async def test_the_receiver_of_the_page_knows_what_is_taken_back(shown: str, pack: Pack) -> None:
    """The receiver of the contract's page takes the message, however often it comes."""
    webhook = WebhookDelivery(shown, signers(SECRET), Path)
    await webhook.deliver(pack)
    for _ in range(2):
        assert await webhook.withdraw(pack, datetime.now(UTC)) == Receipt()


async def test_a_submission_without_recordings_is_one_signed_message(pack: Pack) -> None:
    """The manifest as JSON, as any Standard Webhooks receiver takes it, with the id as key for repeats."""
    async with posting() as (issuer, webhook):
        assert await webhook.deliver(pack) == Receipt("CASE-7")
    (request,) = issuer.got
    assert request.line == "POST /submissions HTTP/1.1"
    assert request.body == manifest_json(pack)
    assert request.headers["content-type"] == "application/json"
    assert request.headers["webhook-id"] == pack.submission_id
    assert request.headers["idempotency-key"] == f'"{pack.submission_id}"'
    assert request.headers["user-agent"].startswith("Teabreak/")
    assert believed(checkers(SECRET), request.headers, request.body, NOW) == pack.submission_id


async def test_every_try_has_the_same_id_and_a_new_signature(pack: Pack) -> None:
    """The issuer can tell a repeat, and nobody can say an old one again."""
    times = iter([NOW, NOW, NOW + 3600, NOW + 3600])
    async with system(answer(503)) as issuer:
        webhook = WebhookDelivery(issuer.url, signers(SECRET), Path, now=lambda: next(times))
        await failure(webhook, pack)
        await webhook.deliver(pack)
    first, second = issuer.got
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 3600
    assert believed(checkers(SECRET), second.headers, second.body, NOW + 3600) == pack.submission_id


async def test_during_a_change_of_keys_either_is_enough(pack: Pack) -> None:
    """Two secrets give two signatures."""
    async with system() as issuer:
        await route(issuer.url, Path, f"{SECRET} {OLD_SECRET}").deliver(pack)
    for known in (SECRET, OLD_SECRET):
        assert believed(checkers(known), issuer.got[0].headers, issuer.got[0].body, NOW)


async def test_recordings_go_as_parts_bound_to_the_manifest(spoken: Pack, recording: Recording) -> None:
    """First the bytes that are signed, then each file under its name with its media type, byte for byte."""
    async with system() as issuer:
        await route(issuer.url, recording).deliver(spoken)
    (request,) = issuer.got
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    between = request.headers["content-type"].partition("boundary=")[2]
    parts = request.body.split(f"--{between}".encode())[1:-1]
    heads, bodies = zip(*(part.strip(b"\r\n").partition(b"\r\n\r\n")[::2] for part in parts), strict=True)
    assert bodies[0] == manifest_json(spoken)
    assert believed(checkers(SECRET), request.headers, bodies[0], NOW) == spoken.submission_id
    assert b'name="manifest"' in heads[0]
    assert b"filename" not in heads[0]
    assert b"application/json" in heads[0]
    for file, head, part in zip(spoken.files, heads[1:], parts[1:], strict=True):
        assert f'name="{file.name}"; filename="{file.name}"'.encode() in head
        assert file.media_type.encode() in head
        assert part.endswith(recording(file.sha256).read_bytes() + b"\r\n")


@pytest.mark.parametrize("content", [None, b"", b"OggS as it was sens", b"OggS as it was sent, and more"])
async def test_a_recording_that_is_not_what_was_sent_stops_it(
    spoken: Pack, recording: Recording, content: bytes | None
) -> None:
    """Gone or changed on our own disk: nothing reaches the issuer."""
    place = recording(spoken.files[1].sha256)
    place.unlink() if content is None else place.write_bytes(content)
    async with system() as issuer:
        failed = await failure(route(issuer.url, recording), spoken)
    assert isinstance(failed, GaveUp)
    assert failed.reason is (FailureReason.recording_gone if content is None else FailureReason.recording_changed)
    assert issuer.got == []


async def test_an_odd_name_of_a_recording_reaches_no_header(spoken: Pack, recording: Recording) -> None:
    """A file name cannot end a header and begin another."""
    odd = replace(spoken.files[0], name='a.mp3"\r\nX: y')
    async with system() as issuer:
        failed = await failure(route(issuer.url, recording), replace(spoken, files=(odd,)))
    assert (failed.reason, issuer.got) == (FailureReason.odd_reference, [])


# What each answer means


@pytest.mark.parametrize("status", [200, 201, 202, 207])
async def test_an_acceptance_has_the_issuers_reference(pack: Pack, status: int) -> None:
    """Sent means that the issuer said so, under a reference of its own."""
    async with posting(answer(status, b'{"reference": "CASE-9", "more": [1]}')) as (_, webhook):
        assert await webhook.deliver(pack) == Receipt("CASE-9")


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"OK", b"<html>Welcome to the hotel</html>", b"{}", b"[]", b"null", b'"CASE"', b"{", b"\xff\xfe{}"),
        *(b'{"reference": null}', b'{"reference": 7}', b'{"reference": ""}', b'{"reference": " \\u0007\\u202e "}'),
        *(b'{"reference": "\xff"}', b"[" * 60_000, b'{"reference": "' + b"x" * 70_000 + b'"}'),
    ],
    ids=range(16),
)
async def test_an_acceptance_without_a_reference_is_none(pack: Pack, body: bytes) -> None:
    """A page that gets in the way says 200 too: it is tried again, and the worker is not told that it is sent."""
    async with posting(answer(200, body)) as (_, webhook):
        failed = await failure(webhook, pack)
    assert isinstance(failed, RetryLater)
    assert failed.reason is FailureReason.no_reference


@pytest.mark.parametrize(
    ("status", "reason"), [*STOPS.items(), (402, FailureReason.refused), (418, FailureReason.refused)]
)
async def test_a_no_is_a_no(pack: Pack, status: int, reason: FailureReason) -> None:
    """The issuer read it and will not have it: nothing more is tried."""
    async with posting(answer(status, b"Isla Example is not known")) as (_, webhook):
        failed = await failure(webhook, pack)
    assert isinstance(failed, GaveUp)
    assert failed.reason is reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [*WAITS.items(), *((status, FailureReason.unreachable) for status in (500, 502, 503, 504, 599))],
)
@pytest.mark.parametrize(("header", "after"), [((), None), (("Retry-After: 120",), 120.0)], ids=["plain", "asked"])
async def test_a_later_is_a_later(
    pack: Pack, status: int, reason: FailureReason, header: tuple[str, ...], after: float | None
) -> None:
    """It is tried again, and not before the issuer asks for it."""
    async with posting(answer(status, b"", *header)) as (_, webhook):
        failed = await failure(webhook, pack)
    assert isinstance(failed, RetryLater)
    assert (failed.reason, failed.after) == (reason, after)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 300, 304])
async def test_a_redirect_is_not_followed(pack: Pack, status: int) -> None:
    """Evidence goes nowhere but to the address in the issuer's file."""
    async with system() as elsewhere, posting(answer(status, b"", f"Location: {elsewhere.url}")) as (_, webhook):
        failed = await failure(webhook, pack)
    assert isinstance(failed, RetryLater)
    assert failed.reason is FailureReason.moved
    assert elsewhere.got == []


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        ("120", 120.0),
        ("9" * 60, 999_999_999.0),
        (format_datetime(datetime.fromtimestamp(NOW, UTC) + timedelta(minutes=5), usegmt=True), 300.0),
        (format_datetime(datetime.fromtimestamp(NOW, UTC) - timedelta(days=5), usegmt=True), 0.0),
        *((odd, None) for odd in ("", "soon", "-5", "1.5", "١٢٣", "9" * 100, "Mon, 99 Xyz 2026 00:00:00 GMT")),
    ],
)
def test_the_asked_wait_is_a_number_or_a_date(said: str | None, seconds: float | None) -> None:
    """Both forms of `Retry-After` are read, and what makes no sense asks for nothing."""
    assert wait_asked(said, NOW) == seconds


def test_a_reference_is_one_line_that_can_be_shown() -> None:
    """What an issuer sends cannot break a message, or hide what stands after it, or fill the screen."""
    assert reference_in(b'{"reference": " CASE \\n\\t 7\\u0000\\u202e\\u200b "}') == "CASE 7"
    assert reference_in(json.dumps({"reference": "x" * 5000}).encode()) == "x" * 200


# A hostile or a broken other side


async def test_nobody_there(pack: Pack) -> None:
    """A refused connection is tried again."""
    async with system() as issuer:
        pass
    failed = await failure(route(issuer.url, Path), pack)
    assert isinstance(failed, RetryLater)
    assert failed.reason is FailureReason.unreachable


async def _silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def _closes(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _half_an_answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(ACCEPTED[:-5])
    writer.write_eof()


def _endless(start: bytes, piece: bytes) -> Behaviour:
    async def says(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            # Draining alone lets nobody else have a turn while nothing holds the writer back.
            await asyncio.sleep(0)

    return says


@pytest.mark.parametrize(
    "says",
    [
        _silent,
        _closes,
        _half_an_answer,
        _endless(b"HTTP/1.1 201 Said\r\n", b"X-More: and more\r\n"),
        _endless(b"HTTP/1.1 201 Said\r\nX: ", b"x" * 10_000),
        _endless(b"HTTP/1.1 ", b"2" * 10_000),
        _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 201 Said\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 201 Said\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
        b"\x00" * 1000,
    ],
    ids=range(11),
)
async def test_an_answer_that_is_none_is_tried_again(pack: Pack, says: Behaviour) -> None:
    """Whatever the other side does after it has read everything, we end in time and know nothing of the submission."""
    async with asyncio.timeout(20), posting(says, patience=0.02) as (_, webhook):
        failed = await failure(webhook, pack)
    assert isinstance(failed, RetryLater)
    assert failed.reason is FailureReason.unreachable


@pytest.mark.parametrize("status", [200, 404, 500])
async def test_an_endless_body_is_not_read(pack: Pack, status: int) -> None:
    """An answer of any length costs a few kilobytes."""
    head = f"HTTP/1.1 {status} Said\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    async with asyncio.timeout(20), posting(_endless(head, b"400\r\n" + b"x" * 1024 + b"\r\n")) as (_, webhook):
        assert isinstance(await failure(webhook, pack), RetryLater)


async def test_a_body_that_is_squeezed_together_is_not_unfolded(pack: Pack) -> None:
    """A few bytes cannot become gigabytes: what claims to be compressed is read as it is."""
    async with posting(answer(201, b"\x1f\x8b" + bytes(100), "Content-Encoding: gzip")) as (_, webhook):
        failed = await failure(webhook, pack)
    assert failed.reason is FailureReason.no_reference


async def test_cookies_and_proxies_are_not_for_us(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """No issuer marks us, and nothing in the environment leads evidence elsewhere."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    async with posting(answer(503, b"", "Set-Cookie: a=b")) as (issuer, webhook):
        await failure(webhook, pack)
        await webhook.deliver(pack)
    assert "cookie" not in issuer.got[1].headers


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """The certificate of somebody for whom nobody vouches."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    unlocked = serialization.NoEncryption()
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unlocked)
    file.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


async def test_a_certificate_that_nobody_vouches_for_gets_nothing(pack: Pack, unknown: ssl.SSLContext) -> None:
    """Not a byte of evidence goes to a system that cannot prove who it is."""
    async with system(tls=unknown) as issuer:
        failed = await failure(route(issuer.url, Path), pack)
    assert isinstance(failed, RetryLater)
    assert (failed.reason, issuer.got) == (FailureReason.insecure, [])


POSTS = """
import asyncio, sys
from bot.issuers.http import HttpCall, send
from bot.issuers.route import RetryLater
try:
    print(asyncio.run(send(HttpCall("POST", sys.argv[1], {}, b"evidence"))).status)
except RetryLater as error:
    print(error.reason.value)
"""


@pytest.mark.parametrize(("name", "comes"), [("127.0.0.1", "201"), ("elsewhere.example", "insecure")])
async def test_a_certificate_is_for_the_name_that_was_called(tmp_path: Path, name: str, comes: str) -> None:
    """Of an authority that is trusted, the certificate of the system itself is taken, and that of any other is not."""
    theirs = papers(tmp_path, name)
    async with system(tls=theirs.context) as issuer:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", POSTS, issuer.url),
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SSL_CERT_FILE": str(theirs.authority)},
            stdout=asyncio.subprocess.PIPE,
        )
        told, _ = await process.communicate()
    assert told.decode().strip() == comes
    assert [request.body for request in issuer.got] == ([b"evidence"] if comes == "201" else [])


async def test_nothing_is_logged(pack: Pack) -> None:
    """Neither secrets nor words are in a log, even at its most talkative."""
    with listening() as heard:
        async with posting(answer(500), answer(400)) as (_, webhook):
            await failure(webhook, pack)
            await failure(webhook, pack)
            await webhook.deliver(pack)
    assert not [word for word in ("Isla", "Rowan", "Mòrag", SECRET[6:], "v1,") if word in heard.text()]


# The receiver that the contract's page shows


@pytest.fixture(scope="module")
def shown() -> Iterator[str]:
    """The receiver of the contract's page."""
    with receiver() as url:
        yield url


def test_it_is_short() -> None:
    """A developer reads it in a minute."""
    assert len([line for line in example().splitlines() if line.strip()]) <= 40


async def test_it_takes_submissions_and_knows_repeats(
    shown: str, pack: Pack, spoken: Pack, recording: Recording
) -> None:
    """With recordings and without: each once, under one reference however often it comes."""
    webhook = WebhookDelivery(shown, signers(f"{OLD_SECRET} {SECRET}"), recording)
    without, again = await webhook.deliver(pack), await webhook.deliver(pack)
    other = await webhook.deliver(replace(spoken, attempt=2))
    assert without == again
    assert without != other
    assert str(other.theirs).startswith("CASE-")


async def test_it_refuses_a_stranger(shown: str, pack: Pack) -> None:
    """A message that is signed with another secret."""
    failed = await failure(WebhookDelivery(shown, signers(OLD_SECRET), Path), pack)
    assert failed.reason is FailureReason.not_allowed


def _changed(body: bytes) -> bytes:
    return body.replace(b"Rowan House", b"Rowan Hovse")


def _form(manifest: bytes, *files: tuple[str, bytes]) -> aiohttp.MultipartWriter:
    form = aiohttp.MultipartWriter("form-data")
    for name, content in (("manifest", manifest), *files):
        form.append(BytesIO(content)).set_content_disposition("form-data", name=name)
    return form


@pytest.mark.parametrize(
    ("case", "status"),
    [
        *(("whole", 201), ("manifest", 401), ("sound", 400), ("missing", 400), ("extra", 400), ("twice", 400)),
        *(("renamed", 400), ("old", 401), ("early", 401), ("id", 401)),
    ],
)
async def test_it_refuses_what_was_tampered_with(
    shown: str, spoken: Pack, recording: Recording, case: str, status: int
) -> None:
    """A changed manifest, a changed, missing, extra or renamed file, an old message, another id."""
    manifest = manifest_json(spoken)
    late = {"old": -301, "early": 310}.get(case, 0)
    seconds = int(datetime.now(UTC).timestamp()) + late
    headers = dict(signed(signers(SECRET), spoken.submission_id, seconds, manifest))
    files = [(file.name, recording(file.sha256).read_bytes()) for file in spoken.files]
    if case == "id":
        headers["webhook-id"] = "TB-OTHER-1"
    changes: dict[str, list[tuple[str, bytes]]] = {
        "sound": [files[0], (files[1][0], files[1][1] + b"!")],
        "missing": files[:1],
        "extra": [*files, ("more.mp3", b"more")],
        "twice": [*files, files[0]],
        "renamed": [files[0], ("other.ogg", files[1][1])],
    }
    form = _form(_changed(manifest) if case == "manifest" else manifest, *changes.get(case, files))
    async with aiohttp.ClientSession() as session, session.post(shown, data=form, headers=headers) as response:
        assert response.status == status


async def test_it_keeps_every_byte_of_a_file(shown: str, spoken: Pack, recording: Recording) -> None:
    """Bytes that look like the end of a part, or like text, arrive as they were."""
    content = b'\r\n--\r\n\r\n\x00\xff\r\n\r\nname="x"\r\n' * 50 + b"\r"
    sha256 = hashlib.sha256(content).hexdigest()
    recording(sha256).write_bytes(content)
    file = replace(spoken.files[0], sha256=sha256, size=len(content))
    webhook = WebhookDelivery(shown, signers(SECRET), recording)
    assert await webhook.deliver(replace(spoken, attempt=3, files=(file,)))
