"""Signing in by email: links and codes that work once, and nothing told about who may."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.desks import PROXY, Browser, ServedDesk, served_desk

from bot.desk.sign_in.email_link import MOST_OF_AN_ADDRESS
from bot.desk.tables.people import CODE_TRIES, LOGIN_SECONDS, SESSION_SECONDS

pytestmark = pytest.mark.slow
ANN = "ann@example.org"


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """A desk without a mail server, so that links are told at the terminal."""
    async with served_desk(tmp_path / "data") as running:
        yield running


async def sent(served: ServedDesk) -> tuple[str, str]:
    """The link and the code that were sent last."""
    for _ in range(100):
        if served.told:
            break
        await Browser(served).get("/health")
    found = re.search(r"(/sign-in/link/\S+) and its code: (\w+)", served.told[-1])
    assert found is not None
    return found[1], found[2]


async def asked(served: ServedDesk, email: str = ANN) -> Browser:
    """A browser that has asked for a link."""
    browser = Browser(served)
    page = await browser.post("/sign-in/email", email=email)
    assert page.status == 200
    return browser


async def test_a_link_that_scanners_opened_still_signs_in_once(served: ServedDesk) -> None:
    """HEAD and three GETs use nothing up; the POST of its button does, and never again."""
    served.desk.people.invite(ANN, "Ann", "assessor", served.desk.seconds())
    await asked(served)
    link, _ = await sent(served)
    scanner = Browser(served)
    assert (await scanner.get(link, method="HEAD")).status == 200
    for _ in range(3):
        assert (await scanner.get(link)).status == 200
    assert scanner.cookies == {}
    phone, thief = Browser(served), Browser(served)
    assert "Queue" in (await phone.post(link)).text
    assert "desk" in phone.cookies
    assert (await thief.post(link)).status == 410
    assert "desk" not in thief.cookies


async def test_the_code_works_in_the_browser_that_asked(served: ServedDesk) -> None:
    """Typed with spaces and in small letters too; in another browser never; and not after its link was used."""
    served.desk.people.invite(ANN, "Ann", "assessor", served.desk.seconds())
    browser = await asked(served)
    link, code = await sent(served)
    other = await asked(served, "nobody@example.org")
    assert (await other.post("/sign-in/code", code=code)).status == 422
    assert "Queue" in (await browser.post("/sign-in/code", code=f" {code[:4].lower()} {code[4:].lower()} ")).text
    assert (await Browser(served).post(link)).status == 410


async def test_a_code_cannot_be_guessed(served: ServedDesk) -> None:
    """After a few wrong ones, the right one is refused too."""
    served.desk.people.invite(ANN, "Ann", "assessor", served.desk.seconds())
    browser = await asked(served)
    _, code = await sent(served)
    for _ in range(CODE_TRIES):
        assert (await browser.post("/sign-in/code", code="AAAAAAAA")).status == 422
    assert (await browser.post("/sign-in/code", code=code)).status == 422


async def test_nothing_is_told_about_which_addresses_there_are(served: ServedDesk) -> None:
    """A known and an unknown address get the same pages, and the unknown one no mail."""
    served.desk.people.invite(ANN, "Ann", "assessor", served.desk.seconds())
    known, unknown = Browser(served), Browser(served)
    pages = [await known.post("/sign-in/email", email=ANN), await unknown.post("/sign-in/email", email="x@example.org")]
    assert pages[0].text == pages[1].text
    await sent(served)
    assert len(served.told) == 1


async def test_links_to_one_address_are_limited(served: ServedDesk) -> None:
    """After a few, no more are sent for a quarter of an hour; the page is the same."""
    served.desk.people.invite(ANN, "Ann", "assessor", served.desk.seconds())
    for _ in range(MOST_OF_AN_ADDRESS + 2):
        await asked(served)
    await sent(served)
    assert len(served.told) == MOST_OF_AN_ADDRESS
    served.clock.passes(LOGIN_SECONDS + 1)
    await asked(served)
    for _ in range(20):
        await Browser(served).get("/health")
    assert len(served.told) == MOST_OF_AN_ADDRESS + 1


async def test_a_link_runs_out_and_a_session_too(served: ServedDesk) -> None:
    """A link after 15 minutes, a session after hours without use."""
    served.desk.people.invite(ANN, "Ann", "assessor", served.desk.seconds())
    secret, _ = served.desk.people.new_login(ANN, "", served.desk.seconds())
    served.clock.passes(LOGIN_SECONDS + 1)
    assert (await Browser(served).post(f"/sign-in/link/{secret}")).status == 410
    ann = await served.somebody(email=ANN)
    served.clock.passes(SESSION_SECONDS - 10)
    assert "Queue" in (await ann.get("/")).text
    served.clock.passes(SESSION_SECONDS + 10)
    assert "Send me a link" in (await ann.get("/")).text


async def test_sessions_are_seen_and_ended_by_their_owner(served: ServedDesk) -> None:
    """The other browser is listed, and out once it is ended; nobody ends another's."""
    here, there = await served.somebody(email=ANN), Browser(served)
    await there.sign_in(ANN)
    eve = await served.somebody(name="Eve Moss")
    page = await here.get("/you")
    (other,) = re.findall(r'name="session" value="(\w+)"', page.text)
    await eve.post("/you/sessions", session=other)
    assert "Queue" in (await there.get("/")).text
    await here.post("/you/sessions", session=other)
    assert "Send me a link" in (await there.get("/")).text
    await here.post("/sign-out")
    assert "Send me a link" in (await here.get("/")).text


