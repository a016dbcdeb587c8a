"""The desk in a real browser: drafts while they are typed, the keyboard, passkeys, and what axe finds."""

import json
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect
from support.desks import ServedDesk, served_desk
from support.fake_issuers import FakeIssuerSystem, answer, system
from support.submissions import TOPIC, again, application, spoken

from bot.desk.tables.people import Role
from bot.inbox import submission_store

pytestmark = pytest.mark.slow
PICTURES = Path(__file__).parents[2] / "screenshots"
PACK = spoken(application())
BADGE = PACK.badge.id
ABOUT_PEOPLE = ("/you", "/people", "/comments", "/log", "/sign-in", "/sign-in/code", "/sign-in/link/x")
SIZE: ViewportSize = {"width": 1240, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = """() => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && (
        [...one.childNodes].some(text => text.nodeType == 3 && text.data.trim())
        || one.matches('input, textarea, select')))
    .map(one => {
        const {color, fontSize, fontWeight, opacity} = getComputedStyle(one);
        let behind = one;
        while (behind && getComputedStyle(behind).backgroundColor == 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
        const under = behind && getComputedStyle(behind).backgroundColor;
        return [color, under, parseFloat(fontSize) >= 18, fontWeight >= 700, opacity].join();
    })"""
"""Which colours text has on which, as contrast is judged: large or bold text may have less."""


@pytest.fixture
async def bot() -> AsyncIterator[FakeIssuerSystem]:
    """What takes decisions."""
    async with system(*[answer(204)] * 20) as served:
        yield served


@pytest.fixture
async def served(tmp_path: Path, bot: FakeIssuerSystem) -> AsyncIterator[ServedDesk]:
    """A desk that browsers know by a name, as passkeys want it, with one submission."""
    async with served_desk(tmp_path / "data", bot.url, host="localhost", url="http://localhost:{port}") as running:
        running.address = running.desk.settings.url
        await running.route().deliver(PACK)
        yield running


async def somebody(
    browser: Browser, served: ServedDesk, name: str = "Ann Lead", role: Role = "lead", **context: object
) -> tuple[Page, BrowserContext]:
    """A page in which somebody is signed in."""
    signed_in = await served.somebody(role, name)
    made = await browser.new_context(viewport=SIZE, **context)  # type: ignore[arg-type]
    cookies = [{"name": name, "value": value, "url": served.address} for name, value in signed_in.cookies.items()]
    await made.add_cookies(cookies)  # type: ignore[arg-type]
    return await made.new_page(), made


async def test_what_is_typed_is_kept_and_another_browser_goes_on(browser: Browser, served: ServedDesk) -> None:
    """Without a press of any button; the contradiction is said as it is typed."""
    page, first = await somebody(browser, served)
    await page.goto(f"{served.address}/submissions/{PACK.submission_id}")
    topic = page.locator("#q-topic")
    await topic.get_by_label("More needed").check()
    await topic.get_by_label("What more you need").fill("Which team was it?")
    await expect(page.locator("#saved")).to_have_text("Kept.")
    async with page.expect_response("**/draft"):
        await page.locator("#awarded-comment").fill("Well done.")
    await expect(page.locator("#contradiction")).to_be_visible()
    phone, second = await somebody(browser, served)
    await phone.goto(f"{served.address}/submissions/{PACK.submission_id}")
    await expect(phone.locator("#say-topic")).to_have_value("Which team was it?")
    await expect(phone.locator("#awarded-comment")).to_have_value("Well done.")
    await phone.locator("#say-topic").fill("Which team was it, and when?")
    await expect(phone.locator("#saved")).to_have_text("Kept.")
    await page.locator("#say-topic").fill("Older words.")
    await expect(page.locator("#saved")).to_contain_text("You wrote more in another browser.")
    await first.close()
    await second.close()


async def test_a_whole_decision_by_keyboard(browser: Browser, served: ServedDesk, bot: FakeIssuerSystem) -> None:
    """From the queue to the decision, a stored comment included, without a pointer."""
    served.desk.assessing.add_comment(None, BADGE, "topic", "Name the team, please.")
    page, context = await somebody(browser, served)
    await page.goto(f"{served.address}/?view=unassigned")
    link = page.get_by_role("link", name="Morag Bell")
    while not await link.evaluate("link => link === document.activeElement"):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/submissions/**")
    for key in ("j", "m", "Escape", "i", "Enter"):
        await page.keyboard.press(key)
    await expect(page.locator("#say-topic")).to_have_value("Name the team, please.")
    await expect(page.locator("#say-topic")).to_be_focused()
    for key in ("Escape", "j", "e", "j", "e", "d"):
        await page.keyboard.press(key)
    seen = "() => { const box = document.activeElement.getBoundingClientRect(); return box.bottom > 60; }"
    while await page.evaluate("document.activeElement.value") != "returned":
        await page.keyboard.press("Tab")
        assert await page.evaluate(seen), "focus is never hidden behind the header"
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/?view=unassigned&after=*")
    await expect(page.locator("#just-decided")).to_contain_text("More asked for: Morag Bell. It has not gone out yet")
    served.clock.passes(601)
    served.desk.sender.wake()
    await bot.requests(1)
    data = json.loads(bot.got[0].body)["data"]
    assert [(one["criterion_id"], one["satisfied"]) for one in data["items"]] == [
        ("topic", False),
        ("relevance", True),
        ("learning", True),
    ]
    await context.close()


async def test_a_passkey_signs_in_without_anything_to_remember(browser: Browser, served: ServedDesk) -> None:
    """Added on one's own page, used on the sign-in page; removed, it is refused."""
    page, context = await somebody(browser, served)
    tool = await context.new_cdp_session(page)
    await tool.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    authenticator = {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}}
    await tool.send("WebAuthn.addVirtualAuthenticator", authenticator)
    await page.goto(f"{served.address}/you")
    await page.get_by_role("button", name="Add a passkey of this device").click()
    await expect(page.get_by_role("button", name="Remove Passkey")).to_be_visible()
    await page.get_by_role("button", name="Sign out").click()
    await page.goto(f"{served.address}/submissions/{PACK.submission_id}")
    await page.get_by_role("button", name="Use a passkey").click()
    await page.wait_for_url(f"**/submissions/{PACK.submission_id}")
    await expect(page.get_by_role("heading", level=1)).to_have_text(PACK.badge.title)
    await page.goto(f"{served.address}/you")
    await page.get_by_role("button", name="Remove Passkey").click()
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_role("button", name="Use a passkey").click()
    await expect(page.get_by_text("The passkey did not work.")).to_be_visible()
    await context.close()


async def states(served: ServedDesk) -> list[str]:
    """Fill the desk, so that every page has something to show; the addresses of all."""
    people, assessing = served.desk.people, served.desk.assessing
    ann = people.by_email("ann@example.org")
    assert ann is not None
    assessing.add_comment(None, BADGE, "topic", "Name the team, please.")
    assessing.add_comment(ann.id, BADGE, "", "Thank you.")
    others = [replace(application(), reference=f"TB-KF6-GK9-KD{number}") for number in (3, 4, 7)]
    copied = replace(
        others[0],
        facts=tuple(replace(one, values=("b@example.org",)) if one.id == "email" else one for one in others[0].facts),
    )
    await served.takes(copied, again(copied, topic=f"{TOPIC} More."), *others[1:])
    ben = people.invite("ben@example.org", "Ben Reid", "assessor", served.desk.seconds())
    assessing.take(others[2].reference, ben.id, served.desk.seconds())
    assessing.take(others[1].reference, ann.id, served.desk.seconds())
    assessing.ask_second(others[1].submission_id, ann.id, ben.id, served.desk.seconds())
    pages = [f"/submissions/{one}" for one in (PACK.submission_id, f"{copied.reference}-1", f"{copied.reference}-2")]
    pages += [f"/submissions/{one.submission_id}" for one in others[1:]]
    queue = ["/", "/?view=all", "/?view=overdue&q=Morag"]
    return [*queue, *pages, *ABOUT_PEOPLE, "/no-such-page"]


async def test_nothing_is_lost_at_four_times_the_size_and_axe_finds_nothing(
    browser: Browser, served: ServedDesk
) -> None:
    """1280 pixels at 400 % are 320: nothing is wider, and what can be pressed is 24 pixels high.

    WCAG 2.2 AA and best practice, in both themes, with everything folded open; forms that came back too.
    """
    page, context = await somebody(browser, served)
    small = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, textarea')]
        .filter(one => one.checkVisibility() && !one.closest('p, .skip, q') && !one.matches('.skip'))
        .filter(one => { const box = (one.closest('label') ?? one).getBoundingClientRect();
                         return box.height < 24 || box.width < 24; })
        .map(one => one.outerHTML.slice(0, 80))"""
    axe, looked = Axe(), set[str]()
    for path in await states(served):
        await page.set_viewport_size({"width": 320, "height": 256})
        await page.goto(served.address + path)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert await page.evaluate(small) == [], path
        # Nothing stays on top of what has the focus.
        bars = "[...document.querySelectorAll('.bar')].map(bar => getComputedStyle(bar).position)"
        assert set(await page.evaluate(bars)) <= {"static"}, path
        await page.set_viewport_size(SIZE)
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        await _nothing(axe, page, path, looked)
    await page.goto(f"{served.address}/submissions/{PACK.submission_id}")
    await page.locator("#q-topic").get_by_label("More needed").check()
    await page.get_by_role("button", name="Ask for more").click()
    await expect(page.get_by_role("alert").first).to_be_visible()
    await _nothing(axe, page, "a form that came back", looked)
    await page.locator("#say-topic").fill("Which team was it?")
    await page.locator("[name=next]").uncheck()
    await page.get_by_role("button", name="Ask for more").click()
    await expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    await _nothing(axe, page, "a decision that waits", looked)
    await context.close()


async def _nothing(axe: Axe, page: Page, where: str, looked: set[str]) -> None:
    """Contrast costs as much as all the rest: it is looked at where colours meet that met nowhere before."""
    await page.evaluate(axe.axe_script)
    colours = set(await page.evaluate(COLOURS)) - looked
    looked |= colours
    runs = [("light", {"runOnly": RULES, "rules": {"color-contrast": {"enabled": bool(colours)}}})]
    # What differs between the themes is the colours.
    runs += [("dark", {"runOnly": ["color-contrast"]})] if colours else []
    for scheme, options in runs:
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
        # All style sheets are the page's own: none has to be fetched anew.
        asked = {**options, "resultTypes": ["violations"], "preload": False}
        found = await page.evaluate("asked => axe.run(asked)", asked)
        told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found["violations"]]
        assert told == [], f"{where}, {scheme}"
    await page.emulate_media(color_scheme="light")


async def test_the_queue_as_readme_shows_it(
    browser: Browser, served: ServedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Always with the same references, so that the picture changes with the page alone."""
    monkeypatch.setattr(submission_store.secrets, "choice", random.Random(7).choice)
    page, context = await somebody(browser, served)
    # The one that is there already was given its reference before.
    served.desk.store.erase(PACK.submission_id)
    await states(served)
    await page.goto(f"{served.address}/?view=all")
    await expect(page.get_by_role("row")).to_have_count(4)
    await page.screenshot(path=PICTURES / "desk-queue.png", animations="disabled")
    await context.close()
