"""Working through the questions, in any order, over any number of messages and days."""

from dataclasses import replace
from datetime import timedelta

from criteria.model import Question
from flows.engine.buttons import Action, Button
from flows.engine.changes import changed, with_part
from flows.engine.context import DraftContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen, Show
from flows.features.answers import pasted
from flows.features.help.screens import Aside, Note
from flows.features.links import screens as link_screens
from flows.features.own_words.answer_screen import own_answer
from flows.features.own_words.handlers import reworded
from flows.features.questions.progress_screen import Kept, progress_of
from flows.features.questions.question_list import question_list
from flows.features.questions.screens import Resting, StartAgainCheck, Tips, ask_question, question_again
from flows.features.review.screens import review
from flows.model.draft import TextPart
from flows.model.stages import Stage
from flows.rules import progress
from flows.rules.details.personal_details import identifying
from flows.rules.evidence import answers
from flows.rules.evidence.links import is_linked, is_undecided
from flows.rules.evidence.put_away import take_out_all
from flows.rules.reminders import reminder_plan


def take(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps words, and says at once if a number in them identifies somebody."""
    turn = _take(work, event)
    line = _identified(work, event)
    return replace(turn, replies=(line, *turn.replies)) if line else turn


def is_pasted(work: DraftContext, event: TextSent) -> bool:
    """Whether words are a statement pasted whole, or more of one, where one may be shared out."""
    whole = not progress.facts_are_locked(work.draft)
    return whole and (pasted.goes_on(work, event) or pasted.looks_pasted(work, event.text))


def _identified(work: DraftContext, event: TextSent) -> Aside | None:
    """One line about the first such detail that no answer holds yet, so that each is spoken of once."""
    said = "\n".join(answers.text(given) for given in work.draft.answers.values())
    text = event.text
    under = event.under.question if event.under else ""
    for found in identifying(text, answers.text(answers.answer(work.draft, under)) if under else ""):
        if text[found.start : found.end] not in said:
            return Aside(note=found.kind)
    return None


def _take(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps words: under the question that they were sent under, or as a statement pasted whole, or for later."""
    if is_pasted(work, event):
        return pasted.take(work, event)
    under = event.under
    question = work.badge.question(under.question) if under else None
    if not work.badge.questions:
        return _kept_unasked(work, event)
    if question is None or progress.is_locked(work.draft, question.id):
        return pasted.keep_loose(work, event)
    replaced = reworded(work, event, under) if under and under.ask is PromptKind.reword else None
    if replaced is not None:
        # The message is changed: what comes next is more of the answer.
        place = replaced.place(PromptKind.question, OfQuestion(question.id))
        return replaced.say(replace(progress_of(replaced, question, Kept.edited), place=place))
    part = TextPart(event.key, event.text, event.at)
    kept = with_part(work, question.id, part)
    away = work.at - work.draft.touched_at >= _AWAY
    if is_undecided(work.badge, part):
        return kept.say(link_screens.ask(kept, question, part))
    said = progress_of(kept, question, Kept.added)
    if away:
        heading = question.heading[:1].lower() + question.heading[1:]
        said = replace(said, of=len(work.badge.questions), heading=heading)
    return kept.say(said)


_AWAY = timedelta(hours=3)
"""Whoever comes back after so long is told what the question was."""


def _kept_unasked(work: DraftContext, event: TextSent) -> TurnResult:
    """Keeps words at a badge that asks for none, and shows again what the phone shows."""
    part = TextPart(event.key, event.text, event.at)
    kept = work.put(replace(work.draft, unplaced=(*work.draft.unplaced, part)))
    checked = event.under is not None and event.under.ask is PromptKind.review
    return kept.say(Aside(note=Note.no_words_asked), review(kept) if checked else Show.CURRENT)


def go_to(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Shows a question, whichever the worker chose."""
    question = progress.question_of(work.badge, target.question, target.number)
    return work.say(*_with_its_answer(work, question)) if question else work.say(Show.CURRENT)


def _with_its_answer(work: DraftContext, question: Question) -> tuple[Screen, ...]:
    """A question, and before it the answer so far, message by message, where there is one."""
    given = answers.answer(work.draft, question.id)
    asked = question_again(work, question)
    if not (given.parts or given.struck) or len(asked) > 1:
        return asked
    # The question below has the ways on; the answer above it needs only its own.
    own = (
        replace(one, offers=tuple(row for row in one.offers if _of_messages(row))) for one in own_answer(work, question)
    )
    return (*own, *asked)


def _of_messages(row: tuple[Button, ...]) -> bool:
    return all(press.action in (Action.word_out, Action.word_in) for press in row)


def go_on(work: DraftContext, after: OfQuestion) -> TurnResult:
    """Goes to the next question that is not done; when all are, to the check."""
    if work.draft.stage is Stage.declaring:
        return work.say(Show.CURRENT)
    question = progress.next_open(work.badge, work.draft, after.question or None)
    if question is not None and progress.unsettled(work.draft, question.id):
        return work.say(*question_again(work, question))
    if question is not None and not is_linked(question, work.draft):
        return work.say(*_with_its_answer(work, question))
    return work.say(link_screens.to_do(work, question))


def go_back(work: DraftContext, before: OfQuestion) -> TurnResult:
    """Shows the question before this one, of those that may be changed."""
    number = progress.number(work.badge, before.question)
    for question in reversed(work.badge.questions[: max(0, number - 1)]):
        if not progress.is_locked(work.draft, question.id):
            return work.say(*_with_its_answer(work, question))
    return work.say(question_list(work))


def tips(work: DraftContext, target: OfQuestion, *, asked: bool = False) -> TurnResult:
    """What good evidence has, for this question; and where to ask, for `asked`, a question that it may not answer."""
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Show.CURRENT)
    # "Send your own words", it says: what comes next is for this question, whichever was shown before.
    place = work.place(PromptKind.question, OfQuestion(question.id))
    return work.say(Tips(question=question, number=progress.number(work.badge, question.id), asked=asked, place=place))


def start_again(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Asks before an answer is started again."""
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    if not given.parts:
        return work.say(ask_question(work, question))
    return work.say(
        StartAgainCheck(
            number=progress.number(work.badge, question.id),
            count=answers.words(given),
            place=work.place(PromptKind.again, OfQuestion(question.id)),
            offers=(
                (work.press(Action.again_yes, OfQuestion(question.id)),),
                (work.press(Action.question, OfQuestion(question.id)),),
            ),
        )
    )


def started_again(work: DraftContext, target: OfQuestion) -> TurnResult:
    """Strikes an answer. Its words are kept, and can be brought back."""
    question = work.badge.question(target.question)
    if question is None:
        return work.say(Show.CURRENT)
    given = answers.answer(work.draft, question.id)
    # A second press of the same button strikes nothing more, so the words struck first are not lost.
    after = changed(work, work.draft.with_answer(question.id, take_out_all(given))) if given.parts else work
    cleared = progress_of(after, question, Kept.cleared)
    return after.say(cleared, ask_question(after, question))


def rest(work: DraftContext) -> TurnResult:
    """The worker stops for now."""
    coming = (
        one for one in reminder_plan.plan(work.library, work.session, work.at) if one.reason.about == work.draft.id
    )
    first = next(coming, None)
    return work.say(Resting(reminded=first.at.date() if first else None))