async def test_forms_of_other_sites_are_refused(served: ServedDesk) -> None:
    """Whatever they bring along: another origin, none, or a host that a proxy is said to have had."""
    ann = await served.somebody("lead", email=ANN)
    for origin in ("https://evil.example.org", "null", None):
        page = await ann.post_from(origin, "/people", name="Eve", email="eve@example.org", role="lead")
        assert page.status == 403
    assert served.desk.people.by_email("eve@example.org") is None


async def test_behind_a_tls_proxy(tmp_path: Path) -> None:
    """The public address counts, and no header of the proxy's; cookies are for TLS and this host alone."""
    async with served_desk(tmp_path / "data", url=PROXY) as served:
        ann = await served.somebody(email=ANN)
        assert "__Host-desk" in ann.cookies
        forged = {"X-Forwarded-Host": "evil.example.org", "X-Forwarded-Proto": "http"}
        page = await ann.get("/you", **forged)
        assert "evil" not in page.text
        assert page.headers["Strict-Transport-Security"]
        assert (await ann.post_from(served.address, "/you/shortcuts", on="yes")).status == 403
        assert (await ann.post_from(PROXY, "/you/shortcuts", on="yes")).status == 200


async def test_only_own_pages_are_gone_on_to(served: ServedDesk) -> None:
    """What a page was asked for is remembered; an address elsewhere is not."""
    browser = Browser(served)
    page = await browser.get("/submissions/TB-1?x=1", follow=False)
    assert page.headers["Location"] == "/sign-in?then=%2Fsubmissions%2FTB-1%3Fx%3D1"
    for away in ("https://evil.example.org/", "//evil.example.org", "/\\evil.example.org", "javascript:alert(1)"):
        assert "evil" not in (await browser.get("/sign-in?then=" + away.replace("/", "%2F"))).text


async def test_roles_are_held(served: ServedDesk) -> None:
    """A lead invites; an assessor does not; who is ended is out at once; one lead stays."""
    lead, assessor = await served.somebody("lead", email=ANN), await served.somebody(name="Ben Reid")
    invited = {"name": "Cat", "email": "Cat@Example.org", "role": "auditor"}
    assert (await assessor.post("/people", **invited)).status == 403
    page = await lead.post("/people", **invited)
    assert "may sign in now" in page.text
    cat = Browser(served)
    (link,) = re.findall(r"(/sign-in/link/[\w-]+)", page.text)
    await cat.post(link)
    assert "Queue" in (await cat.get("/")).text
    assert "Comments" not in (await cat.get("/")).text
    ben = served.desk.people.by_email("ben@example.org")
    assert ben is not None
    await lead.post(f"/people/{ben.id}/end")
    assert "Send me a link" in (await assessor.get("/")).text
    own = served.desk.people.by_email(ANN)
    assert own is not None
    assert (await lead.post(f"/people/{own.id}/end")).status == 422
    assert served.desk.people.leads_left() == 1
