"""Tells whether a television or somebody else speaks behind a speaker, from what fills the speaker's pauses."""

import numpy as np
import numpy.typing as npt

Level = npt.NDArray[np.float32]
"""Loudness in dB, every 10 ms."""
Peaks = npt.NDArray[np.intp]

STRESSED = 6.0
"""Decibels by which a stressed syllable may be below the loudest around it. Speech has one every half second."""
GAP = 50
"""Frames without a stressed syllable, after which a pause is expected."""
PAUSE = 60
"""Frames of silence that count of each such gap, however long it is."""
TAIL, SYLLABLE = 5, 25
"""Frames that may be full at either end of a gap, and for each syllable within: more is an echo that dies away."""
LEAST = 300
"""Frames of gaps, below which they tell nothing."""
FULL = 0.66
"""The share of the gaps that is not silent, up to which one person speaks."""
OTHERS, MOST = 3.0, 0.25
"""What share of the syllables is somebody else's, for each part by which the gaps are fuller, and the most of it."""
FALL = 8
"""Frames in which a syllable has fallen silent where there is no echo."""
ECHOING, DRY = 10.0, 12.0
"""Decibels of that fall. An echo fills gaps as another voice does, so where it is heard nothing is taken away."""


def fullness(level: Level, peaks: Peaks, loudest: Level, silence: float) -> float:
    """The share of the gaps between stressed syllables that is full of sound, 0 to 1; 0 where there are hardly any.

    `level` is without echo; `peaks` are its syllables. `loudest` is how loud it gets around each frame, and `silence`
    where silence begins.
    """
    edges = np.concatenate([[0], peaks[level[peaks] > loudest[peaks] - STRESSED], [len(level)]])
    audible = peaks[level[peaks] > silence]
    full, paused = 0, 0
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if end - begin > GAP:
            silent = int(np.sum(level[begin:end] < silence))
            first, last = np.searchsorted(audible, (begin + TAIL + 1, end - TAIL))
            full += min(end - begin - silent, 2 * TAIL + SYLLABLE * int(last - first))
            paused += min(silent, PAUSE)
    return full / (full + paused) if full + paused > LEAST else 0.0


def fall(heard: Level) -> float:
    """By how many decibels loudness falls at the end of syllables: much where it is dry, little in an echo."""
    falls = heard[:-FALL] - heard[FALL:]
    loud = falls[heard[:-FALL] > np.percentile(heard, 97) - 10]
    return float(np.percentile(loud, 95)) if len(loud) else 0.0


def share(fullness: float, fall: float) -> float:
    """The share of the syllables that somebody else has said."""
    dry = min(1.0, max(0.0, (fall - ECHOING) / (DRY - ECHOING)))
    return dry * min(MOST, OTHERS * max(0.0, fullness - FULL))
