"""The route by email against a real mail server: what it takes, what it refuses, and what nobody can know."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from support.documents_once import documents_once
from support.fake_smtp import PASSWORD, USER, FakeSmtp, SmtpCertificates, keeping, papers
from support.served_bot import listening

from bot.issuers.email.preflight import settled
from bot.issuers.email.route import EmailDelivery, mail_server, unset
from bot.issuers.email.smtp import MailServer, Security, SmtpTimeouts
from bot.issuers.email.submission_email import Ends
from bot.issuers.registry import RouteContext, RouteNotReady, check, route
from bot.issuers.route import DeliveryError, FailureReason, GaveUp, Receipt, RetryLater
from bot.settings.settings import Settings
from criteria.library import Library
from criteria.reader import read
from criteria.routes import EmailRoute
from flows.pack.email_size import encoded
from flows.pack.pack import Pack
from flows.pack.recordings import FileUse

pytestmark = pytest.mark.slow

Recording = Callable[[str], Path]
ENDS = Ends("badges@glen.example", "Glen Care", "badges@example.org")
SECRETS = ("isla", "Mòrag", "Rowan", PASSWORD, "badges@example.org")
PATIENT = SmtpTimeouts(command=10.0, data=20.0, everything=30.0)
HASTY = SmtpTimeouts(command=10.0, data=0.3, everything=30.0)
"""Ends soon where a server takes a message and says nothing."""


@pytest.fixture
def house() -> FakeSmtp:
    """A mail server that is yet to be opened."""
    return FakeSmtp()


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmtpCertificates:
    """A certificate for localhost whose authority this machine trusts."""
    made = papers(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    return made


def by_mail(
    house: FakeSmtp,
    recording: Recording,
    security: Security = "none",
    limit: int = 20_000_000,
    waits: SmtpTimeouts = PATIENT,
    **login: str,
) -> EmailDelivery:
    """The route to a house."""
    server = MailServer("localhost", house.port, security, **login)
    return EmailDelivery(server, ENDS, limit, recording, waits, documents_once)


async def fails(mail: EmailDelivery, pack: Pack) -> DeliveryError:
    """How a delivery fails. Neither the error nor a log tells anything but its kind."""
    with listening() as heard, pytest.raises(DeliveryError) as failed:
        await mail.deliver(pack)
    assert str(failed.value) == failed.value.reason.value
    assert failed.value.__context__ is None or isinstance(failed.value.__context__, FileNotFoundError)
    assert not [secret for secret in SECRETS if secret in heard.text()]
    return failed.value


async def test_what_is_taken_back_is_a_message_below_the_first(
    house: FakeSmtp, pack: Pack, recording: Recording
) -> None:
    """Which application, and that there is nothing more to decide; a reply goes to the applicant, as before."""
    at = datetime(2026, 7, 6, 10, 0, tzinfo=UTC)
    async with keeping(house):
        mail = by_mail(house, recording)
        await mail.deliver(pack)
        assert await mail.withdraw(pack, at) == Receipt(posted=True)
        assert await mail.withdraw(pack, at) == Receipt(posted=True)
    first, second, again = (message_from_bytes(one, policy=policy.default) for one in house.messages)
    assert house.messages[1] == house.messages[2]
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["Message-ID"] == again["Message-ID"] != first["Message-ID"]
    assert second["Subject"].startswith("Taken back: badge application")
    assert second["Reply-To"] == first["Reply-To"]
    words = second.get_content()
    assert pack.reference in words
    assert "nothing more to decide" in words
    assert not [word for word in ("Isla", "Rowan", "Mòrag") if word in words]


async def test_a_spoken_submission_is_one_message_with_all_its_files(
    house: FakeSmtp, spoken: Pack, recording: Recording
) -> None:
    """Documents first, then each recording; what the manifest says of a file is true of what is enclosed."""
    async with keeping(house):
        assert await by_mail(house, recording).deliver(spoken) == Receipt(posted=True)
    assert house.envelopes == [("badges@glen.example", ("badges@example.org",))]
    mail = message_from_bytes(house.messages[0], policy=policy.default)
    enclosed = {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}
    told = json.loads(enclosed["manifest.json"])["data"]["files"]
    assert [name for name in enclosed if not name.startswith("1-")] == ["evidence.odt", "evidence.pdf", "manifest.json"]
    assert {file["name"] for file in told} == {name for name in enclosed if name.startswith("1-")}
    for file in told:
        assert hashlib.sha256(enclosed[file["name"]]).hexdigest() == file["sha256"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_what_is_sent_is_private_and_somebody_logs_in(
    house: FakeSmtp, spoken: Pack, recording: Recording, certified: SmtpCertificates, security: Security
) -> None:
    """Over TLS from the start or from STARTTLS on, with a user and a password."""
    context = {security: certified.context}
    async with keeping(house, login=True, **context):
        await by_mail(house, recording, security, user=USER, password=PASSWORD).deliver(spoken)
    assert house.private == [True]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_server_that_nobody_vouches_for_gets_nothing(
    house: FakeSmtp, pack: Pack, recording: Recording, tmp_path: Path, security: Security
) -> None:
    """A certificate of an unknown authority ends it before a word of the submission, or the password, is sent."""
    context = {security: papers(tmp_path).context}
    async with keeping(house, login=True, **context):
        failed = await fails(by_mail(house, recording, security, user=USER, password=PASSWORD), pack)
    assert (type(failed), failed.reason, house.messages) == (RetryLater, FailureReason.insecure, [])


async def test_a_certificate_for_somebody_else_is_none(
    house: FakeSmtp, pack: Pack, recording: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trusted authority's word for another name does not count."""
    made = papers(tmp_path, "other.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    async with keeping(house, starttls=made.context):
        failed = await fails(by_mail(house, recording, "starttls"), pack)
    assert (type(failed), failed.reason, house.messages) == (RetryLater, FailureReason.insecure, [])


async def test_without_starttls_nothing_is_sent_in_the_clear(house: FakeSmtp, pack: Pack, recording: Recording) -> None:
    """A server, or somebody between, that offers no STARTTLS gets nothing."""
    async with keeping(house):
        failed = await fails(by_mail(house, recording, "starttls"), pack)
    assert (type(failed), failed.reason, house.messages) == (RetryLater, FailureReason.insecure, [])


async def test_a_wrong_password_waits_for_the_operator(
    house: FakeSmtp, pack: Pack, recording: Recording, certified: SmtpCertificates
) -> None:
    """It says nothing of the submission, which is tried again."""
    async with keeping(house, starttls=certified.context, login=True):
        failed = await fails(by_mail(house, recording, "starttls", user=USER, password="wrong"), pack)
    assert (type(failed), failed.reason) == (RetryLater, FailureReason.not_allowed)


@pytest.mark.parametrize(
    ("answers", "kind", "reason"),
    [
        ({"recipient": "450 4.2.0 Greylisted isla@example.org, come back"}, RetryLater, FailureReason.unreachable),
        ({"recipient": "451 4.7.1 later"}, RetryLater, FailureReason.unreachable),
        ({"recipient": "550 5.1.1 No such user badges@example.org"}, GaveUp, FailureReason.refused),
        ({"sender": "553 5.1.8 Not from badges@glen.example"}, GaveUp, FailureReason.refused),
        ({"sender": "530 5.7.0 Log in first"}, RetryLater, FailureReason.not_allowed),
        ({"sender": "552 5.3.4 Too big"}, GaveUp, FailureReason.too_large),
        ({"data": "452 4.3.1 No room"}, RetryLater, FailureReason.full),
        ({"data": "552 5.2.2 Mailbox full"}, RetryLater, FailureReason.full),
        ({"data": "552 5.2.3 Message too long"}, GaveUp, FailureReason.too_large),
        ({"data": "554 5.7.1 Spam: Mòrag"}, GaveUp, FailureReason.refused),
        ({"data": "421 4.3.2 Closing"}, RetryLater, FailureReason.busy),
        ({"recipient": "550 5.2.2 Over quota"}, RetryLater, FailureReason.full),
        ({"data": "552 5.7.0 Blocked for its content"}, GaveUp, FailureReason.refused),
        ({"data": "550 5.2.3 Too long"}, GaveUp, FailureReason.too_large),
        ({"data": "999 what"}, RetryLater, FailureReason.unreachable),
    ],
)
async def test_what_a_server_answers(
    house: FakeSmtp, pack: Pack, recording: Recording, answers: dict[str, str], kind: type, reason: FailureReason
) -> None:
    """What may be better later is tried again; what never will is given up, with its kind and nothing else."""
    house = replace(house, **answers)
    async with keeping(house):
        failed = await fails(by_mail(house, recording), pack)
    assert (type(failed), failed.reason) == (kind, reason)
    assert not house.messages


async def test_a_server_that_takes_it_and_says_nothing_gets_the_same_message_again(
    house: FakeSmtp, spoken: Pack, recording: Recording
) -> None:
    """Cut off or silent after taking it: nobody knows, so it is tried again, the same bytes under the same id."""
    async with keeping(house):
        house.drops = True
        dropped = await fails(by_mail(house, recording), spoken)
        house.drops, house.silent = False, True
        silent = await fails(by_mail(house, recording, waits=HASTY), spoken)
        house.silent = False
        await by_mail(house, recording).deliver(spoken)
    assert [(type(f), f.reason) for f in (dropped, silent)] == [(RetryLater, FailureReason.unreachable)] * 2
    assert len(house.messages) == 3
    assert len(set(house.messages)) == 1


async def test_nobody_there(house: FakeSmtp, pack: Pack, recording: Recording) -> None:
    """A server that is down is tried again."""
    async with keeping(house):
        pass
    failed = await fails(by_mail(house, recording), pack)
    assert (type(failed), failed.reason) == (RetryLater, FailureReason.unreachable)


async def test_a_server_that_talks_rubbish(pack: Pack, recording: Recording) -> None:
    """Whatever answers on that port, the worker's submission waits."""
    for rubbish in (b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff\xfe\x00\r\n", b"220-" + b"x" * 70_000, b""):

        async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter, said: bytes = rubbish) -> None:
            writer.write(said)
            writer.close()

        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        async with server:
            there = FakeSmtp(port=server.sockets[0].getsockname()[1])
            failed = await fails(by_mail(there, recording), pack)
        assert (type(failed), failed.reason) == (RetryLater, FailureReason.unreachable)


async def test_originals_stay_behind_where_they_would_not_fit(
    house: FakeSmtp, spoken: Pack, recording: Recording
) -> None:
    """By the issuer's limit or the server's, whichever is smaller; the message says so."""
    full = sum(encoded(file.size) for file in spoken.files)
    original = next(file for file in spoken.files if file.use is FileUse.original)
    big = replace(spoken, files=tuple(replace(f, size=600_000) if f == original else f for f in spoken.files))
    content = bytes(600_000)
    kept = recording(hashlib.sha256(content).hexdigest())
    kept.write_bytes(content)
    big = replace(big, files=tuple(replace(f, sha256=kept.name) if f.use is FileUse.original else f for f in big.files))
    async with keeping(house, size=full + 300_000):
        await by_mail(house, recording).deliver(big)
    async with keeping(house):
        await by_mail(house, recording, limit=full + 300_000).deliver(big)
    assert house.messages[0] == house.messages[1]
    mail = message_from_bytes(house.messages[0], policy=policy.default)
    assert not [part for part in mail.iter_attachments() if "original" in part.get_filename()]
    assert "They are kept" in mail.get_body().get_content()


async def test_a_picture_that_was_asked_for_does_not_stay_behind(
    house: FakeSmtp, spoken: Pack, recording: Recording
) -> None:
    """An original that shows what its copy does not is never dropped for room."""
    seen = replace(spoken, files=tuple(replace(f, picture=f.use is FileUse.original) for f in spoken.files))
    failed = None
    async with keeping(house, size=encoded(spoken.files[0].size)):
        failed = await fails(by_mail(house, recording), seen)
    assert (type(failed), failed.reason, house.messages) == (GaveUp, FailureReason.too_large, [])


@pytest.mark.parametrize("content", [None, b"other bytes"])
async def test_a_recording_that_is_gone_or_changed_stops_it(
    house: FakeSmtp, spoken: Pack, recording: Recording, content: bytes | None
) -> None:
    """No message goes without its files, or with others."""
    place = recording(spoken.files[0].sha256)
    place.unlink()
    if content is not None:
        place.write_bytes(content)
    async with keeping(house):
        failed = await fails(by_mail(house, recording), spoken)
    assert isinstance(failed, GaveUp)
    assert failed.reason is (FailureReason.recording_changed if content else FailureReason.recording_gone)
    assert not house.messages


@pytest.mark.parametrize("reference", ["", "a b", "TB\r\nBcc: x", "TB>", "tb@x"])
async def test_an_odd_reference_reaches_no_header(
    house: FakeSmtp, pack: Pack, recording: Recording, reference: str
) -> None:
    """What could not be an id is refused before anything is sent."""
    failed = await fails(by_mail(house, recording), replace(pack, reference=reference))
    assert (type(failed), failed.reason) == (GaveUp, FailureReason.odd_reference)


(SSSC,) = read().issuers
MAILED = SSSC.model_copy(update={"route": "email", "email": EmailRoute(to="badges@example.org")})


def test_a_start_says_what_mail_needs(tmp_path: Path, recording: Recording) -> None:
    """A line for each setting that is missing; with them the route is there."""
    library = replace(read(), issuers=(MAILED,))
    with pytest.raises(RouteNotReady) as not_ready:
        check(library, RouteContext(Settings(data=tmp_path, smtp_user="bot"), recording))
    assert [line.split(":")[0] for line in not_ready.value.missing] == [
        "TEABREAK_SMTP_HOST", "TEABREAK_SMTP_FROM", "TEABREAK_SMTP_PASSWORD",
    ]  # fmt: skip
    ready = Settings(data=tmp_path, smtp_host="mail.example.org", smtp_from="badges@glen.example")
    check(library, RouteContext(ready, recording))
    assert isinstance(route(MAILED, RouteContext(ready, recording)), EmailDelivery)
    assert not [*unset(ready)]


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_a_port_is_known_where_none_is_set(security: Security, port: int) -> None:
    """Each kind of privacy has its usual port."""
    assert mail_server(Settings(smtp_host="localhost", smtp_security=security)).port == port
    assert mail_server(Settings(smtp_host="localhost", smtp_security=security, smtp_port=2525)).port == 2525


def test_a_mail_server_shows_no_password() -> None:
    """Printed by mistake, it tells where it is and no more."""
    assert repr(MailServer("mail.example.org", 587, "starttls", "isla", PASSWORD)) == (
        "MailServer(mail.example.org:587, starttls)"
    )


def mailed(**email: object) -> Library:
    """The library with its issuer taking submissions by email."""
    route = EmailRoute(to="badges@example.org", **email)
    return replace(read(), issuers=(SSSC.model_copy(update={"route": "email", "email": route}),))


def at_home(house: FakeSmtp, **more: object) -> Settings:
    """Settings for a house on this machine."""
    given = {
        "smtp_host": "127.0.0.1",
        "smtp_port": house.port or 2525,
        "smtp_security": "none",
        "smtp_from": "b@glen.example",
    }
    return Settings.model_validate(given | more)


async def test_a_start_learns_how_much_the_server_takes(house: FakeSmtp) -> None:
    """Less than the issuer takes: then that is what a worker is told before sending. More, or unsaid: the issuer's."""
    for size, limit in ((7_500_000, 7), (90_000_000, 20), (None, 20)):
        async with keeping(house, size=size):
            (issuer,) = (await settled(mailed(), at_home(house))).issuers
        assert issuer.email
        assert issuer.email.limit_mb == limit


async def test_a_start_does_not_need_the_mail_server(house: FakeSmtp) -> None:
    """One that is down, silent or refuses is told of by its kind, and the bot starts all the same."""
    async with keeping(house):
        pass
    with listening() as heard:
        assert await settled(mailed(), at_home(house), PATIENT) == mailed()
    (entry,) = heard.events("mail_server_not_ready")
    assert entry["reason"] == "unreachable"


async def test_what_a_worker_is_told_goes_by_the_route_that_is_taken(house: FakeSmtp) -> None:
    """Where the operator has named another route, a mailbox's limit says nothing, and no mail server is asked."""
    (issuer,) = (await settled(mailed(), at_home(house, route="folder"))).issuers
    assert issuer.route == "folder"
