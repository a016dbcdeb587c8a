"""The whole badge by voice: a person with a microphone, the chat page in a real browser, and the issuer's inbox."""

import hashlib
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import odfdo
import pytest
from playwright.async_api import Browser, Page, expect
from sounds import making
from support.chat_page_worker import press, sees
from support.chromium import launched
from support.scripted_worker import BADGE, Worker
from support.served_bot import served

from bot.playground.telegram import Sandbox
from flows.model.attachments.audio import enough
from tests.bot.local_chat.test_microphone import phone, record

pytestmark = pytest.mark.slow
KETTLE, STAIRS, HEARING, HANDOVER, GARDEN = making.TEXTS
INTO_THE_MICROPHONE = (KETTLE, STAIRS)
FAR = 0.25
"""How far an estimate may be from the words that were said."""
TYPES = {"m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A recording made elsewhere, of known words: which passages are said in it, and the form of the file."""

    passages: Sequence[str]
    form: str

    @property
    def words(self) -> int:
        """How many words are said in it."""
        return sum(map(making.words_in, self.passages))

    def content(self) -> bytes:
        """The file."""
        return making.encoded(said(self.passages), self.form)


PREPARED = {
    3: Prepared((HEARING, HANDOVER, GARDEN, KETTLE, STAIRS, HANDOVER), "m4a"),
    4: Prepared((GARDEN, STAIRS, KETTLE, HANDOVER, HEARING, KETTLE), "mp3"),
    5: Prepared((STAIRS, GARDEN, HEARING, HANDOVER), "ogg"),
}


def said(passages: Sequence[str]) -> making.Samples:
    """Passages one after another, with a breath between."""
    voices = [making.listened(making.recording(name)) for name in passages]
    return making.joined(voices, [0.4] * (len(voices) - 1))


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser whose microphone hears two passages, over and over."""
    voice = tmp_path / "voice.wav"
    voice.write_bytes(making.encoded(said(INTO_THE_MICROPHONE), "wav"))
    async with launched(
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={voice}",
    ) as running:
        yield running


async def speaks(page: Page, number: int, until: str) -> None:
    """Answers a question into the microphone, until so much time has passed."""
    await record(page).click()
    await expect(page.get_by_role("timer")).to_have_text(until, timeout=30_000)
    await page.get_by_role("button", name="Stop and send").click()
    await kept(page, number)


async def kept(page: Page, number: int) -> None:
    """The recording is kept, and is enough for its question."""
    await expect(page.get_by_text(re.compile(rf"Kept: spoken.*Question {number}: about \d+ words"))).to_be_in_viewport(
        timeout=30_000
    )
    await expect(page.get_by_text(re.compile(rf"Question {number}: .*You have enough"))).to_be_in_viewport()


async def hands_in(page: Page, number: int) -> None:
    """Answers a question with a recording that was made elsewhere."""
    made = PREPARED[number]
    file = {"name": f"answer.{made.form}", "mimeType": TYPES[made.form], "buffer": made.content()}
    await page.locator("#file").set_input_files([file])
    await kept(page, number)


async def test_five_answers_are_spoken_and_lie_in_the_inbox(browser: Browser, tmp_path: Path) -> None:
    """Not a word is typed after the details; the issuer gets five recordings that play, and counts that are honest."""
    async with Sandbox() as sandbox, served(sandbox, tmp_path / "data"):
        worker = Worker(sandbox.user("Morag"), within=10)
        await worker.begin()
        async with phone(browser, sandbox, worker.person.id, width=390) as page:
            await sees(page, "Question 1 of 5")
            await speaks(page, 1, "0:19")
            await press(page, "Next question", "Shall I remind you?")
            await speaks(page, 2, "0:10")
            for number in (3, 4, 5):
                await press(page, "Next question", f"Question {number} of 5")
                await hands_in(page, number)
            await press(page, "Check my answers", "All the rules are met")
            await press(page, "Carry on to sending", "Could anyone be known from your recordings?")
            await press(page, "Listen: answer 5", "Recordings in answer 5")
            await expect(page.locator(".message:not(.own) .player")).to_have_count(1)
            await press(page, "Back", "Could anyone be known from your recordings?")
            await press(page, "No, nobody", "Did you use an AI tool")
            await press(page, "No, I did not", "Statement 1")
            for number in range(2, 6):
                await press(page, "I agree", f"Statement {number}")
            await press(page, "I agree", "After you send it, you cannot change it here.")
            await press(page, "Send my application", "your own copy")
            await expect(page.get_by_text("Your application is sent.")).to_have_count(1)
        mine = [m.attachment.file.data for m in worker.person.chat.messages.values() if m.attachment and not m.from_bot]
    (place,) = (tmp_path / "data" / "inbox").iterdir()
    told = json.loads((place / "manifest.json").read_bytes())["data"]
    assert_recordings_play(place, told, mine)
    assert_counts_are_honest(told)
    assert_the_evidence_can_be_followed(place, told)


def assert_recordings_play(place: Path, told: Mapping[str, object], sent: Sequence[bytes]) -> None:
    """For each answer the very file that was sent, and a copy that decodes to as many seconds as it says."""
    listed = {file["name"]: file for file in told["files"]}
    found = {path.name: path.read_bytes() for path in (place / "files").iterdir()}
    assert set(found) == set(listed)
    assert [hashlib.sha256(content).hexdigest() for content in found.values()] == [listed[n]["sha256"] for n in found]
    for question, original in zip(BADGE.questions, sent, strict=True):
        mine = [file for file in listed.values() if file["criterion_id"] == question.id]
        assert {file["use"] for file in mine} == {"listening", "original"}
        assert len(mine) == 2
        for file in mine:
            if file["use"] == "original":
                assert found[file["name"]] == original
            with av.open(place / "files" / file["name"]) as sound:
                seconds = sum(frame.samples / frame.sample_rate for frame in sound.decode(audio=0))
            assert seconds == pytest.approx(file["seconds"], abs=0.3)


def assert_counts_are_honest(told: Mapping[str, object]) -> None:
    """Every count is called an estimate, is enough for its question, and is near to the words that were said."""
    answers = told["answers"]
    assert [answer["count"] for answer in answers] == ["estimate"] * 5
    for number, (answer, question) in enumerate(zip(answers, BADGE.questions, strict=True), 1):
        assert answer["words"] >= enough(question.minimum)
        assert not answer["shorter_than_asked"]
        if number in PREPARED:
            assert answer["words"] == pytest.approx(PREPARED[number].words, rel=FAR)
    into_the_microphone = sum(map(making.words_in, INTO_THE_MICROPHONE))
    assert answers[0]["words"] == pytest.approx(into_the_microphone, rel=FAR)
    assert told["total_words"] == sum(answer["words"] for answer in answers)


def assert_the_evidence_can_be_followed(place: Path, told: Mapping[str, object]) -> None:
    """In the text and in the document, each recording is named under its question, with its length and who counted."""
    text = (place / "evidence.txt").read_text(encoding="utf-8")
    document = " ".join(odfdo.Document(place / "evidence.odt").get_formatted_text().split())
    listening = [file["name"] for file in told["files"] if file["use"] == "listening"]
    for answer, name in zip(told["answers"], listening, strict=True):
        line = answer["text"]
        assert line.startswith(f"[A recording stands here: {name}. Spoken, ")
        assert "estimated by a program from the sound. Nobody has written them down.]" in line
        assert text.index(answer["heading"]) < text.index(line)
        assert line in document
