"""Every application with its dates, and what happens next."""

from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext
from flows.engine.prompts import Prompt, PromptKind, overlay
from flows.engine.screen import Rows
from flows.features import screen_index as screens
from flows.features.submission.status_replies import Back, State, Status, StatusLine
from flows.model.decision import Way, decision_due
from flows.model.draft import Draft, Outcome, TakenBack
from flows.model.stages import GONE_STAGES, Stage
from flows.rules import held_badges as held_rules


def status(scene: TurnContext) -> Status:
    """Every application that was not put away unstarted, newest last; buttons for the one in hand."""
    shown = [draft for draft in scene.desk.drafts.values() if draft.outcome is not Outcome.not_for_me]
    hand = _at_hand(scene)
    return Status(
        standings=tuple(_standing(scene.with_draft(draft)) for draft in shown),
        place=_place(scene, hand) if hand else None,
        offers=_offers(hand) if hand else (),
    )


def _place(scene: TurnContext, gone: DraftContext) -> Prompt:
    """Where a worker is busy with another badge, words that come now still belong to that one."""
    hand = scene.desk.in_hand
    busy = hand is not None and hand.id != gone.draft.id and hand.is_open
    return overlay(PromptKind.sent_back, gone.draft.id) if busy else gone.place(PromptKind.status)


def _at_hand(scene: TurnContext) -> DraftContext | None:
    """The application that something can be said of: the one in hand, else the one that went out last.

    A badge page that was opened meanwhile, or another badge in hand, takes nothing away.
    """
    sent = [draft for draft in scene.desk.drafts.values() if draft.sending is not None and not draft.is_open]
    gone = [draft for draft in sent if draft.stage in GONE_STAGES]
    hand = scene.desk.in_hand
    if hand is not None and hand in sent:
        return scene.with_draft(hand)
    latest = max(gone or sent, key=_sent_at, default=None)
    return scene.with_draft(latest) if latest else None


def _sent_at(draft: Draft) -> float:
    return draft.sending.at.timestamp() if draft.sending else 0.0


def _offers(work: DraftContext) -> Rows:
    """What the worker can tell of an application that the bot cannot find out."""
    sending = work.draft.sending
    seen = (work.press(Action.see_sent),)
    if work.draft.stage is Stage.with_issuer:
        return (wrote_back(work), seen, (work.press(Action.take_back),))
    if work.draft.stage is Stage.closed:
        return after_the_end(work)
    if sending is None or sending.way is not Way.hand:
        return (seen,)
    ways = (Action.sent_it, Action.copy, Action.change_first)
    return tuple((work.press(way),) for way in ways)


def after_the_end(work: DraftContext) -> Rows:
    """What can be done with a closed application: look at it, and take its answers over where there is no badge."""
    over = work.draft.outcome in _WITHOUT_BADGE and work.badge.open
    again = ((work.press(Action.take_over),),) if over else ()
    return ((work.press(Action.see_sent),), *again)


_WITHOUT_BADGE = frozenset({Outcome.declined, Outcome.withdrawn})


def wrote_back(work: DraftContext) -> tuple[Button, ...]:
    """The way to tell that the issuer wrote back."""
    return (work.press(Action.wrote_back),)


def _standing(work: DraftContext) -> StatusLine:
    draft, sending = work.draft, work.draft.sending
    delivered = sending.delivered_at if sending else None
    returned = draft.returned if draft.stage is not Stage.closed else None
    lines, back = screens.lines(work), draft.taken_back
    return StatusLine(
        title=work.badge.title,
        state=_state(work),
        done=sum(line.done for line in lines),
        of=len(lines),
        reference=sending.reference if sending else "",
        began_on=draft.began_at.date(),
        sent_on=(delivered or sending.at).date() if sending else None,
        by=decision_due(work.badge, delivered) if delivered else None,
        attempt=sending.attempt if sending else 0,
        theirs=(sending.receipt or "") if sending else "",
        wanted=tuple(line.number for line in lines if line.wanted),
        reply_by=returned.reply_by if returned else None,
        said_on=draft.decisions[-1].at.date() if draft.decisions else None,
        issuer=work.shelf.issuer(work.badge).short,
        contact=work.shelf.issuer(work.badge).contact,
        taken_back_on=back.at.date() if back else None,
        back=_back(back),
        carrier=work.carrier,
        held=held_rules.tally(work.badge, draft) if work.badge.prerequisites else None,
    )


def _back(back: TakenBack | None) -> Back:
    if back is None or (back.told_at is None and not back.by_hand):
        return Back.telling
    return Back.told if back.told_at else Back.yourself


_OUTCOMES = {
    Outcome.awarded: State.awarded,
    Outcome.declined: State.declined,
    Outcome.revoked: State.revoked,
    Outcome.withdrawn: State.withdrawn,
}


def _state(work: DraftContext) -> State:
    draft, sending = work.draft, work.draft.sending
    if draft.outcome is not None:
        return _OUTCOMES.get(draft.outcome, State.withdrawn)
    if draft.stage is Stage.sending and sending is not None:
        return _on_the_way(sending.way, delayed=sending.delayed)
    if draft.stage is Stage.with_issuer and sending is not None:
        due = decision_due(work.badge, sending.delivered_at or sending.at)
        if work.at.date() > due:
            return State.overdue
        return State.received if sending.received_at else State.sent
    if draft.returned is not None:
        return State.returned
    return State(draft.stage.value)


def _on_the_way(way: Way, *, delayed: bool) -> State:
    if way is Way.hand:
        return State.to_take
    return State.delayed if delayed else State.sending
