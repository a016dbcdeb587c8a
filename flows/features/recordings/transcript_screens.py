"""The screens of words that a program wrote down from recordings."""

from dataclasses import dataclass
from html import escape

from criteria.model import Question
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.message import Message
from flows.engine.payloads import Spoken
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Screen, rows
from flows.model.attachments.transcript import Misheard, Vouched
from flows.model.draft import AudioPart
from flows.rules import progress
from flows.rules.evidence import answers
from flows.text.durations import length
from flows.text.paging import LONGEST_MESSAGE, pasteable


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords(Screen):
    """What a program heard in a recording, or what the worker made of it: whole, to be looked at."""

    number: int
    recording: int
    seconds: float
    text: str
    vouched: Vouched
    misheard: Misheard | None = None

    def _head(self, say: Phrases) -> str:
        """Whose words follow, and of which recording."""
        key = "words" if self.vouched is Vouched.shown else "words-settled"
        return say.phrase(key, number=self.number, recording=self.recording, length=length(say, self.seconds))

    def _end(self, say: Phrases) -> str:
        """What the worker may do with words that a program wrote down."""
        doubt = [say.phrase(f"words-{self.misheard.value}")] if self.misheard else []
        ask = say.phrase("words-ask" if self.vouched is Vouched.shown else "words-settled-ask")
        return "\n\n".join([*doubt, ask])

    def render(self, say: Phrases) -> str:
        if self._is_long:
            return self._end(say)
        said = escape(self.text, quote=False)
        return f"{self._head(say)}\n<blockquote>{said}</blockquote>\n{self._end(say)}"

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        before = (Message(self._head(say)), *pasteable(self.text)) if self._is_long else ()
        return (*before, Message(self.render(say)))

    @property
    def _is_long(self) -> bool:
        """A short text is in one message with its buttons; a long one by itself, with the buttons below."""
        return len(self.text) > LONGEST_MESSAGE // 4


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MendWords(Notice):
    """The words of a recording, to be copied, put right and sent back whole."""

    text: str

    KEY = "words-mend"

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (*pasteable(self.text), Message(self.render(say)))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsReady(Notice):
    """The words of a recording are there to be looked at when it suits."""

    number: int

    KEY = "words-ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFailed(Screen):
    """The words of a recording could not be written down."""

    number: int
    needed: bool
    """Whether the recording does not count without them."""

    def render(self, say: Phrases) -> str:
        return say.phrase("words-failed-needed" if self.needed else "words-failed", number=self.number)
