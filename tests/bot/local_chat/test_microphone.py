"""Speaking on the chat page: a real browser, with a file in the place of its microphone."""

import asyncio
import hashlib
import io
import re
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import av
import numpy as np
import pytest
import telegram
from playwright.async_api import Browser, Locator, Page, Route, expect
from support.chromium import launched
from support.scripted_worker import Worker
from support.served_bot import served

from bot.playground.telegram import Sandbox

pytestmark = pytest.mark.slow
PICTURES = Path(__file__).parents[2] / "screenshots"
TEA_TIME = datetime(2035, 1, 10, 10, 30, tzinfo=UTC)
RATE = 48_000


def speech(path: Path, seconds: int = 6) -> Path:
    """A file of something like speech: a low voice that opens and closes four times a second, and stops for breath."""
    at = np.arange(seconds * RATE) / RATE
    voice = sum(np.sin(2 * np.pi * 130 * n * at) / n for n in range(1, 25))
    syllables = np.maximum(0, np.sin(2 * np.pi * 2 * at)) ** 2
    breath = (at % 2.0) < 1.6
    sound = np.int16(9000 * voice * syllables * breath / np.max(np.abs(voice)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound.tobytes())
    return path


def film() -> bytes:
    """A short film in grey, without sound."""
    out = io.BytesIO()
    with av.open(out, "w", format="webm") as container:
        stream = container.add_stream("libvpx", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((96, 64), 128, np.uint8), format="yuv420p")))
        container.mux(stream.encode(None))
    return out.getvalue()


