"""The screens of answering: a question, how its answer stands, and the list of all."""

from dataclasses import replace

from criteria.model import Question
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.prompts import PromptKind
from flows.engine.screen import rows
from flows.features.answers.replies import AskQuestion, Kept, Line, Progress, QuestionList
from flows.features.recordings.screens import writes_down
from flows.model.draft import Answer, AudioPart, LinkPart, TextPart
from flows.model.stages import Stage, Trigger, allowed
from flows.rules import answers, progress, readiness
from flows.rules import held_badges as held_rules
from flows.rules import links as link_rules
from flows.rules import word_count as counter
from flows.rules.put_away import has_more_to_bring


def _moves(work: DraftContext, question: Question) -> tuple[Button, ...]:
    number = progress.number(work.badge, question.id)
    back = [work.press(Action.earlier, question.id)] if number > 1 else []
    return (*back, work.press(Action.list), work.press(Action.later))


def ask_question(work: DraftContext, question: Question) -> AskQuestion:
    """One question."""
    given = answers.answer(work.draft, question.id)
    first = [work.press(Action.tips, question.id)] if question.tips else []
    extra = _answer_buttons(work, question)
    returned = work.draft.returned.about(question.id) if work.draft.returned else None
    return AskQuestion(
        question=question,
        number=progress.number(work.badge, question.id),
        of=len(work.badge.questions),
        count=answers.words(given),
        left=progress.left(work.badge, work.draft),
        about=answers.is_about(given),
        about_in_all=progress.is_about_in_all(work.badge, work.draft),
        sound=work.badge.sound == "counts" or writes_down(work),
        links=work.badge.links == "accepted" and not given.parts,
        link=link_rules.ticked(work.badge, work.draft, question.id),
        whole=work.draft.whole is not None,
        comment=returned.comment if returned else None,
        place=work.place(PromptKind.question, question.id),
        offers=tuple(
            filter(None, ((*first, onward(work, question)), _leave(work, question), extra, _moves(work, question)))
        ),
    )


def _leave(work: DraftContext, question: Question) -> tuple[Button, ...]:
    """The way on for an answer of which the issuer wants more, and the worker has no more to say."""
    return (work.press(Action.leave, question.id),) if progress.unsettled(work.draft, question.id) else ()


def onward(work: DraftContext, question: Question) -> Button:
    """The way on from a question: to the next one, or to the check where it would let it through."""
    if (work.draft.answers or work.draft.whole) and can_be_checked(work):
        return work.press(Action.review)
    return work.press(Action.next, question.id)


def can_be_checked(work: DraftContext) -> bool:
    """Whether the stage table would let it go to the check, or back to it."""
    # As it stands while it is written: that needs no screening, which reads every word.
    writing = replace(work.draft, stage=Stage.answering)
    return Trigger.complete in allowed(Stage.answering, readiness.standing(work.badge, writing))


def _answer_buttons(work: DraftContext, question: Question) -> tuple[Button, ...]:
    given = answers.answer(work.draft, question.id)
    link = link_rules.is_linked(question, work.draft) or link_rules.undecided(work.badge, given)
    links = (work.press(Action.links, question.id),) if link else ()
    if given.parts:
        sounds = (work.press(Action.recordings, question.id),) if answers.recordings(given) else ()
        return (work.press(Action.read_back, question.id), work.press(Action.again, question.id), *sounds, *links)
    return (*_restore(work, question, given), *links)


def _restore(work: DraftContext, question: Question, given: Answer) -> tuple[Button, ...]:
    """What can be done with what was put away: words and recordings come back, or all of it is deleted for good."""
    words = (work.press(Action.restore, question.id),) if has_more_to_bring(given) else ()
    sound = any(isinstance(part, AudioPart) for part in given.struck)
    delete = (work.press(Action.delete_out),) if given.struck else ()
    return (*words, *((work.press(Action.restore_sound, question.id),) if sound else ()), *delete)


