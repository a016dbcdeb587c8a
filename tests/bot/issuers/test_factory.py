"""The route into Open Badge Factory, against one that was written from what its own client sends."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from aiohttp import web
from pydantic import HttpUrl
from support import fake_obf

from bot.issuers import http
from bot.issuers.obf.form import FormField, boxes
from bot.issuers.obf.route import ObfDelivery
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater
from criteria.systems import FactoryRoute
from flows.model.decision import Decision, DecisionVerdict
from flows.pack.pack import Pack, PackAnswer, PackFact

pytestmark = pytest.mark.slow

Recording = Callable[[str], Path]
EMAIL = "isla@example.org"
SECTION = {
    "client": fake_obf.CLIENT,
    "badges": [
        {
            "badge": "ob-1249",
            "earnable": fake_obf.EARNABLE,
            "public": False,
            "fields": [
                {"field": "our-number", "gets": "submission"},
                {"field": "topic-text", "gets": "answers.topic"},
                {"field": "meaning-text", "gets": "answers.meaning"},
                {"field": "workplace", "gets": "facts.employer"},
            ],
            "recordings": ["voice-1", "voice-2"],
        }
    ],
}


@pytest.fixture(scope="module")
def papers() -> fake_obf.ObfCertificates:
    """Certificates that nobody else has."""
    return fake_obf.ObfCertificates(trustme.CA())


@pytest.fixture
async def office(papers: fake_obf.ObfCertificates) -> AsyncIterator[fake_obf.FakeObf]:
    """A client of the factory."""
    async with fake_obf.factory(papers) as made:
        yield made


def shown(papers: fake_obf.ObfCertificates, folder: Path) -> ssl.SSLContext:
    """A client's certificate, ready to be shown."""
    context = ssl.create_default_context()
    papers.authority.configure_trust(context)
    context.load_cert_chain(*papers.client(folder))
    return context


def section(office: fake_obf.FakeObf, **changes: object) -> FactoryRoute:
    """The issuer's section, with changes to its one badge."""
    badge = {**SECTION["badges"][0], **changes}
    return FactoryRoute.model_validate({**SECTION, "url": HttpUrl(office.url), "badges": [badge]})


@pytest.fixture
def tls(papers: fake_obf.ObfCertificates, tmp_path: Path) -> ssl.SSLContext:
    """What the client shows."""
    return shown(papers, tmp_path)


@pytest.fixture
def route(office: fake_obf.FakeObf, tls: ssl.SSLContext, recording: Recording) -> ObfDelivery:
    """The route there."""
    return ObfDelivery(section(office), tls, recording)


def whole(pack: Pack) -> Pack:
    """A submission of somebody whose address is known, with two answers."""
    return replace(
        pack,
        facts=(*pack.facts, PackFact("email", "Email", (EMAIL,), many=False, in_evidence=False)),
        answers=(
            PackAnswer("topic", "The topic I chose", "I chose medication audits. Mòrag 👩", 6, 1),
            PackAnswer("meaning", "What it meant", "They were happier.\nAll of them.", 6, 1),
        ),
    )


@pytest.fixture
def pack(pack: Pack) -> Pack:
    """Nothing in it is spoken."""
    return whole(pack)


async def test_an_application_has_every_field(office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack) -> None:
    """The system's own fields, and the form's as the issuer's file says, untouched."""
    assert await route.deliver(pack) == Receipt("APP0")
    texts = {name: office.text(name) for name in office.parts[0]}
    assert texts == {
        "applicant": "Isla Example",
        "email": EMAIL,
        "attach_evidence": "0",
        "our-number": "TB-7KQ4-M2XP-1",
        "topic-text": "I chose medication audits. Mòrag 👩",
        "meaning-text": "They were happier.\nAll of them.",
        "workplace": "Rowan House",
    }


async def test_recordings_go_as_files(office: fake_obf.FakeObf, route: ObfDelivery, spoken: Pack) -> None:
    """One in each field for files, byte for byte, as they play everywhere."""
    await route.deliver(whole(spoken))
    part = office.parts[0]["voice-1"]
    assert (part.filename, part.media_type) == ("1-topic-part1-1m10s.mp3", "audio/mpeg")
    assert part.content == bytes(range(256)) * 5000
    assert "voice-2" not in office.parts[0]


