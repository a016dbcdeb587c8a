"""Recordings are written down by a real model, from the phone to the issuer's inbox, whatever breaks on the way."""

import asyncio
import itertools
import json
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from support.fake_speech_model import build
from support.scripted_worker import BADGE, Worker, heard_by
from support.served_bot import assert_private, child, child_running, listening, problems, rows, served

from bot.audio.transcription.local import FolderTranscriber
from bot.commands.console import CONFIG
from bot.playground.telegram import Sandbox
from flows.engine.buttons import Action

pytestmark = pytest.mark.slow
NOTE = (Path(__file__).parents[3] / "sounds" / "kettle.ogg").read_bytes()
SENTENCE = " ".join(f"heard{number}" for number in range(30))
TOPIC = BADGE.questions[0]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model that always hears the sentence."""
    return build(tmp_path_factory.mktemp("models") / "tiny.en", SENTENCE)


async def speaker(sandbox: Sandbox) -> Worker:
    """A worker at the first question, who has sent a voice note."""
    worker = Worker(sandbox.user("Morag"), within=30)
    await worker.begin()
    worker.person.send_voice(NOTE)
    return worker


def holders(model: Path) -> list[int]:
    """The processes that hold this model."""
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdigit() and str(model).encode() in (folder / "cmdline").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def without_its_files(model: Path) -> Path:
    """The folder, from which nothing can be loaded any more."""
    for path in model.iterdir():
        path.unlink()
    return model


async def test_what_was_heard_and_checked_lies_in_the_inbox(sandbox: Sandbox, tmp_path: Path, model: Path) -> None:
    """The worker says that it is right: the words stand below their recording, and the manifest says who wrote them."""
    with listening() as log:
        async with served(sandbox, tmp_path, whisper_folder=model):
            worker = await speaker(sandbox)
            await worker.sees("here is what a program heard")
            assert SENTENCE in worker.seen
            await worker.says("that is right", "Question 1: 30 of 50 words")
            worker.said[TOPIC.id] = []
            await worker.says(" ".join(f"typed{n}" for n in range(20)), "Question 1: 50 words")
            await worker.does(Action.next, "next", "Question 2 of")
            for question in BADGE.questions[1:]:
                await worker.answer(question.id)
            worker.presses(Action.accept)
            await worker.sees("Could anyone be known from your recordings?")
            await worker.does(Action.nobody, "nobody", "named in your evidence already")
            statements = len(BADGE.declarations)
            await worker.does(Action.ai_no, "no", "Statement 1")
            for number in range(2, statements + 1):
                await worker.does(Action.agree_to, "yes", f"Statement {number}")
            await worker.does(Action.agree_to, "yes", "Last look")
            await worker.sends()
    (place,) = (tmp_path / "inbox").iterdir()
    data = json.loads((place / "manifest.json").read_bytes())["data"]
    answer = data["answers"][0]
    assert (answer["count"], answer["words"]) == ("exact", 50)
    line, words = answer["text"].split("\n\n")[0].split("\n")
    assert words == SENTENCE
    assert "30 words, written down by a program (faster-whisper 1." in line
    assert ", tiny.en) and checked by the applicant on " in line
    (written,) = (file["transcript"] for file in data["files"] if file["transcript"])
    assert (written["text"], written["model"], written["mended"]) == (SENTENCE, "tiny.en", False)
    assert line in (place / "evidence.txt").read_text(encoding="utf-8")
    assert_private(log.text(), worker.secrets | {"heard7", "typed7"}, sandbox.token)
    assert holders(model) == []


@pytest.mark.parametrize("moment", ["writing", "told"])
async def test_a_kill_while_it_is_written_down_loses_nothing(
    sandbox: Sandbox, tmp_path: Path, model: Path, moment: str
) -> None:
    """Killed while the model is at it, or before the worker is told: after the next start it is shown, once."""
    data = tmp_path / "data"
    async with child_running(sandbox, data, whisper_folder=str(model)) as running:
        worker = Worker(sandbox.user("Morag"), within=30)
        await worker.begin()
        (held,) = holders(model)
        if moment == "writing":
            os.kill(held, signal.SIGSTOP)
        hold = sandbox.faults.hold("sendMessage", after=False) if moment == "told" else None
        worker.person.send_voice(NOTE)
        if hold is not None:
            await asyncio.wait_for(hold.reached.wait(), 10)
        else:
            await worker.sees("I will show you its words soon")
            assert rows(data, "SELECT kind FROM effect") == [("transcribe",)]
        await running.kill()
        if moment == "writing":
            os.kill(held, signal.SIGCONT)
    if hold is not None:
        hold.drop()
    assert heard_by(worker, SENTENCE) == 0
    async with child_running(sandbox, data, whisper_folder=str(model)) as running:
        await worker.sees("here is what a program heard")
        await worker.says("that is right", "Question 1: 30 of 50 words")
    assert heard_by(worker, SENTENCE) == 1
    assert rows(data, "SELECT count(*) FROM effect WHERE kind != 'await_decision'") == [(0,)]
    assert problems(data) == []
    assert_private(running.heard(), worker.secrets | {"heard7"}, sandbox.token)


async def test_a_model_that_breaks_twice_is_told(sandbox: Sandbox, tmp_path: Path, model: Path) -> None:
    """Its process dies at every recording: the worker hears that nothing was written down, and the estimate stands."""
    folder = Path(shutil.copytree(model, tmp_path / "model"))
    async with served(sandbox, tmp_path / "data", whisper_folder=folder):
        worker = Worker(sandbox.user("Morag"), within=30)
        await worker.begin()
        (held,) = holders(without_its_files(folder))
        os.kill(held, signal.SIGKILL)
        worker.person.send_voice(NOTE)
        await worker.sees("I could not write down what you said in question 1")
        assert heard_by(worker, "Kept: spoken") == 1
        assert rows(tmp_path / "data", "SELECT count(*) FROM effect WHERE kind != 'await_decision'") == [(0,)]
        await worker.says("one more word of what I learned", "Question 1: about")


async def test_what_was_begun_ends_when_nobody_writes_any_more(sandbox: Sandbox, tmp_path: Path, model: Path) -> None:
    """The operator turns it off while a recording waits: the worker is told, and nothing waits for ever."""
    data = tmp_path / "data"
    async with child_running(sandbox, data, whisper_folder=str(model)):
        worker = Worker(sandbox.user("Morag"), within=30)
        await worker.begin()
        (held,) = holders(model)
        os.kill(held, signal.SIGSTOP)
        worker.person.send_voice(NOTE)
        await worker.sees("I will show you its words soon")
    os.kill(held, signal.SIGKILL)
    async with child_running(sandbox, data):
        await worker.sees("I could not write down what you said")
    assert rows(data, "SELECT count(*) FROM effect WHERE kind != 'await_decision'") == [(0,)]


async def test_a_folder_without_a_model_stops_the_start(sandbox: Sandbox, tmp_path: Path) -> None:
    """The bot ends with the status of a setting that has to be put right, and says what to do."""
    started = await child(sandbox, tmp_path / "data", whisper_folder=str(tmp_path / "nowhere"))
    assert await started.ended(20) == CONFIG
    assert "has no folder at that place. Give the folder of a faster-whisper model" in started.heard()


async def test_a_stop_does_not_wait_for_the_model(sandbox: Sandbox, tmp_path: Path, model: Path) -> None:
    """In the middle of a recording a stop ends, although the model never answers, and leaves no process behind."""
    async with asyncio.timeout(60), served(sandbox, tmp_path, whisper_folder=model) as signs:
        worker = Worker(sandbox.user("Morag"), within=30)
        await worker.begin()
        (held,) = holders(model)
        os.kill(held, signal.SIGSTOP)
        worker.person.send_voice(NOTE)
        await worker.sees("I will show you its words soon")
        signs.stop.set()
    assert holders(model) == []


async def test_the_loop_goes_on_while_the_model_works(model: Path) -> None:
    """The bot's own loop is never kept waiting: ten minutes of sound are written down, and it turns all the while."""
    transcriber = FolderTranscriber(model)
    await transcriber.start()
    turns = itertools.count()

    async def turn() -> None:
        while True:
            next(turns)
            await asyncio.sleep(0)

    turning = asyncio.create_task(turn())
    pcm = bytes(range(256)) * (16_000 * 2 * 600 // 256)
    await transcriber.transcribe(pcm)
    turning.cancel()
    await transcriber.close()
    assert next(turns) > 100
