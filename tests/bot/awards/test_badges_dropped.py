"""A handful of badge files dropped on the chat page, in a real browser, and what the issuer's inbox makes of them."""

import base64
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from playwright.async_api import Browser, BrowserContext, Page, expect
from support import fake_award_issuers
from support.chat_page_worker import chatting, press, say
from support.fake_award_issuers import EMAIL, png, zipped
from support.thing_awards import OTHERS, THINGS, baked, hosted, pinned, token

from bot.playground import local_chat

pytestmark = pytest.mark.slow
PICTURES = Path(__file__).parents[2] / "screenshots"
MIMES = {".png": "image/png", ".zip": "application/zip", ".json": "application/json"}
DROP = """([files, first]) => {
    if (first) [...document.querySelectorAll("button")].find((one) => one.textContent === first).click();
    const held = new DataTransfer();
    for (const [name, type, content] of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        held.items.add(new File([bytes], name, { type }));
    }
    const on = document.getElementById("log");
    for (const kind of ["dragover", "drop"]) {
        on.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
    }
}"""


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A phone; an error of a page fails the test."""
    opened = await browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id="UTC")
    errors: list[str] = []
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    yield opened
    await opened.close()
    assert errors == []


def issuer_known(monkeypatch: pytest.MonkeyPatch) -> RSAPrivateKey:
    """The key of an issuer whose file holds it."""
    key = fake_award_issuers.rsa_key()
    library = pinned(key)
    monkeypatch.setattr(local_chat, "read", lambda *_: library)
    return key


async def drop(page: Page, files: Mapping[str, bytes], after: str = "") -> None:
    """Let go of files over the messages: in the same moment as a button of this name was pressed, if one is named."""
    named = [[name, MIMES[Path(name).suffix], base64.b64encode(said).decode()] for name, said in files.items()]
    await page.evaluate(DROP, [named, after])


async def reach_the_list(page: Page) -> None:
    """From Start to the badges that are needed."""
    await press(page, "Start", "Do you agree")
    await press(page, "I agree", "Which badge")
    await press(page, "2. ELC Leadership 23 Things – Completed Them All", "right badge for you")
    await press(page, "Yes, this is for me", "full name")
    await say(page, "Isla Ross", "email address?")
    await say(page, EMAIL, "Press a number to tick it")


async def test_dropped_files_are_looked_at_and_the_assessor_sees_which_were_checked(
    context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files dropped together are checked or not, the rest is ticked, and the inbox tells the three grounds apart."""
    key = issuer_known(monkeypatch)
    handful = {
        "one.png": baked(token(key, 1)),
        "two.png": baked(token(key, 2, OTHERS)),
        "more.zip": zipped({"three.jwt": token(key, 3).encode(), "cat.png": png()}),
        "five.json": json.dumps(hosted(5)).encode(),
    }
    async with chatting(tmp_path / "data") as address:
        chat = await context.new_page()
        await chat.goto(address)
        await reach_the_list(chat)
        await drop(chat, handful)
        await expect(chat.get_by_role("dialog")).to_contain_text("Send 2 pictures and 2 other files?")
        await chat.screenshot(path=PICTURES / "sending-pictures.png")
        await chat.get_by_role("button", name="Send as files").click()
        await expect(chat.get_by_text("Checked and ticked:")).to_be_visible()
        await expect(chat.get_by_text("It was given to another email address.")).to_be_visible()
        await expect(chat.get_by_text("Ticked, but I could not check it:")).to_be_visible()
        await chat.screenshot(path=PICTURES / "badges-looked-at.png")
        await say(chat, "all", "That is all you need.")
        await press(chat, "Check my answers", "I have checked 2 of them")
        await press(chat, "Carry on to sending", "Statement 1")
        await press(chat, "I agree", "Last look before sending")
        await press(chat, "Send my application", "Their reference: CASE-")
        inbox = await context.new_page()
        await inbox.set_viewport_size({"width": 1100, "height": 900})
        await inbox.goto(f"{address}/inbox")
        await inbox.get_by_role("link", name="Isla Ross").click()
        for number, ground in ((1, "Checked by the bot"), (2, "Stated by the applicant"), (5, "not checked")):
            await expect(inbox.get_by_role("row").filter(has_text=THINGS[number - 1])).to_contain_text(ground)
        await inbox.screenshot(path=PICTURES / "inbox-badges.png")
        async with inbox.expect_download() as download:
            await inbox.get_by_role("row").filter(has_text=THINGS[0]).get_by_role("link", name="File").click()
        assert (await (await download.value).path()).read_bytes() == handful["one.png"]


async def test_a_picture_sent_as_a_photo_is_drawn_anew_as_on_a_phone(
    context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same badge sent as a photo has lost its award, the bot says how to send it, and as a file it is checked."""
    key = issuer_known(monkeypatch)
    one = {"one.png": baked(token(key, 1))}
    async with chatting(tmp_path / "data") as address:
        chat = await context.new_page()
        await chat.goto(address)
        await reach_the_list(chat)
        await drop(chat, one)
        await expect(chat.get_by_role("dialog")).to_be_visible()
        await drop(chat, one, after="Cancel")
        await press(chat, "Send pictures as photos", "Send me the same picture as a file")
        await drop(chat, one)
        await chat.get_by_role("button", name="Send as files").click()
        await expect(chat.get_by_text("Checked and ticked:")).to_be_visible()
        await expect(chat.locator(".message.own .file")).to_have_count(2)
