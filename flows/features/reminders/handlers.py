"""Reminders as they come up in the talk: the yes to them, the reminder itself, snoozing it, stopping them."""

from dataclasses import replace
from datetime import datetime, timedelta

from flows.engine.buttons import Action, Button
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import ReminderDue, TextSent
from flows.engine.payloads import OfIssuer, ReasonOf
from flows.engine.prompts import Prompt, PromptKind, over, overlay
from flows.engine.screen import Show
from flows.features.reminders import lines as nudge_lines
from flows.features.reminders.nudge_screen import Nudge
from flows.features.reminders.screens import DeclarationDone, QuietUntil, RemindersOff, RemindersOn, Snoozed
from flows.features.start import handlers as start_handlers
from flows.model.reminders import ReminderKind, ReminderOutcome, ReminderPreferences, ReminderTold, Snooze
from flows.rules.reminders import reminder_plan
from flows.rules.reminders.reminder_schedule import ReminderReason
from flows.rules.reminders.reminder_snooze import WAITS, SnoozeLength, after_snooze


def settled(context: TurnContext, turn: TurnResult) -> TurnResult:
    """The turn, with what has become too late noted."""
    wishes = reminder_plan.settled(context.library, turn.session, context.at)
    if wishes is turn.session.person.reminders:
        return turn
    return replace(turn, session=_put(replace(context, session=turn.session), wishes).session)


def _put(context: TurnContext, wishes: ReminderPreferences) -> TurnContext:
    return context.with_person(replace(context.session.person, reminders=wishes))


def _over(context: TurnContext, ask: PromptKind, draft: str = "") -> Prompt:
    """A place that comes up over the one that the phone shows: what is no answer to it belongs there."""
    under = context.known(context.event.under) if isinstance(context.event, TextSent | ReminderDue) else None
    return over(ask, under, draft) if under else overlay(ask, draft)


def yes(context: TurnContext) -> TurnResult:
    """Reminders are wanted. What is due already waits for the next break."""
    wishes = replace(context.session.person.reminders, wanted=True, since=context.at)
    return _put(context, wishes).say(RemindersOn(at=wishes.at, offers=((Button(Action.nudges),),)))


def off(context: TurnContext) -> TurnResult:
    """No reminders are wanted, from this moment on."""
    wishes = replace(context.session.person.reminders, wanted=False, snooze=None)
    return _put(context, wishes).say(RemindersOff())


def due(context: TurnContext) -> TurnResult:
    """Says what is due, all of it in one message. Whatever is no reason any more is not said."""
    found = reminder_plan.due(context.library, context.session, context.at)
    if not found.say or found.until is None:
        return context.say()
    say = sorted(found.say, key=lambda one: _ORDER.index(one.kind))
    ordered = replace(found, say=tuple(say))
    after = _put(context, reminder_plan.said(context.session.person.reminders, ordered, context.at))
    return after.say(_nudge(after, say, found.until))


_ORDER = (ReminderKind.returned, ReminderKind.draft, ReminderKind.declaration, ReminderKind.again)


def _nudge(context: TurnContext, say: list[ReminderReason], until: datetime) -> Nudge:
    lines = [nudge_lines.line(context, reason) for reason in say]
    first = next((one.about for one in say if one.about in context.session.drafts), "")
    ways = [_way(one.kind, one.about, n if len(say) > 1 else 0, lines[n - 1].title) for n, one in enumerate(say, 1)]
    return Nudge(
        lines=tuple(lines),
        until=until,
        place=_over(context, PromptKind.nudge, first),
        offers=(
            *((way,) for way in ways),
            (Button(Action.snooze_hour), Button(Action.snooze_day), Button(Action.snooze_week)),
            (Button(Action.nudges_off),),
        ),
    )


def _way(kind: ReminderKind, about: str, number: int, title: str) -> Button:
    if kind is ReminderKind.declaration:
        return Button(Action.nudge_done, "", OfIssuer(about), number)
    return Button(Action.nudge_go, "", ReasonOf(kind.value[0], about), number, title)


