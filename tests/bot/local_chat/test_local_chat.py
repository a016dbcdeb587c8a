"""The local chat as a person meets it: the real bot, the chat page in a real browser, the issuer's inbox."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import odfdo
import pytest
from playwright.async_api import Browser, Page, expect
from support.chat_page_worker import (
    CONFIDENCE,
    LEARNING,
    PRACTICE,
    RELEVANCE,
    TOPIC,
    TOPIC_BEGUN,
    agree_and_begin,
    picture,
    press,
    say,
    sees,
    send,
)

from bot.app import serve
from bot.channels.telegram.bot_api.connection import Api
from bot.lifecycle import Lifecycle
from bot.playground.telegram import Sandbox
from bot.settings.settings import Settings

pytestmark = pytest.mark.slow
TEA_TIME = datetime(2035, 1, 10, 10, 30, tzinfo=UTC)


@pytest.fixture
async def inbox(tmp_path: Path, page: Page) -> Path:
    """Where submissions land, once the page has a bot to talk to."""
    await expect(page.get_by_role("button", name="Start")).to_be_visible()
    return tmp_path / "data" / "inbox"


@pytest.fixture
async def page(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The chat page on a phone, with the whole bot behind it; an error of the page or of the bot fails the test."""
    settings = Settings(_env_file=None, data=tmp_path / "data", route="folder", operator_name="Glen Care Learning")
    signs = Lifecycle.new()
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


def document_in(inbox: Path) -> str:
    """The text of the only submission's document, as another implementation of OpenDocument reads it."""
    (document,) = inbox.glob("TB-*/evidence.odt")
    return " ".join(odfdo.Document(document).get_formatted_text().split())


async def test_a_submission_typed_by_hand_lies_in_the_inbox(page: Page, inbox: Path) -> None:
    """From Start to the issuer's document, by the page alone; the document holds the worker's very words."""
    await press(page, "Start", "Do you agree")
    await picture(page, "first-contact")
    await agree_and_begin(page)
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
    await send(page)
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
