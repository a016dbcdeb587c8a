"""What a worker wishes of their reminders: which, on which days, at what time, by which clock."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time

from criteria.model import Issuer
from flows.engine.buttons import Action, Button
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import TextSent
from flows.engine.payloads import NOTHING, MonthOf, Nth, OfIssuer, Payload
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Rows, rows
from flows.engine.typed_words import numbers
from flows.features.reminders import lines, typed_wishes
from flows.features.reminders.screens import AskBreak, AskDays, AskMonth, AskZone, PlanLine, ReminderList
from flows.model.reminders import EVERY_DAY, ReminderKind, ReminderPreferences
from flows.rules.reminders import clock_and_zone, day_words, reminder_plan
from flows.rules.reminders.reminder_reasons import declared_to
from flows.rules.reminders.reminder_schedule import next_break

BREAKS = (time(8, 30), time(10, 30), time(13), time(15, 30), time(18), time(22))
"""The breaks that have a button. Any other time is typed."""
SHOWN = 6
"""How many planned reminders are shown."""
LONGEST = 60
"""Characters. A time, a place or a month is shorter; what is longer was meant as an answer."""
_KINDS = tuple(ReminderKind)


def show(context: TurnContext, *_: object) -> TurnResult:
    """What is planned, with its dates, and everything that can be chosen."""
    return context.say(_listed(context))


def _listed(context: TurnContext, replaces: int | None = None) -> ReminderList:
    wishes = context.session.person.reminders
    plan = reminder_plan.plan(context.library, context.session, context.at)
    declared = [(issuer.annual_declaration, wishes.declares.get(issuer.id)) for issuer in declared_to(context.library)]
    snoozed = wishes.snooze.until if wishes.wanted and wishes.snooze else None
    return ReminderList(
        wanted=bool(wishes.wanted),
        plan=tuple(PlanLine(one.reason.kind, lines.title(context, one.reason), one.at.date()) for one in plan[:SHOWN]),
        more=max(0, len(plan) - SHOWN),
        at=wishes.at,
        days=wishes.days,
        zone=wishes.zone or "",
        kinds=tuple((kind, kind not in wishes.off) for kind in _KINDS),
        months=tuple((declaration, month) for declaration, month in declared if declaration and month),
        snoozed=snoozed.astimezone(reminder_plan.zone(wishes, context.at))
        if snoozed and snoozed > context.at
        else None,
        place=_place(context, PromptKind.reminders),
        offers=_offers(context),
        replaces=replaces,
    )


def _place(context: TurnContext, ask: PromptKind, about: Payload = NOTHING) -> Prompt:
    hand = context.session.in_hand
    return Prompt(ask, hand.id if hand else "", about)


def _offers(context: TurnContext) -> Rows:
    wishes, hand = context.session.person.reminders, context.session.in_hand
    onward = ((Button(Action.resume, hand.id),),) if hand else ()
    if not wishes.wanted:
        return ((Button(Action.nudge_yes),), *onward)
    kinds = [
        Button(Action.nudge_kind, "", Nth(number), number, on=kind not in wishes.off)
        for number, kind in enumerate(_KINDS, 1)
    ]
    month = (Button(Action.month_list),) if declared_to(context.library) else ()
    return (
        *rows(kinds, 1),
        (Button(Action.break_list), Button(Action.day_list)),
        *((month,) if month else ()),
        (Button(Action.zone),),
        (Button(Action.nudges_off),),
        *onward,
    )


def _changed(context: TurnContext, wishes: ReminderPreferences) -> TurnContext:
    """The context with other wishes. They count from the next break that begins."""
    was = context.session.person.reminders
    wishes = replace(wishes, since=context.at)
    if (
        (was.at, was.days, was.zone) != (wishes.at, wishes.days, wishes.zone)
        and wishes.snooze is not None
        and wishes.snooze.until > context.at
    ):
        there = reminder_plan.zone(wishes, context.at)
        day = wishes.snooze.until.astimezone(there).date()
        wishes = replace(wishes, snooze=replace(wishes.snooze, until=next_break(day, wishes, there, context.at)))
    return context.with_person(replace(context.session.person, reminders=wishes))


def kind(context: TurnContext, target: Nth) -> TurnResult:
    """Takes a kind of reminder, or leaves it; the list changes in place."""
    wishes, position = context.session.person.reminders, target.number or 0
    if not 0 < position <= len(_KINDS):
        return show(context)
    chosen = {*wishes.off} ^ {_KINDS[position - 1]}
    after = _changed(context, replace(wishes, off=tuple(one for one in _KINDS if one in chosen)))
    return after.say(_listed(after, context.pressed))


def break_list(context: TurnContext) -> TurnResult:
    """Asks when the break is."""
    return context.say(_ask_break(context))


def _ask_break(context: TurnContext, *, doubt: bool = False) -> AskBreak:
    times = [
        Button(Action.break_at, "", Nth(number), number, f"{clock:%H:%M}") for number, clock in enumerate(BREAKS, 1)
    ]
    return AskBreak(
        doubt=doubt, place=_place(context, PromptKind.break_time), offers=(*rows(times, 2), (Button(Action.nudges),))
    )


def break_at(context: TurnContext, target: Nth) -> TurnResult:
    """Sets the break by its number in the list; a number beyond it is an hour."""
    listed = dict(enumerate(BREAKS, 1)).get(target.number or 0)
    clock = listed or clock_and_zone.clock(str(target.number))
    return _at(context, clock) if clock else context.say(_ask_break(context, doubt=True))


def _at(context: TurnContext, clock: time) -> TurnResult:
    return show(_changed(context, replace(context.session.person.reminders, at=clock)))


def day_list(context: TurnContext) -> TurnResult:
    """Asks on which days."""
    return context.say(_ask_days(context))


def _ask_days(context: TurnContext, replaces: int | None = None, *, doubt: bool = False) -> AskDays:
    held = context.session.person.reminders.days
    days = [Button(Action.day, "", Nth(number), number, on=number in held) for number in EVERY_DAY]
    return AskDays(
        days=held,
        doubt=doubt,
        place=_place(context, PromptKind.days),
        offers=(*rows(days, 2), (Button(Action.days_done),)),
        replaces=replaces,
    )


def day(context: TurnContext, target: Nth) -> TurnResult:
    """Takes a day of the week, or leaves it; the list changes in place."""
    if target.number not in EVERY_DAY:
        return day_list(context)
    after = _toggled(context, (target.number,))
    return after.say(_ask_days(after, context.pressed))


def _toggled(context: TurnContext, chosen: tuple[int, ...]) -> TurnContext:
    wishes = context.session.person.reminders
    days = {*wishes.days}
    for number in chosen:
        days ^= {number}
    return _changed(context, replace(wishes, days=tuple(sorted(days))))


def ask_zone(context: TurnContext) -> TurnResult:
    """Asks where the worker's clock is."""
    return context.say(_ask_zone(context))


