"""Sentences for recordings."""

from math import ceil

from flows import replies as r
from flows.sound import Heard, Trouble, rounded
from flows.wording.phrases import Phrases

SLOW = 130
"""Words a minute at which people think aloud to a phone. A time said to a worker comes from the slow side."""


def length(say: Phrases, seconds: float) -> str:
    """A length, in minutes and seconds."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    if not minutes:
        return say.plain("length-seconds", seconds=rest)
    return say.plain("length-minutes" if rest else "length-whole", minutes=minutes, seconds=rest)


def needed(say: Phrases, words: int) -> str:
    """How long it takes to say so many words."""
    return length(say, 5 * ceil(words * 60 / SLOW / 5))


def rules(say: Phrases, reply: r.SoundRules) -> str:
    """What happens to a recording, and how it counts."""
    blocks = [say.phrase("sound-rules"), *([say.phrase("sound-rules-picture")] if reply.picture else [])]
    return "\n\n".join(blocks)


def trouble(say: Phrases, reply: r.SoundTrouble) -> str:
    """What is the matter with a recording, and what to do."""
    key = f"sound-trouble-{reply.trouble.value}"
    if reply.trouble is Trouble.no_speech:
        return say.phrase(key, length=length(say, reply.seconds))
    return say.phrase(key)


def heard(say: Phrases, given: Heard) -> str:
    """What came of listening to a recording that counts."""
    key = "kept-heard-part" if given.partial else "kept-heard"
    return say.phrase(key, length=length(say, given.seconds), words=rounded(given.words))


def recordings(say: Phrases, reply: r.RecordingList) -> str:
    """The recordings of an answer."""
    lines = [_recording(say, number, given) for number, given in enumerate(reply.recordings, 1)]
    return "\n\n".join([say.phrase("recordings", number=reply.number), "\n".join(lines), say.phrase("recordings-end")])


def _recording(say: Phrases, number: int, given: Heard | None) -> str:
    if given is None:
        return say.phrase("recording-waiting", number=number)
    long = length(say, given.seconds)
    if not given.words:
        return say.phrase("recording-silent", number=number, length=long)
    return say.phrase("recording", number=number, length=long, words=rounded(given.words))


def nobody(say: Phrases, reply: r.AskNobody) -> str:
    """Could anyone be known from the recordings?"""
    asked = say.phrase("nobody", count=reply.count)
    return f"{asked} {say.phrase('nobody-picture')}" if reply.picture else asked


def loose(say: Phrases, _: r.LooseSound) -> str:
    """A recording was sent where nothing was asked."""
    return say.phrase("loose-sound")
