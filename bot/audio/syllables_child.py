"""How much is said in a recording, without knowing a word of it: the beats of its syllables are counted.

After de Jong and Wempe (2009), "Praat script to detect syllable nuclei and measure speech rate automatically",
Behavior Research Methods 41(2): a syllable is a peak of loudness with a dip of 2 dB on both sides, and a voice in it.
Unlike a count from the length, this does not need to know how fast somebody speaks.

Run as `python -I syllables_child.py`: samples on standard input (16 kHz, mono, signed 16 bits); a line with the
seconds of speech and the words goes out.
"""

import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WORDS_A_NUCLEUS = 0.915
"""Words for each syllable that is heard; many are not.

Fitted on made voices (espeak-ng and flite) speaking a care worker's account. Real people say "um", laugh and begin
again, and no recording of them has been held against it: an estimate can be a quarter off.
"""

Track = npt.NDArray[np.float32]

RATE = 16_000
HOP = 160
"""10 ms: every track below has a value for each."""
WINDOW = 1024
BLOCK = 30 * RATE // HOP
"""Frames looked at together, so that a long recording needs no more memory than a short one."""
EDGES = np.array([250, 450, 700, 1000, 1400, 1900, 2500, 3300]) * WINDOW // RATE
"""Where vowels are, in bands; each has its own background."""
DIP = 2.0
VOICED = 0.3
SMOOTH = 7


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in a recording."""

    seconds: float
    words: int


def measure(samples: npt.NDArray[np.int16]) -> Speech:
    """Seconds of speech, and about how many words. Silence, hiss, hum and tones hold none; music may fool it."""
    if len(samples) < WINDOW * 4:
        return Speech(0.0, 0)
    loudness, bands = _tracks(samples)
    talking = _talking(loudness)
    level = _above_background(bands)
    floor = max(_top(level, 99) - 25, float(np.percentile(level, 5)) + 4)
    nuclei = [at for at in _peaks(level) if talking[at] and level[at] > floor and _voicing(samples, at) > VOICED]
    return Speech(_seconds(talking, nuclei), round(len(nuclei) * WORDS_A_NUCLEUS))


def _tracks(samples: npt.NDArray[np.int16]) -> tuple[Track, Track]:
    """Loudness in dB, and power in each band, every 10 ms."""
    count = (len(samples) - WINDOW) // HOP + 1
    window = np.hanning(WINDOW).astype(np.float32) / 32768
    loudness, bands = np.empty(count, np.float32), np.empty((count, len(EDGES) - 1), np.float32)
    views = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    for start in range(0, count, BLOCK // 10):
        block = slice(start, start + BLOCK // 10)
        power = np.square(np.abs(np.fft.rfft(views[block] * window)), dtype=np.float32)
        bands[block] = np.add.reduceat(power, EDGES, axis=1)[:, :-1]
        loudness[block] = 10 * np.log10(power[:, 4:].sum(axis=1) / WINDOW + 1e-7)
    return loudness, bands


def _talking(loudness: Track) -> npt.NDArray[np.bool_]:
    """Where it is clearly louder than the background: short gaps bridged, clicks dropped."""
    floor, peak = float(np.percentile(loudness, 10)), _top(loudness, 97)
    if peak - floor < 6 or peak < -60:
        return np.zeros(len(loudness), np.bool_)
    rise = max(4.0, 0.35 * (peak - floor)) if peak - floor < 30 else peak - floor - 25
    talking = loudness > floor + rise
    for begin, end in _runs(~talking):
        talking[begin:end] |= begin > 0 and end < len(talking) and end - begin < 30
    for begin, end in _runs(talking):
        talking[begin:end] &= end - begin >= 10
    return talking


def _top(track: Track, share: float) -> float:
    """What the loudest part reaches: a share of the recording, and of a long one a second is enough."""
    second = RATE // HOP
    longest = float(np.partition(track, -second)[-second]) if len(track) > second else float(track.min())
    return max(longest, float(np.percentile(track, share)))


def _runs(mask: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    turns = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return [(int(begin), int(end)) for begin, end in zip(turns[::2], turns[1::2], strict=True)]


def _above_background(bands: Track) -> Track:
    """Loudness of what each band holds above its own background, in dB: a noise then fills no dips."""
    background = np.percentile(bands, 10, axis=0).astype(np.float32)
    net = np.maximum(bands - background, 0.05 * background).sum(axis=1)
    smooth = np.hanning(SMOOTH + 2)[1:-1]
    level = 10 * np.log10(net / WINDOW + 1e-9)
    return np.convolve(level, smooth / smooth.sum(), "same").astype(np.float32)


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
    """How much 50 ms repeat themselves at the pitch of a voice, 60 to 400 Hz: 0 to 1."""
    middle = at * HOP + WINDOW // 2
    piece = samples[middle - 400 : middle + 400].astype(np.float32)
    spectrum = np.fft.rfft(piece - piece.mean(), 2048)
    repeats = np.fft.irfft(np.square(np.abs(spectrum)))
    return float(repeats[RATE // 400 : RATE // 60].max() / max(float(repeats[0]), 1.0))


def _seconds(talking: npt.NDArray[np.bool_], nuclei: list[int]) -> float:
    """The length of those stretches in which somebody is heard, and not only something."""
    voiced = np.zeros(len(talking), np.bool_)
    voiced[nuclei] = True
    return sum(end - begin for begin, end in _runs(talking) if voiced[begin:end].any()) * HOP / RATE


def main() -> None:
    """Measures what comes on standard input."""
    speech = measure(np.frombuffer(sys.stdin.buffer.read(), "<i2"))
    sys.stdout.write(f"{speech.seconds:.2f} {speech.words}\n")


if __name__ == "__main__":
    main()
