"""Recordings as an issuer gets them: files named by question and part, and one honest line for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from criteria.model import Badge, Question
from flows.model.attachments.audio import LOW_END, AudioAnalysis, AudioKind, AudioProblem, minutes, rounded
from flows.model.attachments.transcript import Vouched
from flows.model.draft import Answer, AudioPart, Draft
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence import word_count as counter

HIGH_END = 1.25
"""An estimate is nearly certain not to be too low by more than this."""


class FileUse(Enum):
    """What a file of a pack is for."""

    original = "original"
    listening = "listening"
    award = "award"
    """The award of another badge, which is no recording."""


@dataclass(frozen=True, slots=True)
class PackTranscript:
    """What is said in a recording, as a program wrote it down and the applicant vouches for it."""

    text: str
    words: int
    """By the strict count."""
    engine: str
    model: str
    made_at: datetime
    confirmed_at: datetime
    mended: bool
    """Whether the applicant put it right."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file, bound to the pack by its digest: a recording, a copy of one that plays everywhere, or an award."""

    name: str
    criterion_id: str
    """The id of the question that it answers; of an award, the id of the badge that it is of."""
    part: int
    use: FileUse
    media_type: str
    size: int
    """Bytes."""
    sha256: str
    seconds: float
    words_about: int
    """An estimate, from the sound."""
    picture: bool = False
    """Whether it is a video."""
    transcript: PackTranscript | None = None


_TYPES: Mapping[str, tuple[str, str]] = {
    "ogg": ("ogg", "audio/ogg"),
    "mp4": ("m4a", "audio/mp4"),
    "webm": ("webm", "audio/webm"),
    "mp3": ("mp3", "audio/mpeg"),
    "wav": ("wav", "audio/wav"),
    "flac": ("flac", "audio/flac"),
    "aac": ("aac", "audio/aac"),
    "amr": ("amr", "audio/amr"),
    "caf": ("caf", "audio/x-caf"),
    "aiff": ("aiff", "audio/aiff"),
    "au": ("au", "audio/basic"),
    "gsm": ("gsm", "audio/x-gsm"),
}
"""Ending and media type by the container that was found in the bytes, whatever the sender called it.

All are sound: what was sent with a picture has the types below.
"""
_FILMS: Mapping[str, tuple[str, str]] = {"mp4": ("mp4", "video/mp4"), "webm": ("webm", "video/webm")}
_UNKNOWN = ("bin", "application/octet-stream")


def playable(part: AudioPart) -> AudioAnalysis | None:
    """What was heard of a recording, if there is a listening copy of it."""
    return part.heard if part.heard and part.heard.copy_sha256 else None


def files(badge: Badge, draft: Draft) -> tuple[PackFile, ...]:
    """The files of all recordings, in the order of the questions and then as sent."""
    found: list[PackFile] = []
    for number, question in enumerate(badge.questions, 1):
        given = answers.answer(draft, question.id)
        for part, sound in enumerate(answers.recordings(given), 1):
            found += _files(badge, (number, question), part, sound)
    return tuple(found)


def goes_as_it_came(badge: Badge, sound: AudioPart) -> bool:
    """Whether the very file that was sent goes to the issuer, beside its listening copy."""
    # Of a video the sound alone goes, unless it is asked for: nobody has asked the people in the picture.
    return badge.picture == "wanted" or not has_picture(sound)


def dispensable(file: PackFile) -> bool:
    """Whether a pack can do without a file where there is no room: an original beside its copy, or an award."""
    return file.use is FileUse.award or (file.use is FileUse.original and not file.picture)


def has_picture(sound: AudioPart) -> bool:
    """Whether it was sent as a video, or is one whatever it was sent as."""
    return sound.kind in _PICTURES or bool(sound.heard and sound.heard.picture)


def _files(badge: Badge, asked: tuple[int, Question], part: int, sound: AudioPart) -> tuple[PackFile, ...]:
    heard = playable(sound)
    if heard is None or heard.copy_sha256 is None:
        return ()
    question, name = asked[1], _name(*asked, part, heard)
    original_name, media_type = _original(name, sound, heard)
    original = PackFile(
        original_name,
        question.id,
        part,
        FileUse.original,
        media_type,
        heard.size,
        heard.sha256,
        heard.seconds,
        heard.words,
        picture=has_picture(sound),
    )
    listening = PackFile(
        f"{name}.mp3",
        question.id,
        part,
        FileUse.listening,
        "audio/mpeg",
        heard.copy_size,
        heard.copy_sha256,
        heard.seconds,
        heard.words,
        transcript=transcript(sound),
    )
    return (listening, original) if goes_as_it_came(badge, sound) else (listening,)


