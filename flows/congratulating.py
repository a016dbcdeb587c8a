"""The worker's own award: where it can be looked at, that is done before anybody is congratulated."""

from dataclasses import replace

from flows import holdings
from flows.decisions import Decision, Verdict
from flows.draft import Draft, Outcome
from flows.effects import CheckAward
from flows.events import AwardLate, AwardsFound
from flows.given import Verdict as Look
from flows.messages import AwardCopy
from flows.reminders import NudgeKind
from flows.replies.deciding import Awarded
from flows.scene import Scene, Turn, Work

OWN = 0
"""The key of the worker's own award. No message has it."""


def begin(work: Work, decision: Decision) -> Turn:
    """Has the award looked at, if the issuer sent it or says where it is, and how its awards are told from others."""
    issuer = work.shelf.issuer(work.badge)
    email = holdings.email(work.badge, work.draft)
    file = decision.credential
    if not (decision.link or file) or issuer.awards is None or not email:
        return _congratulated(work, decision, None)
    look = CheckAward(
        draft=work.draft.id,
        key=OWN,
        part=_number(work.draft),
        badge=work.badge.id,
        version=work.badge.version,
        email=email,
        link=decision.link,
        sha256=file.sha256 if file else "",
    )
    return work.say(effects=(look,))


def anew(work: Work, decision: Decision) -> Turn:
    """Has the badge looked at that comes after the good news, or in the place of one that was not right."""
    *_, before, _ = (Decision(Verdict.awarded), *_said(work.draft))
    brings = (decision.link, decision.credential)
    if brings in ((before.link, before.credential), ("", None)):
        return work.say()
    return begin(work.put(replace(work.draft, congratulated=False)), decision)


def found(scene: Scene, event: AwardsFound) -> Turn:
    """Congratulates, with what the award proved to be. Who was congratulated hears only that something is wrong."""
    waiting = _waiting(scene, event.draft)
    if waiting is None or not event.found:
        return scene.say()
    work, decision = waiting
    if event.part != _number(work.draft):
        # Of a badge that another has come in the place of.
        return scene.say()
    look, named = event.found[0].verdict, event.found[0].badge
    if work.draft.congratulated and look is not Look.wrong:
        return scene.say()
    return _congratulated(work, decision, look, named)


def late(scene: Scene, event: AwardLate) -> Turn:
    """It cannot be looked at yet: nobody waits for that to hear the good news."""
    waiting = _waiting(scene, event.draft)
    if waiting is None or waiting[0].draft.congratulated:
        return scene.say()
    return _congratulated(*waiting, Look.unchecked)


def _waiting(scene: Scene, draft_id: str) -> tuple[Work, Decision] | None:
    draft = scene.desk.drafts.get(draft_id)
    said = _said(draft) if draft else ()
    if draft is None or not said or draft.outcome is not Outcome.awarded:
        return None
    # What the worker has in hand meanwhile stays in hand.
    work = scene.with_draft(draft)
    return replace(work, desk=replace(work.desk, person=scene.desk.person)), said[-1]


def _said(draft: Draft) -> tuple[Decision, ...]:
    """Each time the issuer said of the newest attempt that the badge is theirs."""
    newest = [one.decision for one in draft.decisions if draft.sending and one.attempt == draft.sending.attempt]
    return tuple(decision for decision in newest if decision.verdict is Verdict.awarded)


def _number(draft: Draft) -> int:
    """Which of these the last is, from 0."""
    return max(0, len(_said(draft)) - 1)


def _congratulated(work: Work, decision: Decision, look: Look | None, named: str = "") -> Turn:
    sending = work.draft.sending
    after = work.put(replace(work.draft, congratulated=True))
    return after.say(
        Awarded(
            badge=work.badge,
            issuer=work.shelf.issuer(work.badge),
            reference=sending.reference if sending else "",
            comment=decision.comment,
            link=decision.link,
            look=look,
            # The issuer may call it otherwise, or have sent another: who reads the name will know.
            named="" if named.casefold() == work.badge.title.casefold() else named,
            file=_to_keep(work, decision, look),
            reminded=work.desk.person.reminders.wants(NudgeKind.again),
        )
    )


def _to_keep(work: Work, decision: Decision, look: Look | None) -> AwardCopy | None:
    """The badge as a file. One that is not right is given to nobody; where it was given before, it is not again."""
    file, sending = decision.credential, work.draft.sending
    if file is None or sending is None or look is Look.wrong:
        return None
    return AwardCopy(file.sha256, f"{sending.reference}.{file.form.value}")