@pytest.mark.parametrize("tells", ["body", "location", "nowhere"])
async def test_the_receipt_is_the_applications_id(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack, tells: str
) -> None:
    """Wherever the answer tells it; where it does not, our own number finds it."""
    office.tells_id = tells
    assert await route.deliver(pack) == Receipt("APP0")


async def test_a_second_delivery_sends_nothing(office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack) -> None:
    """A crash before the note of it: the application is found by our number. Attempt 1 is not attempt 10."""
    await route.deliver(replace(pack, attempt=10))
    assert await route.deliver(pack) == Receipt("APP1")
    assert await route.deliver(pack) == Receipt("APP1")
    assert len(office.applications) == 2


@pytest.mark.parametrize("people", [True, False])
async def test_a_list_that_tells_little_is_looked_into(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack, people: bool
) -> None:
    """Where it does not tell what stands in the fields, the applications of this person are read one by one."""
    office.lists_fields, office.lists_people = False, people
    other = replace(pack, reference="TB-QQQ-QQQ")
    await route.deliver(replace(other, facts=(pack.facts[0], replace(pack.facts[-1], values=("o@example.org",)))))
    await route.deliver(pack)
    office.calls.clear()
    assert await route.deliver(pack) == Receipt("APP1")
    assert len(office.applications) == 2
    assert len(office.calls) == (2 if people else 3)


async def test_an_answer_that_is_lost_makes_no_second_application(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack
) -> None:
    """Taken, and the answer never came: it is tried again after a while, and found."""
    office.lose = 1
    with pytest.raises(RetryLater) as lost:
        await route.deliver(pack)
    assert (lost.value.reason, lost.value.after) == (FailureReason.unreachable, http.SOON)
    assert await route.deliver(pack) == Receipt("APP0")
    assert len(office.applications) == 1


async def test_another_attempt_is_another_application(office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack) -> None:
    """This interface changes none that was made."""
    await route.deliver(pack)
    again = replace(pack, attempt=2, supersedes=pack.submission_id)
    assert await route.deliver(again) == Receipt("APP1")
    assert await route.outcome(pack, None) is None


async def test_nobody_gets_in_without_the_clients_certificate(
    office: fake_obf.FakeObf, papers: fake_obf.ObfCertificates, pack: Pack, recording: Recording, tmp_path: Path
) -> None:
    """None, or one that another authority gave: no call comes through."""
    bare = ssl.create_default_context()
    papers.authority.configure_trust(bare)
    stranger = shown(fake_obf.ObfCertificates(trustme.CA()), tmp_path)
    papers.authority.configure_trust(stranger)
    for tls in (bare, stranger):
        with pytest.raises(RetryLater, match="unreachable") as failed:
            await ObfDelivery(section(office), tls, recording).deliver(pack)
        assert failed.value.__context__ is None
    assert office.calls == []


async def test_nothing_is_told_to_a_server_with_a_wrong_certificate(
    office: fake_obf.FakeObf, pack: Pack, recording: Recording, tmp_path: Path
) -> None:
    """It may be anybody's."""
    stranger = shown(fake_obf.ObfCertificates(trustme.CA()), tmp_path)
    with pytest.raises(RetryLater, match="insecure"):
        await ObfDelivery(section(office), stranger, recording).deliver(pack)
    assert office.calls == []


