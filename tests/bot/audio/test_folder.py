"""A model in a folder: looked over, loaded once, replaced when it breaks, gone with the bot."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.fake_speech_model import build

from bot.audio.transcription.local import NEEDED, FolderTranscriber
from bot.audio.transcription.transcriber import NotNow, TranscriberError

SENTENCE = "Aye I helped him to wash and shave this morning"
ROOT = Path(__file__).parents[3]
NOISE = bytes(range(256)) * 2500
"""Twenty seconds that nobody speaks in."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model that always hears the sentence."""
    return build(tmp_path_factory.mktemp("models") / "faster-whisper-tiny.en", SENTENCE)


@pytest.fixture(scope="module")
def speech() -> bytes:
    """Samples in which somebody speaks."""
    sound = "import av,sys; r=av.AudioResampler('s16','mono',16000); o=b''\n"
    sound += f"with av.open({str(ROOT / 'tests/sounds/kettle.ogg')!r}) as c:\n"
    sound += "  for f in c.decode(audio=0):\n    for m in r.resample(f): o+=bytes(m.planes[0])[:m.samples*2]\n"
    return subprocess.run(
        [sys.executable, "-c", sound + "sys.stdout.buffer.write(o)"], capture_output=True, check=True
    ).stdout


@pytest.fixture
async def running(model: Path) -> AsyncIterator[FolderTranscriber]:
    """A transcriber whose model is loaded."""
    transcriber = FolderTranscriber(model, least=3600)
    await transcriber.start()
    yield transcriber
    await transcriber.close()


def lives(process: int) -> bool:
    """Whether a process is still at work."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def gone(process: int) -> None:
    """Waits until a process has ended."""
    ended = asyncio.Event()
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return
    asyncio.get_running_loop().add_reader(handle, ended.set)
    try:
        await asyncio.wait_for(ended.wait(), 10)
    finally:
        asyncio.get_running_loop().remove_reader(handle)
        os.close(handle)


@pytest.mark.parametrize("name", [*NEEDED, "vocabulary.json"])
async def test_a_folder_that_lacks_a_file_is_refused_by_name(model: Path, tmp_path: Path, name: str) -> None:
    """The operator reads which setting, which folder and which file, before anything is loaded."""
    folder = Path(shutil.copytree(model, tmp_path / "model"))
    (folder / name).unlink()
    transcriber = FolderTranscriber(folder)
    with pytest.raises(TranscriberError, match=rf"TEABREAK_WHISPER_FOLDER: .* has no .*{name}"):
        await transcriber.start()
    assert transcriber.process is None


async def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """It is never taken for the name of a model to be fetched from somewhere."""
    with pytest.raises(TranscriberError, match="has no folder at that place"):
        await FolderTranscriber(tmp_path / "small").start()


@pytest.mark.slow
async def test_a_damaged_model_is_refused_at_the_start(model: Path, tmp_path: Path) -> None:
    """All files are there and one of them is rubbish: said at once, not at the first recording."""
    folder = Path(shutil.copytree(model, tmp_path / "model"))
    (folder / "model.bin").write_bytes(b"not a model")
    with pytest.raises(TranscriberError, match="cannot be used"):
        await FolderTranscriber(folder).start()


@pytest.mark.slow
async def test_what_is_said_is_written_down(running: FolderTranscriber, speech: bytes) -> None:
    """A real model, really loaded: the sentence, how sure it is, and by which program and model, time after time."""
    held = running.process
    for _ in range(3):
        given = await running.transcribe(speech)
        assert given.text == SENTENCE
        assert given.sure is not None
        assert given.sure > 0.9
    assert running.engine.startswith("faster-whisper 1.")
    assert running.model == "tiny.en"
    assert running.process == held
    assert SENTENCE not in repr(given)


@pytest.mark.slow
async def test_nothing_is_heard_where_nobody_speaks(running: FolderTranscriber) -> None:
    """A model that is given noise makes words up, so noise does not get to it."""
    assert (await running.transcribe(NOISE)).text == ""


@pytest.mark.slow
async def test_a_process_that_dies_is_replaced(running: FolderTranscriber, speech: bytes) -> None:
    """Killed in the middle of a recording, it fails that one, for now; the next has a new process."""
    first = running.process
    assert first is not None
    asked = asyncio.create_task(running.transcribe(speech * 8))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    with pytest.raises(NotNow) as failed:
        await asked
    assert (failed.value.reason, failed.value.tries) == ("crashed", 2)
    assert (await running.transcribe(speech)).text == SENTENCE
    assert running.process != first


@pytest.mark.slow
async def test_a_process_that_hangs_is_ended(model: Path, speech: bytes) -> None:
    """At the wall limit it is killed, whatever it was doing, and the next recording has a new one."""
    transcriber = FolderTranscriber(model, least=0.3, slowest=0.0)
    await transcriber.start()
    hanging = transcriber.process
    assert hanging is not None
    os.kill(hanging, signal.SIGSTOP)
    with pytest.raises(NotNow) as failed:
        await transcriber.transcribe(speech)
    assert failed.value.reason == "timed_out"
    assert not lives(hanging)
    await transcriber.close()


@pytest.mark.slow
async def test_a_call_that_is_dropped_answers_for_no_other(running: FolderTranscriber, speech: bytes) -> None:
    """Cancelled in the middle, the process is ended at once; no later recording gets the words of an earlier one."""
    first = running.process
    assert first is not None
    # It would never answer, and nobody's patience ends within this test.
    os.kill(first, signal.SIGSTOP)
    asked = asyncio.create_task(running.transcribe(speech))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert not lives(first)
    assert (await running.transcribe(speech)).text == SENTENCE


@pytest.mark.slow
async def test_closing_waits_for_nothing(model: Path) -> None:
    """A stop is never held up, not even by a process that does not listen."""
    transcriber = FolderTranscriber(model)
    await transcriber.start()
    held = transcriber.process
    assert held is not None
    os.kill(held, signal.SIGSTOP)
    await transcriber.close()
    await transcriber.close()
    assert not lives(held)


@pytest.mark.slow
async def test_it_dies_with_whoever_started_it(model: Path) -> None:
    """Its parent is killed without warning in the middle of a recording: nothing is left behind."""
    code = (
        "import asyncio, sys\nfrom pathlib import Path\n"
        "from bot.audio.transcription.local import FolderTranscriber\n"
        "async def main():\n"
        f"    made = FolderTranscriber(Path({str(model)!r}))\n"
        "    await made.start()\n"
        "    print(made.process, flush=True)\n"
        f"    await made.transcribe(open({str(ROOT / 'tests/sounds/kettle.ogg')!r}, 'rb').read() * 2000)\n"
        "asyncio.run(main())\n"
    )
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, cwd=ROOT
    )
    assert parent.stdout is not None
    held = int(await parent.stdout.readline())
    assert lives(held)
    parent.kill()
    await parent.wait()
    await gone(held)
