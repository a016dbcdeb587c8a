"""Where people record, made of a clean recording: rooms with an echo, mains hum, a street, a telephone."""

from collections.abc import Callable
from fractions import Fraction

import av
import numpy as np
from sounds import making
from sounds.making import RATE, Samples


def _loudness(samples: Samples) -> float:
    """The mean level of what is not a pause."""
    strong = np.abs(samples)
    return float(np.sqrt(np.mean(np.square(samples[strong > 0.1 * np.percentile(strong, 99)])))) + 1e-9


def room(samples: Samples, seconds: float, below: float, seed: int = 1) -> Samples:
    """In a room whose echo dies by 60 dB in so many seconds, and lies so many dB below the voice itself."""
    chance, count = np.random.default_rng(seed), int(seconds * 1.2 * RATE)
    echo = chance.standard_normal(count) * 10 ** (-3 * np.arange(count) / RATE / seconds)
    first = int(0.004 * RATE)
    echo[:first] = 0
    for at in chance.integers(first, first + int(0.03 * RATE), 8):
        echo[at] += 2 * chance.choice((-1, 1))
    echo *= 10 ** (-below / 20) / np.sqrt(np.sum(np.square(echo)))
    echo[0] = 1.0
    size = 1 << (len(samples) + count).bit_length()
    made = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(echo, size), size)
    return made[: len(samples) + count // 2].astype(np.float32)


def hum(samples: Samples, below: float, tones: int = 3) -> Samples:
    """Beside something on the mains: 50 Hz, 100 Hz and so on, together so many dB below the voice."""
    time = np.arange(len(samples)) / RATE
    made = sum(np.sin(2 * np.pi * 50 * n * time + n) / n for n in range(1, tones + 1))
    return _beside(samples, np.asarray(made), below)


def street(samples: Samples, below: float) -> Samples:
    """Beside traffic that comes and goes."""
    count = len(samples)
    whole = making.noise(count / RATE + 1, "brown", 3)[:count]
    marks = np.arange(0, count + RATE, RATE)
    swell = np.interp(np.arange(count), marks, 10 ** (np.random.default_rng(3).uniform(-8, 4, len(marks)) / 20))
    return _beside(_beside(samples, whole * swell, below), making.noise(count / RATE + 1, "pink", 4)[:count], below + 4)


def fan(samples: Samples, below: float) -> Samples:
    """In a steady noise."""
    return _beside(samples, making.noise(len(samples) / RATE + 1, "pink", 5)[: len(samples)], below)


def television(samples: Samples, below: float) -> Samples:
    """Beside somebody who speaks on a television."""
    return _beside(
        samples, np.resize(room(making.listened(making.recording("kettle.ogg")), 0.5, 0), len(samples)), below
    )


def telephone(samples: Samples) -> Samples:
    """As a telephone lets it through, 300 to 3400 Hz."""
    spectrum, pitch = np.fft.rfft(samples), np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum[(pitch < 300) | (pitch > 3400)] = 0
    return fan(np.fft.irfft(spectrum, len(samples)).astype(np.float32), 30)


def far(samples: Samples) -> Samples:
    """From the other side of a room: quiet, more echo than voice, and the noise of the phone itself."""
    return fan(room(samples * np.float32(0.03), 0.6, -6), 15)


def paced(samples: Samples, rate: float) -> Samples:
    """Said so many times as fast, at the same pitch."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(format="flt", sample_rate=RATE, layout="mono", time_base=Fraction(1, RATE))
    tempo, sink = graph.add("atempo", str(rate)), graph.add("abuffersink")
    graph.link_nodes(source, tempo, sink).configure()
    frame = av.AudioFrame.from_ndarray(samples[None], format="flt", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
    source.push(frame)
    source.push(None)
    parts = []
    while True:
        try:
            made = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return np.concatenate(parts).astype(np.float32)
        if isinstance(made, av.AudioFrame):
            parts.append(made.to_ndarray()[0])


def _beside(samples: Samples, other: Samples, below: float) -> Samples:
    scale = _loudness(samples) * 10 ** (-below / 20) / np.sqrt(np.mean(np.square(other)))
    return (samples + other * scale).astype(np.float32)


PLACES: dict[str, Callable[[Samples], Samples]] = {
    "as it is": lambda samples: samples,
    "room, 0.5 s": lambda samples: room(samples, 0.5, 0),
    "tiled room, 0.8 s": lambda samples: room(samples, 0.8, -2, 2),
    "hall, 1.2 s": lambda samples: room(samples, 1.2, -3, 3),
    "hum, 0 dB": lambda samples: hum(samples, 0),
    "hum, -5 dB": lambda samples: hum(samples, -5),
    "buzz, 0 dB": lambda samples: hum(samples, 0, tones=20),
    "street, 8 dB": lambda samples: street(samples, 8),
    "fan, 10 dB": lambda samples: fan(samples, 10),
    "television, 12 dB": lambda samples: television(samples, 12),
    "telephone": telephone,
    "far away": far,
    "fast, 1.25": lambda samples: paced(samples, 1.25),
    "slow, 0.8": lambda samples: paced(samples, 0.8),
}
"""Each place by name; decibels are by how much the noise is below the voice, seconds how long the echo rings."""
