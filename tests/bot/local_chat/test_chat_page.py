"""The chat page in a real browser, with a bot that answers in a few ways."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import telegram
from playwright.async_api import Browser, Page, expect
from support.chat_page_worker import picture

import bot.playground.telegram as sandbox_package
from bot.playground.telegram import Sandbox

pytestmark = pytest.mark.slow
TEA_TIME = datetime(2035, 1, 10, 10, 30, tzinfo=UTC)
CONTRASTS = [
    *((front, "card", 4.5) for front in ("ink", "quiet", "accent", "danger")),
    *((front, "wall", 4.5) for front in ("ink", "quiet", "accent")),
    *((front, "own", 4.5) for front in ("ink", "own-quiet", "accent")),
    ("warn-ink", "warn", 4.5),
    ("on-accent", "accent", 4.5),
    ("line", "card", 3.0),
    ("line", "wall", 3.0),
]
QUESTION = (
    "<b>Question 1 of 3</b>\nWhat did you read?\n<blockquote>At least 50 words. Say what it was, and "
    "who wrote it.</blockquote>\n<i>Your words are kept as soon as they arrive.</i>"
)


async def answer(bot: telegram.Bot, update: telegram.Update) -> None:
    """Echo texts, count edits, and turn presses into edits: one of each thing that a page must show."""
    if (query := update.callback_query) is not None:
        await query.answer(f"Kept: {query.data}")
        if query.data == "later":
            await bot.send_message(query.from_user.id, "Saved. Come back on any day.")
        else:
            await query.edit_message_text(f"You chose {query.data}.")
    elif (edited := update.edited_message) is not None:
        await bot.send_message(edited.chat.id, f"Now it says: {edited.text}")
    elif (message := update.message) is not None:
        await reply(bot, message)


async def reply(bot: telegram.Bot, message: telegram.Message) -> None:
    """Answer one message."""
    chat = message.chat.id
    if message.text == "/start":
        rows = [
            [
                telegram.InlineKeyboardButton("Add more", callback_data="more"),
                telegram.InlineKeyboardButton("Done", callback_data="done"),
            ],
            [telegram.InlineKeyboardButton("Save for later", callback_data="later")],
        ]
        markup = telegram.InlineKeyboardMarkup(rows)
        await bot.send_message(chat, QUESTION, parse_mode="HTML", reply_markup=markup)
    elif message.text == "/long":
        quote = "A long answer, folded. " * 30
        await bot.send_message(chat, f"<blockquote expandable>{quote}</blockquote>", parse_mode="HTML")
    elif message.text == "/pdf":
        await bot.send_document(chat, b"%PDF-1.4 evidence", filename="evidence.pdf", caption="Your statement")
    elif message.document is not None:
        await bot.send_message(chat, f"A file: {message.document.file_name}")
    else:
        replied = f" (to: {message.reply_to_message.text})" if message.reply_to_message else ""
        await bot.send_message(chat, f"You said: {message.text}{replied}")


async def run_bot(sandbox: Sandbox) -> None:
    """Poll and answer until cancelled."""
    urls = {"base_url": sandbox.base_url, "base_file_url": sandbox.base_file_url}
    async with telegram.Bot(sandbox.token, **urls) as bot:
        await bot.set_my_commands([("start", "Begin"), ("status", "Where you are"), ("help", "Ready answers")])
        await bot.set_my_description("Write evidence for a badge, one question at a time.")
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=20):
                offset = update.update_id + 1
                await answer(bot, update)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox with its bot running, always at the same hour, so that pictures change with the page alone."""
    async with Sandbox() as running:
        running.pass_time((TEA_TIME - datetime.now(UTC)).total_seconds())
        polling = asyncio.create_task(run_bot(running))
        yield running
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


@pytest.fixture
async def page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    """The chat page at the width of a small phone; any error of its scripts fails the test."""
    context = await browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB", timezone_id="UTC")
    opened = await context.new_page()
    errors: list[str] = []
    elsewhere: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("request", lambda asked: elsewhere.append(asked.url))
    await opened.goto(sandbox.api_url)
    yield opened
    await context.close()
    assert errors == []
    assert [url for url in elsewhere if not url.startswith(sandbox.api_url)] == []


