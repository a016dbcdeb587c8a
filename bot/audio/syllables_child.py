"""Child process that estimates how many words are spoken in a recording, by counting syllables.

After de Jong and Wempe (2009), "Praat script to detect syllable nuclei and measure speech rate automatically",
Behavior Research Methods 41(2): a syllable is a peak of loudness with a dip on both sides. Before that, what sounds all
the time is taken away (hum, hiss, a fan), and what only rings on: Lebart, Boucher and Denbigh (2001), "A new method
based on spectral subtraction for speech dereverberation", Acta Acustica 87.

Run as `python -I syllables_child.py`: samples on standard input (16 kHz, mono, signed 16 bits); a line goes out
with the seconds of speech, the words, and 1 if that count is unsure.
"""

import os
import sys
from dataclasses import dataclass

os.putenv("OPENBLAS_NUM_THREADS", "1")  # numpy would start a thread for each processor

import numpy as np
import numpy.typing as npt

from bot.audio import other_voices
from bot.system import confinement

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space."""
CPU = 60
"""Seconds of processor time."""

WORDS_A_NUCLEUS = 0.66
WORDS_A_SECOND = 0.4
"""Words for each syllable that is heard, and for each second of speech.

Fitted on readings of 160 people in rooms, hum and noise of our own making; `python -m benchmarks.estimates` prints
how near it comes. Most of what is left lies in the words, not in the sound: from one text to the next, a word has 1.2
to 1.55 syllables. The seconds temper the syllables. With more of them, slow speech would count twice.
"""

Track = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

RATE = 16_000
HOP = 160
"""10 ms: every track below has a value for each."""
WINDOW = 512
BLOCK = 30 * RATE // HOP
"""Frames looked at together, so that a long recording needs no more memory than a short one."""
SPARSE = 5
"""Every so many frames the background is looked at."""
EDGES = np.array([300, 450, 600, 800, 1000, 1250, 1500, 1800, 2100, 2500, 2900, 3400]) * WINDOW // RATE
"""Where vowels are, in bands. Mains hum at 50, 100 and 150 Hz lies below all of them, and a telephone carries them."""
QUIET = 15
"""The percentile of each frequency's power that is taken for its background."""
OVER = 2.0
"""How often the background is taken away: its power comes and goes."""
RINGING = 0.8
"""Seconds in which the echo of a room dies by 60 dB: between a furnished room and a tiled one."""
LATE = 5
"""Frames after which sound is echo; before, it is still the syllable."""
ECHO = 0.8
"""How much of the echo is taken away."""
DIP = 2.5
"""Decibels of the dip on both sides of a syllable."""
SMOOTH = 9
"""Frames over which loudness is smoothed. More of them join the syllables of fast speech."""
NEAR = 20.0
"""Decibels by which a syllable may be below the loudest of the seconds around it: 97 % of a speaker's are louder."""
DEEP = 10.0
"""Decibels by which those seconds may be below the whole: a speaker turns away, or the phone is put down."""
FAINT = 25.0
"""Decibels below the whole from which on there is silence."""
TONE = 18.0
"""Decibels by which speech may be below what sounds all the time, at any pitch. Mains hum is not as loud as that."""
LOWEST = 2
"""The first frequency at which that is looked at: 62 Hz, with what a window of this length sees of 50 Hz."""
VOICED = 0.3
VOICES = 0.2
"""The share of the peaks that repeat themselves as a voice does, from which a recording is speech."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in a recording."""

    seconds: float
    words: int
    unsure: bool = False
    """Whether the pauses are full of other voices or of an echo, so that the count is less sure than others."""


def measure(samples: npt.NDArray[np.int16]) -> Speech:
    """Seconds of speech, and about how many words. Silence, hiss, hum and tones hold none; music may fool it."""
    if len(samples) < WINDOW * 8:
        return Speech(0.0, 0)
    bands, steady = _bands(samples)
    heard, level = _level(bands), _level(_dry(bands))
    top, low = _top(level, 97), float(np.percentile(level, 5))
    # What is left of a held tone is its own small ups and downs, and what a codec makes of them.
    if top - low < 6 or top < max(-60.0, steady - TONE):
        return Speech(0.0, 0)
    peaks = np.array(_peaks(level), np.intp)
    around = _loudest(level).clip(top - DEEP, top)
    nuclei = peaks[level[peaks] > np.maximum(around - NEAR, low + 5)[peaks]]
    voices = [at for at in nuclei.tolist() if _voicing(samples, at) > VOICED]
    if len(voices) < max(1, VOICES * len(nuclei)):
        return Speech(0.0, 0)
    seconds = _seconds(level > max(top - FAINT, low + 6), voices)
    fullness = other_voices.fullness(level, peaks, around, max(top - FAINT, low + 8))
    others = other_voices.share(fullness, other_voices.fall(heard))
    words = (len(nuclei) * WORDS_A_NUCLEUS + seconds * WORDS_A_SECOND) * (1 - others)
    return Speech(seconds, round(words), fullness > other_voices.FULL)


