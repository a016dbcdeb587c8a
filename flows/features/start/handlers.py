"""First contact, consent, choosing a badge, and whether it is the right one."""

from dataclasses import replace

from criteria.model import Badge
from flows.engine.buttons import Action, Button
from flows.engine.context import DraftContext, TurnContext, TurnResult
from flows.engine.events import CommandSent
from flows.engine.payloads import OfBadge
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen, Show
from flows.features.facts import handlers as fact_handlers
from flows.features.help.screens import Aside, Note
from flows.features.help.short_prompt import shortened
from flows.features.start import screens
from flows.features.start.notice import changes_since, covers, version
from flows.model.channel_ids import own_id
from flows.model.draft import Consent, Draft, Outcome, Session
from flows.model.stages import Stage, Trigger, advance
from flows.rules.readiness import standing


def start(context: TurnContext, event: CommandSent) -> TurnResult:
    """Begins, or goes on: /start never loses anything."""
    if context.session.person.consent is None:
        # Before consent nothing that somebody wrote is kept: of what follows the command, the badge that it names.
        named = context.library.find(event.argument)
        wanted = named.id if named else context.session.person.wanted
        return context.say(welcome(context), person=replace(context.session.person, wanted=wanted))
    if event.argument.strip():
        return wanted_badge(context, event.argument)
    return resume(context)


def welcome(context: TurnContext) -> Screen:
    """Who this is, and the short privacy notice; for those who agreed to another purpose, what is new in it."""
    place, offers = Prompt(PromptKind.consent), ((Button(Action.agree),), (Button(Action.notice),))
    before = context.session.person.agreed_before
    if before is not None and not covers(before.notice):
        return screens.ConsentAgain(changes=changes_since(before.notice), place=place, offers=offers)
    return screens.Welcome(carrier=context.library.carrier, place=place, offers=offers)


def asked_again(session: Session) -> Session:
    """The session as it is: without consent where that does not cover what data are used for now."""
    consent = session.person.consent
    if consent is None or covers(consent.notice):
        return session
    return replace(session, person=replace(session.person, consent=None, agreed_before=consent))


def notice(context: TurnContext) -> TurnResult:
    """The full privacy notice; the way to agree to it hangs below until it is agreed to."""
    consent = context.session.person.consent
    kept = context.capabilities.retention
    text = screens.PrivacyNotice(scribe=context.scribe, carrier=context.library.carrier, retention=kept)
    if consent is None:
        return context.say(replace(text, place=Prompt(PromptKind.consent), offers=((Button(Action.agree),),)))
    return context.say(replace(text, agreed=consent.at, number=own_id(context.session.person.id)))


def before_consent(context: TurnContext, *, first: bool = False) -> TurnResult:
    """Words came before consent: they are not kept. Who has not read yet what is asked, reads it in full."""
    return context.say(screens.NothingKept(), welcome(context) if first else shortened(welcome(context), unlike=False))


def refuse_consent(context: TurnContext) -> TurnResult:
    """The person does not agree: nothing is kept, and the way back stays open."""
    first = welcome(context)
    return context.say(screens.ConsentRefused(place=first.place, offers=first.offers))


def agree(context: TurnContext) -> TurnResult:
    """Keeps the consent with the notice's version and the time, and goes on to the badge that was wanted."""
    person = context.session.person
    if person.consent is not None:
        return resume(context)
    consent = Consent(version(context.scribe, context.library.carrier), context.at)
    agreed = replace(person, consent=consent, agreed_before=None, wanted=None)
    after = replace(context, session=replace(context.session, person=agreed))
    return wanted_badge(after, person.wanted) if person.wanted else resume(after)


def wanted_badge(context: TurnContext, word: str) -> TurnResult:
    """Opens the badge that a link or a typed code names."""
    badge = context.library.find(word)
    return open_badge(context, badge) if badge else context.say(screens.badge_choice(context, unknown=True))


def press_badge(context: TurnContext, target: OfBadge) -> TurnResult:
    """Opens the badge that was chosen from the list, by its id or its number there."""
    offered = enumerate(context.library.offered(), 1)
    numbered = next((badge for number, badge in offered if number == target.number), None)
    return open_badge(context, numbered) if numbered else wanted_badge(context, target.badge)


def open_badge(context: TurnContext, badge: Badge) -> TurnResult:
    """Carries on the open draft of a badge, or begins one."""
    if not badge.open:
        return context.say(screens.BadgeElsewhere(badge=badge, issuer=context.library.issuer(badge)))
    held = [draft for draft in context.session.drafts.values() if draft.badge == badge.id and draft.is_open]
    if held:
        work = context.take_in_hand(held[-1])
        return work.say(Show.CURRENT)
    draft = Draft(
        id=context.event.fresh[-10:],
        badge=badge.id,
        version=badge.version,
        stage=Stage.checking,
        began_at=context.at,
        touched_at=context.at,
    )
    work = context.take_in_hand(draft)
    return work.say(screens.right_badge(work))


def right(work: DraftContext) -> TurnResult:
    """It is the right badge: who can read the evidence is said, then the facts are asked for."""
    if work.draft.stage is not Stage.checking or work.draft.right_badge_at is not None:
        return work.say(Show.CURRENT)
    fitting = work.put(replace(fact_handlers.offered(work), right_badge_at=work.at))
    again = _fresh_start(fitting)
    return fitting.say(screens.Visibility(badge=work.badge), *((again,) if again else ()), Show.CURRENT)


def _fresh_start(work: DraftContext) -> screens.FreshStart | None:
    """What is said once where a badge that was sent before is begun another time."""
    before = [draft for draft in work.session.drafts.values() if draft.badge == work.badge.id and draft.sending]
    if not before or not work.badge.questions or work.draft.answers:
        # Answers that were taken over are no fresh start.
        return None
    last = work.library.at(work.badge.id, max(before, key=lambda draft: draft.began_at).version)
    minimums = {question.id: question.minimum for question in last.questions} if last else {}
    changed = {
        question.id: minimums[question.id]
        for question in work.badge.questions
        if minimums.get(question.id, question.minimum) != question.minimum
    }
    return screens.FreshStart(badge=work.badge, changed=changed)


def wrong(work: DraftContext) -> TurnResult:
    """It is not the right badge: where to look instead."""
    if work.draft.stage is not Stage.checking or work.draft.right_badge_at is not None:
        # A button from before the yes: the details that were given since are not put away for it.
        return work.say(Aside(note=Note.old_button), Show.CURRENT)
    stage = advance(work.draft.stage, Trigger.refuse, standing(work.badge, work.draft))
    closed = work.put(replace(work.draft, stage=stage, outcome=Outcome.not_for_me))
    person = replace(closed.session.person, in_hand=None)
    return closed.say(screens.WrongBadge(badge=work.badge), screens.badge_choice(closed), person=person)


def resume(context: TurnContext, *before: Screen) -> TurnResult:
    """Shows where the worker is: in the draft in hand, before the list of badges, or before consent."""
    if context.session.person.consent is None:
        return context.say(welcome(context))
    draft = context.session.in_hand
    if draft is None or draft.stage is Stage.closed:
        return context.say(*before, screens.badge_choice(context))
    work = context.with_draft(draft)
    return work.say(*before, Show.CURRENT)


def back_again(context: TurnContext) -> TurnResult:
    """Shows where the worker is after an outage in which button presses were lost."""
    draft = context.session.in_hand
    if context.session.person.consent is None or draft is None or not draft.is_open:
        return context.say()
    return resume(context, Aside(note=Note.outage))
