"""The awards of badges held, on every way to an issuer: each file arrives, or its place says that it did not."""

import hashlib
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme
from pydantic import HttpUrl, SecretStr
from support import fake_badgekit, fake_issuers, fake_obf

from bot.documents.issuer_copies import evidence
from bot.documents.words import NamedFile
from bot.issuers.badgekit.api import BadgeKitApi
from bot.issuers.badgekit.route import BadgeKitDelivery
from bot.issuers.email.submission_email import Ends, letter
from bot.issuers.folder.route import FolderDelivery
from bot.issuers.obf.route import ObfDelivery
from bot.issuers.route import FailureReason, GaveUp
from bot.issuers.webhook.route import WebhookDelivery
from bot.signing.keys import signers
from criteria.systems import BadgeKitRoute, FactoryRoute
from flows.pack.pack import Pack, PackFact
from flows.pack.packed_badges import PackHeldBadge, text
from flows.pack.recordings import FileUse, PackFile
from flows.rules.held_badges import Ground

pytestmark = pytest.mark.slow

AT = datetime(2026, 7, 5, 9, 30, tzinfo=UTC)
EMAIL = "isla@example.org"
CONTENT = {
    "badge-1-thing_01.png": ("image/png", b"\x89PNG of the first"),
    "badge-3-thing_03.json": ("application/json", b'{"id": "the third"}'),
}
LINK = "https://badges.example.org/2"
HELD = (
    PackHeldBadge("thing_01", "Thing 1", 1, Ground.checked, AT, AT, file="badge-1-thing_01.png"),
    PackHeldBadge("thing_02", "Thing 2", 2, Ground.link, AT, AT, link=LINK),
    PackHeldBadge("thing_03", "Thing 3", 3, Ground.file, AT, AT, file="badge-3-thing_03.json"),
    PackHeldBadge("thing_04", "Thing 4", 4, Ground.stated, AT),
)
NOT_HERE = "its file has no place in this system, and is not here"


@pytest.fixture
def held(pack: Pack, recording: Callable[[str], Path]) -> Pack:
    """A submission with four badges held: one checked, one by a link, one by a file, one only stated."""
    files = []
    for name, (media_type, content) in CONTENT.items():
        sha256 = hashlib.sha256(content).hexdigest()
        recording(sha256).write_bytes(content)
        thing = name.rpartition("-")[2].partition(".")[0]
        files.append(PackFile(name, thing, 1, FileUse.award, media_type, len(content), sha256, 0.0, 0))
    return replace(
        pack,
        answers=(),
        facts=(*pack.facts, PackFact("email", "Email", (EMAIL,), many=False, in_evidence=False)),
        holdings=HELD,
        holdings_of=4,
        files=tuple(files),
        evidence_text=f"Name: Isla Example\n\n{text(HELD, 4)}",
    )


async def test_a_folder_holds_every_file(held: Pack, tmp_path: Path, recording: Callable[[str], Path]) -> None:
    """As it came, under its name."""
    await FolderDelivery(tmp_path / "inbox", recording).deliver(held)
    for name, (_, content) in CONTENT.items():
        assert (tmp_path / "inbox" / "TB-7KQ4-M2XP" / "files" / name).read_bytes() == content


async def test_a_system_is_posted_every_file(held: Pack, recording: Callable[[str], Path]) -> None:
    """Each is a part under its name, byte for byte."""
    async with fake_issuers.system() as issuer:
        await WebhookDelivery(issuer.url, signers(fake_issuers.SECRET), recording).deliver(held)
    (request,) = issuer.got
    for name, (media_type, content) in CONTENT.items():
        part = next(one for one in request.body.split(b"\r\n--") if f'filename="{name}"'.encode() in one)
        head, _, body = part.partition(b"\r\n\r\n")
        assert media_type.encode() in head
        assert body == content


async def test_a_message_holds_every_file_or_says_that_it_does_not(held: Pack) -> None:
    """Named and described where it is enclosed; where there was no room, with how to have it."""
    enclosed = [*await evidence(held), *(NamedFile(name, kind, content) for name, (kind, content) in CONTENT.items())]
    ends = Ends("bot@example.org", "Glen", "desk@example.net")
    mail = message_from_bytes(letter(held, ends, enclosed), policy=policy.default)
    attached = {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}
    assert {name: attached[name] for name in CONTENT} == {name: content for name, (_, content) in CONTENT.items()}
    mail = message_from_bytes(letter(held, ends, await evidence(held), left_out=True), policy=policy.default)
    body = mail.get_body()
    assert body is not None
    assert "The files of the badges held are not here" in body.get_content()


