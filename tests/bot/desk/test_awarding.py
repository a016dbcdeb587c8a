"""Badges that the desk makes: a library and the bot's own checker accept them, and refuse them once revoked."""

import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jwt
import pytest
from openbadgeslib import ob3
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from support.desks import PROXY, ServedDesk, decisions, served_desk
from support.fake_award_issuers import Authority, Web, answer, authority
from support.fake_award_issuers import web as all_servers
from support.fake_issuers import FakeIssuerSystem, system
from support.fake_issuers import answer as bots_answer
from support.submissions import application

from bot.awards.checker import AwardChecker
from bot.awards.expected import Expected
from bot.desk.badges.awarding import Awarding
from bot.desk.running_desk import Desk
from criteria.award_rules import Awards
from flows.model.attachments.award_check import AwardFault, Checked, Finding, NotRight

pytestmark = pytest.mark.slow
PACK = application()
HERE = f"/submissions/{PACK.submission_id}"
EMAIL = "morag.bell@example.org"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, which takes a moment to make."""
    from support.desks import settings  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("keys")
    awarding = Awarding(settings(folder, url=PROXY), Desk(settings(folder)).awards, lambda: 1_800_000_000.0)
    awarding.make_key()
    return folder / "keys"


@pytest.fixture
async def bot() -> AsyncIterator[FakeIssuerSystem]:
    """What takes decisions."""
    async with system(*[bots_answer(204)] * 20) as served:
        yield served


@pytest.fixture
async def served(tmp_path: Path, bot: FakeIssuerSystem, keys: Path) -> AsyncIterator[ServedDesk]:
    """A desk with a key, behind a TLS proxy, and one submission."""
    shutil.copytree(keys, tmp_path / "data" / "keys")
    async with served_desk(tmp_path / "data", bot.url, url=PROXY) as running:
        await running.takes(PACK)
        yield running


async def awarded(served: ServedDesk, bot: FakeIssuerSystem) -> str:
    """The signed text that the bot was sent."""
    ann = await served.somebody()
    assert "made and signed here" in (await ann.get(HERE)).text
    await ann.post(f"{HERE}/decisions", act="awarded", **{"comment-awarded": "Well done."})
    await goes_out(served)
    return str(decisions([bot.got[-1].body])[0][1]["credential"])


async def goes_out(served: ServedDesk) -> None:
    """The waiting time is over."""
    served.clock.passes(601)
    served.desk.sender.wake()
    await served.desk.sender.tried(5)


@pytest.fixture(scope="module")
def trusted() -> Authority:
    """Certificates for the desk's public name."""
    return authority("desk.example.org")


async def looked_at(served: ServedDesk, token: str, trusted: Authority, email: str = EMAIL) -> Finding:
    """What the bot's own checker says, with the section that `teabreak desk key` prints, over the desk's addresses."""
    import yaml  # noqa: PLC0415

    section = yaml.safe_load("\n".join(served.desk.awarding.section()))["awards"]
    browser = await served.somebody(name="Web Server")
    listed = (await browser.get("/issuer/status")).text
    async with all_servers(trusted) as web:
        made: Web = web
        made.pages[served.desk.awarding.list_address] = answer(200, listed.encode())
        checker: AwardChecker = made.checker()
        now = datetime.fromtimestamp(served.clock(), UTC)
        (found,) = await checker.file(token.encode(), Expected((email,), Awards.model_validate(section), now))
        return found.finding