def _ask_zone(context: TurnContext, *, doubt: bool = False, namesakes: bool = False) -> AskZone:
    offers = ((Button(Action.zone_ours),), (Button(Action.nudges),))
    return AskZone(doubt=doubt, namesakes=namesakes, place=_place(context, PromptKind.zone), offers=offers)


def zone_ours(context: TurnContext) -> TurnResult:
    """The worker's clock is where the operator's is."""
    return show(_changed(context, replace(context.session.person.reminders, zone=None)))


def month_list(context: TurnContext, target: OfIssuer) -> TurnResult:
    """Asks in which month the worker's own declaration is."""
    issuer = _issuer(context, target.issuer)
    return context.say(_ask_month(context, issuer)) if issuer else show(context)


def _issuer(context: TurnContext, id_: str) -> Issuer | None:
    declared = declared_to(context.library)
    return next((one for one in declared if one.id == id_), declared[0] if declared else None)


def _ask_month(context: TurnContext, issuer: Issuer, *, doubt: bool = False) -> AskMonth:
    months = [Button(Action.month, "", MonthOf(issuer.id, number), number) for number in range(1, 13)]
    return AskMonth(
        issuer=issuer,
        title=issuer.annual_declaration.title if issuer.annual_declaration else "",
        doubt=doubt,
        place=_place(context, PromptKind.month, OfIssuer(issuer.id)),
        offers=(*rows(months, 3), (Button(Action.nudges),)),
    )


def month(context: TurnContext, target: MonthOf) -> TurnResult:
    """Keeps the month of a declaration."""
    issuer = _issuer(context, target.issuer)
    if issuer is None or not 0 < target.number <= 12:
        return month_list(context, OfIssuer(target.issuer))
    wishes = context.session.person.reminders
    return show(_changed(context, replace(wishes, declares={**wishes.declares, issuer.id: target.number})))


def take(context: TurnContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What is typed where a reminder stands, or a wish of reminders is asked for; None for what was meant elsewhere."""
    wished = typed_wishes.take(context, event, place)
    if wished is not None or len(event.text) > LONGEST:
        return wished
    if place.ask is PromptKind.month:
        return _month_meant(context, event.text, place)
    meant = _MEANT.get(place.ask)
    return meant(context, event.text) if meant else None


def _month_meant(context: TurnContext, text: str, place: Prompt) -> TurnResult:
    named, asked = clock_and_zone.month(text), OfIssuer.at(place.about).issuer
    if named is not None:
        return month(context, MonthOf(asked, named))
    issuer = _issuer(context, asked)
    return context.say(_ask_month(context, issuer, doubt=True)) if issuer else show(context)


def _break_meant(context: TurnContext, text: str) -> TurnResult:
    clock = clock_and_zone.clock(text)
    return _at(context, clock) if clock else context.say(_ask_break(context, doubt=True))


def _days_meant(context: TurnContext, text: str) -> TurnResult:
    """Numbers change the days as buttons do; names of days say which they are from now on."""
    chosen = tuple(number for number in numbers(text) if number in EVERY_DAY)
    days = day_words.days_meant(text, context.session.person.reminders.days)
    if not chosen and days is None:
        return context.say(_ask_days(context, doubt=True))
    after = _toggled(context, chosen) if chosen else _on_days(context, days or ())
    return after.say(_ask_days(after))


def _on_days(context: TurnContext, days: tuple[int, ...]) -> TurnContext:
    return _changed(context, replace(context.session.person.reminders, days=days))


def _zone_meant(context: TurnContext, text: str) -> TurnResult:
    zone = clock_and_zone.zone(text)
    if zone is None:
        return context.say(_ask_zone(context, doubt=True, namesakes=clock_and_zone.has_namesakes(text)))
    return show(_changed(context, replace(context.session.person.reminders, zone=zone)))


def _setting_meant(context: TurnContext, text: str) -> TurnResult | None:
    """Days or a time where all the settings are shown: both say by themselves what they are."""
    days = day_words.days_meant(text, context.session.person.reminders.days)
    if days is not None:
        return show(_on_days(context, days))
    clock = None if text.strip().isdecimal() else clock_and_zone.clock(text)
    return _at(context, clock) if clock else None


_MEANT: Mapping[PromptKind, Callable[[TurnContext, str], TurnResult | None]] = {
    PromptKind.break_time: _break_meant,
    PromptKind.days: _days_meant,
    PromptKind.zone: _zone_meant,
    PromptKind.reminders: _setting_meant,
}
