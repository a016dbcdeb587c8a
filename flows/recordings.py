"""Recordings as an issuer gets them: files named by question and part, and one honest line for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from criteria.model import Badge, Question
from flows import progress
from flows.draft import Answer, Draft, SoundPart
from flows.sound import Heard, SoundKind, rounded


class Use(Enum):
    """What a file of a pack is for."""

    original = "original"
    listening = "listening"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A recording, bound to the pack by its digest: as it was sent, or as a copy that plays everywhere."""

    name: str
    criterion_id: str
    part: int
    use: Use
    media_type: str
    size: int
    """Bytes."""
    sha256: str
    seconds: float
    words_about: int
    """An estimate, from the sound."""


_TYPES: Mapping[str, tuple[str, str]] = {
    "ogg": ("ogg", "audio/ogg"),
    "mp4": ("mp4", "video/mp4"),
    "m4a": ("m4a", "audio/mp4"),
    "webm": ("webm", "video/webm"),
    "mp3": ("mp3", "audio/mpeg"),
    "wav": ("wav", "audio/wav"),
    "flac": ("flac", "audio/flac"),
    "aac": ("aac", "audio/aac"),
    "amr": ("amr", "audio/amr"),
}
"""Ending and media type by the container that was found in the bytes, whatever the sender called it."""


def playable(part: SoundPart) -> Heard | None:
    """What was heard of a recording, if there is a listening copy of it."""
    return part.heard if part.heard and part.heard.copy_sha256 else None


def files(badge: Badge, draft: Draft) -> tuple[PackFile, ...]:
    """The files of all recordings, in the order of the questions and then as sent."""
    found: list[PackFile] = []
    for number, question in enumerate(badge.questions, 1):
        given = progress.answer(draft, question.id)
        for part, sound in enumerate(progress.recordings(given), 1):
            found += _files(number, question, part, sound)
    return tuple(found)


def _files(number: int, question: Question, part: int, sound: SoundPart) -> tuple[PackFile, ...]:
    heard = playable(sound)
    if heard is None or heard.copy_sha256 is None:
        return ()
    ending, media_type = _TYPES.get(heard.container, ("bin", "application/octet-stream"))
    name = _name(number, question, part, heard)
    original = PackFile(
        f"{name}-original.{ending}",
        question.id,
        part,
        Use.original,
        media_type,
        heard.size,
        heard.sha256,
        heard.seconds,
        heard.words,
    )
    listening = PackFile(
        f"{name}.mp3",
        question.id,
        part,
        Use.listening,
        "audio/mpeg",
        heard.copy_size,
        heard.copy_sha256,
        heard.seconds,
        heard.words,
    )
    # A video goes as sound alone: nobody has asked the people in the picture.
    return (listening,) if sound.kind in _PICTURES else (listening, original)


_PICTURES = frozenset({SoundKind.round_video, SoundKind.video})


def _name(number: int, question: Question, part: int, heard: Heard) -> str:
    minutes, seconds = divmod(max(1, round(heard.seconds)), 60)
    return f"{number}-{question.id}-part{part}-{minutes}m{seconds:02}s"


def lines(number: int, question: Question, given: Answer) -> Callable[[SoundPart], str]:
    """Gives, for each recording of an answer, the line that stands in its place in the evidence."""
    order = {sound.key: part for part, sound in enumerate(progress.recordings(given), 1)}

    def line(sound: SoundPart) -> str:
        heard = playable(sound)
        if heard is None:
            return ""
        minutes, seconds = divmod(max(1, round(heard.seconds)), 60)
        name = _name(number, question, order[sound.key], heard)
        counted = (
            f"about {rounded(heard.words)} words, estimated by a program from the sound. Nobody has written them down"
            if heard.words
            else "no words of it are counted"
        )
        picture = " It was sent as a video; the picture is not included." if sound.kind in _PICTURES else ""
        return f"[Recording {name}.mp3: spoken, {minutes} min {seconds} s, {counted}.{picture}]"

    return line