FORMS = {
    "a field is gone": fake_obf.FORM.replace("meaning-text", "meaning-words"),
    "a field is a file now": fake_obf.FORM.replace('name="our-number" maxlength="40"', 'name="our-number" type="file"'),
    "a file is a field now": fake_obf.FORM.replace('type="file" name="voice-2"', 'name="voice-2"'),
    "another must be filled in": fake_obf.FORM + '<input name="manager" required>',
    "no form": "",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
async def test_a_form_that_has_changed_gets_nothing(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack, form: str
) -> None:
    """Words for a field that is not there would be lost without a sign."""
    office.form = form
    with pytest.raises(GaveUp) as gave_up:
        await route.deliver(pack)
    assert gave_up.value.reason is FailureReason.form_changed
    assert office.applications == []


async def test_what_a_field_does_not_hold_is_not_sent(office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack) -> None:
    """Each field's own limit, and that of a name, are looked at before anything goes."""
    full = replace(pack.answers[0], text="a" * 5000)
    await route.deliver(replace(pack, answers=(full, pack.answers[1])))
    over = replace(full, text="a" * 4999 + "\n")
    named = replace(pack.facts[0], values=("I" * 256,))
    for attempt in (replace(pack, answers=(over, pack.answers[1])), replace(pack, facts=(named, *pack.facts[1:]))):
        with pytest.raises(GaveUp) as gave_up:
            await route.deliver(replace(attempt, attempt=2))
        assert gave_up.value.reason is FailureReason.too_long
    assert len(office.applications) == 1


async def test_recordings_without_a_place_are_not_left_out(
    office: fake_obf.FakeObf, tls: ssl.SSLContext, spoken: Pack, recording: Recording
) -> None:
    """More than the form takes: nothing is sent, since a part of an answer is no answer."""
    with pytest.raises(GaveUp) as gave_up:
        await ObfDelivery(section(office, recordings=[]), tls, recording).deliver(whole(spoken))
    assert gave_up.value.reason is FailureReason.no_recordings
    assert office.applications == []


@pytest.mark.parametrize(
    ("spoil", "reason"), [("gone", FailureReason.recording_gone), ("other", FailureReason.recording_changed)]
)
async def test_a_recording_that_is_not_what_was_sent_stops_it(
    office: fake_obf.FakeObf, route: ObfDelivery, spoken: Pack, recording: Recording, spoil: str, reason: FailureReason
) -> None:
    """The digest in the submission says which bytes it is about."""
    kept = recording(spoken.files[0].sha256)
    if spoil == "gone":
        kept.unlink()
    else:
        kept.write_bytes(b"something else")
    with pytest.raises(GaveUp) as gave_up:
        await route.deliver(whole(spoken))
    assert gave_up.value.reason is reason
    assert office.applications == []


async def test_an_answer_without_a_field_is_not_left_out(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack
) -> None:
    """A version of a badge that asks more than the issuer's file knows of; and a badge that it does not know."""
    more = replace(pack, answers=(*pack.answers, PackAnswer("more", "More", "More words.", 2, 1)))
    for lacking in (more, replace(pack, badge=replace(pack.badge, id="other")), replace(pack, facts=())):
        with pytest.raises(GaveUp) as gave_up:
            await route.deliver(lacking)
        assert gave_up.value.reason is FailureReason.not_mapped
    assert office.applications == []


@pytest.mark.parametrize(
    ("public", "attach", "sent"),
    [(False, "no", "0"), (False, "optional", "0"), (True, "optional", "1"), (True, "yes", "1")],
)
async def test_the_evidence_is_as_public_as_the_worker_was_told(
    office: fake_obf.FakeObf,
    tls: ssl.SSLContext,
    pack: Pack,
    recording: Recording,
    public: bool,
    attach: str,
    sent: str,
) -> None:
    """What the badge there leaves open is decided by the issuer's file."""
    office.attach = attach
    await ObfDelivery(section(office, public=public), tls, recording).deliver(pack)
    assert office.text("attach_evidence") == sent


@pytest.mark.parametrize(("public", "attach"), [(False, "yes"), (True, "no"), (False, "")])
async def test_evidence_that_would_be_read_by_others_is_not_sent(
    office: fake_obf.FakeObf, tls: ssl.SSLContext, pack: Pack, recording: Recording, public: bool, attach: str
) -> None:
    """The badge there does otherwise than the worker was told."""
    office.attach = attach
    with pytest.raises(GaveUp) as gave_up:
        await ObfDelivery(section(office, public=public), tls, recording).deliver(pack)
    assert gave_up.value.reason is FailureReason.form_changed
    assert office.applications == []


async def test_a_badge_with_a_claim_code_takes_no_application(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack
) -> None:
    """Nobody would read it."""
    office.approval = "secret"
    with pytest.raises(GaveUp, match="form_changed"):
        await route.deliver(pack)
    assert office.applications == []


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("pending", None),
        ("approved", Decision(DecisionVerdict.awarded)),
        ("rejected", Decision(DecisionVerdict.declined)),
        ("returned", None),
        ("APPROVED", None),
    ],
)
async def test_the_outcome_is_the_status(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack, status: str, told: Decision | None
) -> None:
    """What is not one of the two words is nothing yet: it is never guessed."""
    receipt = await route.deliver(pack)
    office.status(status)
    assert await route.outcome(pack, receipt.theirs) == told
    assert await route.outcome(pack, None) == told


