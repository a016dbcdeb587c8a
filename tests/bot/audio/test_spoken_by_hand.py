"""Spoken answers that the worker sends by hand: everything to paste and to send along is on the phone."""

import io
import re
from pathlib import Path

import av
import odfdo
import pytest
from sounds import making
from support.scripted_worker import BADGE, Worker
from support.served_bot import served

from bot.playground.telegram import ChatMessage, Sandbox
from flows.engine.buttons import Action

pytestmark = pytest.mark.slow
SPOKEN = {1: ("kettle.ogg", "stairs.m4a"), 2: ("handover.webm", "hearing.mp3")}
"""Which recordings are sent in which answer; the rest is written."""


async def speaks_and_writes(worker: Worker) -> None:
    """Recordings in two answers, words after the first of them, and words in all others."""
    for number, question in enumerate(BADGE.questions, 1):
        for name in SPOKEN.get(number, ()):
            worker.person.send_audio(making.recording(name), name)
            await worker.sees("Kept: spoken")
        if number not in SPOKEN:
            await worker.writes(question.id, question.minimum)
        if number == 1:
            await worker.says("Written after both.", "Question 1: about")
        if number < len(BADGE.questions):
            await worker.does(Action.next, "next", f"Question {number + 1} of")


async def sends_by_hand(worker: Worker) -> None:
    """From the last answer to having everything in hand."""
    worker.presses(Action.accept)
    await worker.sees("Could anyone be known from your recordings?")
    await worker.does(Action.nobody, "nobody", "AI tool")
    await worker.does(Action.ai_no, "no", "Statement 1")
    for number in range(2, len(BADGE.declarations) + 1):
        await worker.does(Action.agree_to, "yes", f"Statement {number}")
    await worker.does(Action.agree_to, "yes", "Last look")
    await worker.does(Action.send, "send", "I have sent it")


def assert_complete(handed: list[ChatMessage], worker: Worker) -> None:
    """The words to paste name every recording, and every recording that they name is there and plays."""
    files = {m.attachment.file.name: m.attachment.file for m in handed if m.attachment is not None}
    named = re.findall(r"\[A recording stands here: (\S+\.mp3)\.", "\n".join(m.text or "" for m in handed))
    assert [name.partition("-part")[0] for name in named] == ["1-topic", "1-topic", "2-relevance", "2-relevance"]
    assert {name for name in files if name.endswith(".mp3")} == set(named)
    for name in named:
        with av.open(io.BytesIO(files[name].data)) as sound:
            seconds = sum(frame.samples / frame.sample_rate for frame in sound.decode(audio=0))
        assert f"-{round(seconds) // 60}m{round(seconds) % 60:02}s.mp3" in name
    (document,) = (file for name, file in files.items() if name.endswith(".odt"))
    paper = odfdo.Document(io.BytesIO(document.data)).get_formatted_text()
    pasted = "\n".join(m.text or "" for m in handed if m.attachment is None)
    for words in ("Written after both.", *(" ".join(said) for said in worker.said.values())):
        assert words in pasted
        assert words in " ".join(paper.split())
    assert pasted.index(named[1]) < pasted.index("Written after both.") < pasted.index(named[2])


async def test_everything_to_send_by_hand_is_on_the_phone(sandbox: Sandbox, tmp_path: Path) -> None:
    """Words that paste cleanly, the document, and each recording under the name that stands in the words; twice."""
    worker = Worker(sandbox.user("Morag"), within=20)
    async with served(sandbox, tmp_path, route="handover"):
        await worker.begin()
        await speaks_and_writes(worker)
        await worker.does(Action.review, "check", "All the rules are met")
        before = len(worker.person.bot_messages)
        await sends_by_hand(worker)
        first = list(worker.person.bot_messages[before:])
        before = len(worker.person.bot_messages)
        await worker.does(Action.copy, "copy", "I have sent it")
        again = list(worker.person.bot_messages[before:])
        await worker.does(Action.sent_it, "sent", "you sent it")
    assert_complete(first, worker)
    assert_complete(again, worker)
    assert not (tmp_path / "inbox").exists()
