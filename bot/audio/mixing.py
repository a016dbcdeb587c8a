"""Mixes two channels down to one: their mean, unless one is inverted, silent or noise."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

RATE = 16_000
BLOCK = 60 * RATE
"""Samples looked at together, so that a long recording needs no more memory than a short one."""
HOP = 400
"""25 ms: loudness is looked at in pieces of this length."""
ALIKE = 0.5
"""From this correlation on, two channels hold the same sound; below its negative, one of them is upside down."""
BETTER = 6.0
"""Decibels by which one channel has to be livelier than the mean of both, to stand alone."""

Samples = npt.NDArray[np.int16]


def mixed(channels: Sequence[bytearray]) -> bytes:
    """One track of one or two, each 16 kHz and signed 16 bits."""
    if not channels:
        return b""
    if len(channels) == 1:
        return bytes(channels[0])
    left, right = (np.frombuffer(channel, "<i2") for channel in channels)
    alike = _correlation(left, right)
    if alike <= -ALIKE:
        return _mean(left, right, -1)
    if alike >= ALIKE:
        return _mean(left, right, 1)
    both = _mean(left, right, 1)
    choices = [(_liveliness(np.frombuffer(both, "<i2")) + BETTER, both)]
    choices += [(_liveliness(one), one.tobytes()) for one in (left, right)]
    return max(choices, key=lambda choice: choice[0])[1]


def liveliness(pcm: bytes) -> float:
    """How far the louder parts of a track stand above the quieter, in dB. Speech rises and falls; hiss and hum do not.

    0 for silence, however it was recorded.
    """
    return _liveliness(np.frombuffer(pcm, "<i2"))


def _liveliness(samples: Samples) -> float:
    whole = samples[: len(samples) // HOP * HOP].reshape(-1, HOP)
    if len(whole) < 4:
        return 0.0
    levels = np.empty(len(whole), np.float32)
    for start in range(0, len(whole), BLOCK // HOP):
        # The difference of neighbours leaves out the hum of mains, which says nothing of a voice.
        block = np.diff(whole[start : start + BLOCK // HOP].astype(np.float32), axis=1)
        levels[start : start + BLOCK // HOP] = np.square(block).mean(axis=1)
    # A quiet room is no better than a silent one: below 10 all is one.
    decibels = 10 * np.log10(np.maximum(levels, 10))
    return float(np.percentile(decibels, 95) - np.percentile(decibels, 10))


def _correlation(left: Samples, right: Samples) -> float:
    both = lefts = rights = 0.0
    for start in range(0, len(left), BLOCK):
        one = left[start : start + BLOCK].astype(np.float32)
        other = right[start : start + BLOCK].astype(np.float32)
        both, lefts, rights = both + float(one @ other), lefts + float(one @ one), rights + float(other @ other)
    return both / max(math.sqrt(lefts * rights), 1.0)


def _mean(left: Samples, right: Samples, sign: int) -> bytes:
    made = np.empty(len(left), np.int16)
    for start in range(0, len(left), BLOCK):
        block = slice(start, start + BLOCK)
        made[block] = (left[block].astype(np.int32) + sign * right[block].astype(np.int32)) // 2
    return made.tobytes()
