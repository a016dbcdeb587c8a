"""Taking back what was sent: asked once more, final here, and told to the issuer where there is a way."""

from dataclasses import replace

from flows.engine.buttons import Action
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.effects import DeliverWithdrawal
from flows.engine.events import WithdrawalDelivered, WithdrawalFailed
from flows.engine.prompts import PromptKind, overlay
from flows.engine.screen import Show
from flows.features.submission import status as status_screens
from flows.features.submission.status import Status
from flows.features.submission.withdrawal_screens import AskTakeBack, TakeBackTold, TakenBack, TellThemYourself
from flows.model.decision import Way
from flows.model.draft import Draft, Outcome, Sending, WithdrawnSubmission
from flows.model.stages import Stage, TransitionRefused, Trigger, advance, allowed
from flows.rules.readiness import standing


def status(context: TurnContext) -> Status:
    """Every application. Of one in hand that came back, what the issuer has can be taken back too."""
    shown = status_screens.status(context)
    hand = context.session.in_hand
    if hand is None or hand.sending is None or hand.stage is Stage.with_issuer:
        return shown
    work = context.with_draft(hand)
    if Trigger.withdraw not in allowed(hand.stage, standing(work.badge, hand)):
        return shown
    # Words that come now still belong to the question that stands beneath.
    place = overlay(PromptKind.sent_back, hand.id)
    return replace(shown, place=place, offers=((work.press(Action.take_back),),))


def ask(work: DraftContext) -> TurnResult:
    """Asks once more, since it closes the application."""
    sending = work.draft.sending
    if sending is None or _closed(work) is None:
        return work.say(Show.CURRENT)
    question = AskTakeBack(
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        reference=sending.reference,
        way=sending.way,
        place=overlay(PromptKind.take_back, work.draft.id),
        offers=((work.press(Action.take_back_sure),), (work.press(Action.leave_there),)),
    )
    return work.say(question)


def leave(work: DraftContext) -> TurnResult:
    """It stays with the issuer."""
    return work.say(Show.CURRENT)


def _closed(work: DraftContext) -> Draft | None:
    """The draft once it is taken back; None where it cannot be."""
    try:
        stage = advance(work.draft.stage, Trigger.withdraw, standing(work.badge, work.draft))
    except TransitionRefused:
        return None
    return replace(work.draft, stage=stage, outcome=Outcome.withdrawn, returned=None, relayed=None)


def sure(work: DraftContext) -> TurnResult:
    """It is taken back: closed here, and the issuer is told, by the bot or by the worker."""
    sending, closed = work.draft.sending, _closed(work)
    if sending is None or closed is None:
        return work.say(Show.CURRENT)
    # The attempt that the issuer has: a later one was never sent.
    by_hand = sending.way is Way.hand
    after = work.put(replace(closed, taken_back=WithdrawnSubmission(work.at, by_hand=by_hand)))
    if by_hand:
        return after.say(_tell_them(after, sending, closed=True))
    said = TakenBack(
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        reference=sending.reference,
        place=after.place(PromptKind.status),
        offers=status_screens.after_the_end(after),
    )
    told = DeliverWithdrawal(work.draft.id, sending.reference, sending.attempt, work.at)
    return after.say(said, effects=(told,))


def _tell_them(work: DraftContext, sending: Sending, *, closed: bool) -> TellThemYourself:
    return TellThemYourself(
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        reference=sending.reference,
        theirs=sending.receipt or "",
        way=sending.way,
        closed=closed,
        place=work.place(PromptKind.status) if closed else None,
        offers=status_screens.after_the_end(work) if closed else (),
    )


def _taken_back(context: TurnContext, draft_id: str) -> tuple[DraftContext, Sending, WithdrawnSubmission] | None:
    """A draft whose issuer is being told. News of it may come twice."""
    draft = context.session.drafts.get(draft_id)
    if draft is None or draft.sending is None or draft.taken_back is None:
        return None
    if draft.taken_back.told_at is not None or draft.taken_back.by_hand:
        return None
    return context.with_draft(draft), draft.sending, draft.taken_back


def told(context: TurnContext, event: WithdrawalDelivered) -> TurnResult:
    """The issuer's side has taken the news."""
    found = _taken_back(context, event.draft)
    if found is None:
        return context.say()
    work, sending, back = found
    after = work.put(replace(work.draft, taken_back=replace(back, told_at=event.at)))
    issuer = work.library.issuer(work.badge)
    return after.say(TakeBackTold(issuer=issuer, reference=sending.reference, way=event.way))


def untold(context: TurnContext, event: WithdrawalFailed) -> TurnResult:
    """The issuer cannot be told from here: the worker says it themselves."""
    found = _taken_back(context, event.draft)
    if found is None:
        return context.say()
    work, sending, back = found
    after = work.put(replace(work.draft, taken_back=replace(back, by_hand=True)))
    return after.say(_tell_them(after, sending, closed=False))
