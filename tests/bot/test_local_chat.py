"""The local chat as a person meets it: the real bot, the chat page in a real browser, the issuer's inbox."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import odfdo
import pytest
from playwright.async_api import Browser, Page, expect

from bot.app import Api, Signs, serve
from bot.sandbox import Sandbox
from bot.settings import Settings

pytestmark = pytest.mark.slow
PICTURES = Path(__file__).parents[1] / "screenshots"
TEA_TIME = datetime(2035, 1, 10, 10, 30, tzinfo=UTC)

TOPIC_BEGUN = "The topic was giving and taking feedback as a shift lead."
TOPIC = (
    "I did a half-day workshop at work, with two short films and a booklet on supervision. Afterwards I "
    "shadowed our senior for one shift, and wrote notes on how she ran the handover and what the team did with "
    "her comments."
)
RELEVANCE = (
    "I lead two shifts a week, and feedback was the part that I dodged. This filled that gap. It helps me "
    "towards a senior post, and it helps people here because small problems get named early."
)
LEARNING = (
    "First, feedback works best close to the event. I used to store things up, so this keeps me honest. For "
    "the people I support, a small change today makes the next visit calmer.\n\n"
    "Second, asking before telling lets a colleague find the answer. That makes me a calmer lead. Staff who "
    "feel heard have more patience at breakfast and at bedtime, and people notice that.\n\n"
    "Third, I learned to write down what we agreed. For me it means that nothing is forgotten in a busy week. "
    "For the people who use our service it means that everyone does the new thing in the same way, whoever is "
    "on.\n\n"
    "In the short term these three make handovers shorter. In the long term they make it normal to say what "
    "could be better, which I think is what quality assurance really is when you work on a shift "
    "rather than in an office."
)
PRACTICE = (
    "At each handover I will ask one question about what went well and one about what we would change. I will "
    "keep a short note in the team book, so that the next shift can see it. Until now I only spoke up when "
    "something had gone wrong, and that will change.\n\n"
    "One example: a man I support likes to choose his clothes slowly. Two of us hurried him. I will say what I "
    "saw, ask what they think, and agree one way of helping that suits him. He should have calmer mornings, "
    "and he keeps the choice.\n\n"
    "People may feel judged at first. I will begin with my own mistakes, and keep it to one point at a time. "
    "If someone gets upset I will stop, and come back to it the next day with the senior if need be. After a "
    "month I will ask the team whether it helps, and ask the people we support whether their mornings are "
    "better."
)
CONFIDENCE = (
    "I feel readier to speak up. I now know what good leadership looks like in a role like mine, and that it "
    "is not only for managers. I can name what I do well and what I am still learning. I have already spoken "
    "to two colleagues, and both said that it helped. With the people I support I feel more able to say sorry "
    "and to put things right on the same day, without waiting for the senior."
)


@pytest.fixture
async def inbox(tmp_path: Path, page: Page) -> Path:
    """Where submissions land, once the page has a bot to talk to."""
    await expect(page.get_by_role("button", name="Start")).to_be_visible()
    return tmp_path / "data" / "inbox"


@pytest.fixture
async def page(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The chat page on a phone, with the whole bot behind it; an error of the page or of the bot fails the test."""
    settings = Settings(_env_file=None, data=tmp_path / "data", route="folder", operator_name="Glen Care Learning")
    signs = Signs.new()
    async with Sandbox() as sandbox:
        sandbox.pass_time((TEA_TIME - datetime.now(UTC)).total_seconds())
        serving = asyncio.create_task(serve(settings, Api(sandbox.token, sandbox.api_url), signs))
        await signs.ready.wait()
        context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id="UTC")
        opened = await context.new_page()
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        await opened.goto(sandbox.api_url)
        yield opened
        await context.close()
        signs.stop.set()
        await serving
    assert errors == []


async def press(page: Page, label: str, then: str) -> None:
    """Press the newest button of this name, and wait for what it brings."""
    await page.get_by_role("button", name=label, exact=True).last.click()
    await sees(page, then)


async def say(page: Page, text: str, then: str) -> None:
    """Send a message, and wait for the answer to it."""
    await page.get_by_label("Message", exact=True).fill(text)
    await page.keyboard.press("Enter")
    await sees(page, then)


async def sees(page: Page, text: str) -> None:
    """Wait until the newest message with this text is on the screen."""
    await expect(page.get_by_text(text).last).to_be_in_viewport()


async def picture(page: Page, name: str) -> None:
    """Save what the page shows once it is at rest."""
    await page.mouse.move(0, 0)
    await expect(page.locator("#notice")).to_be_hidden()
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def document_in(inbox: Path) -> str:
    """The text of the only submission's document, as another implementation of OpenDocument reads it."""
    (document,) = inbox.glob("TB-*/evidence.odt")
    return " ".join(odfdo.Document(document).get_formatted_text().split())


async def test_a_submission_typed_by_hand_lies_in_the_inbox(page: Page, inbox: Path) -> None:
    """From Start to the issuer's document, by the page alone; the document holds the worker's very words."""
    await press(page, "Start", "Do you agree")
    await picture(page, "first-contact")
    await press(page, "I agree", "Which badge")
    await press(page, "1. CPL 2025 Leadership and quality assurance", "Is this the right badge for you?")
    await press(page, "Yes, this is for me", "What is your full name?")
    await say(page, "Morag Bell", "What is your email address?")
    await say(page, "morag.bell@example.org", "registration number?")
    await say(page, "3123456", "Which part of the SSSC Register")
    await press(page, "3. Social care workforce", "Chosen: Social care workforce")
    await press(page, "That is all", "employer's name?")
    await say(page, "Glen Care", "Question 1 of 5")
    await say(page, TOPIC_BEGUN, "Add 39 more words")
    await say(page, TOPIC, "You have enough")
    await picture(page, "answering")
    await press(page, "Next question", "Question 2 of 5")
    await say(page, RELEVANCE, "Question 2: ")
    await press(page, "Next question", "Question 3 of 5")
    await say(page, LEARNING, "Question 3: ")
    await press(page, "Next question", "Question 4 of 5")
    await say(page, PRACTICE, "Question 4: ")
    await press(page, "Next question", "Question 5 of 5")
    await say(page, CONFIDENCE, "Every question has an answer")
    await press(page, "Check my answers", "All the rules are met")
    await picture(page, "check")
    await press(page, "Carry on to sending", "Did you use an AI tool")
    await press(page, "No, I did not", "Statement 1 of 5")
    for number in range(2, 6):
        await press(page, "I agree", f"Statement {number} of 5")
    await press(page, "I agree", "Last look before sending")
    await press(page, "Send my application", "Your application is sent.")
    await sees(page, "your own copy")

    written = document_in(inbox)
    for answer in (TOPIC_BEGUN, TOPIC, RELEVANCE, *LEARNING.split("\n\n"), *PRACTICE.split("\n\n"), CONFIDENCE):
        assert answer in written


async def test_a_reload_keeps_the_talk(page: Page) -> None:
    """History is there after a reload, and the talk goes on where it was."""
    await press(page, "Start", "Do you agree")
    await page.reload()
    await sees(page, "I am a computer program, not a person.")
    await press(page, "I agree", "Which badge")
