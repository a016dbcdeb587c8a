"""How an answer stands after something happened to it, in one line."""

from dataclasses import dataclass
from enum import Enum

from criteria.model import Question
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.payloads import OfQuestion
from flows.engine.screen import Phrases, Screen, filled, named
from flows.features.questions.count_sentences import characters_over, left, marks, needed_in_all
from flows.features.questions.question_list import cut_words
from flows.features.questions.screens import answer_buttons, leave_button, moves, onward_button
from flows.model.attachments.audio import AudioAnalysis, AudioProblem, rounded
from flows.rules import progress
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.links import Ticked
from flows.text.durations import length

_NEAR = 100
"""Words left from which it matters that marks count towards the limit as well."""


class Kept(Enum):
    """What has just happened to an answer."""

    added = "added"
    edited = "edited"
    moved = "moved"
    restored = "restored"
    sound_back = "sound_back"
    cleared = "cleared"
    heard = "heard"
    noted = "noted"
    short = "short"
    taken_out = "taken_out"
    link_out = "link_out"
    words_right = "words_right"
    words_mended = "words_mended"
    sound_only = "sound_only"
    left = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Screen):
    """An answer's count against its minimum, and the words left, in one line."""

    kept: Kept
    number: int
    count: int
    minimum: int
    left: int
    """Words left under the maximum; below zero when there are too many."""
    maximum: int
    missing: int
    all_done: bool
    total_missing: int
    characters_over: int = 0
    """Characters that all answers together have too many."""
    about: bool = False
    """Whether the count is an estimate, because some of it was spoken."""
    about_in_all: bool = False
    """Whether what is said of all answers is an estimate."""
    heard: AudioAnalysis | None = None
    """What came of listening to the recording that has just been kept."""
    link: Ticked | None = None
    """How far the checklist of the answer's own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    words_needed: bool = False
    """Whether that recording counts only once its words are vouched for."""
    writing: bool = False
    """Whether its words are being written down."""
    marks: int = 0
    """Marks that count for the maximum and are no words, such as lone bullets."""
    of: int = 0
    heading: str = ""
    """What is asked, where the worker comes back after hours; else empty."""

    @property
    def state_of(self) -> str:
        """The answer, where words were added to it: the next count has them too."""
        draft = next((press.draft for row in self.offers for press in row), "")
        return f"{draft}:{self.number}" if self.kept is Kept.added else ""

    def render(self, say: Phrases) -> str:
        said = [heard_sentence(say, self.heard) if self.heard else say.phrase(f"kept-{self.kept.value}")]
        if self.heading:
            said.append(say.phrase("progress-back", number=self.number, of=self.of, heading=self.heading))
        said += [*self._afterwards(say), self._count(say)]
        if self.maximum:
            left_over = left(say, self.left, self.maximum, about=self.about_in_all)
            # Far from the limit, a mark or two is no news, and would be said after every message.
            said.append(left_over + marks(say, self.marks if self.left < _NEAR else 0, self.maximum))
        if self.characters_over:
            said.append(characters_over(say, self.characters_over))
        if self.all_done and self.left >= 0 and not self.characters_over:
            total = self.total_missing
            said.append(needed_in_all(say, total, about=self.about_in_all) if total else say.phrase("progress-all"))
        return " ".join(said)

    def _count(self, say: Phrases) -> str:
        if self.link:
            return say.phrase(
                "progress-link", number=self.number, count=self.count, done=self.link.done, of=self.link.of
            )
        if self.whole:
            return say.phrase("progress-whole", number=self.number, count=self.count)
        if self.about:
            return self._about(say)
        if not self.missing:
            return say.phrase("progress-enough", number=self.number, count=self.count)
        return say.phrase("progress-short", **named(self))

    def _about(self, say: Phrases) -> str:
        """The same where some of it was spoken: an estimate is rounded, and called one."""
        count, minimum = rounded(self.count), self.minimum
        if not self.missing:
            return say.phrase("progress-about-enough", number=self.number, count=count)
        if self.kept is Kept.short:
            return say.phrase("progress-about-kept", number=self.number, count=count, minimum=minimum)
        missing = max(5, rounded(self.missing))
        return say.phrase("progress-about-short", number=self.number, count=count, minimum=minimum, missing=missing)

    def _afterwards(self, say: Phrases) -> list[str]:
        """What becomes of a recording that was just kept, where more is to come or to be done."""
        keys = []
        if self.writing:
            keys.append("kept-heard-writing")
        if self.words_needed:
            keys.append("kept-heard-needed" if self.writing else "kept-heard-typed")
        return [say.phrase(key) for key in keys]


def progress_of(work: DraftContext, question: Question, kept: Kept) -> Progress:
    """How an answer stands after something happened to it."""
    given = answers.answer(work.draft, question.id)
    first = [work.press(Action.tips, OfQuestion(question.id))] if question.tips else []
    limits = work.badge.words
    return Progress(
        kept=kept,
        number=progress.number(work.badge, question.id),
        count=answers.words(given),
        minimum=question.minimum,
        left=progress.left(work.badge, work.draft),
        maximum=limits.maximum if limits else 0,
        missing=progress.missing(question, work.draft),
        characters_over=progress.characters_over(work.badge, work.draft),
        all_done=progress.next_open(work.badge, work.draft) is None,
        total_missing=progress.missing_in_all(work.badge, work.draft),
        about=answers.is_about(given),
        link=link_rules.ticked(work.badge, work.draft, question.id),
        whole=work.draft.whole is not None,
        about_in_all=progress.is_about_in_all(work.badge, work.draft),
        marks=progress.marks_in_all(work.badge, work.draft),
        offers=filled(
            _keep_short(work, question),
            cut_words(work),
            (onward_button(work, question), *first),
            leave_button(work, question),
            (*answer_buttons(work, question), *_back(work, question, kept)),
            moves(work, question),
        ),
    )


def _keep_short(work: DraftContext, question: Question) -> tuple[Button, ...]:
    """The way on for a spoken answer that is shorter than asked."""
    short = answers.is_about(answers.answer(work.draft, question.id)) and not progress.is_done(question, work.draft)
    return (work.press(Action.keep_short, OfQuestion(question.id)),) if short else ()


def _back(work: DraftContext, question: Question, kept: Kept) -> tuple[Button, ...]:
    """The way back for what was taken out of an answer that still has something in it."""
    given = answers.answer(work.draft, question.id)
    taken = kept in (Kept.taken_out, Kept.link_out) and given.parts and given.struck
    action = Action.restore_sound if kept is Kept.taken_out else Action.restore
    return (work.press(action, OfQuestion(question.id)),) if taken else ()


def heard_sentence(say: Phrases, given: AudioAnalysis) -> str:
    """What came of listening to a recording that counts."""
    key = "kept-heard-part" if given.partial else "kept-heard"
    if given.trouble is AudioProblem.cut:
        key = "kept-heard-cut"
    said = say.phrase(key, length=length(say, given.seconds), words=rounded(given.words))
    return f"{said} {say.phrase('kept-heard-unsure')}" if given.unsure else said
