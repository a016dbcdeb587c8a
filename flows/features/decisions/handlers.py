"""What the issuer says of a submission, and what it changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import DecisionMade
from flows.engine.prompts import PromptKind
from flows.features.decisions import own_award
from flows.features.decisions import returned as returned_work
from flows.features.decisions.screens import Declined, Received, Revoked, question_notes
from flows.features.submission import status as status_screens
from flows.features.submission.withdrawal_screens import DecidedAnyway
from flows.model.decision import Decided, Decision, DecisionVerdict, Remark, Reopened, Returned, decision_due
from flows.model.draft import Draft, Outcome, Sending
from flows.model.stages import Stage, TransitionRefused, Trigger, advance
from flows.rules import readiness
from flows.rules.evidence import answers


def decided(context: TurnContext, event: DecisionMade) -> TurnResult:
    """Keeps what the issuer says. Of an older attempt, or where it no longer fits, it is kept and not shown."""
    draft = context.session.drafts.get(event.draft)
    if draft is None or draft.sending is None or event.attempt > draft.sending.attempt:
        return context.say()
    said = (*draft.decisions, Decided(event.attempt, context.at, event.decision, by_operator=event.by_operator))
    work = context.with_draft(replace(draft, decisions=said))
    if event.attempt != draft.sending.attempt:
        return work.say()
    return pronounce(work, draft.sending, event.decision)


def pronounce(work: DraftContext, sending: Sending, decision: Decision) -> TurnResult:
    """Lets a decision about the present attempt take effect. What was taken back stays closed, whatever is decided."""
    if work.draft.taken_back is not None:
        return _decided_anyway(work, sending, decision)
    try:
        return _EFFECTS[decision.verdict](_arrived(work, sending), decision)
    except TransitionRefused:
        return work.say()


def _decided_anyway(work: DraftContext, sending: Sending, decision: Decision) -> TurnResult:
    if decision.verdict is DecisionVerdict.received:
        return work.say()
    return work.say(
        DecidedAnyway(
            badge=work.badge,
            issuer=work.library.issuer(work.badge),
            reference=sending.reference,
            decision=decision,
        )
    )


def _arrived(work: DraftContext, sending: Sending) -> DraftContext:
    """Whatever the issuer has decided on has reached it, also where the news of that was lost or comes later."""
    if work.draft.stage is not Stage.sending:
        return work
    stage = advance(work.draft.stage, Trigger.delivered, readiness.standing(work.badge, work.draft))
    return work.put(replace(work.draft, stage=stage, sending=replace(sending, delivered_at=work.at)))


def _sending(work: DraftContext) -> Sending:
    sending = work.draft.sending
    if sending is None:
        raise ValueError("only what was sent is decided on")
    return sending


def _received(work: DraftContext, decision: Decision) -> TurnResult:
    sending = _sending(work)
    if sending.received_at is not None or work.draft.stage is not Stage.with_issuer:
        return work.say()
    known = replace(sending, received_at=work.at, receipt=decision.reference or sending.receipt)
    after = work.put(replace(work.draft, sending=known))
    return after.say(
        Received(
            reference=sending.reference,
            issuer=work.library.issuer(work.badge),
            theirs=known.receipt or "",
            by=decision_due(work.badge, sending.delivered_at or work.at),
        )
    )


def _moved(work: DraftContext, trigger: Trigger) -> Draft:
    stage = advance(work.draft.stage, trigger, readiness.standing(work.badge, work.draft))
    return replace(work.draft, stage=stage)


def _returned(work: DraftContext, decision: Decision) -> TurnResult:
    draft = _moved(work, Trigger.returned)
    before = work.draft.returned
    same = before if before and before.attempt == _sending(work).attempt else None
    returned = Returned(
        attempt=_sending(work).attempt,
        at=work.at,
        comment=decision.comment,
        reply_by=decision.reply_by,
        all_open=work.draft.whole is not None or (same is not None and not same.locks),
        questions=_questions(work, decision, same),
    )
    # What was declared was declared of the evidence as it was.
    again = replace(draft, returned=returned, relayed=None, ai=None, declarations={}, outcome=None, told=False)
    after = work.put(again)
    return after.say(*returned_work.shown(after))


def _questions(work: DraftContext, decision: Decision, same: Returned | None) -> tuple[Reopened, ...]:
    """What is open now. What was open before of the same attempt stays so: the worker may be in the middle of it."""
    named = [remark for remark in decision.wanting if work.badge.question(remark.question)]
    new = {remark.question: _reopened(work, remark, same) for remark in named}
    still = {} if same is None or not new else {one.question: one for one in same.questions}
    return tuple({**still, **new}.values())


def _reopened(work: DraftContext, remark: Remark, same: Returned | None) -> Reopened:
    known = same.about(remark.question) if same else None
    # Said again of the same attempt, it is still about the answer that was sent, not about what was done since.
    as_sent = known.as_sent if known else answers.content_digest(answers.answer(work.draft, remark.question))
    return Reopened(remark.question, remark.comment, as_sent)


def _closed(work: DraftContext, trigger: Trigger, outcome: Outcome) -> DraftContext:
    draft = _moved(work, trigger)
    told = work.draft.decisions[-1].told
    return work.put(replace(draft, outcome=outcome, told=told, returned=None, relayed=None))


def _awarded(work: DraftContext, decision: Decision) -> TurnResult:
    if work.draft.outcome is Outcome.awarded:
        return own_award.anew(work, decision)
    return own_award.begin(_closed(work, Trigger.award, Outcome.awarded), decision)


def _declined(work: DraftContext, decision: Decision) -> TurnResult:
    after = _closed(work, Trigger.decline, Outcome.declined)
    hand = after.session.in_hand
    busy = hand is not None and hand.id != after.draft.id and hand.is_open
    return after.say(declined_letter(after, decision, busy=busy))


def declined_letter(work: DraftContext, decision: Decision, *, busy: bool = False) -> Declined:
    """What the issuer wrote, and what can be done. Whoever is `busy` with another badge stays there."""
    return Declined(
        place=None if busy else work.place(PromptKind.status),
        offers=() if busy else status_screens.after_the_end(work),
        badge=work.badge,
        issuer=work.library.issuer(work.badge),
        reference=_sending(work).reference,
        comment=decision.comment,
        notes=question_notes(work.badge, decision.remarks),
    )


def _revoked(work: DraftContext, decision: Decision) -> TurnResult:
    if work.draft.outcome is not Outcome.awarded:
        return work.say()
    after = work.put(replace(work.draft, outcome=Outcome.revoked))
    return after.say(
        Revoked(
            badge=work.badge,
            issuer=work.library.issuer(work.badge),
            reference=_sending(work).reference,
            comment=decision.comment,
        )
    )


_EFFECTS: Mapping[DecisionVerdict, Callable[[DraftContext, Decision], TurnResult]] = {
    DecisionVerdict.received: _received,
    DecisionVerdict.returned: _returned,
    DecisionVerdict.awarded: _awarded,
    DecisionVerdict.declined: _declined,
    DecisionVerdict.revoked: _revoked,
}
