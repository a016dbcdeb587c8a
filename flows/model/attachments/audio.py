"""What is known of a recording, and how much of it counts. Numbers from sound are estimates, and are called so."""

from dataclasses import dataclass, replace
from enum import Enum
from math import ceil


class AudioKind(Enum):
    """How a recording was sent."""

    voice = "voice"
    audio = "audio"
    round_video = "round_video"
    video = "video"


class AudioProblem(Enum):
    """What kept a recording from being heard as it should be. It is kept where it can be played."""

    not_media = "not_media"
    too_big = "too_big"
    no_sound = "no_sound"
    damaged = "damaged"
    cut = "cut"
    """It ends in the middle of something, so that its end may be missing."""
    too_long = "too_long"
    too_complex = "too_complex"
    odd_layout = "odd_layout"
    timed_out = "timed_out"
    crashed = "crashed"
    no_speech = "no_speech"
    twice = "twice"
    gone = "gone"
    no_room = "no_room"
    """The disk is nearly full, so no recording is kept for now."""
    quota = "quota"
    """As much is kept of this person or draft as may be."""


@dataclass(frozen=True, slots=True)
class AudioAnalysis:
    """What came of listening to a recording whose bytes are on our disk."""

    sha256: str
    size: int
    """Bytes of the original, as it was sent."""
    container: str
    """What the bytes are, such as `ogg`, whatever the sender called them."""
    seconds: float
    """Decoded, not claimed."""
    speech_seconds: float
    words: int
    """An estimate, from syllables."""
    trouble: AudioProblem | None = None
    partial: bool = False
    copy_sha256: str | None = None
    """The listening copy; None where there is no sound to copy."""
    copy_size: int = 0
    place: bool = False
    """Whether the file says where it was recorded, as phones and cameras write into some."""
    picture: bool = False
    """Whether the file holds a moving picture, however it was sent."""
    repeated_words: int = 0
    """What would count if this were not the same recording as an earlier one."""
    unsure: bool = False
    """Whether other voices or an echo make the estimate less sure."""


ENOUGH = 0.8
"""An answer with an estimate in it is met from this share of its minimum.

At four fifths an estimate with an error of 12 % refuses one in twenty who said exactly enough, and accepts three in
a thousand who said 60 %.
"""
LOW_END = 0.75
"""An estimate counts towards the maximum only as far as it is nearly certain."""
IN_PART = frozenset({AudioProblem.damaged, AudioProblem.cut, AudioProblem.too_complex, AudioProblem.odd_layout})
"""What may keep a recording from being heard to its end. The words before that count."""


def heard_in_part(heard: AudioAnalysis) -> bool:
    """Whether words were heard before something kept the rest from being heard."""
    return heard.partial and heard.words > 0 and (heard.trouble is None or heard.trouble in IN_PART)


def first(heard: AudioAnalysis) -> AudioAnalysis:
    """The same, for the first recording of its kind: its words count."""
    if heard.trouble is not AudioProblem.twice:
        return heard
    return replace(heard, words=heard.repeated_words, trouble=None, repeated_words=0)


def repeated(heard: AudioAnalysis) -> AudioAnalysis:
    """The same, for a recording that was sent before: its words count there."""
    if heard.trouble is not None and not heard_in_part(heard):
        return heard
    return replace(heard, words=0, trouble=AudioProblem.twice, repeated_words=heard.words)


def enough(minimum: int) -> int:
    """From how many words an answer with an estimate in it meets a minimum."""
    return ceil(minimum * ENOUGH)


def rounded(words: int) -> int:
    """An estimate as it is shown: to the nearest ten, under fifty to the nearest five."""
    step = 10 if words >= 50 else 5
    return step * round(words / step)


def minutes(seconds: float) -> tuple[int, int]:
    """A length in whole minutes and seconds."""
    whole = round(seconds)
    return whole // 60, whole % 60
