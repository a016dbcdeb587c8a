"""The screens of answering: a question, its tips, and a rest."""

from dataclasses import dataclass, replace
from datetime import date

from criteria.model import Question
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.message import Message
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Screen, filled
from flows.model.attachments.audio import rounded
from flows.model.draft import Answer, AudioPart
from flows.model.stages import Stage, Trigger, allowed
from flows.pack.assemble import pack_answer
from flows.rules import progress, readiness
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.links import Ticked
from flows.rules.evidence.put_away import has_more_to_bring
from flows.text.durations import speaking_time
from flows.text.paging import pasteable


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion(Screen):
    """One question."""

    question: Question
    number: int
    of: int
    count: int
    left: int
    about: bool = False
    about_in_all: bool = False
    """Whether the words left are an estimate, because some answer was spoken."""
    sound: bool = False
    """Whether it may be answered by voice."""
    links: bool = False
    """Whether it may be answered by a link, and there is none yet."""
    link: Ticked | None = None
    """How far the checklist of its own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    comment: str | None = None
    """What the assessor says of the answer that was sent, where more of it is asked for."""

    def render(self, say: Phrases) -> str:
        asked = self.question
        blocks = [say.phrase("question", number=self.number, of=self.of, heading=asked.heading, ask=asked.ask)]
        if self.comment is not None:
            key = "question-comment" if self.comment else "question-came-back"
            blocks.append(say.phrase(key, comment=self.comment))
        if asked.minimum:
            blocks.append(say.phrase("question-minimum", minimum=asked.minimum) + self._other_ways(say))
        if self.link:
            blocks.append(say.phrase("question-linked", done=self.link.done, of=self.link.of))
        elif self.whole:
            blocks.append(say.phrase("question-linked-whole"))
        if self.count:
            blocks.append(f"{self._so_far(say)} {self._left_in_all(say)}")
        return "\n\n".join(blocks)

    def _other_ways(self, say: Phrases) -> str:
        said = [say.phrase("question-sound", time=speaking_time(say, self.question.minimum))] if self.sound else []
        if self.links and not self.whole:
            said.append(say.phrase("question-link"))
        return "".join(f" {sentence}" for sentence in said)

    def _so_far(self, say: Phrases) -> str:
        if self.about:
            return say.phrase("question-so-far-about", count=rounded(self.count))
        return say.phrase("question-so-far", count=self.count)

    def _left_in_all(self, say: Phrases) -> str:
        if self.about_in_all:
            return say.phrase("question-left-about", left=rounded(max(0, self.left)))
        return say.phrase("question-left", left=max(0, self.left))


def ask_question(work: DraftContext, question: Question) -> AskQuestion:
    """One question."""
    given = answers.answer(work.draft, question.id)
    first = [work.press(Action.tips, OfQuestion(question.id))] if question.tips else []
    extra = answer_buttons(work, question)
    returned = work.draft.returned.about(question.id) if work.draft.returned else None
    return AskQuestion(
        question=question,
        number=progress.number(work.badge, question.id),
        of=len(work.badge.questions),
        count=answers.words(given),
        left=progress.left(work.badge, work.draft),
        about=answers.is_about(given),
        about_in_all=progress.is_about_in_all(work.badge, work.draft),
        sound=work.badge.sound == "counts" or work.writes_down,
        links=work.badge.links == "accepted" and not given.parts,
        link=link_rules.ticked(work.badge, work.draft, question.id),
        whole=work.draft.whole is not None,
        comment=returned.comment if returned else None,
        place=work.place(PromptKind.question, OfQuestion(question.id)),
        offers=filled(
            (*first, onward_button(work, question)), leave_button(work, question), extra, moves(work, question)
        ),
    )


def answer_buttons(work: DraftContext, question: Question) -> tuple[Button, ...]:
    """What can be done with an answer as it stands, or with what was taken out of it."""
    given = answers.answer(work.draft, question.id)
    link = link_rules.is_linked(question, work.draft) or link_rules.undecided(work.badge, given)
    here = OfQuestion(question.id)
    links = (work.press(Action.links, here),) if link else ()
    if given.parts:
        sounds = (work.press(Action.recordings, here),) if answers.recordings(given) else ()
        return (work.press(Action.read_back, here), work.press(Action.again, here), *sounds, *links)
    return (*_restore(work, question, given), *links)


def _restore(work: DraftContext, question: Question, given: Answer) -> tuple[Button, ...]:
    """What can be done with what was put away: words and recordings come back, or all of it is deleted for good."""
    words = (work.press(Action.restore, OfQuestion(question.id)),) if has_more_to_bring(given) else ()
    sound = any(isinstance(part, AudioPart) for part in given.struck)
    delete = (work.press(Action.delete_out),) if given.struck else ()
    return (*words, *((work.press(Action.restore_sound, OfQuestion(question.id)),) if sound else ()), *delete)


def leave_button(work: DraftContext, question: Question) -> tuple[Button, ...]:
    """The way on for an answer of which the issuer wants more, and the worker has no more to say."""
    return (work.press(Action.leave, OfQuestion(question.id)),) if progress.unsettled(work.draft, question.id) else ()


def moves(work: DraftContext, question: Question) -> tuple[Button, ...]:
    """The ways to other questions, and to a rest."""
    number = progress.number(work.badge, question.id)
    back = [work.press(Action.earlier, OfQuestion(question.id))] if number > 1 else []
    return (*back, work.press(Action.list), work.press(Action.later))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tips(Screen):
    """What good evidence has, for one question."""

    question: Question
    number: int
    asked: bool = False
    """Whether it answers a question to the bot, which may have been another one."""

    def render(self, say: Phrases) -> str:
        tips = "\n".join(f"• {tip}" for tip in self.question.tips)
        said = say.phrase("tips", number=self.number, tips=tips)
        return f"{said}\n\n{say.phrase('about-more')}" if self.asked else said


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAgainCheck(Notice):
    """Asks before an answer is started again."""

    number: int
    count: int

    KEY = "start-again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting(Screen):
    """The worker stops for now. All is kept."""

    reminded: date | None = None
    """When they are reminded of it, if they are."""
    word: bool = False
    """Whether it was a word, sent where an answer is written, that may have been meant for that answer."""

    def render(self, say: Phrases) -> str:
        reminded = [say.phrase("resting-reminded", on=self.reminded)] if self.reminded else []
        word = [say.phrase("resting-word")] if self.word else []
        return " ".join([say.phrase("resting"), *reminded, *word])


def onward_button(work: DraftContext, question: Question) -> Button:
    """The way on from a question: to the next one, or to the check where it would let it through."""
    if (work.draft.answers or work.draft.whole) and can_be_checked(work):
        return work.press(Action.review)
    return work.press(Action.next, OfQuestion(question.id))


def can_be_checked(work: DraftContext) -> bool:
    """Whether the stage table would let it go to the check, or back to it."""
    if not all(progress.is_done(question, work.draft) for question in work.badge.questions):
        # One of the guards, and the one that says no at nearly every message: the rest need not be worked out.
        return False
    # As it stands while it is written: that needs no screening, which reads every word.
    writing = replace(work.draft, stage=Stage.answering)
    return Trigger.complete in allowed(Stage.answering, readiness.standing(work.badge, writing))


def recording_button(work: DraftContext, question: Question) -> Button | None:
    """The way to the recordings of an answer, if it has any."""
    if not answers.recordings(answers.answer(work.draft, question.id)):
        return None
    return work.press(Action.recordings, OfQuestion(question.id), progress.number(work.badge, question.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsSent(Notice):
    """An answer as the assessor read it, to be added to or replaced."""

    number: int
    text: str

    KEY = "answer-as-sent"

    def enclose(self, say: Phrases) -> tuple[Message, ...]:
        return pasteable(self.text)


def question_again(work: DraftContext, question: Question) -> tuple[Screen, ...]:
    """A question, and before it the answer that the assessor read, where more of it is asked for."""
    returned = work.draft.returned
    asked = ask_question(work, question)
    if returned is None or not answers.answer(work.draft, question.id).parts:
        return (asked,)
    number = progress.number(work.badge, question.id)
    text = pack_answer(work.badge, question, work.draft).text
    return (AnswerAsSent(number=number, text=text), asked)