def progress_of(work: DraftContext, question: Question, kept: Kept) -> Progress:
    """How an answer stands after something happened to it."""
    given = answers.answer(work.draft, question.id)
    first = [work.press(Action.tips, question.id)] if question.tips else []
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
        offers=tuple(
            filter(
                None,
                (
                    _keep_short(work, question),
                    cut_words(work),
                    (onward(work, question), *first),
                    _leave(work, question),
                    (*_answer_buttons(work, question), *_back(work, question, kept)),
                    _moves(work, question),
                ),
            )
        ),
    )


def _back(work: DraftContext, question: Question, kept: Kept) -> tuple[Button, ...]:
    """The way back for what was taken out of an answer that still has something in it."""
    given = answers.answer(work.draft, question.id)
    taken = kept in (Kept.taken_out, Kept.link_out) and given.parts and given.struck
    action = Action.restore_sound if kept is Kept.taken_out else Action.restore
    return (work.press(action, question.id),) if taken else ()


def cut_words(work: DraftContext) -> tuple[Button, ...]:
    """The way to take words out, where all answers together have too many."""
    return (work.press(Action.cut),) if progress.over(work.badge, work.draft) else ()


def _keep_short(work: DraftContext, question: Question) -> tuple[Button, ...]:
    """The way on for a spoken answer that is shorter than asked."""
    short = answers.is_about(answers.answer(work.draft, question.id)) and not progress.is_done(question, work.draft)
    return (work.press(Action.keep_short, question.id),) if short else ()


def lines(work: DraftContext) -> tuple[Line, ...]:
    """Each question with its count."""
    return tuple(_line(work, number, question) for number, question in enumerate(work.badge.questions, 1))


def _line(work: DraftContext, number: int, question: Question) -> Line:
    given = answers.answer(work.draft, question.id)
    link = link_rules.ticked(work.badge, work.draft, question.id)
    return Line(
        number,
        question.heading,
        answers.words(given),
        question.minimum,
        progress.is_done(question, work.draft) and (link is None or link.all),
        about=answers.is_about(given),
        short=progress.is_short(question, work.draft),
        spoken=sum(part.heard.seconds for part in answers.recordings(given) if part.heard),
        link=link,
        whole=work.draft.whole is not None,
        locked=progress.is_locked(work.draft, question.id),
        wanted=progress.unsettled(work.draft, question.id) is not None,
    )


def loose_words(work: DraftContext) -> int:
    """How many words are in no answer. A recording counts as one at least, so that it is not overlooked."""
    return sum(
        max(1, part.heard.words if part.heard else 1)
        if isinstance(part, AudioPart)
        else max(1, counter.strict(_text_of(part)))
        for part in work.draft.unplaced
    )


def _text_of(part: TextPart | LinkPart) -> str:
    return part.text if isinstance(part, TextPart) else part.url


def open_questions(work: DraftContext) -> tuple[Button, ...]:
    """A button for each question whose answer may be changed."""
    return tuple(
        work.press(Action.question, q.id, number, q.heading)
        for number, q in enumerate(work.badge.questions, 1)
        if not progress.is_locked(work.draft, q.id)
    )


def question_list(work: DraftContext) -> QuestionList:
    """All questions, in any order."""
    loose = loose_words(work)
    asides = (work.press(Action.asides),) if work.draft.asides else ()
    more = (*((work.press(Action.loose),) if loose else ()), *asides)
    held = (work.press(Action.held),) if work.badge.prerequisites else ()
    return QuestionList(
        badge=work.badge,
        lines=lines(work),
        total=progress.total(work.badge, work.draft),
        left=progress.left(work.badge, work.draft),
        loose=loose,
        whole=link_rules.ticked(work.badge, work.draft, link_rules.WHOLE),
        about=progress.is_about_in_all(work.badge, work.draft),
        held=tally(work),
        marks=progress.marks_in_all(work.badge, work.draft),
        place=work.place(PromptKind.list),
        offers=tuple(
            filter(None, (*rows(open_questions(work), 1), held, more, cut_words(work), (work.press(Action.review),)))
        ),
    )


def tally(work: DraftContext) -> held_rules.Tally | None:
    """How it stands with other badges to be held, where there are any."""
    return held_rules.tally(work.badge, work.draft) if work.badge.prerequisites else None
