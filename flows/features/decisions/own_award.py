"""The worker's own award: where it can be looked at, that is done before anybody is congratulated."""

from dataclasses import replace

from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.effects import CheckOwnAward
from flows.engine.events import OwnAwardFound, OwnAwardLate
from flows.engine.message import AwardCopy
from flows.features.decisions.screens import Awarded, question_notes
from flows.model.attachments.award import AwardVerdict as Look
from flows.model.decision import Decision, DecisionVerdict
from flows.model.draft import Draft, Outcome
from flows.model.reminders import ReminderKind
from flows.rules import held_badges as held_rules


def begin(work: DraftContext, decision: Decision) -> TurnResult:
    """Has the award looked at, if the issuer sent it or says where it is, and how its awards are told from others."""
    issuer = work.library.issuer(work.badge)
    email = held_rules.email(work.badge, work.draft)
    file = decision.credential
    if not (decision.link or file) or issuer.awards is None or not email:
        return _congratulated(work, decision, None)
    look = CheckOwnAward(
        draft=work.draft.id,
        number=_number(work.draft),
        badge=work.badge.id,
        version=work.badge.version,
        email=email,
        link=decision.link,
        sha256=file.sha256 if file else "",
    )
    return work.say(effects=(look,))


def anew(work: DraftContext, decision: Decision) -> TurnResult:
    """Has the badge looked at that comes after the good news, or in the place of one that was not right."""
    *_, before, _ = (Decision(DecisionVerdict.awarded), *_said(work.draft))
    brings = (decision.link, decision.credential)
    if brings in ((before.link, before.credential), ("", None)):
        return work.say()
    return begin(work.put(replace(work.draft, congratulated=False)), decision)


def found(context: TurnContext, event: OwnAwardFound) -> TurnResult:
    """Congratulates, with what the award proved to be. Who was congratulated hears only that something is wrong."""
    waiting = _waiting(context, event.draft)
    if waiting is None:
        return context.say()
    work, decision = waiting
    if event.number != _number(work.draft):
        # Of a badge that another has come in the place of.
        return context.say()
    look, named = event.found.verdict, event.found.badge
    if work.draft.congratulated and look is not Look.wrong:
        return context.say()
    return _congratulated(work, decision, look, named)


def late(context: TurnContext, event: OwnAwardLate) -> TurnResult:
    """It cannot be looked at yet: nobody waits for that to hear the good news."""
    waiting = _waiting(context, event.draft)
    if waiting is None or waiting[0].draft.congratulated:
        return context.say()
    return _congratulated(*waiting, Look.unchecked)


def _waiting(context: TurnContext, draft_id: str) -> tuple[DraftContext, Decision] | None:
    draft = context.session.drafts.get(draft_id)
    said = _said(draft) if draft else ()
    if draft is None or not said or draft.outcome is not Outcome.awarded:
        return None
    return context.with_draft(draft), said[-1]


def _said(draft: Draft) -> tuple[Decision, ...]:
    """Each time the issuer said of the newest attempt that the badge is theirs."""
    newest = [one.decision for one in draft.decisions if draft.sending and one.attempt == draft.sending.attempt]
    return tuple(decision for decision in newest if decision.verdict is DecisionVerdict.awarded)


def _number(draft: Draft) -> int:
    """Which of these the last is, from 0."""
    return max(0, len(_said(draft)) - 1)


def _congratulated(work: DraftContext, decision: Decision, look: Look | None, named: str = "") -> TurnResult:
    sending = work.draft.sending
    after = work.put(replace(work.draft, congratulated=True))
    return after.say(
        Awarded(
            badge=work.badge,
            issuer=work.library.issuer(work.badge),
            reference=sending.reference if sending else "",
            comment=decision.comment,
            notes=question_notes(work.badge, decision.remarks),
            link=decision.link,
            look=look,
            # The issuer may call it otherwise, or have sent another: who reads the name will know.
            named="" if named.casefold() == work.badge.title.casefold() else named,
            file=_to_keep(work, decision, look),
            reminded=work.session.person.reminders.wants(ReminderKind.again),
        )
    )


def _to_keep(work: DraftContext, decision: Decision, look: Look | None) -> AwardCopy | None:
    """The badge as a file. One that is not right is given to nobody; where it was given before, it is not again."""
    file, sending = decision.credential, work.draft.sending
    if file is None or sending is None or look is Look.wrong:
        return None
    return AwardCopy(file.sha256, f"{sending.reference}.{file.form.value}")
