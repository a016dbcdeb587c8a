"""The screen of the check, and the ways to it."""

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import PromptKind
from flows.engine.screen import Rows, rows
from flows.features.answers.screens import can_be_checked, cut_words, lines, loose_words, open_questions, tally
from flows.features.own_words.doubts import doubts, shown
from flows.features.own_words.glimpses import glimpse
from flows.features.review.replies import DoubtLine, Review
from flows.features.start.screens import facts_as_stated
from flows.pack.email_size import too_long_to_paste
from flows.rules import answers, progress, readiness
from flows.rules import held_badges as held_rules
from flows.rules import links as link_rules


def review(work: DraftContext) -> Review:
    """Check your answers. The way on is there only when the stage table would let it be taken."""
    ready = can_be_checked(work)
    loose = loose_words(work)
    by_hand = work.carrier == "worker"
    first = work.press(Action.accept, name=work.carrier) if ready else work.press(Action.next)
    something = work.draft.answers or work.draft.whole or work.draft.held
    read = (work.press(Action.read_all),) if something else ()
    which = (work.press(Action.award_which),) if held_rules.doubtful(work.badge, work.draft) else ()
    held = (work.press(Action.held), *which) if work.badge.prerequisites else ()
    facts = () if progress.facts_are_locked(work.draft) else (work.press(Action.facts),)
    tools = (work.press(Action.ai_change),) if work.badge.ai.rule == "declare" and work.draft.ai else ()
    more = (*facts, *((work.press(Action.loose),) if loose else ()))
    link = (work.press(Action.links, OfQuestion(link_rules.WHOLE)),) if work.draft.whole else ()
    unchecked = len(readiness.unchecked(work.badge, work.draft))
    words = (work.press(Action.words_next),) if unchecked else ()
    return Review(
        badge=work.badge,
        facts=facts_as_stated(work),
        lines=lines(work),
        total=progress.total(work.badge, work.draft),
        over=progress.over(work.badge, work.draft),
        characters_over=progress.characters_over(work.badge, work.draft),
        total_missing=progress.missing_in_all(work.badge, work.draft),
        facts_missing=tuple(
            fact.label
            for fact, stated in facts_as_stated(work)
            if stated is None or not stated.values or not stated.sure
        ),
        loose=loose,
        ready=ready,
        unchecked=unchecked,
        about=progress.is_about_in_all(work.badge, work.draft),
        waiting=not readiness.all_recordings_kept(work.draft),
        whole=link_rules.ticked(work.badge, work.draft, link_rules.WHOLE),
        again=work.draft.returned is not None,
        held=tally(work),
        too_long=too_long_to_paste(work.badge, work.draft) if by_hand else None,
        ai=work.draft.ai if work.badge.ai.rule == "declare" else None,
        marks=progress.marks_in_all(work.badge, work.draft),
        openings=tuple(glimpse(answers.text(answers.answer(work.draft, q.id))) for q in work.badge.questions),
        doubts=_doubts(work),
        place=work.place(PromptKind.review),
        offers=tuple(
            filter(
                None,
                (
                    read,
                    cut_words(work),
                    (first,),
                    *rows(open_questions(work), 3),
                    held,
                    words,
                    link,
                    more,
                    tools,
                    (work.press(Action.later),),
                ),
            )
        ),
    )


def _doubts(work: DraftContext) -> tuple[DoubtLine, ...]:
    return tuple(
        DoubtLine(
            one.kind,
            progress.number(work.badge, one.question),
            shown(one.words),
            progress.number(work.badge, one.other),
        )
        for one in doubts(work)
    )


def left_out_offers(work: DraftContext) -> Rows:
    """The ways on after something was left in no answer."""
    return ((work.press(Action.resume),), to_review(work))


def to_review(work: DraftContext) -> tuple[Button, ...]:
    """The way back to the check."""
    return (work.press(Action.review),)