async def begin(page: Page) -> None:
    """Press Start and wait for the first question."""
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_text("What did you read?")).to_be_visible()


async def write(page: Page, text: str) -> None:
    """Type a message and send it with Enter."""
    await page.get_by_label("Message", exact=True).fill(text)
    await page.keyboard.press("Enter")


async def test_a_person_starts_types_presses_and_edits(page: Page) -> None:
    """The whole of a chat works: start, an answer, a button that edits its message, a corrected answer."""
    await expect(page.get_by_text("Write evidence for a badge")).to_be_visible()
    await begin(page)
    await write(page, "A book about dementia")
    await expect(page.get_by_text("You said: A book about dementia")).to_be_visible()
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_text("You chose done.")).to_be_visible()
    await expect(page.get_by_text("Kept: done")).to_be_visible()
    await page.get_by_text("A book about dementia", exact=True).hover()
    await page.get_by_role("button", name="Edit this message").last.click()
    await write(page, "A book about delirium")
    await expect(page.get_by_text("Now it says: A book about delirium")).to_be_visible()
    await expect(page.get_by_text("edited")).to_have_count(2)
    await picture(page, "chat-360")


async def test_reload_keeps_the_history(page: Page) -> None:
    """What was said is there again after a reload, in order, once."""
    await begin(page)
    await write(page, "First")
    await expect(page.get_by_text("You said: First")).to_be_visible()
    before = await page.get_by_role("listitem").all_inner_texts()
    await page.reload()
    await expect(page.get_by_text("You said: First")).to_be_visible()
    assert await page.get_by_role("listitem").all_inner_texts() == before


async def test_nothing_is_wider_than_a_narrow_phone(page: Page) -> None:
    """At 320 and 360 pixels nothing scrolls sideways, whatever the length of a word."""
    await begin(page)
    await write(page, "W" * 300)
    await expect(page.get_by_text("You said: WWW")).to_be_visible()
    for width in (320, 360, 430):
        await page.set_viewport_size({"width": width, "height": 700})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await page.locator("#scroll").evaluate("box => box.scrollWidth - box.clientWidth") == 0


async def begin_with_a_long_talk(page: Page) -> None:
    """A talk of some screens on the smallest phone, its first question scrolled back to."""
    await page.set_viewport_size({"width": 360, "height": 640})
    await begin(page)
    for number in range(6):
        await write(page, f"Thought {number}. " + "It was a quiet night, and we had time to talk. " * 4)
        await expect(page.get_by_text(f"You said: Thought {number}")).to_be_visible()
    await page.locator("#scroll").hover()
    await page.mouse.wheel(0, -9000)
    await expect(page.get_by_role("button", name="Save for later")).to_be_in_viewport()
    await expect(page.get_by_text("You said: Thought 5")).not_to_be_in_viewport()


async def unasked(sandbox: Sandbox, words: str) -> None:
    """Have the bot say something that nobody has asked for."""
    async with telegram.Bot(sandbox.token, base_url=sandbox.base_url) as bot:
        await bot.send_message(sandbox.log.of("sendMessage")[0].params["chat_id"], words)


async def test_the_answer_to_an_old_button_is_seen(page: Page) -> None:
    """Pressed far up in the talk, a button is answered at its foot, and the page goes there."""
    await begin_with_a_long_talk(page)
    await page.get_by_role("button", name="Save for later").click()
    await expect(page.get_by_text("Saved. Come back on any day.")).to_be_in_viewport(ratio=1)


async def test_what_changes_where_it_was_pressed_stays_in_sight(page: Page) -> None:
    """A button that changes its own message leaves the page where it is."""
    await begin_with_a_long_talk(page)
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_text("You chose done.")).to_be_in_viewport()


