"""The screens of recordings: their rules, their list, and what is the matter with one."""

from dataclasses import dataclass

from criteria.model import Issuer, Question
from flows.engine.buttons import Action, Button
from flows.engine.capabilities import TranscriptionService
from flows.engine.context import DraftContext
from flows.engine.message import Message, Recording
from flows.engine.payloads import OfQuestion, PartOf, Spoken
from flows.engine.prompts import PromptKind
from flows.engine.screen import Phrases, Screen
from flows.model.attachments.audio import AudioAnalysis, AudioKind, AudioProblem, rounded
from flows.model.attachments.transcript import Vouched
from flows.model.draft import AudioPart
from flows.model.stages import Stage
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence import word_count as counter
from flows.text.durations import length


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundRules(Screen):
    """What happens to a recording, and how it counts; said before the first one."""

    issuer: Issuer
    """Whose file says who can play the recordings."""
    picture: bool = False
    """Whether a video goes to the issuer with its picture."""
    needs_words: bool = False
    """Whether recordings count only once their words are vouched for."""
    scribe: TranscriptionService | None = None
    """Who writes the words down, if anybody does for this badge."""

    def render(self, say: Phrases) -> str:
        scribe = self.scribe
        readers = self.issuer.readers or say.plain("readers", issuer=self.issuer.short)
        if scribe is None:
            said = say.phrase("sound-rules-typed" if self.needs_words else "sound-rules", readers=readers)
        elif scribe.host is None:
            said = say.phrase("sound-rules-here", readers=readers)
        else:
            said = say.phrase("sound-rules-elsewhere", host=scribe.host, readers=readers)
        speaking_time = [say.phrase("sound-rules-needed")] if scribe and self.needs_words else []
        picture = [say.phrase("sound-rules-picture", readers=readers)] if self.picture else []
        return "\n\n".join([said, *speaking_time, *picture])


def sound_rules(work: DraftContext) -> SoundRules:
    """What happens to a recording, said before the first one."""
    scribe = work.scribe if work.writes_down else None
    return SoundRules(
        issuer=work.library.issuer(work.badge),
        picture=work.badge.picture == "wanted",
        needs_words=work.badge.sound == "with_transcript",
        scribe=scribe,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundTrouble(Screen):
    """What is the matter with a recording, and what to do."""

    trouble: AudioProblem
    seconds: float = 0.0

    def render(self, say: Phrases) -> str:
        key = f"sound-trouble-{self.trouble.value}"
        if self.trouble is AudioProblem.no_speech:
            return say.phrase(key, length=length(say, self.seconds))
        return say.phrase(key)


@dataclass(frozen=True, slots=True)
class Written:
    """How far the words of a recording are: being written down, or there, with their count."""

    vouched: Vouched | None = None
    count: int = 0


def _written(part: AudioPart) -> Written | None:
    """How far the words of a recording are, where there is anything to say of them."""
    given = part.transcript
    if given is None:
        return Written() if part.writing else None
    return Written(given.vouched, counter.strict(given.words)) if given.vouched is not Vouched.refused else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingList(Screen):
    """The recordings of an answer."""

    number: int
    recordings: tuple[AudioAnalysis | None, ...]
    written: tuple[Written | None, ...] = ()

    def render(self, say: Phrases) -> str:
        written = dict(enumerate(self.written, 1))
        lines = [
            "; ".join([_recording(say, number, given), *_said_of_words(say, written.get(number))])
            for number, given in enumerate(self.recordings, 1)
        ]
        return "\n\n".join(
            [say.phrase("recordings", number=self.number), "\n".join(lines), say.phrase("recordings-end")]
        )


def _recording(say: Phrases, number: int, given: AudioAnalysis | None) -> str:
    if given is None:
        return say.phrase("recording-waiting", number=number)
    long = length(say, given.seconds)
    if not given.words:
        return say.phrase("recording-silent", number=number, length=long)
    return say.phrase("recording", number=number, length=long, words=rounded(given.words))


def _said_of_words(say: Phrases, written: Written | None) -> list[str]:
    if written is None:
        return []
    if written.vouched is None:
        return [say.phrase("recording-writing")]
    if written.vouched is Vouched.shown:
        return [say.phrase("recording-shown")]
    return [say.phrase("recording-checked", count=written.count)]


def recording_list(work: DraftContext, question: Question) -> RecordingList:
    """The recordings of an answer, each to be played or taken out."""
    sounds = answers.recordings(answers.answer(work.draft, question.id))
    # At the check they are listened to before sending, and the way back is to where that was asked.
    checking = work.draft.stage is Stage.reviewing
    back = work.press(Action.accept) if checking else work.press(Action.question, OfQuestion(question.id))
    presses = tuple(_acts(work, question, part, number) for number, part in enumerate(sounds, 1))
    return RecordingList(
        number=progress.number(work.badge, question.id),
        recordings=tuple(part.heard for part in sounds),
        written=tuple(_written(part) for part in sounds),
        place=work.place(PromptKind.listening if checking else PromptKind.recordings, OfQuestion(question.id)),
        offers=(*presses, (back,)),
    )


def _acts(work: DraftContext, question: Question, part: AudioPart, number: int) -> tuple[Button, ...]:
    readable = part.transcript is not None and part.transcript.vouched is not Vouched.refused
    about = PartOf(question.id, part.key)
    words = (work.press(Action.words, Spoken(part.key, question.id), number),) if readable else ()
    return (work.press(Action.play, about, number), work.press(Action.take_out, about, number), *words)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayBack(Screen):
    """A recording, played back."""

    source: str
    kind: AudioKind
    copy_sha256: str | None = None
    """Our own copy, for where Telegram does not play its file; None where there is none."""

    def render(self, say: Phrases) -> str:
        return say.phrase("play-copy" if self.copy_sha256 else "play-nothing")

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (Message("", recording=Recording(self.source, self.kind, self.copy_sha256, self.render(say))),)
