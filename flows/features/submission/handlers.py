"""After sending: on its way, delivered or not, taken there by hand, and waiting for a decision."""

from dataclasses import replace

from flows.engine.buttons import Action
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.effects import AwaitDecision, DeliverPack
from flows.engine.events import DecisionOverdue, Delivered, DeliveryDelayed, DeliveryFailed, HandedOver
from flows.engine.message import Attachment, Copy
from flows.engine.prompts import PromptKind
from flows.engine.screen import Screen, Show
from flows.features.review.screens import review
from flows.features.submission import screens
from flows.features.submission import status as status_screens
from flows.model.decision import Way, decision_due
from flows.model.draft import Sending
from flows.model.stages import Stage, TransitionRefused, Trigger, advance
from flows.pack import packed_badges
from flows.pack.assemble import assemble, evidence
from flows.pack.email_size import too_long_to_paste
from flows.pack.recordings import FileUse, PackFile, files
from flows.pack.reference import reference
from flows.rules.readiness import standing
from flows.rules.reminders import reminder_plan


def _awaited(context: TurnContext, draft_id: str, attempt: int) -> tuple[DraftContext, Sending] | None:
    """The draft whose attempt this is, while its delivery is still awaited. News of it may come twice."""
    draft = context.session.drafts.get(draft_id)
    if draft is None or draft.sending is None or draft.stage is not Stage.sending:
        return None
    if draft.sending.attempt != attempt:
        return None
    return context.with_draft(draft), draft.sending


def delivered(context: TurnContext, event: Delivered) -> TurnResult:
    """The issuer's system has it: the reference, what happens next and when, and a copy."""
    found = _awaited(context, event.draft, event.attempt)
    if found is None:
        return context.say()
    work, sending = found
    known = replace(sending, delivered_at=event.at, receipt=event.receipt, way=event.way)
    return _sent(work, replace(known, received_at=event.at) if event.receipt else known)


def _sent(work: DraftContext, sending: Sending) -> TurnResult:
    stage = advance(work.draft.stage, Trigger.delivered, standing(work.badge, work.draft))
    after = work.put(replace(work.draft, stage=stage, sending=sending))
    by = decision_due(work.badge, sending.delivered_at or work.at)
    sent = screens.Sent(
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        reference=sending.reference,
        by=by,
        way=sending.way,
        theirs=sending.receipt or "",
        place=None if sending.way is Way.system else after.place(PromptKind.status),
        offers=() if sending.way is Way.system else (status_screens.wrote_back(after),),
    )
    # Sent by hand, the worker had the copy before.
    copies = () if sending.way is Way.hand else (_copy(sending, Copy.pdf, sent=True),)
    until = reminder_plan.morning_after(by, after.session.person.reminders, work.at)
    waiting = AwaitDecision(after.draft.id, sending.attempt, until)
    return after.say(sent, *copies, effects=(waiting,))


def delayed(context: TurnContext, event: DeliveryDelayed) -> TurnResult:
    """It cannot be delivered yet. The worker is told once, and need do nothing."""
    found = _awaited(context, event.draft, event.attempt)
    if found is None or found[1].delayed:
        return context.say()
    work, sending = found
    after = work.put(replace(work.draft, sending=replace(sending, delayed=True)))
    return after.say(screens.Delayed(reference=sending.reference, issuer=work.library.issuer(work.badge)))


def overdue(context: TurnContext, event: DecisionOverdue) -> TurnResult:
    """The issuer has not decided by its own date: said once, with whom to ask, and not in the person's night."""
    draft = context.session.drafts.get(event.draft)
    if draft is None or draft.sending is None or draft.stage is not Stage.with_issuer:
        return context.say()
    sending = draft.sending
    if sending.attempt != event.attempt or sending.overdue:
        return context.say()
    until = reminder_plan.night_until(context.session.person.reminders, context.at)
    if until is not None:
        return context.say(effects=(AwaitDecision(draft.id, event.attempt, until),))
    work = context.with_draft(draft)
    after = work.put(replace(draft, sending=replace(sending, overdue=True)))
    delivered = sending.delivered_at or sending.at
    return after.say(
        screens.Overdue(
            badge=work.badge,
            issuer=work.library.issuer(work.badge),
            reference=sending.reference,
            sent_on=delivered.date(),
            by=decision_due(work.badge, delivered),
            theirs=sending.receipt or "",
            way=sending.way,
            place=after.place(PromptKind.status),
            offers=(status_screens.wrote_back(after),),
        )
    )


def _copy(sending: Sending, form: Copy, name: str = "", *, sent: bool) -> screens.PackCopy:
    return screens.PackCopy(attachment=Attachment(sending.reference, sending.attempt, form, name), sent=sent)


def handed_over(context: TurnContext, event: HandedOver) -> TurnResult:
    """Gives the worker all that they need to send it themselves."""
    found = _awaited(context, event.draft, event.attempt)
    if found is None:
        return context.say()
    work, sending = found
    after = work.put(replace(work.draft, sending=replace(sending, way=Way.hand)))
    return after.say(*_handover(after, sending))