async def test_whoever_reads_further_up_is_left_there(page: Page, sandbox: Sandbox) -> None:
    """What the bot says unasked moves nobody away from what they read; at the foot it is followed."""
    await begin_with_a_long_talk(page)
    await unasked(sandbox, "Good evening.")
    await expect(page.get_by_text("Good evening.")).to_be_attached()
    await expect(page.get_by_role("button", name="Save for later")).to_be_in_viewport()
    await page.mouse.wheel(0, 9000)
    await expect(page.get_by_text("Good evening.")).to_be_in_viewport()
    await unasked(sandbox, "Until tomorrow.")
    await expect(page.get_by_text("Until tomorrow.")).to_be_in_viewport(ratio=1)


async def test_whoever_looks_elsewhere_meanwhile_is_left_there(page: Page, sandbox: Sandbox) -> None:
    """Scrolling on after a press says that its answer can wait."""
    await begin_with_a_long_talk(page)
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_text("You chose done.")).to_be_in_viewport()
    await page.locator("#scroll").hover()
    await page.mouse.wheel(0, -50)
    await unasked(sandbox, "Good evening.")
    await expect(page.get_by_text("Good evening.")).to_be_attached()
    await expect(page.get_by_text("You chose done.")).to_be_in_viewport()


async def test_the_command_menu_filters_and_sends(page: Page) -> None:
    """Typing a slash lists the commands that fit; arrow and Enter send one."""
    await begin(page)
    await page.get_by_label("Message", exact=True).press_sequentially("/st")
    assert await page.get_by_role("option").all_inner_texts() == ["/start\nBegin", "/status\nWhere you are"]
    await picture(page, "chat-commands")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("You said: /status")).to_be_visible()


async def test_files_go_both_ways(page: Page) -> None:
    """A file reaches the bot, and a document of the bot downloads byte for byte."""
    await begin(page)
    files = [{"name": "notes.txt", "mimeType": "text/plain", "buffer": b"my notes"}]
    await page.locator("#file").set_input_files(files)
    await expect(page.get_by_text("A file: notes.txt")).to_be_visible()
    await write(page, "/pdf")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="evidence.pdf").click()
    path = await (await download.value).path()
    assert path.read_bytes() == b"%PDF-1.4 evidence"


async def test_a_reply_names_its_message(page: Page) -> None:
    """Replying sends the message replied to, and shows it."""
    await begin(page)
    question = page.get_by_role("listitem").filter(has_text="What did you read?")
    await question.hover()
    await question.get_by_role("button", name="Reply to this message").click()
    await write(page, "This one")
    await expect(page.get_by_text("You said: This one (to: Question 1 of 3")).to_be_visible()


async def test_a_folded_quote_opens(page: Page) -> None:
    """A long quote is folded, says so to assistive technology, and opens."""
    await begin(page)
    await write(page, "/long")
    more = page.get_by_role("button", name="Show all")
    await expect(more).to_have_attribute("aria-expanded", "false")
    await more.click()
    await expect(page.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")


async def test_markup_in_a_message_stays_text(page: Page) -> None:
    """What looks like markup is shown as typed, and runs nothing."""
    await begin(page)
    await write(page, "<img src=x onerror=alert(1)><b>bold</b>")
    await expect(page.get_by_text("You said: <img src=x onerror=alert(1)><b>bold</b>")).to_be_visible()
    assert await page.locator(".body img").count() == 0


async def test_everything_works_from_the_keyboard(page: Page) -> None:
    """Buttons are reached and pressed by keys alone, and focus is not lost when the message changes."""
    await begin(page)
    await page.keyboard.press("Shift+Tab")
    done = page.get_by_role("button", name="Done")
    for _ in range(20):
        if await done.evaluate("node => node === document.activeElement"):
            break
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("You chose done.")).to_be_visible()
    await expect(page.get_by_label("Message", exact=True)).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_label("Message", exact=True)).to_have_value("/start")
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("Message", exact=True)).to_have_value("")


