"""Reminders as they come up in the talk: the yes to them, the reminder itself, snoozing it, stopping them."""

from dataclasses import replace
from datetime import datetime, timedelta

from flows.engine.buttons import Action, Button
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import NudgeNews, ReminderDue, TextSent
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


def settled(scene: TurnContext, turn: TurnResult) -> TurnResult:
    """The turn, with what has become too late noted."""
    wishes = reminder_plan.settled(scene.shelf, turn.desk, scene.at)
    if wishes is turn.desk.person.reminders:
        return turn
    return replace(turn, desk=_put(replace(scene, desk=turn.desk), wishes).desk)


def _put(scene: TurnContext, wishes: ReminderPreferences) -> TurnContext:
    return replace(scene, desk=replace(scene.desk, person=replace(scene.desk.person, reminders=wishes)))


def _over(scene: TurnContext, ask: PromptKind, draft: str = "") -> Prompt:
    """A place that comes up over the one that the phone shows: what is no answer to it belongs there."""
    under = scene.known(scene.event.under) if isinstance(scene.event, TextSent | ReminderDue) else None
    return over(ask, under, draft) if under else overlay(ask, draft)


def yes(scene: TurnContext) -> TurnResult:
    """Reminders are wanted. What is due already waits for the next break."""
    wishes = replace(scene.desk.person.reminders, wanted=True, since=scene.at)
    return _put(scene, wishes).say(RemindersOn(at=wishes.at, offers=((Button(Action.nudges),),)))


def off(scene: TurnContext) -> TurnResult:
    """No reminders are wanted, from this moment on."""
    wishes = replace(scene.desk.person.reminders, wanted=False, snooze=None)
    return _put(scene, wishes).say(RemindersOff())


def news(scene: TurnContext, event: NudgeNews) -> TurnResult:
    """What the calendar brings."""
    return _speak(scene) if isinstance(event, ReminderDue) else _unsaid(scene)


def _speak(scene: TurnContext) -> TurnResult:
    """Says what is due, all of it in one message. Whatever is no reason any more is not said."""
    found = reminder_plan.due(scene.shelf, scene.desk, scene.at)
    if not found.say or found.until is None:
        return scene.say()
    say = sorted(found.say, key=lambda one: _ORDER.index(one.kind))
    ordered = replace(found, say=tuple(say))
    after = _put(scene, reminder_plan.said(scene.desk.person.reminders, ordered, scene.at))
    return after.say(_nudge(after, say, found.until))


_ORDER = (ReminderKind.returned, ReminderKind.draft, ReminderKind.declaration, ReminderKind.again)


def _nudge(scene: TurnContext, say: list[ReminderReason], until: datetime) -> Nudge:
    lines = [nudge_lines.line(scene, reason) for reason in say]
    first = next((one.about for one in say if one.about in scene.desk.drafts), "")
    ways = [_way(one.kind, one.about, n if len(say) > 1 else 0, lines[n - 1].title) for n, one in enumerate(say, 1)]
    return Nudge(
        lines=tuple(lines),
        until=until,
        place=_over(scene, PromptKind.nudge, first),
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


def _unsaid(scene: TurnContext) -> TurnResult:
    """The last reminder did not get through: it is due again, if its reason stands."""
    wishes = scene.desk.person.reminders
    told = tuple(one for one in wishes.told if one.at != wishes.last_at)
    return _put(scene, replace(wishes, told=told, last_at=None)).say()


def _last(wishes: ReminderPreferences) -> tuple[ReminderTold, ...]:
    """What the last reminder said, in its order."""
    return tuple(one for one in wishes.told if one.at == wishes.last_at and one.handled is ReminderOutcome.said)


def snooze(scene: TurnContext, wait: SnoozeLength) -> TurnResult:
    """Puts off what was said last: silence until then."""
    wishes = scene.desk.person.reminders
    if not wishes.wanted:
        return scene.say(RemindersOff())
    there = reminder_plan.zone(wishes, scene.at)
    until = after_snooze(wishes, there, scene.at, WAITS[wait])
    keys = tuple(one.key for one in _last(wishes)) or (wishes.snooze.keys if wishes.snooze else ())
    told = tuple(one for one in wishes.told if one.key not in keys)
    put = _put(scene, replace(wishes, told=told, snooze=Snooze(until, keys)))
    plan = reminder_plan.plan(put.shelf, put.desk, put.at)
    at = next((one.at for one in plan if one.reason.is_of(keys)), None)
    offers = ((Button(Action.nudges),),)
    return put.say(Snoozed(at=at, offers=offers)) if at else scene.say(Snoozed(at=None, offers=offers))


def quiet(scene: TurnContext, away: timedelta) -> TurnResult:
    """Silence for some days, because the worker is away. What was said last comes again after that."""
    wishes = scene.desk.person.reminders
    if not wishes.wanted:
        return scene.say(RemindersOff())
    there = reminder_plan.zone(wishes, scene.at)
    until = after_snooze(wishes, there, scene.at, away)
    keys = tuple(one.key for one in _last(wishes)) or (wishes.snooze.keys if wishes.snooze else ())
    told = tuple(one for one in wishes.told if one.key not in keys)
    put = _put(scene, replace(wishes, told=told, snooze=Snooze(until, keys)))
    return put.say(QuietUntil(on=until.astimezone(there).date(), offers=((Button(Action.nudges),),)))


_GOES = frozenset(kind.value[0] for kind in (ReminderKind.draft, ReminderKind.returned, ReminderKind.again))


def go(scene: TurnContext, target: ReasonOf) -> TurnResult:
    """Goes on exactly there: by what the button is about, or by the number of a line in the last reminder."""
    kind, about = target.kind, target.name
    if kind not in _GOES or not about:
        last = dict(enumerate(_last(scene.desk.person.reminders), 1)).get(1 if target.number is None else target.number)
        if last is None:
            return start_handlers.resume(scene)
        kind, about = last.kind.value[0], last.key.split(":")[1]
        if last.kind is ReminderKind.declaration:
            return done(scene, OfIssuer(about))
    if kind == ReminderKind.again.value[0]:
        return start_handlers.wanted_badge(scene, about)
    draft = scene.desk.drafts.get(about)
    if draft is None:
        return start_handlers.resume(scene)
    work = scene.take_in_hand(draft)
    return work.say(Show.CURRENT)


def done(scene: TurnContext, target: OfIssuer) -> TurnResult:
    """The worker has made their declaration: no more of it until next year."""
    wishes = scene.desk.person.reminders
    issuer = target.issuer if target.issuer in wishes.declares else _declared(wishes)
    every = [
        one
        for one in reminder_plan.every_reason(scene.shelf, scene.desk, scene.at)
        if one.kind is ReminderKind.declaration and one.about == issuer and one.until is not None
    ]
    this_year = min((one.until for one in every if one.until), default=None)
    keys = {one.key: one for one in every if one.until == this_year and one.key not in {t.key for t in wishes.told}}
    told = tuple(ReminderTold(one.key, one.kind, scene.at, ReminderOutcome.gone) for one in keys.values())
    return _put(scene, replace(wishes, told=(*wishes.told, *told))).say(DeclarationDone())


def _declared(wishes: ReminderPreferences) -> str:
    last = [one.key.split(":")[1] for one in _last(wishes) if one.kind is ReminderKind.declaration]
    return (last or [*wishes.declares, ""])[0]
