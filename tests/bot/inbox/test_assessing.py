"""The local chat from both sides, in a real browser: a worker at the chat, and an assessor at the inbox."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from textwrap import wrap

import aiohttp
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from playwright.async_api import Browser, BrowserContext, Page, expect
from support.chat_page_worker import CONFIDENCE, RELEVANCE, apply, chatting, press, say, sees, send
from support.fake_award_issuers import HOME, KEY, claims, credential, pem, rsa_key, rules, sign

from bot.playground import local_chat
from criteria.reader import read

pytestmark = pytest.mark.slow
WHY = "How does this fit your own job?"
EXAMPLE = "Give one example with a person you support."
FITTING = "I am the one who writes the handover notes, so it is my job to say these things early."
ONE_MAN = "Last week one man told me that his mornings are calmer, and that he would like it to stay so."


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    """The issuer's key."""
    return rsa_key()


@pytest.fixture
async def address(tmp_path: Path, key: RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The local chat's address. The issuer's file holds its key."""
    known = {"awards": rules((KEY, pem(key)))}
    found = read()
    library = replace(found, issuers=tuple(issuer.model_copy(update=known) for issuer in found.issuers))
    monkeypatch.setattr(local_chat, "read", lambda *_: library)
    async with chatting(tmp_path / "data") as served:
        yield served


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """One browser for both people; an error of a page fails the test."""
    opened = await browser.new_context(viewport={"width": 1100, "height": 900}, locale="en-GB", timezone_id="UTC")
    errors: list[str] = []
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    yield opened
    await opened.close()
    assert errors == []


async def mark(inbox: Page, question: str, comment: str) -> None:
    """Ask for more at an answer."""
    answer = inbox.locator(f"#q-{question}")
    await answer.get_by_label("More needed").check()
    await answer.get_by_label("What more you need").fill(comment)


async def ask_for_more(inbox: Page) -> None:
    """Return it, with two answers that need more and one that is enough."""
    await mark(inbox, "relevance", WHY)
    await mark(inbox, "confidence", EXAMPLE)
    await inbox.locator("#q-topic").get_by_label("Enough", exact=True).check()
    await inbox.locator("#returned-comment").fill("Thank you, this is nearly there.")
    await inbox.get_by_role("button", name="Ask for more").click()
    await delivered(inbox, "More asked for")


async def delivered(inbox: Page, said: str) -> None:
    """Wait until the page says that the bot has it."""
    await expect(inbox.get_by_role("status").filter(has_text=said)).to_contain_text("Delivered: the bot has it.")


def badge(key: RSAPrivateKey) -> str:
    """Morag's badge, as an issuer signs it."""
    subject = {
        "id": "mailto:morag.bell@example.org",
        "type": ["AchievementSubject"],
        "achievement": {"id": f"{HOME}/leadership", "type": ["Achievement"], "name": "Leadership"},
    }
    node = credential(credentialSubject=subject, validFrom="2026-03-01T10:00:00Z")
    return sign(key, claims(node), kid=KEY)


async def test_an_application_goes_back_once_and_is_awarded(
    address: str, context: BrowserContext, tmp_path: Path, key: RSAPrivateKey
) -> None:
    """Sent, and told that it arrived; more asked for at two questions; fixed, sent again and awarded; seen by both."""
    chat = await context.new_page()
    await chat.goto(address)
    await apply(chat)
    await sees(chat, "Their reference: CASE-")

    async with context.expect_page() as opening:
        await chat.get_by_role("link", name="The issuer’s inbox").click()
    inbox = await opening.value
    await inbox.get_by_role("link", name="Morag Bell").click()
    await expect(inbox.locator("#checks")).to_contain_text("v1, v1a")
    await expect(inbox.locator("#q-relevance")).to_contain_text(RELEVANCE)
    await inbox.get_by_role("button", name="Say that it has arrived").click()
    await delivered(inbox, "Told that it has arrived")

    await ask_for_more(inbox)
    # A browser takes its time over a page that nobody looks at.
    await chat.bring_to_front()
    await sees(chat, WHY)
    await expect(chat.get_by_text("Thank you, this is nearly there.")).to_be_visible()
    await say(chat, "/status", "Questions 2, 5 are still to do.")
    await chat.get_by_role("button", name="2. Why this activity matters to my development").last.click()
    await expect(chat.get_by_text(WHY)).to_have_count(2)
    await say(chat, FITTING, "Question 2: ")
    await press(chat, "Next question", EXAMPLE)
    await say(chat, ONE_MAN, "Question 5: ")
    await press(chat, "Check my answers", "All the rules are met")
    await send(chat)

    await inbox.bring_to_front()
    await inbox.get_by_role("link", name="Go to attempt 2").click()
    await expect(inbox.get_by_role("row").filter(has_text="changed")).to_have_count(2)
    await expect(inbox.locator("#q-relevance ins")).to_have_text(FITTING)
    await expect(inbox.locator("#q-relevance .asked")).to_contain_text(WHY)
    await expect(inbox.locator("#q-confidence ins")).to_have_text(ONE_MAN)
    await expect(inbox.locator("#q-confidence")).to_contain_text(CONFIDENCE)
    await expect(inbox.locator("#q-learning")).to_contain_text("As it was in attempt 1.")
    await inbox.get_by_label("Where the badge can be seen").fill("https://badges.example.org/assertions/77")
    # As a letter breaks it into lines.
    await inbox.get_by_label("The badge itself").fill("\n".join(wrap(badge(key), 76)))
    await inbox.locator("#awarded-comment").fill("A fine piece of work.")
    await inbox.get_by_role("button", name="Award the badge").click()
    await delivered(inbox, "Awarded")

    await chat.bring_to_front()
    await sees(chat, "A fine piece of work.")
    await sees(chat, "https://badges.example.org/assertions/77")
    await sees(chat, "it is good")
    await expect(chat.get_by_text(re.compile(r"^TB-[A-Z0-9-]{11}\.jwt"))).to_be_visible()
    await say(chat, "/status", "badge awarded on")
    await inbox.bring_to_front()
    await inbox.get_by_role("link", name="All submissions").click()
    await expect(inbox.get_by_role("listitem").first).to_contain_text("Awarded")
    await expect(inbox.get_by_role("listitem").last).to_contain_text("Replaced by attempt 2")
    assert only_badge(tmp_path / "data") == badge(key).encode()
    look_over(tmp_path / "data")


def only_badge(data: Path) -> bytes:
    """What was kept of the badge."""
    (kept,) = [path for path in (data / "media").rglob("*") if path.is_file()]
    return kept.read_bytes()


def look_over(data: Path) -> None:
    """Both attempts lie in the inbox for who looks there, and no key is anywhere on the disk."""
    first, second = sorted(path for path in (data / "inbox").iterdir() if path.is_dir())
    assert (first.name[-2:], second.name[-2:]) == ("-1", "-2")
    assert ONE_MAN in (second / "evidence.txt").read_text(encoding="utf-8")
    assert {path.name for path in second.iterdir()} == {"manifest.json", "evidence.txt", "received.json", "decisions"}
    files = [path for path in data.rglob("*") if path.is_file()]
    assert not [path for path in files if re.search(rb"wh(sec|sk)_", path.read_bytes())]


async def test_a_route_of_the_operators_own_leaves_the_inbox_out(tmp_path: Path) -> None:
    """With the route `folder`, there is the plain folder, no page of it, and nothing that listens for decisions."""
    async with (
        chatting(tmp_path / "data", route="folder") as address,
        aiohttp.ClientSession() as session,
        session.get(f"{address}/inbox") as found,
    ):
        assert found.status == 404