def unsent(context: TurnContext) -> TurnResult:
    """The last reminder did not get through: it is due again, if its reason stands."""
    wishes = context.session.person.reminders
    told = tuple(one for one in wishes.told if one.at != wishes.last_at)
    return _put(context, replace(wishes, told=told, last_at=None)).say()


def _last(wishes: ReminderPreferences) -> tuple[ReminderTold, ...]:
    """What the last reminder said, in its order."""
    return tuple(one for one in wishes.told if one.at == wishes.last_at and one.handled is ReminderOutcome.said)


def snooze(context: TurnContext, wait: SnoozeLength) -> TurnResult:
    """Puts off what was said last: silence until then."""
    if not context.session.person.reminders.wanted:
        return context.say(RemindersOff())
    put, snooze = _silent(context, WAITS[wait])
    plan = reminder_plan.plan(put.library, put.session, put.at)
    at = next((one.at for one in plan if one.reason.is_of(snooze.keys)), None)
    return (put if at else context).say(Snoozed(at=at, offers=((Button(Action.nudges),),)))


def quiet(context: TurnContext, away: timedelta) -> TurnResult:
    """Silence for some days, because the worker is away. What was said last comes again after that."""
    wishes = context.session.person.reminders
    if not wishes.wanted:
        return context.say(RemindersOff())
    put, snooze = _silent(context, away)
    on = snooze.until.astimezone(reminder_plan.zone(wishes, context.at)).date()
    return put.say(QuietUntil(on=on, offers=((Button(Action.nudges),),)))


def _silent(context: TurnContext, wait: timedelta) -> tuple[TurnContext, Snooze]:
    """Silence for that long, after which what was said last comes again."""
    wishes = context.session.person.reminders
    until = after_snooze(wishes, reminder_plan.zone(wishes, context.at), context.at, wait)
    keys = tuple(one.key for one in _last(wishes)) or (wishes.snooze.keys if wishes.snooze else ())
    told, snooze = tuple(one for one in wishes.told if one.key not in keys), Snooze(until, keys)
    return _put(context, replace(wishes, told=told, snooze=snooze)), snooze


_GOES = frozenset(kind.value[0] for kind in (ReminderKind.draft, ReminderKind.returned, ReminderKind.again))


def go(context: TurnContext, target: ReasonOf) -> TurnResult:
    """Goes on exactly there: by what the button is about, or by the number of a line in the last reminder."""
    kind, about = target.kind, target.name
    if kind not in _GOES or not about:
        last = dict(enumerate(_last(context.session.person.reminders), 1)).get(
            1 if target.number is None else target.number
        )
        if last is None:
            return start_handlers.resume(context)
        kind, about = last.kind.value[0], last.key.split(":")[1]
        if last.kind is ReminderKind.declaration:
            return done(context, OfIssuer(about))
    if kind == ReminderKind.again.value[0]:
        return start_handlers.wanted_badge(context, about)
    draft = context.session.drafts.get(about)
    if draft is None:
        return start_handlers.resume(context)
    work = context.take_in_hand(draft)
    return work.say(Show.CURRENT)


def done(context: TurnContext, target: OfIssuer) -> TurnResult:
    """The worker has made their declaration: no more of it until next year."""
    wishes = context.session.person.reminders
    issuer = target.issuer if target.issuer in wishes.declares else _declared(wishes)
    every = [
        one
        for one in reminder_plan.every_reason(context.library, context.session, context.at)
        if one.kind is ReminderKind.declaration and one.about == issuer and one.until is not None
    ]
    this_year = min((one.until for one in every if one.until), default=None)
    keys = {one.key: one for one in every if one.until == this_year and one.key not in {t.key for t in wishes.told}}
    told = tuple(ReminderTold(one.key, one.kind, context.at, ReminderOutcome.gone) for one in keys.values())
    return _put(context, replace(wishes, told=(*wishes.told, *told))).say(DeclarationDone())


def _declared(wishes: ReminderPreferences) -> str:
    last = [one.key.split(":")[1] for one in _last(wishes) if one.kind is ReminderKind.declaration]
    return (last or [*wishes.declares, ""])[0]