@pytest.mark.parametrize("receipt", ["../../client", "a/b", "", "x" * 200, "APP0?x=1"])
async def test_a_receipt_that_is_no_id_makes_no_call_of_its_own(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack, receipt: str
) -> None:
    """It would stand in the address."""
    assert await route.outcome(pack, receipt) is None
    assert not [path for _, path in office.calls if not path.endswith("/application")]


def says(status: int, **headers: str) -> Callable[[web.Request], web.Response]:
    """An answer with a status, and a private word in it."""
    return lambda _: web.json_response({"error": "a private story"}, status=status, headers=headers)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((status, GaveUp) for status in (302, 400, 401, 403, 404, 422)),
        *((status, RetryLater) for status in (429, 500, 502)),
    ],
)
async def test_a_status_is_a_kind_of_failure(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack, status: int, kind: type[Exception]
) -> None:
    """At whichever of the three calls it comes; a redirect is not followed."""
    there = {"Location": f"{office.url}/earnablebadge/elsewhere"}
    fine: list[Callable[[web.Request], web.StreamResponse]] = [
        lambda _: web.Response(text=""),
        lambda _: web.json_response({"approval_method": "review", "attach_evidence": "no", "form_html": fake_obf.FORM}),
    ]
    for before in (0, 1, 2):
        office.next = [*fine[:before], says(status, **there)]
        with pytest.raises(kind) as failed:
            await route.deliver(pack)
        assert failed.value.__context__ is None
        assert "private" not in repr(failed.value)
    assert not [path for _, path in office.calls if "elsewhere" in path]


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'"words"', b"{", b"\xff", b'{"id": 1}\n[', b"[" * 100_000])
async def test_a_list_that_makes_no_sense_is_no_answer(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack, body: bytes
) -> None:
    """An application might be in it, so nothing is sent."""
    office.next = [lambda _: web.Response(body=body)]
    with pytest.raises(RetryLater) as failed:
        await route.deliver(pack)
    assert failed.value.__context__ is None
    assert office.applications == []


async def test_a_form_is_read_as_a_browser_does() -> None:
    """Names, kinds, limits and what must be filled in; what the system fills in by itself is left to it."""
    assert boxes(fake_obf.FORM) == {
        "our-number": FormField("our-number", required=True, most=40),
        "topic-text": FormField("topic-text", required=True, most=5000),
        "meaning-text": FormField("meaning-text"),
        "workplace": FormField("workplace"),
        "voice-1": FormField("voice-1", is_file=True),
        "voice-2": FormField("voice-2", is_file=True),
    }


PIECES = ["<input name", "<<<>>>", "<!--", "<input name=a maxlength=-1>", "&#x110000;", "<a" * 9999]


@pytest.mark.parametrize("html", PIECES)
async def test_a_form_in_pieces_has_the_fields_that_can_be_made_out(html: str) -> None:
    """It never breaks the route."""
    assert set(boxes(html)) <= {"a"}


async def test_two_deliveries_of_different_people_go_side_by_side(
    office: fake_obf.FakeObf, route: ObfDelivery, pack: Pack
) -> None:
    """Neither waits for the other, and each has its own."""
    packs = [replace(pack, reference=f"TB-CD{number}-FG4-HJ6") for number in (3, 4, 6)]
    receipts = await asyncio.gather(*(route.deliver(one) for one in packs))
    assert len({receipt.theirs for receipt in receipts}) == 3
