"""The result of analysing a recording, as plain values."""

from dataclasses import dataclass

from flows.model.attachments.audio import AudioProblem


@dataclass(frozen=True, slots=True)
class Sound:
    """Figures of one recording. Lengths are of what could be decoded, not what its header claims.

    `words_about` is an estimate from the sound, not rounded; a page that shows it says "about". With `partial` only
    the beginning was heard, and the figures are of that; `trouble` then says why the rest was not.
    """

    seconds: float
    speech_seconds: float
    words_about: int
    container: str
    codec: str
    trouble: AudioProblem | None
    partial: bool
    sha256: str
    size: int
    place: bool = False
    """Whether a tag of the file says where it was recorded."""
    picture: bool = False
    """Whether there is a moving picture beside the sound."""
    unsure: bool = False
    """Whether other voices or an echo make `words_about` less sure."""
