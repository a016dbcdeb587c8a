"""The copy that an assessor listens to: as long as what was said, loud enough, and silent about the phone."""

import io
from pathlib import Path

import av
import numpy as np
import pytest
from sounds import hostile, making

from bot.audio import mp3
from bot.audio.mp3 import Listening, NotCopiedError
from bot.audio.probe import Prober

pytestmark = pytest.mark.slow


def pcm(samples: making.Samples) -> bytes:
    """Samples as the prober gives them."""
    return making.as_pcm(samples).tobytes()


def loudness(samples: making.Samples) -> float:
    """The level of its louder half, in dB."""
    levels = np.sort(np.square(samples[: len(samples) // 1600 * 1600]).reshape(-1, 1600).mean(axis=1))
    return float(10 * np.log10(levels[len(levels) // 2 :].mean()))


async def test_a_copy_is_an_mp3_of_the_same_words() -> None:
    """Mono, 24 kHz, 48 kilobits a second, as long as the original, with as many words in it."""
    prober = Prober()
    original = await prober.probe(making.recording("stairs.m4a"))
    copy = await Listening().copy(original.pcm)
    with av.open(io.BytesIO(copy)) as container:
        stream = container.streams.audio[0]
        assert (container.format.name, stream.rate, stream.layout.name) == ("mp3", 24_000, "mono")
        assert stream.bit_rate == 48_000
        assert container.metadata == stream.metadata == {}
    heard = (await prober.probe(copy)).sound
    assert heard.seconds == pytest.approx(original.sound.seconds, abs=0.05)
    assert heard.words_about == pytest.approx(original.sound.words_about, rel=0.1)


async def test_the_same_samples_give_the_same_copy() -> None:
    """A pack that is made again is the same pack, byte for byte; it begins with sound and ends without a tag."""
    copies = [await Listening().copy(pcm(hostile.speech())) for _ in range(2)]
    assert copies[0] == copies[1]
    assert copies[0][:1] == b"\xff"
    assert copies[0][-128:-125] != b"TAG"


@pytest.mark.parametrize("level", [-40, -25, -1])
async def test_every_copy_is_about_as_loud(level: float) -> None:
    """A phone held too far away can be heard, one held too near does not hurt, and nothing is clipped."""
    copy = making.listened(await Listening().copy(pcm(making.at_level(np.tile(hostile.speech(), 2), level))))
    assert loudness(copy) == pytest.approx(-17, abs=3)
    assert np.abs(copy).max() < 0.97


@pytest.mark.parametrize("seconds", [0.0001, 0.01, 0.5])
async def test_the_shortest_sound_has_a_copy(seconds: float) -> None:
    """A slip of the thumb does not stop a pack from being made."""
    copy = await Listening().copy(pcm(making.tone(seconds)))
    assert (await Prober().probe(copy)).sound.container == "mp3"


async def test_no_sound_has_no_copy() -> None:
    """Nothing is made of nothing."""
    with pytest.raises(NotCopiedError, match="no samples"):
        await Listening().copy(b"")


async def test_a_copy_that_cannot_be_made_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder that fails or is too slow is one named error, and the pack can go without the copy."""
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(NotCopiedError, match="time was up"):
        await Listening(wall=0.001).copy(pcm(hostile.speech()))
    monkeypatch.setattr(mp3, "COPYING", broken)
    with pytest.raises(NotCopiedError, match="ended with 3"):
        await Listening().copy(pcm(hostile.speech()))