def _handover(work: DraftContext, sending: Sending) -> tuple[Screen, ...]:
    badge, draft = work.badge, work.draft
    return (
        screens.Handover(
            badge=badge,
            issuer=work.library.issuer(badge),
            reference=sending.reference,
            text=evidence(badge, draft),
            too_long=too_long_to_paste(badge, draft),
        ),
        # One to read on the phone, and one that a word processor can change.
        _copy(sending, Copy.pdf, sent=False),
        _copy(sending, Copy.odt, sent=False),
        *(_copy(sending, Copy.recording, file.name, sent=False) for file in _to_send(work)),
        _done(work),
    )


def _done(work: DraftContext) -> screens.HandoverDone:
    """Asks to say when it is sent, and offers the awards that were given as files."""
    awards = packed_badges.files(work.badge, work.draft)
    ways = (Action.sent_it, *((Action.award_files,) if awards else ()), Action.copy, Action.change_first)
    return screens.HandoverDone(
        files=len(awards),
        place=work.place(PromptKind.handover),
        offers=tuple((work.press(way),) for way in ways),
    )


def award_files(work: DraftContext) -> TurnResult:
    """Gives out the awards that were given as files, for the worker to send along."""
    sending = work.draft.sending
    if sending is None or sending.way is not Way.hand:
        return work.say(status_screens.status(work))
    awards = packed_badges.files(work.badge, work.draft)
    return work.say(*(_copy(sending, Copy.award, award.name, sent=False) for award in awards), _done(work))


def _to_send(work: DraftContext) -> tuple[PackFile, ...]:
    """The recordings as they play everywhere, and videos whose picture is wanted. Other originals stay with the bot."""
    return tuple(file for file in files(work.badge, work.draft) if file.use is FileUse.listening or file.picture)


def sent_it(work: DraftContext) -> TurnResult:
    """The worker says that they sent it themselves."""
    sending = work.draft.sending
    if sending is None or work.draft.stage is not Stage.sending:
        return work.say(status_screens.status(work))
    return _sent(work, replace(sending, delivered_at=work.at, way=Way.hand))


def change_first(work: DraftContext) -> TurnResult:
    """The worker changes what was made ready before they send it: it is back at the check."""
    try:
        stage = advance(work.draft.stage, Trigger.take_up, standing(work.badge, work.draft))
    except TransitionRefused:
        return work.say(Show.CURRENT)
    after = work.put(replace(work.draft, stage=stage))
    return after.say(screens.ChangeFirst(), review(after))


def copy(work: DraftContext) -> TurnResult:
    """Shows the words to paste again."""
    sending = work.draft.sending
    return work.say(*_handover(work, sending)) if sending else work.say(status_screens.status(work))


def failed(context: TurnContext, event: DeliveryFailed) -> TurnResult:
    """It cannot be delivered. It is whole, and back at the check."""
    found = _awaited(context, event.draft, event.attempt)
    if found is None:
        return context.say()
    work, sending = found
    stage = advance(work.draft.stage, Trigger.undeliverable, standing(work.badge, work.draft))
    # The declarations stand: not a word of the evidence has changed since they were made.
    after = work.put(replace(work.draft, stage=stage))
    return after.say(
        screens.NotDelivered(
            reference=sending.reference,
            issuer=work.library.issuer(work.badge),
            why=event.why,
            too_long=too_long_to_paste(work.badge, work.draft),
            place=work.place(PromptKind.review),
            offers=((work.press(Action.take_there),), (work.press(Action.review),)),
        )
    )


def take_there(work: DraftContext) -> TurnResult:
    """The worker takes to the issuer what could not be delivered, as a new attempt."""
    stage, before = work.draft.stage, work.draft.sending
    if before is None or before.delivered_at is not None:
        return work.say(Show.CURRENT)
    try:
        if stage is Stage.reviewing:
            stage = advance(stage, Trigger.accept, standing(work.badge, work.draft))
        advance(stage, Trigger.submit, standing(work.badge, replace(work.draft, stage=stage)))
    except TransitionRefused:
        # Something has changed since: it is checked and declared anew first.
        return work.say(Show.CURRENT)
    return send(work.put(replace(work.draft, stage=stage)), by_hand=True)


def send(work: DraftContext, *, by_hand: bool = False) -> TurnResult:
    """Freezes the pack and gives it to the outbox, if every guard lets it go and the issuer's mailbox would take it.

    `by_hand` makes it ready for the worker to take there, whatever the issuer's route.
    """
    by_hand = by_hand or work.carrier == "worker"
    heavy = None if by_hand else screens.too_heavy_to_send(work)
    if heavy is not None:
        return work.say(heavy)
    try:
        stage = advance(work.draft.stage, Trigger.submit, standing(work.badge, work.draft))
    except TransitionRefused:
        return work.say(Show.CURRENT if work.draft.stage is Stage.declaring else review(work))
    before = work.draft.sending
    sending = Sending(
        reference=before.reference if before else reference(work.event.fresh),
        attempt=before.attempt + 1 if before else 1,
        at=work.at,
        supersedes=_replaced(before),
        way=Way.hand if by_hand else Way.system,
    )
    gone = work.put(replace(work.draft, stage=stage, sending=sending, agreed_before={}, agreed_words=""))
    issuer = work.library.issuer(work.badge)
    pack = assemble(work.badge, issuer, gone.draft)
    said = screens.MakingReady if by_hand else screens.OnItsWay
    return gone.say(said(reference=sending.reference, issuer=issuer), effects=(DeliverPack(pack),))


def _replaced(before: Sending | None) -> int | None:
    if before is None:
        return None
    return before.attempt if before.delivered_at else before.supersedes