async def test_targets_are_large_enough_and_named(page: Page) -> None:
    """Every control has a name, and is at least 24 pixels high and wide (WCAG 2.2, 2.5.8)."""
    await begin(page)
    for control in await page.locator("button:visible:not(.command), textarea").all():
        box = await control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, await control.inner_text()
        assert "name" in await control.evaluate(
            "node => (node.ariaLabel || node.innerText || node.labels?.length) ? 'name' : node.outerHTML"
        )


async def test_lists_are_lists_to_assistive_technology(page: Page) -> None:
    """A list item stands in a list, and no list has a role that hides it: axe's `listitem` and `aria-allowed-role`."""
    await begin(page)
    await page.get_by_role("button", name="Commands").click()
    allowed = [
        "group",
        "list",
        "listbox",
        "menu",
        "menubar",
        "none",
        "presentation",
        "radiogroup",
        "tablist",
        "toolbar",
    ]
    misused = """roles => [...document.querySelectorAll("ol[role], ul[role]")].map(list => list.getAttribute("role"))
        .filter(role => !roles.includes(role))"""
    assert await page.evaluate(misused, [*allowed, "tree"]) == []
    stray = """() => [...document.querySelectorAll("li:not([role])")]
        .filter(item => !item.parentElement.matches("ol:not([role]), ul:not([role]), [role=list]"))
        .map(item => item.id)"""
    assert await page.locator("li:not([role])").count() > 0
    assert await page.evaluate(stray) == []
    await expect(page.get_by_role("log", name="Chat").get_by_role("listitem")).not_to_have_count(0)


def test_colours_have_contrast() -> None:
    """In both schemes text has at least 4.5:1 against what it stands on, and edges have 3:1 (WCAG 2.2)."""
    schemes = (Path(sandbox_package.__file__).parent / "page" / "chat.css").read_text().split(":root {")[1:]
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", scheme.partition("}")[0]))
        for front, back, least in CONTRASTS:
            assert contrast(colours[front], colours[back]) >= least, (front, back)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, by the definition in WCAG."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


async def test_a_new_sandbox_starts_the_page_afresh(browser: Browser) -> None:
    """When the sandbox goes the page says so; when another one comes on its port the page is its own."""
    async with Sandbox() as first:
        page = await browser.new_page()
        await page.goto(first.page_url)
        await page.get_by_role("button", name="Start").click()
        await expect(page.locator("#log").get_by_text("/start")).to_be_visible()
    await expect(page.get_by_text("The sandbox does not answer.")).to_be_visible()
    async with Sandbox(port=int(first.api_url.rpartition(":")[2])):
        await expect(page.get_by_role("button", name="Start")).to_be_visible()
        await expect(page.get_by_role("listitem")).to_have_count(0)
        await page.close()


async def test_the_page_says_when_no_bot_is_running(browser: Browser) -> None:
    """Without a bot the page says so, and keeps what was typed."""
    async with Sandbox() as quiet:
        page = await browser.new_page()
        await page.goto(quiet.api_url)
        await expect(page.get_by_text("The bot is not running.")).to_be_visible()
        await page.get_by_role("button", name="Start").click()
        await expect(page.locator("#log").get_by_text("/start")).to_be_visible()
        assert quiet.updates.unconfirmed == 1


async def test_dark_and_wide(browser: Browser, sandbox: Sandbox) -> None:
    """On a wide dark screen the chat is a phone-wide column."""
    context = await browser.new_context(
        viewport={"width": 1100, "height": 860}, color_scheme="dark", locale="en-GB", timezone_id="UTC"
    )
    page = await context.new_page()
    await page.goto(sandbox.api_url)
    await begin(page)
    await write(page, "A book about dementia, and how a quiet room helps at night.")
    await expect(page.get_by_text("You said: A book")).to_be_visible()
    await write(page, "/pdf")
    await expect(page.get_by_text("evidence.pdf")).to_be_visible()
    await page.reload()  # drawn in one go, the picture does not depend on how the messages came in
    await expect(page.get_by_text("evidence.pdf")).to_be_visible()
    width = await page.locator(".phone").evaluate("node => node.getBoundingClientRect().width")
    assert width <= 430
    await picture(page, "chat-dark")
