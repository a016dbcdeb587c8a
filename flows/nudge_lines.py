"""A reminder's lines: where each thing stands, in numbers and titles, and never a word that the worker wrote."""

from criteria.nudges import AnnualDeclaration
from flows import planning, progress, screens
from flows.draft import Outcome
from flows.nudges import Reason
from flows.reasons import declared_to
from flows.reminders import NudgeKind
from flows.replies.nudging import Lies, NudgeLine
from flows.scene import Scene, Work
from flows.screens.answering import tally
from flows.stages import Stage

_LIES = {
    Stage.checking: Lies.facts,
    Stage.answering: Lies.answers,
    Stage.returned: Lies.answers,
    Stage.reviewing: Lies.check,
    Stage.declaring: Lies.statements,
    Stage.sending: Lies.to_take,
}


def line(scene: Scene, reason: Reason) -> NudgeLine:
    """The line of one reason."""
    if reason.kind is NudgeKind.again:
        return _again(scene, reason)
    if reason.kind is NudgeKind.declaration:
        return _declaration(scene, reason)
    return _draft(scene.with_draft(scene.desk.drafts[reason.about]), reason)


def title(scene: Scene, reason: Reason) -> str:
    """What a reason is about, by its title."""
    if reason.kind is NudgeKind.declaration:
        return _declared(scene, reason.about)[0]
    draft = scene.desk.drafts.get(reason.about)
    badge = scene.badge_of(draft) if draft else scene.shelf.latest(reason.about)
    return badge.title if badge else ""


def _declared(scene: Scene, about: str) -> tuple[str, AnnualDeclaration]:
    """A declaration by its issuer: its title, and all that is known of it."""
    issuer = next(one for one in declared_to(scene.shelf) if one.id == about)
    if issuer.annual_declaration is None:
        raise LookupError(f"issuer {about} has no declaration")
    return issuer.annual_declaration.title, issuer.annual_declaration


def _draft(work: Work, reason: Reason) -> NudgeLine:
    lines = screens.lines(work)
    returned = work.draft.returned if reason.kind is NudgeKind.returned else None
    wanted = sum(one.wanted for one in lines)
    rule = work.badge.nudges.returned if returned else work.badge.nudges.draft
    return NudgeLine(
        kind=reason.kind,
        title=work.badge.title,
        issuer=work.shelf.issuer(work.badge).short,
        lies=_LIES.get(work.draft.stage, Lies.answers),
        done=len(returned.questions) - wanted if returned else sum(one.done for one in lines),
        of=len(returned.questions) if returned else len(lines),
        words=progress.total(work.badge, work.draft),
        held=tally(work),
        about=progress.is_about_in_all(work.badge, work.draft),
        by=returned.reply_by if returned else None,
        on=work.draft.touched_at.astimezone(planning.zone(work.desk.person.reminders, work.at)).date(),
        text=rule.text or "",
    )


def _again(scene: Scene, reason: Reason) -> NudgeLine:
    badge = scene.shelf.latest(reason.about)
    if badge is None:
        raise LookupError(f"no badge {reason.about}")
    gone = [(one.sending.at, one) for one in scene.desk.drafts.values() if one.badge == badge.id and one.sending]
    on, draft = max(gone, key=lambda pair: pair[0])
    then = scene.badge_of(draft).title
    return NudgeLine(
        kind=reason.kind,
        title=then,
        on=on.astimezone(planning.zone(scene.desk.person.reminders, scene.at)).date(),
        text=badge.nudges.again.text or "",
        earned=draft.outcome is Outcome.awarded,
        newer=badge.title if badge.title != then else "",
    )


def _declaration(scene: Scene, reason: Reason) -> NudgeLine:
    named, declaration = _declared(scene, reason.about)
    return NudgeLine(
        kind=reason.kind,
        title=named,
        month=scene.desk.person.reminders.declares.get(reason.about, 1),
        gather=declaration.gather,
        text=declaration.nudge.text or "",
    )
