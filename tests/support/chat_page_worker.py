"""A worker at the chat page, in a real browser: what they do, and an application that they write."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, expect

from bot.lifecycle import Lifecycle
from bot.playground import local_chat
from bot.settings.settings import Settings

PICTURES = Path(__file__).parents[1] / "screenshots"

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


@asynccontextmanager
async def chatting(data: Path, **more: object) -> AsyncIterator[str]:
    """Where the local chat is, as `make run` starts it, until the block ends."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    signs = Lifecycle.new()
    settings = Settings.model_validate({"data": data, "chat_port": 0, **more})
    running = asyncio.create_task(local_chat.chat(settings, lines.put_nowait, signs))
    try:
        async with asyncio.timeout(20):
            first = await lines.get()
        yield first.removeprefix("Teabreak's local chat: ")
    finally:
        signs.stop.set()
        await running


async def picture(page: Page, name: str) -> None:
    """Save what the page shows once it is at rest, so that the same page gives the same picture."""
    await page.mouse.move(0, 0)
    await expect(page.locator("#notice")).to_be_hidden()
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


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


async def reach_the_questions(page: Page) -> None:
    """From Start to the first question of the first badge."""
    await press(page, "Start", "Do you agree")
    await agree_and_begin(page)


async def agree_and_begin(page: Page) -> None:
    """From the notice to the first question of the first badge."""
    await press(page, "I agree", "Which badge")
    await press(page, "1. CPL 2025 Leadership and quality assurance", "Is this the right badge for you?")
    await press(page, "Yes, this is for me", "What is your full name?")
    await say(page, "Morag Bell", "What is your email address?")
    await say(page, "morag.bell@example.org", "registration number?")
    await say(page, "3123456", "Which part of the SSSC Register")
    await press(page, "3. Social care workforce", "Chosen: Social care workforce")
    await press(page, "That is all", "employer's name?")
    await say(page, "Glen Care", "Question 1 of 5")


async def apply(page: Page) -> None:
    """From Start to having sent all of the application."""
    await reach_the_questions(page)
    for number, text in enumerate((f"{TOPIC_BEGUN} {TOPIC}", RELEVANCE, LEARNING, PRACTICE), 1):
        await say(page, text, f"Question {number}: ")
        await press(page, "Next question", f"Question {number + 1} of 5")
    await say(page, CONFIDENCE, "Every question has an answer")
    await press(page, "Check my answers", "All the rules are met")
    await send(page)


async def send(page: Page) -> None:
    """From the check to having sent."""
    await press(page, "Carry on to sending", "Did you use an AI tool")
    await press(page, "No, I did not", "Statement 1")
    for number in range(2, 6):
        await press(page, "I agree", f"Statement {number}")
    await press(page, "I agree", "Last look before sending")
    # The copy of the application follows at once, and pushes this message up.
    await page.get_by_role("button", name="Send my application", exact=True).last.click()
    await expect(page.get_by_text("Your application is sent.").last).to_be_visible()