def _bands(samples: npt.NDArray[np.int16]) -> tuple[Track, float]:
    """Power in each band every 10 ms, above what sounds all the time; and how loud that is, in dB."""
    window = np.hanning(WINDOW).astype(np.float32) / 32768
    views = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    below, above = int(EDGES[0]), int(EDGES[-1])

    def power(frames: npt.NDArray[np.int16]) -> Track:
        return np.square(np.abs(np.fft.rfft(frames * window)[:, LOWEST:above]), dtype=np.float32)

    sparse = [power(views[start : start + BLOCK : SPARSE]) for start in range(0, len(views), BLOCK)]
    background = np.percentile(np.concatenate(sparse), QUIET, axis=0).astype(np.float32)
    bands = np.empty((len(views), len(EDGES) - 1), np.float32)
    for start in range(0, len(views), BLOCK // 10):
        block = slice(start, start + BLOCK // 10)
        clean = np.maximum(power(views[block]) - OVER * background, 0.03 * background)
        bands[block] = np.add.reduceat(clean[:, below - LOWEST :], EDGES[:-1] - below, axis=1)
    return bands, float(10 * np.log10(background.sum() / WINDOW + 1e-9))


def _dry(bands: Track) -> Track:
    """The same without what only rings on: in each band, what an earlier sound would have left of itself by now."""
    fall = np.arange(len(bands), dtype=np.float64)[:, None] * (6 / RINGING * HOP / RATE * np.log(10))
    loudest = np.maximum.accumulate(np.log(bands.astype(np.float64) + 1e-12) + fall, axis=0)
    echo = np.zeros_like(bands)
    echo[LATE:] = np.exp(loudest[:-LATE] - fall[LATE:])
    dry: Track = np.maximum(bands - ECHO * echo, 0.02 * bands)
    return dry


def _level(bands: Track) -> Track:
    """Loudness in dB, smoothed over a tenth of a second."""
    smooth = np.hanning(SMOOTH + 2)[1:-1]
    level = np.convolve(bands.sum(axis=1), smooth / smooth.sum(), "same")
    return (10 * np.log10(level / WINDOW + 1e-9)).astype(np.float32)


def _top(track: Track, share: float) -> float:
    """What the loudest part reaches: a share of the recording, and of a long one a second is enough."""
    second = RATE // HOP
    longest = float(np.partition(track, -second)[-second]) if len(track) > second else float(track.min())
    return max(longest, float(np.percentile(track, share)))


def _loudest(level: Track) -> Track:
    """For each frame, how loud the seconds around it get: the loudest of five, but for a click."""
    second = RATE // HOP
    seconds = np.full(-(-len(level) // second) * second, level.min(), np.float32)
    seconds[: len(level)] = level
    loud = np.sort(seconds.reshape(-1, second), axis=1)[:, -5]
    around = np.lib.stride_tricks.sliding_window_view(np.pad(loud, 2, mode="edge"), 5).max(axis=1)
    return np.repeat(around, second)[: len(level)]


def _runs(mask: Mask) -> list[tuple[int, int]]:
    turns = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return [(int(begin), int(end)) for begin, end in zip(turns[::2], turns[1::2], strict=True)]


def _peaks(level: Track) -> list[int]:
    """The highest points between dips."""
    found: list[int] = []
    top, bottom, rising = 0, float(level[0]), False
    for at, value in enumerate(level.tolist()):
        if rising and value < level[top] - DIP:
            found.append(top)
            rising, bottom = False, value
        elif not rising and value > bottom + DIP:
            rising, top = True, at
        elif rising and value > level[top]:
            top = at
        else:
            bottom = min(bottom, value)
    return [*found, top] if rising else found


def _voicing(samples: npt.NDArray[np.int16], at: int) -> float:
    """How much 50 ms repeat themselves at the pitch of a voice, 60 to 400 Hz: 0 to 1. Hum has no part in it."""
    middle = at * HOP + WINDOW // 2
    piece = samples[max(0, middle - 400) : middle + 400].astype(np.float32)
    spectrum = np.square(np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 2048)))
    spectrum[: int(EDGES[0]) * 2048 // WINDOW] = 0
    spectrum[int(EDGES[-1]) * 2048 // WINDOW :] = 0
    repeats = np.fft.irfft(spectrum)
    return float(repeats[RATE // 400 : RATE // 60].max() / max(float(repeats[0]), 1.0))


def _seconds(loud: Mask, voices: list[int]) -> float:
    """The length of those stretches in which somebody is heard, and not only something: short gaps are bridged."""
    talking, voiced = loud.copy(), np.zeros(len(loud), np.bool_)
    for begin, end in _runs(~loud):
        talking[begin:end] |= begin > 0 and end < len(loud) and end - begin < 30
    voiced[voices] = True
    return sum(end - begin for begin, end in _runs(talking) if voiced[begin:end].any()) * HOP / RATE


def rehearse() -> Speech:
    """Measures two seconds of made syllables: parts of numpy are loaded at their first use."""
    at = np.arange(2 * RATE) / RATE
    voice = sum(np.sin(2 * np.pi * 140 * part * at) / part for part in range(1, 20))
    return measure((6000 * voice * np.maximum(0, np.sin(2 * np.pi * 3 * at)) ** 2 / 2).astype(np.int16))


def main() -> None:
    """Measures what comes on standard input, once nothing else can be reached."""
    rehearse()
    confinement.confine(memory=MEMORY, cpu=CPU)
    speech = measure(np.frombuffer(sys.stdin.buffer.read(), "<i2"))
    sys.stdout.write(f"{speech.seconds:.2f} {speech.words} {speech.unsure:d}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
