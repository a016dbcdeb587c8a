"""Work that came back: which questions are open again, what the assessor said, and what stays as it was sent."""

from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnResult
from flows.engine.payloads import Loose, OfQuestion, Spoken
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Rows, Screen, rows
from flows.features.decisions.screens import MoreWanted, QuestionNote, question_notes
from flows.features.questions.progress_screen import Kept, progress_of
from flows.features.questions.question_list import open_questions, question_list
from flows.features.questions.screens import question_again
from flows.model.decision import DecisionVerdict, Remark, Returned
from flows.rules import progress


def shown(work: DraftContext) -> tuple[Screen, ...]:
    """What the issuer asks for; then the first question, unless the worker is busy with another badge."""
    overview = more_wanted(work)
    hand = work.session.in_hand
    if hand is not None and hand.id != work.draft.id and hand.is_open:
        # Nothing here asks for an answer, so what the worker writes meanwhile stays with the other badge.
        return (replace(overview, place=None),)
    question = progress.next_open(work.badge, work.draft)
    return (overview, *question_again(work, question)) if question else (overview,)


def more_wanted(work: DraftContext) -> MoreWanted:
    """The assessor's words, for which questions, and by when."""
    returned, sending = work.draft.returned, work.draft.sending
    if returned is None or sending is None:
        raise ValueError("only work that came back is shown so")
    return MoreWanted(
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        reference=sending.reference,
        comment=returned.comment,
        wanted=_wanted(work, returned),
        reply_by=returned.reply_by,
        notes=question_notes(work.badge, _satisfied(work, returned)),
        place=work.place(PromptKind.list),
        offers=(*rows(open_questions(work), 1), *_badges(work), (work.press(Action.review),)),
    )


def _badges(work: DraftContext) -> Rows:
    """The way to the badges that are held, where they may be changed."""
    if not work.badge.prerequisites or progress.facts_are_locked(work.draft):
        return ()
    return ((work.press(Action.held),),)


def _wanted(work: DraftContext, returned: Returned) -> tuple[QuestionNote, ...]:
    return tuple(
        QuestionNote(number, question.heading, said.comment)
        for number, question in enumerate(work.badge.questions, 1)
        if (said := returned.about(question.id)) is not None
    )


def _satisfied(work: DraftContext, returned: Returned) -> tuple[Remark, ...]:
    """What the assessor said last of the questions that are enough."""
    for said in reversed(work.draft.decisions):
        if said.attempt == returned.attempt and said.decision.verdict is DecisionVerdict.returned:
            return tuple(remark for remark in said.decision.remarks if remark.satisfied)
    return ()


def refuses(work: DraftContext, press: Button) -> bool:
    """Whether a button would change what stays as it was sent."""
    if press.action in _OF_FACTS:
        return progress.facts_are_locked(work.draft)
    if press.action in _OF_STATEMENTS:
        return progress.facts_are_locked(work.draft)
    question = _question_of(work, press)
    return question is not None and progress.is_locked(work.draft, question)


_OF_FACTS = frozenset({Action.facts, Action.change_fact, Action.keep_fact, Action.choose, Action.chosen})
_OF_BADGES = frozenset(
    {Action.hold, Action.hold_all, Action.hold_none_sure, Action.award_for, Action.award_out, Action.award_again}
)
_OF_STATEMENTS = frozenset({Action.file_paste, Action.refuse_paste, Action.link_whole}) | _OF_BADGES
_OF_AN_ANSWER = frozenset(
    {
        Action.place, Action.question, Action.tips, Action.again, Action.again_yes, Action.restore,
        Action.restore_sound, Action.word_out, Action.word_in, Action.keep_short, Action.take_out, Action.links,
        Action.link_here, Action.link_words, Action.link_drop, Action.link_out, Action.tick, Action.aside_add,
        Action.aside_out, Action.undo,
    }
)  # fmt: skip
_OF_A_RECORDING = frozenset({Action.words_right, Action.words_fix, Action.sound_only})


def _question_of(work: DraftContext, press: Button) -> str | None:
    """The question whose answer a button would change."""
    if press.action in _OF_A_RECORDING:
        return _holding(work, Spoken.at(press.about).key)
    if press.action not in _OF_AN_ANSWER:
        return None
    target = press.about
    number = target.number if isinstance(target, Loose | OfQuestion) else 0
    question = progress.question_of(work.badge, OfQuestion.at(target).question, number)
    return question.id if question else None


def keeps(work: DraftContext, place: Prompt) -> bool:
    """Whether the recording that a place is about is in an answer that stays as it was sent."""
    question = _holding(work, Spoken.at(place.about).key)
    return question is not None and progress.is_locked(work.draft, question)


def _holding(work: DraftContext, key: int) -> str | None:
    return next((q for q, a in work.draft.answers.items() if any(p.key == key for p in a.parts)), None)


def leave(work: DraftContext, target: OfQuestion) -> TurnResult:
    """The worker leaves an answer as the assessor read it."""
    returned = work.draft.returned
    question = work.badge.question(target.question)
    if returned is None or question is None or returned.about(question.id) is None:
        return work.say(question_list(work))
    questions = tuple(replace(one, left=True) if one.question == question.id else one for one in returned.questions)
    after = work.put(replace(work.draft, returned=replace(returned, questions=questions)))
    return after.say(progress_of(after, question, Kept.left))
