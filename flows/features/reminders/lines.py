"""A reminder's lines: where each thing stands, in numbers and titles, and never a word that the worker wrote."""

from criteria.reminder_rules import AnnualDeclaration
from flows.engine.context import DraftContext, TurnContext
from flows.features.questions.question_list import question_lines, tally
from flows.features.reminders.nudge_screen import Lies, NudgeLine
from flows.model.draft import Outcome
from flows.model.reminders import ReminderKind
from flows.model.stages import Stage
from flows.rules import progress
from flows.rules.reminders import reminder_plan
from flows.rules.reminders.reminder_reasons import declared_to
from flows.rules.reminders.reminder_schedule import ReminderReason

_LIES = {
    Stage.checking: Lies.facts,
    Stage.answering: Lies.answers,
    Stage.returned: Lies.answers,
    Stage.reviewing: Lies.check,
    Stage.declaring: Lies.statements,
    Stage.sending: Lies.to_take,
}


def line(context: TurnContext, reason: ReminderReason) -> NudgeLine:
    """The line of one reason."""
    if reason.kind is ReminderKind.again:
        return _again(context, reason)
    if reason.kind is ReminderKind.declaration:
        return _declaration(context, reason)
    return _draft(context.with_draft(context.session.drafts[reason.about]), reason)


def title(context: TurnContext, reason: ReminderReason) -> str:
    """What a reason is about, by its title."""
    if reason.kind is ReminderKind.declaration:
        return _declared(context, reason.about)[0]
    draft = context.session.drafts.get(reason.about)
    badge = context.badge_of(draft) if draft else context.library.latest(reason.about)
    return badge.title if badge else ""


def _declared(context: TurnContext, about: str) -> tuple[str, AnnualDeclaration]:
    """A declaration by its issuer: its title, and all that is known of it."""
    issuer = next(one for one in declared_to(context.library) if one.id == about)
    if issuer.annual_declaration is None:
        raise LookupError(f"issuer {about} has no declaration")
    return issuer.annual_declaration.title, issuer.annual_declaration


def _draft(work: DraftContext, reason: ReminderReason) -> NudgeLine:
    lines = question_lines(work)
    returned = work.draft.returned if reason.kind is ReminderKind.returned else None
    wanted = sum(one.wanted for one in lines)
    rule = work.badge.nudges.returned if returned else work.badge.nudges.draft
    return NudgeLine(
        kind=reason.kind,
        title=work.badge.title,
        issuer=work.library.issuer(work.badge).short,
        carrier=work.carrier,
        lies=_LIES.get(work.draft.stage, Lies.answers),
        done=len(returned.questions) - wanted if returned else sum(one.done for one in lines),
        of=len(returned.questions) if returned else len(lines),
        words=progress.total(work.badge, work.draft),
        held=tally(work),
        about=progress.is_about_in_all(work.badge, work.draft),
        by=returned.reply_by if returned else None,
        on=work.draft.touched_at.astimezone(reminder_plan.zone(work.session.person.reminders, work.at)).date(),
        text=rule.text or "",
    )


def _again(context: TurnContext, reason: ReminderReason) -> NudgeLine:
    badge = context.library.latest(reason.about)
    if badge is None:
        raise LookupError(f"no badge {reason.about}")
    gone = [(one.sending.at, one) for one in context.session.drafts.values() if one.badge == badge.id and one.sending]
    on, draft = max(gone, key=lambda pair: pair[0])
    then = context.badge_of(draft).title
    return NudgeLine(
        kind=reason.kind,
        title=then,
        on=on.astimezone(reminder_plan.zone(context.session.person.reminders, context.at)).date(),
        text=badge.nudges.again.text or "",
        earned=draft.outcome is Outcome.awarded,
        newer=badge.title if badge.title != then else "",
    )


def _declaration(context: TurnContext, reason: ReminderReason) -> NudgeLine:
    named, declaration = _declared(context, reason.about)
    return NudgeLine(
        kind=reason.kind,
        title=named,
        month=context.session.person.reminders.declares.get(reason.about, 1),
        gather=declaration.gather,
        text=declaration.nudge.text or "",
    )