async def test_both_accept_it_and_after_revocation_neither_does(
    served: ServedDesk, bot: FakeIssuerSystem, trusted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The applicant is sent the badge and its page; whoever else asks for it gets neither."""
    token = await awarded(served, bot)
    (kind, data), *_ = decisions([bot.got[-1].body])
    assert kind == "submission.awarded"
    page = str(data["assertion_url"])
    assert page.startswith(f"{PROXY}/badges/")
    found = await looked_at(served, token, trusted)
    assert isinstance(found, Checked)
    assert found.award.name == PACK.badge.title
    other = await looked_at(served, token, trusted, "eve@example.org")
    assert isinstance(other, NotRight)
    assert other.why is AwardFault.wrong_person
    # The other implementation asks the machine's clock.
    _freeze(monkeypatch, served)
    browser = await served.somebody(name="Web Server")
    keys = json.loads((await browser.get("/issuer/keys.json")).text)
    pem = jwt.PyJWK.from_dict(keys["keys"][0]).key
    lists = {served.desk.awarding.list_address: (await browser.get("/issuer/status")).text}
    read = OB3Verifier(pem).verify(token, check_status=True, download=lambda url, *_, **__: lists[url].encode())
    assert read.achievement.name == PACK.badge.title
    await (await served.somebody("lead", "Lea Hill")).post(f"{HERE}/hand-back")
    ann = await served.somebody()
    await ann.post(f"{HERE}/decisions", act="revoked", **{"comment-revoked": "It was a slip."})
    await goes_out(served)
    gone = await looked_at(served, token, trusted)
    assert isinstance(gone, NotRight)
    assert gone.why is AwardFault.revoked
    lists[served.desk.awarding.list_address] = (await browser.get("/issuer/status")).text
    with pytest.raises(OB3VerificationError, match="revocation"):
        OB3Verifier(pem).verify(token, check_status=True, download=lambda url, *_, **__: lists[url].encode())
    assert (await browser.get(page.removeprefix(PROXY))).status == 410


def _freeze(monkeypatch: pytest.MonkeyPatch, served: ServedDesk) -> None:
    """Let the other implementation live at the desk's time: PyJWT and its own window ask for it."""

    class Frozen(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.fromtimestamp(served.clock(), UTC)

    monkeypatch.setattr("jwt.api_jwt.datetime", Frozen)
    for name in ("verifier", "status", "status_list", "credential"):
        module = getattr(ob3, name, None)
        if module is not None and hasattr(module, "datetime"):
            monkeypatch.setattr(module, "datetime", Frozen)


async def test_the_page_is_for_everyone_and_shows_no_name(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """Without a session; before the decision has gone out, there is none."""
    ann = await served.somebody()
    await ann.post(f"{HERE}/decisions", act="awarded")
    award = served.desk.awards.newest_of(PACK.submission_id)
    assert award is not None
    from support.desks import Browser  # noqa: PLC0415

    stranger = Browser(served)
    assert (await stranger.get(f"/badges/{award.token}")).status == 404
    assert (await stranger.get(f"/badges/{award.token}.jwt")).status == 404
    await goes_out(served)
    page = await stranger.get(f"/badges/{award.token}")
    assert page.status == 200
    assert PACK.badge.title in page.text
    assert not [name for name in ("Morag", EMAIL, "Glen Care Home") if name in page.text]
    assert (await stranger.get(f"/badges/{award.token}.jwt")).text == award.jwt
    key = jwt.get_unverified_header(award.jwt)["kid"].removeprefix(PROXY)
    assert json.loads((await stranger.get(key)).text)["kty"] == "RSA"
    assert (await stranger.get("/issuer/keys/another")).status == 404
    for path in ("/issuer", "/issuer/keys.json", key, f"/achievements/{PACK.badge.id}"):
        assert "d" not in json.loads((await stranger.get(path)).text)


async def test_the_picture_holds_the_badge(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """As an independent library reads it, with the plain picture and with one of the issuer's."""
    import aiohttp  # noqa: PLC0415

    token = await awarded(served, bot)
    award = served.desk.awards.newest_of(PACK.submission_id)
    assert award is not None
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{served.address}/badges/{award.token}.png") as picture,
    ):
        data = await picture.read()
    assert OB3Verifier.extract_token_from_png(data) == token


async def test_taken_back_before_it_went_it_never_was(served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """Its address stays empty, and deciding again makes another."""
    ann = await served.somebody()
    await ann.post(f"{HERE}/decisions", act="awarded")
    first = served.desk.awards.newest_of(PACK.submission_id)
    assert first is not None
    await ann.post(f"{HERE}/take-back")
    await ann.post(f"{HERE}/decisions", act="awarded")
    await goes_out(served)
    second = served.desk.awards.newest_of(PACK.submission_id)
    assert second is not None
    assert second.number > first.number
    assert (await ann.get(f"/badges/{first.token}")).status == 404
    assert (await ann.get(f"/badges/{second.token}")).status == 200


async def test_a_badge_without_a_file_or_an_address_is_not_made(served: ServedDesk) -> None:
    """It is said, and a link to one that was made elsewhere is taken as before."""
    unknown = replace(application(reference="TB-KF6-GK9-KD3"), badge=replace(PACK.badge, id="another-badge"))
    nobody = replace(
        application(reference="TB-KF6-GK9-KD4"), facts=tuple(one for one in PACK.facts if one.id != "email")
    )
    await served.takes(unknown, nobody)
    ann = await served.somebody()
    assert "made and signed here" not in (await ann.get(f"/submissions/{unknown.submission_id}")).text
    page = await ann.post(f"/submissions/{nobody.submission_id}/decisions", act="awarded")
    assert "There is no email address to make the badge out to." in page.text


async def test_an_older_key_still_checks(served: ServedDesk, bot: FakeIssuerSystem, trusted: Authority) -> None:
    """After a change of keys, what the old one signed is accepted, and the new one signs."""
    token = await awarded(served, bot)
    served.desk.awarding.make_key()
    served.desk.awarding.open()
    assert len(served.desk.awarding.key_list()["keys"]) == 2
    assert isinstance(await looked_at(served, token, trusted), Checked)


@pytest.mark.parametrize("number", [0, 1, 131_071, 131_072])
def test_the_status_list_grows(served: ServedDesk, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place that an award can have is in it."""
    monkeypatch.setattr(served.desk.awards, "revoked", lambda: [number])
    from bot.awards.v3.status_list import is_set  # noqa: PLC0415

    said = jwt.decode(served.desk.awarding.status_list(), options={"verify_signature": False})
    encoded = said["credentialSubject"]["encodedList"]
    assert is_set(encoded, str(number))
    assert not is_set(encoded, str(number + 5 if number < 100_000 else number - 5))
