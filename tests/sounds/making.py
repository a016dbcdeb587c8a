"""Sound for tests: made voices, noises and pauses, in the containers and codecs that phones send.

`python -m sounds.making`, in `tests/`, makes the recordings of this folder again; it needs espeak-ng.
"""

import io
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

HERE = Path(__file__).parent
RATE = 16_000

# container: its muxer, encoder, rate and bits a second
FORMS = {
    "ogg": ("ogg", "libopus", 48_000, 24_000),
    "mov": ("mov", "aac", 44_100, 32_000),
    "webm": ("webm", "libopus", 48_000, 32_000),
    "m4a": ("ipod", "aac", 44_100, 32_000),
    "mp4": ("mp4", "aac", 44_100, 32_000),
    "mp3": ("mp3", "libmp3lame", 24_000, 32_000),
    "wav": ("wav", "pcm_s16le", 16_000, 0),
    "flac": ("flac", "flac", 16_000, 0),
    "aac": ("adts", "aac", 44_100, 32_000),
    "oga": ("ogg", "flac", 16_000, 0),
    "alac": ("ipod", "alac", 16_000, 0),
}

TEXTS = {
    "kettle.ogg": "I asked him what he wanted to wear, and I waited. He chose the blue jumper by himself, "
    "so I put the kettle on and we talked about his garden.",
    "stairs.m4a": "She was frightened of the stairs after her fall. I walked beside her every day for two weeks, "
    "and now she goes up on her own.",
    "hearing.mp3": "I noticed that her hearing aid was whistling. I told the nurse, changed the battery, "
    "and wrote it in the notes.",
    "handover.webm": "At handover I said what had changed: he was eating less, and he did not want his tea at four.",
    "garden.mp4": "We planted the beans together. He showed me how deep they go, and I learned something from him.",
}
"""The recordings of this folder, and every word that is said in them."""
VOICES = {
    "kettle.ogg": "en-gb-scotland",
    "stairs.m4a": "en-gb",
    "hearing.mp3": "en-us",
    "handover.webm": "en-gb+f3",
    "garden.mp4": "en-gb-x-rp+f2",
}


def recording(name: str) -> bytes:
    """One recording of this folder."""
    return (HERE / name).read_bytes()


def words_in(name: str) -> int:
    """How many words are said in one recording of this folder."""
    return len(TEXTS[name].split())


def spoken(text: str, voice: str, rate: int = 150) -> Samples:
    """A text in one of espeak-ng's voices, at so many words a minute."""
    command = ["espeak-ng", "-v", voice, "-s", str(rate), "--stdout", text]
    return listened(subprocess.run(command, capture_output=True, check=True).stdout)


def listened(file: bytes) -> Samples:
    """The samples of a file that we made ourselves, 16 kHz and mono."""
    with av.open(io.BytesIO(file)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        frames = [*container.decode(audio=0), None]
        parts = [made.to_ndarray()[0] for frame in frames for made in resampler.resample(frame)]
    return (np.concatenate(parts) / 32768).astype(np.float32)


def encoded(samples: Samples, form: str, picture: int = 0, **tags: str) -> bytes:
    """The samples as a file; with a `picture`, a square video of so many pixels as well, as in a round video note."""
    muxer, codec, rate, bits = FORMS[form]
    file = io.BytesIO()
    with av.open(file, "w", format=muxer) as container:
        container.metadata.update(tags)
        stream = container.add_stream(codec, rate=rate, layout="mono")
        if bits:
            stream.bit_rate = bits
        video = _picture(container, picture) if picture else None
        frame = av.AudioFrame.from_ndarray(as_pcm(samples)[None], format="s16", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
        if video:
            _film(container, video, len(samples) / RATE)
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def _picture(container: av.container.OutputContainer, size: int) -> av.VideoStream:
    video = container.add_stream("libx264", rate=5, options={"preset": "ultrafast", "crf": "45", "threads": "1"})
    video.width = video.height = size
    video.pix_fmt = "yuv420p"
    return video


def _film(container: av.container.OutputContainer, video: av.VideoStream, seconds: float) -> None:
    for at in range(int(seconds * 5)):
        grey = np.full((video.height * 3 // 2, video.width), 60 + at % 100, np.uint8)
        frame = av.VideoFrame.from_ndarray(grey, format="yuv420p")
        frame.pts, frame.time_base = at, Fraction(1, 5)
        container.mux(video.encode(frame))
    container.mux(video.encode(None))


def as_pcm(samples: Samples) -> npt.NDArray[np.int16]:
    """Samples of 16 bits."""
    return (np.clip(samples, -1, 1) * 32767).astype(np.int16)


def silence(seconds: float) -> Samples:
    """Nothing, for so long."""
    return np.zeros(int(seconds * RATE), np.float32)


def tone(seconds: float, pitch: float = 220.0) -> Samples:
    """One held note."""
    return (0.3 * np.sin(np.arange(int(seconds * RATE)) * (2 * np.pi * pitch / RATE))).astype(np.float32)


def noise(seconds: float, colour: str = "white", seed: int = 0) -> Samples:
    """Hiss (white), a room (pink) or a car (brown), at full strength 1."""
    count = int(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    steep = {"white": 0.0, "pink": 0.5, "brown": 1.0}[colour]
    spectrum /= np.maximum(np.arange(len(spectrum)) * RATE / count, 20) ** steep
    made = np.fft.irfft(spectrum, count)
    return (made / np.sqrt(np.mean(np.square(made)))).astype(np.float32)


def with_noise(samples: Samples, colour: str, decibels: float) -> Samples:
    """Speech with a noise so far below it."""
    loud = np.sqrt(np.mean(np.square(samples[np.abs(samples) > 0.01])))
    return samples + noise(len(samples) / RATE + 1, colour)[: len(samples)] * loud * 10 ** (-decibels / 20)


def at_level(samples: Samples, decibels: float) -> Samples:
    """The same, with its highest peak so far below full."""
    return samples * (10 ** (decibels / 20) / float(np.abs(samples).max()))


def joined(parts: list[Samples], pauses: list[float]) -> Samples:
    """Parts with a pause after each but the last."""
    pieces = [parts[0]]
    for (_, part), pause in zip(pairwise(parts), pauses, strict=True):
        pieces += [silence(pause), part]
    return np.concatenate(pieces)


if __name__ == "__main__":
    for name, text in TEXTS.items():
        form = name.partition(".")[2]
        (HERE / name).write_bytes(encoded(spoken(text, VOICES[name]), form, picture=96 if form == "mp4" else 0))