@pytest.fixture(scope="module")
async def listening(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """A browser that hears a voice, and does not ask whether it may."""
    said = speech(tmp_path_factory.mktemp("voice") / "voice.wav")
    async with launched(
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={said}",
    ) as running:
        yield running


@pytest.fixture
async def browser(listening: Browser) -> AsyncIterator[Browser]:
    """The same browser, with nothing open and nothing remembered."""
    yield listening
    for context in listening.contexts:
        await context.close()


async def parrot(sandbox: Sandbox) -> None:
    """A bot that gives every recording back by its file id, until it is cancelled."""
    urls = {"base_url": sandbox.base_url, "base_file_url": sandbox.base_file_url}
    async with telegram.Bot(sandbox.token, **urls) as bot:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=20):
                offset = update.update_id + 1
                if (message := update.message) is None:
                    continue
                chat = message.chat.id
                if message.voice is not None:
                    await bot.send_voice(chat, message.voice.file_id, caption="You said this.")
                elif message.audio is not None:
                    await bot.send_audio(chat, message.audio.file_id)
                elif message.video is not None:
                    await bot.send_video(chat, message.video.file_id)
                elif message.video_note is not None:
                    await bot.send_video_note(chat, message.video_note.file_id)
                else:
                    await bot.send_message(chat, "Say something.")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox at an hour that is always the same."""
    async with Sandbox() as running:
        running.pass_time((TEA_TIME - datetime.now(UTC)).total_seconds())
        yield running


@pytest.fixture
async def parroted(sandbox: Sandbox) -> AsyncIterator[Sandbox]:
    """A sandbox in which the parrot sits."""
    polling = asyncio.create_task(parrot(sandbox))
    yield sandbox
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)


@asynccontextmanager
async def phone(browser: Browser, sandbox: Sandbox, person: int = 1, width: int = 360) -> AsyncIterator[Page]:
    """The chat page on a small phone; an error of its scripts, or a request elsewhere, fails the test."""
    context = await browser.new_context(viewport={"width": width, "height": 740}, locale="en-GB", timezone_id="UTC")
    page = await context.new_page()
    errors: list[str] = []
    elsewhere: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda asked: elsewhere.append(asked.url))
    await page.goto(f"{sandbox.api_url}?person={person}")
    yield page
    await context.close()
    assert errors == []
    assert [url for url in elsewhere if not url.startswith((sandbox.api_url, "blob:"))] == []


@pytest.fixture
async def page(browser: Browser, parroted: Sandbox) -> AsyncIterator[Page]:
    """The page of somebody who has begun to talk with the parrot."""
    async with phone(browser, parroted) as opened:
        await opened.get_by_role("button", name="Start").click()
        await expect(opened.get_by_text("Say something.")).to_be_visible()
        yield opened


def record(page: Page) -> Locator:
    """The button that begins a recording."""
    return page.get_by_role("button", name="Record a voice note")


async def seconds_pass(page: Page, shown: str) -> None:
    """Wait until the timer shows this."""
    await expect(page.get_by_role("timer")).to_have_text(shown, timeout=15_000)


async def test_a_recording_is_sent_and_comes_back(page: Page, parroted: Sandbox) -> None:
    """Start, see the time run, send: the bot has the very bytes that the browser made, and both copies play."""
    await record(page).click()
    await expect(page.get_by_role("group", name="Recording").get_by_role("status")).to_have_text("Recording.")
    await seconds_pass(page, "0:02")
    await page.get_by_role("button", name="Stop and send").click()
    await expect(page.get_by_text("You said this.")).to_be_visible()
    await expect(record(page)).to_be_visible()
    mine, theirs = (m.attachment for m in parroted.person(1).chat.messages.values() if m.attachment is not None)
    assert (mine.kind, mine.file) == ("voice", theirs.file)
    assert mine.file.mime in ("audio/webm", "audio/ogg", "audio/mp4")
    assert 2 <= int(str(mine.file.facts["duration"])) < 10
    assert len(mine.file.data) > 5000
    await play(page.locator(".player").and_(page.get_by_label("Voice note", exact=True)), 2)


async def play(players: Locator, count: int) -> None:
    """So many players are there, and each of them plays."""
    await expect(players).to_have_count(count)
    for player in await players.all():
        assert await player.evaluate("async node => { node.muted = true; await node.play(); return !node.error; }")


async def test_what_was_recorded_elsewhere_plays(page: Page, parroted: Sandbox, tmp_path: Path) -> None:
    """Music, videos and round videos play on both sides; what no player can read can still be downloaded."""
    person, tune, moving = parroted.person(1), speech(tmp_path / "tune.wav", 2).read_bytes(), film()
    person.send_audio(tune, "tune.wav")
    person.send_video(moving)
    person.send_video_note(moving)
    person.send_voice(b"nothing that plays")
    for name in ("tune.wav", "Video", "Round video"):
        await play(page.locator(".player").and_(page.get_by_label(name, exact=True)), 2)
    await expect(page.get_by_text("You said this.")).to_be_visible()
    await expect(page.get_by_role("link", name="Voice note")).to_have_count(2)
    await expect(page.get_by_label("Voice note", exact=True)).to_have_count(0)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    assert await page.locator("#scroll").evaluate("box => box.scrollWidth - box.clientWidth") == 0


async def test_a_file_of_sound_is_sent_as_sound(page: Page, parroted: Sandbox) -> None:
    """Attached, a voice note, music and a video arrive as what they are, not as documents."""
    names = [("note.ogg", "audio/ogg"), ("tune.mp3", "audio/mpeg"), ("film.mp4", "video/mp4"), ("a.txt", "text/plain")]
    for number, (name, mime) in enumerate(names, 1):
        await page.locator("#file").set_input_files([{"name": name, "mimeType": mime, "buffer": b"content"}])
        await expect(page.locator(".own a.file")).to_have_count(number)
    sent = [m.attachment for m in parroted.person(1).chat.messages.values() if m.attachment and not m.from_bot]
    assert [attachment.kind for attachment in sent] == ["voice", "audio", "video", "document"]


async def test_an_attached_recording_shows_its_length(page: Page, parroted: Sandbox, tmp_path: Path) -> None:
    """Read from the file by the browser; of what the browser cannot play nothing is claimed."""
    tune = speech(tmp_path / "tune.wav", 3)
    await page.locator("#file").set_input_files([tune])
    await expect(page.locator(".own a.file")).to_contain_text("0:03 · ")
    odd = {"name": "odd.mp3", "mimeType": "audio/mpeg", "buffer": b"content"}
    await page.locator("#file").set_input_files([odd])
    await expect(page.locator(".own a.file")).to_have_count(2)
    await expect(page.locator(".own a.file").last).to_contain_text(re.compile(r"^odd\.mp3\s*7 B"))
    assert [m.attachment.file.facts["duration"] for m in parroted.person(1).chat.messages.values() if m.attachment][
        :1
    ] == [3]


async def test_a_recording_can_be_thrown_away(page: Page, parroted: Sandbox) -> None:
    """Cancelled, by its button or by Escape, nothing is sent, and the page says so."""
    for cancel in ("button", "Escape"):
        await record(page).click()
        await seconds_pass(page, "0:01")
        if cancel == "button":
            await page.get_by_role("button", name="Throw the recording away").click()
        else:
            await page.keyboard.press(cancel)
        await expect(page.get_by_text("The recording is thrown away.")).to_be_visible()
        await expect(page.get_by_label("Message", exact=True)).to_be_focused()
    assert not [m for m in parroted.person(1).chat.messages.values() if m.attachment is not None]


async def test_it_works_from_the_keyboard(page: Page) -> None:
    """The microphone is reached by Tab and begun by Enter; then the send button is at hand, and Enter sends."""
    await page.get_by_label("Message", exact=True).focus()
    for _ in range(4):
        if await record(page).evaluate("node => node === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Stop and send")).to_be_focused()
    await seconds_pass(page, "0:01")
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Throw the recording away")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("You said this.")).to_be_visible()
    await expect(page.get_by_label("Message", exact=True)).to_be_focused()


async def test_it_stands_where_send_will_be(page: Page) -> None:
    """With nothing typed there is a microphone; with words, Send; and nothing is wider than the phone."""
    send = page.get_by_role("button", name="Send", exact=True)
    await expect(send).to_be_hidden()
    await page.get_by_label("Message", exact=True).fill("Hello")
    await expect(record(page)).to_be_hidden()
    await send.click()
    await expect(record(page)).to_be_visible()
    await expect(page.get_by_label("Message", exact=True)).to_be_focused()
    await record(page).click()
    await seconds_pass(page, "0:01")
    for width in (320, 360):
        await page.set_viewport_size({"width": width, "height": 700})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        for button in await page.get_by_role("group", name="Recording").get_by_role("button").all():
            box = await button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 40
            assert box["x"] + box["width"] <= width
    await page.keyboard.press("Escape")


async def test_a_recording_that_cannot_be_sent_is_kept(page: Page, parroted: Sandbox) -> None:
    """While the sandbox does not answer the recording stays, and goes with the next press, once."""
    await page.route("**/send-file*", lambda route: route.abort())
    await record(page).click()
    await seconds_pass(page, "0:01")
    await page.get_by_role("button", name="Stop and send").click()
    await expect(page.get_by_text("Not sent yet. Send again, or throw it away.")).to_be_visible()
    await page.unroute("**/send-file*")
    await page.get_by_role("button", name="Stop and send").click()
    await expect(page.get_by_text("You said this.")).to_be_visible()
    voices = [m for m in parroted.person(1).chat.messages.values() if m.attachment is not None and not m.from_bot]
    assert len(voices) == 1
    assert len(voices[0].attachment.file.data) > 2000


async def test_a_refused_microphone_is_explained(browser: Browser, sandbox: Sandbox) -> None:
    """Where the browser does not allow it, the page says what to do, and typing goes on."""

    async def refusing(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, headers={**answer.headers, "permissions-policy": "microphone=()"})

    async with phone(browser, sandbox) as page:
        await page.route(page.url, refusing)
        await page.reload()
        await page.get_by_role("button", name="Start").click()
        await record(page).click()
        await expect(page.get_by_role("status").filter(has_text="may not use the microphone")).to_be_visible()
        await expect(page.get_by_text("attach a recording as a file")).to_be_visible()
        await page.get_by_label("Message", exact=True).fill("Hello")
        await page.keyboard.press("Enter")
        await expect(page.locator("#log").get_by_text("Hello")).to_be_visible()


async def test_without_a_microphone_the_page_says_so(sandbox: Sandbox) -> None:
    """A machine without a microphone is told apart from one that refuses."""
    async with launched("--use-fake-ui-for-media-stream") as browser, phone(browser, sandbox) as page:
        await page.get_by_role("button", name="Start").click()
        await record(page).click()
        await expect(page.get_by_text("There is no microphone here.")).to_be_visible()


async def test_an_answer_is_spoken_on_the_page(browser: Browser, sandbox: Sandbox, tmp_path: Path) -> None:
    """The real bot takes what the page recorded as part of the answer, keeps its bytes, and says how much was said."""
    worker = Worker(sandbox.user("Morag"), within=10)
    data = tmp_path / "data"
    async with served(sandbox, data):
        await worker.begin()
        async with phone(browser, sandbox, worker.person.id) as page:
            await expect(page.get_by_text("Question 1 of 5")).to_be_visible()
            await record(page).click()
            await seconds_pass(page, "0:05")
            await page.screenshot(path=PICTURES / "speaking.png", animations="disabled")
            await page.get_by_role("button", name="Stop and send").click()
            await expect(page.get_by_text("Kept: spoken")).to_be_visible(timeout=20_000)
    (sent,) = (m.attachment.file for m in worker.person.chat.messages.values() if m.attachment is not None)
    sha256 = hashlib.sha256(sent.data).hexdigest()
    assert (data / "media" / sha256[:2] / sha256).read_bytes() == sent.data