def transcript(sound: AudioPart) -> PackTranscript | None:
    """The words of a recording, if the applicant vouches for them."""
    made, text = sound.transcript, sound.written
    if made is None or text is None or made.vouched_at is None:
        return None
    mended = made.vouched is Vouched.mended
    words = counter.strict(text)
    return PackTranscript(text, words, made.engine, made.model, made.made_at, made.vouched_at, mended)


_PICTURES = frozenset({AudioKind.round_video, AudioKind.video})


def _original(name: str, sound: AudioPart, heard: AudioAnalysis) -> tuple[str, str]:
    """What the file is called that was sent, and its media type."""
    ending, media_type = (_FILMS if has_picture(sound) else _TYPES).get(heard.container, _UNKNOWN)
    return f"{name}-original.{ending}", media_type


def _name(number: int, question: Question, part: int, heard: AudioAnalysis) -> str:
    whole, rest = minutes(max(1.0, heard.seconds))
    return f"{number}-{question.id}-part{part}-{whole}m{rest:02}s"


def length(seconds: float) -> str:
    """A length as an assessor reads it, such as "1 min 10 s"."""
    whole, rest = minutes(max(1.0, seconds))
    return " ".join(filter(None, [f"{whole} min" if whole else "", f"{rest} s" if rest else ""]))


def about(words: int) -> str:
    """An estimate as an assessor reads it, such as "about 160 words"."""
    return f"about {rounded(words)} words" if rounded(words) else "a word or two"


def likely(words: int) -> str:
    """Between which numbers the true count lies, near enough; empty where an estimate is too small to say."""
    low, high = rounded(round(words * LOW_END)), rounded(round(words * HIGH_END))
    return f" (roughly {low} to {high})" if words >= _SAYS_A_RANGE else ""


_SAYS_A_RANGE = 20


def lines(badge: Badge, question: Question, given: Answer) -> Callable[[AudioPart], str]:
    """Gives, for each recording of an answer, the line that stands in its place in the evidence.

    It is in square brackets, names the file, and says who counted: it must not be read as the applicant's words. Below
    it stand the words, where the applicant vouches for them.
    """
    number = progress.number(badge, question.id)
    order = {sound.key: part for part, sound in enumerate(answers.recordings(given), 1)}

    def line(sound: AudioPart) -> str:
        heard = playable(sound)
        if heard is None:
            return ""
        name = _name(number, question, order[sound.key], heard)
        said = [
            f"A recording stands here: {name}.mp3.",
            f"Spoken, {length(heard.seconds)}. {_counted(sound, heard)}",
            _PARTIAL if heard.partial else "",
            _picture(badge, name, sound, heard) if has_picture(sound) else "",
        ]
        return "\n".join(filter(None, [f"[{' '.join(filter(None, said))}]", sound.written]))

    return line


_PARTIAL = "The file may hold more: only this much of it could be listened to."


def _picture(badge: Badge, name: str, sound: AudioPart, heard: AudioAnalysis) -> str:
    if not goes_as_it_came(badge, sound):
        return "It was sent as a video. The picture is not included."
    return f"It was sent as a video, and can be seen in {_original(name, sound, heard)[0]}."


def _counted(sound: AudioPart, heard: AudioAnalysis) -> str:
    made = transcript(sound)
    if made is not None:
        return f"{written_down(made)}."
    if heard.words and sound.words_needed:
        return "None of its words are counted, because nobody has written them down."
    if heard.words:
        said = f"{about(heard.words)}{likely(heard.words)}"
        return f"{said[0].upper()}{said[1:]}, estimated by a program from the sound. Nobody has written them down."
    return _UNCOUNTED.get(heard.trouble, "None of its words are counted.")


def written_down(made: PackTranscript) -> str:
    """How many words there are, and who vouches for them."""
    words = "1 word" if made.words == 1 else f"{made.words} words"
    done = "put right and checked" if made.mended else "checked"
    return (
        f"{words}, written down by a program ({made.engine}, {made.model}) and {done} by the applicant "
        f"on {day(made.confirmed_at)}"
    )


def day(at: date) -> str:
    """A date as an assessor reads it, such as "3 November 2026", whatever the language of the machine."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_UNCOUNTED: Mapping[AudioProblem | None, str] = {
    AudioProblem.twice: "The applicant sent this recording more than once, and its words are counted once.",
    AudioProblem.no_speech: "The program that listens for speech heard none, so no words are counted.",
}
