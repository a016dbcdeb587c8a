"""Sentences for recordings."""

from math import ceil

from flows.features.answers.replies import Progress
from flows.features.recordings import replies as r
from flows.model.audio import AudioAnalysis, AudioProblem, rounded
from flows.model.transcript import Vouched
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts

SLOW = 130
"""Words a minute at which people think aloud to a phone. A time said to a worker comes from the slow side."""


def length(say: Catalogue, seconds: float) -> str:
    """A length, in minutes and seconds."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    if not minutes:
        return say.plain("length-seconds", seconds=rest)
    return say.plain("length-minutes" if rest else "length-whole", minutes=minutes, seconds=rest)


def needed(say: Catalogue, words: int) -> str:
    """How long it takes to say so many words."""
    return length(say, 5 * ceil(words * 60 / SLOW / 5))


def rules(say: Catalogue, reply: r.SoundRules) -> str:
    """What happens to a recording, who writes its words down, and how it counts."""
    scribe = reply.scribe
    readers = reply.issuer.readers or say.plain("readers", issuer=reply.issuer.short)
    if scribe is None:
        said = say.phrase("sound-rules-typed" if reply.needs_words else "sound-rules", readers=readers)
    elif scribe.host is None:
        said = say.phrase("sound-rules-here", readers=readers)
    else:
        said = say.phrase("sound-rules-elsewhere", host=scribe.host, readers=readers)
    needed = [say.phrase("sound-rules-needed")] if scribe and reply.needs_words else []
    picture = [say.phrase("sound-rules-picture", readers=readers)] if reply.picture else []
    return "\n\n".join([said, *needed, *picture])


def trouble(say: Catalogue, reply: r.SoundTrouble) -> str:
    """What is the matter with a recording, and what to do."""
    key = f"sound-trouble-{reply.trouble.value}"
    if reply.trouble is AudioProblem.no_speech:
        return say.phrase(key, length=length(say, reply.seconds))
    return say.phrase(key)


def heard(say: Catalogue, given: AudioAnalysis) -> str:
    """What came of listening to a recording that counts."""
    key = "kept-heard-part" if given.partial else "kept-heard"
    if given.trouble is AudioProblem.cut:
        key = "kept-heard-cut"
    return say.phrase(key, length=length(say, given.seconds), words=rounded(given.words))


def afterwards(say: Catalogue, reply: Progress) -> list[str]:
    """What becomes of a recording that was just kept, where more is to come or to be done."""
    keys = []
    if reply.writing:
        keys.append("kept-heard-writing")
    if reply.words_needed:
        keys.append("kept-heard-needed" if reply.writing else "kept-heard-typed")
    return [say.phrase(key) for key in keys]


def recordings(say: Catalogue, reply: r.RecordingList) -> str:
    """The recordings of an answer."""
    written = dict(enumerate(reply.written, 1))
    lines = [
        "; ".join([_recording(say, number, given), *_written(say, written.get(number))])
        for number, given in enumerate(reply.recordings, 1)
    ]
    return "\n\n".join([say.phrase("recordings", number=reply.number), "\n".join(lines), say.phrase("recordings-end")])


def _recording(say: Catalogue, number: int, given: AudioAnalysis | None) -> str:
    if given is None:
        return say.phrase("recording-waiting", number=number)
    long = length(say, given.seconds)
    if not given.words:
        return say.phrase("recording-silent", number=number, length=long)
    return say.phrase("recording", number=number, length=long, words=rounded(given.words))


def _written(say: Catalogue, written: r.Written | None) -> list[str]:
    if written is None:
        return []
    if written.vouched is None:
        return [say.phrase("recording-writing")]
    if written.vouched is Vouched.shown:
        return [say.phrase("recording-shown")]
    return [say.phrase("recording-checked", count=written.count)]


def words_head(say: Catalogue, reply: r.SpokenWords) -> str:
    """Whose words follow, and of which recording."""
    key = "words" if reply.vouched is Vouched.shown else "words-settled"
    return say.phrase(key, number=reply.number, recording=reply.recording, length=length(say, reply.seconds))


def words_end(say: Catalogue, reply: r.SpokenWords) -> str:
    """What the worker may do with words that a program wrote down."""
    doubt = [say.phrase(f"words-{reply.misheard.value}")] if reply.misheard else []
    ask = say.phrase("words-ask" if reply.vouched is Vouched.shown else "words-settled-ask")
    return "\n\n".join([*doubt, ask])


def mend(say: Catalogue, _: r.MendWords) -> str:
    """Asks for the words, put right."""
    return say.phrase("words-mend")


def words_ready(say: Catalogue, reply: r.WordsReady) -> str:
    """The words of a recording are there to be looked at."""
    return say.phrase("words-ready", number=reply.number)


def words_failed(say: Catalogue, reply: r.WordsFailed) -> str:
    """The words of a recording could not be written down."""
    return say.phrase("words-failed-needed" if reply.needed else "words-failed", number=reply.number)


def nobody(say: Catalogue, reply: r.AskNobody) -> str:
    """Could anyone be known from the recordings?"""
    asked = say.phrase("nobody", count=reply.count)
    return f"{asked} {say.phrase('nobody-picture')}" if reply.picture else asked


def add_to(texts: Texts) -> None:
    """Says every reply about recordings."""
    texts.add(r.SoundRules, rules)
    texts.add(r.SoundTrouble, trouble)
    texts.add(r.RecordingList, recordings)
    texts.add(r.MendWords, mend)
    texts.add(r.WordsReady, words_ready)
    texts.add(r.WordsFailed, words_failed)
    texts.add(r.AskNobody, nobody)
