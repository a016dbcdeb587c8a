"""What is known of a recording once it has been listened to. Plain values: nothing here decodes anything."""

from dataclasses import dataclass
from enum import Enum


class Trouble(Enum):
    """What stood in the way of a recording. The names are the keys of what a worker is told."""

    not_media = "not_media"
    too_big = "too_big"
    no_sound = "no_sound"
    damaged = "damaged"
    too_long = "too_long"
    too_complex = "too_complex"
    odd_layout = "odd_layout"
    timed_out = "timed_out"
    crashed = "crashed"
    no_speech = "no_speech"


@dataclass(frozen=True, slots=True)
class Sound:
    """One recording. Lengths are of what could be played, whatever its header claims.

    `words_about` is an estimate from the sound, not rounded; a page that shows it says "about". With `partial` only
    the beginning was heard, and the figures are of that; `trouble` then says why the rest was not.
    """

    seconds: float
    speech_seconds: float
    words_about: int
    container: str
    codec: str
    trouble: Trouble | None
    partial: bool
    sha256: str
    size: int
