"""The screens of recordings, and of the words that a program wrote down from them."""

from criteria.model import Question
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.payloads import OfQuestion, PartOf, Spoken
from flows.engine.prompts import PromptKind
from flows.engine.screen import rows
from flows.features.recordings.replies import RecordingList, SoundRules, SpokenWords, Written
from flows.model.draft import AudioPart
from flows.model.stages import Stage
from flows.model.transcript import Vouched
from flows.rules import answers, progress
from flows.rules import word_count as counter


def writes_down(work: DraftContext) -> bool:
    """Whether what is said in recordings for this badge is written down, for the worker to vouch for."""
    return work.scribe is not None and work.badge.sound != "no" and work.badge.ai.rule != "banned"


def sound_rules(work: DraftContext) -> SoundRules:
    """What happens to a recording, said before the first one."""
    scribe = work.scribe if writes_down(work) else None
    return SoundRules(
        issuer=work.shelf.issuer(work.badge),
        picture=work.badge.picture == "wanted",
        needs_words=work.badge.sound == "with_transcript",
        scribe=scribe,
    )


def spoken_words(work: DraftContext, question: Question, part: AudioPart, before: str) -> SpokenWords:
    """The words of a recording, and what can be done with them. `before` is the question that is gone back to."""
    given = part.transcript
    if given is None or part.heard is None:
        raise ValueError("nobody has written this recording down")
    about = Spoken(part.key, before)
    first = () if given.is_settled else (Action.words_right,)
    actions = (*first, Action.words_fix, Action.sound_only)
    sounds = answers.recordings(answers.answer(work.draft, question.id))
    return SpokenWords(
        number=progress.number(work.badge, question.id),
        recording=1 + [sound.key for sound in sounds].index(part.key),
        seconds=part.heard.seconds,
        text=given.words,
        vouched=given.vouched,
        misheard=given.misheard if given.vouched is Vouched.shown else None,
        place=work.place(PromptKind.transcript, about),
        offers=rows((work.press(action, about) for action in actions), 1),
    )


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


def _written(part: AudioPart) -> Written | None:
    """How far the words of a recording are, where there is anything to say of them."""
    given = part.transcript
    if given is None:
        return Written() if part.writing else None
    return Written(given.vouched, counter.strict(given.words)) if given.vouched is not Vouched.refused else None


def recording_button(work: DraftContext, question: Question) -> Button | None:
    """The way to the recordings of an answer, if it has any."""
    if not answers.recordings(answers.answer(work.draft, question.id)):
        return None
    return work.press(Action.recordings, OfQuestion(question.id), progress.number(work.badge, question.id))