async def test_badgekit_is_told_of_each_badge_and_given_each_link(held: Pack) -> None:
    """What was checked, what was given; a link as a link, and of a file that it is not there."""
    section = BadgeKitRoute.model_validate(
        {
            "url": "https://badgekit.example",
            "system": "glen",
            "issuer": "trust",
            "badges": [{"badge": "ob-1249", "slug": "kind"}],
        }
    )
    async with fake_badgekit.kit() as system:
        api = BadgeKitApi(system.url, "master", SecretStr(fake_badgekit.SECRET), lambda: system.now)
        route = BadgeKitDelivery(section, api)
        receipt = await route.deliver(held)
        # Delivered again, as after a crash, it is known for the same.
        assert await route.deliver(held) == receipt
        items = system.applications[0]["evidence"]
    assert isinstance(items, list)
    (whole,) = [one["reflection"] for one in items if one["reflection"].startswith("Badges held: 4 of 4")]
    assert whole.splitlines()[1:] == [
        f"1. Thing 1 [checked by this bot on 5 July 2026; {NOT_HERE}]",
        f"2. Thing 2 [link given, not checked: {LINK}]",
        f"3. Thing 3 [award given to this bot as a file, not checked; {NOT_HERE}]",
        "4. Thing 4 [stated by the applicant]",
    ]
    assert [one["reflection"] for one in items if one["url"] == LINK] == [whole.splitlines()[2]]


FORM = """
<input name="our-number"><textarea name="held"></textarea>
<input type="file" name="badge-1"><input type="file" name="badge-2">
"""


def through_the_form(office: fake_obf.FakeObf, folder: Path, papers: fake_obf.ObfCertificates) -> ssl.SSLContext:
    """The client's certificate, once the office shows the form."""
    office.form = FORM
    context = ssl.create_default_context()
    papers.authority.configure_trust(context)
    context.load_cert_chain(*papers.client(folder))
    return context


@pytest.mark.parametrize("places", [2, 1, 0])
async def test_a_form_takes_a_file_for_each_of_its_places(
    held: Pack, tmp_path: Path, recording: Callable[[str], Path], places: int
) -> None:
    """The first go as files; beside each badge whose file has no place stands that it is not there."""
    papers = fake_obf.ObfCertificates(trustme.CA())
    async with fake_obf.factory(papers) as office:
        tls = through_the_form(office, tmp_path, papers)
        await ObfDelivery(section(office, ["badge-1", "badge-2"][:places]), tls, recording).deliver(held)
        parts = office.parts[0]
        told = office.text("held")
    sent = {part.filename: (part.media_type, part.content) for part in parts.values() if part.filename}
    assert sent == dict(list(CONTENT.items())[:places])
    lines = dict(zip(CONTENT, (told.splitlines()[1], told.splitlines()[3]), strict=True))
    assert {name for name, line in lines.items() if NOT_HERE in line} == set(list(CONTENT)[places:])


async def test_badges_held_without_a_field_are_not_left_out(
    held: Pack, tmp_path: Path, recording: Callable[[str], Path]
) -> None:
    """A form that has no place for them takes nothing."""
    papers = fake_obf.ObfCertificates(trustme.CA())
    async with fake_obf.factory(papers) as office:
        tls = through_the_form(office, tmp_path, papers)
        with pytest.raises(GaveUp) as gave_up:
            await ObfDelivery(section(office, [], gets="ai"), tls, recording).deliver(held)
        assert gave_up.value.reason is FailureReason.not_mapped
        assert office.applications == []


def section(office: fake_obf.FakeObf, awards: list[str], gets: str = "badges") -> FactoryRoute:
    """Where the badge goes in the office."""
    fields = [{"field": "our-number", "gets": "submission"}, {"field": "held", "gets": gets}]
    badge = {"badge": "ob-1249", "earnable": fake_obf.EARNABLE, "public": False, "fields": fields, "awards": awards}
    return FactoryRoute.model_validate({"client": fake_obf.CLIENT, "url": HttpUrl(office.url), "badges": [badge]})
