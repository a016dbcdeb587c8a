"""Every link, player and download of the local chat and its inbox, as `make run` starts them, in a real browser."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import av
import pytest
from playwright.async_api import Browser, Locator, Page, expect
from sounds import making
from support.chat_page_worker import (
    CONFIDENCE,
    LEARNING,
    PRACTICE,
    RELEVANCE,
    TOPIC,
    chatting,
    press,
    reach_the_questions,
    say,
    sees,
)

pytestmark = pytest.mark.slow
RECORDING = "kettle.ogg"


@pytest.fixture
async def page(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The chat page of a local chat; an address on this machine that is not found fails the test."""
    async with chatting(tmp_path / "data") as address:
        context = await browser.new_context(locale="en-GB", timezone_id="UTC")
        missing: list[str] = []
        context.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
        opened = await context.new_page()
        await opened.goto(address)
        yield opened
        await context.close()
    assert missing == []


async def apply_with_a_recording(page: Page) -> None:
    """An application whose first answer is a recording and a text, sent, with the worker's copies in the chat."""
    await reach_the_questions(page)
    sound = {"name": RECORDING, "mimeType": "audio/ogg", "buffer": making.recording(RECORDING)}
    await page.locator("#file").set_input_files([sound])
    await sees(page, "Kept: spoken")
    for number, text in enumerate((TOPIC, RELEVANCE, LEARNING, PRACTICE), 1):
        await say(page, text, f"Question {number}: ")
        # The offer of reminders comes once, beneath the next question.
        await press(page, "Next question", f"Question {number + 1} of 5" if number > 1 else "Shall I remind you?")
    await say(page, CONFIDENCE, "Every question has an answer")
    await press(page, "Check my answers", "All the rules are met")
    await press(page, "Carry on to sending", "Could anyone be known from your recordings?")
    await press(page, "No, nobody", "Did you use an AI tool")
    await press(page, "No, I did not", "Statement 1")
    for number in range(2, 6):
        await press(page, "I agree", f"Statement {number}")
    await press(page, "I agree", "After you send it, you cannot change it here.")
    await press(page, "Send my application", "Your application is sent.")
    await sees(page, "Their reference: CASE-")
    await expect(page.locator("a[download$='.pdf']")).to_be_attached()


async def assert_plays(page: Page) -> None:
    """Each player has its recording and plays it to its end."""
    players = page.locator("audio, video")
    assert await players.count() > 0
    for player in await players.all():
        await player.evaluate(
            """async player => {
                player.muted = true;
                player.playbackRate = 16;
                const ended = new Promise((done, failed) => { player.onended = done; player.onerror = failed; });
                await player.play();
                await ended;
            }"""
        )
        assert await player.evaluate("player => player.duration") > 1


async def downloaded(page: Page, link: Locator) -> bytes:
    """Press a link that downloads a file; the file."""
    async with page.expect_download() as download:
        await link.click()
    file = await download.value
    assert await file.failure() is None
    return (await file.path()).read_bytes()


async def assert_links_lead_somewhere(page: Page) -> None:
    """Each link to this machine is found, and each one within the page has its place there."""
    here = urldefrag(page.url).url
    for link in await page.locator("a[href]").all():
        if await link.get_attribute("download") is not None:
            continue
        address = urldefrag(urljoin(page.url, await link.get_attribute("href")))
        if address.url == here and address.fragment:
            assert await page.locator(f"[id='{address.fragment}']").count() == 1, address.fragment
        elif address.url.startswith(here.partition("/inbox")[0].rstrip("/")):
            assert (await page.request.get(address.url)).ok, address.url


async def test_every_link_player_and_download_works(page: Page) -> None:
    """A recording plays for the worker and for the assessor, and each file downloads with what it should hold."""
    await apply_with_a_recording(page)
    await assert_plays(page)
    await assert_links_lead_somewhere(page)
    links = page.locator("a[download]")
    files = {str(await link.get_attribute("download")): await downloaded(page, link) for link in await links.all()}
    assert making.recording(RECORDING) in files.values()
    (pdf,) = (content for name, content in files.items() if name.endswith(".pdf"))
    assert pdf.startswith(b"%PDF-")

    await page.get_by_role("link", name="The issuer’s inbox").evaluate("link => link.removeAttribute('target')")
    await page.get_by_role("link", name="The issuer’s inbox").click()
    await assert_links_lead_somewhere(page)
    await page.get_by_role("link", name="Morag Bell").click()
    await expect(page.get_by_role("heading", name="The applicant")).to_be_visible()
    await assert_plays(page)
    await assert_links_lead_somewhere(page)
    assert await downloaded(page, page.get_by_role("link", name="As it was sent")) == making.recording(RECORDING)
    with av.open(io.BytesIO(await downloaded(page, page.get_by_role("link", name="Listening copy")))) as copy:
        assert copy.format.name == "mp3"
