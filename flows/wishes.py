"""What a worker wishes of their reminders: which, on which days, at what time, by which clock."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time

from criteria.model import Issuer
from flows import clocktime, nudge_lines, planning
from flows.buttons import Action, Press
from flows.events import TextSent
from flows.nudges import next_break
from flows.places import Ask, Place
from flows.reasons import declared_to
from flows.reminders import EVERY_DAY, NudgeKind, Reminders
from flows.replies.base import Rows, rows
from flows.replies.nudging import AskBreak, AskDays, AskMonth, AskZone, PlanLine, ReminderList
from flows.scene import Scene, Turn
from flows.twins import numbers

BREAKS = (time(8, 30), time(10, 30), time(13), time(15, 30), time(18), time(22))
"""The breaks that have a button. Any other time is typed."""
SHOWN = 6
"""How many planned reminders are shown."""
LONGEST = 40
"""Characters. A time, a place or a month is shorter; what is longer was meant as an answer."""
_KINDS = tuple(NudgeKind)


def show(scene: Scene, *_: object) -> Turn:
    """What is planned, with its dates, and everything that can be chosen."""
    return scene.say(_listed(scene))


def _listed(scene: Scene, replaces: int | None = None) -> ReminderList:
    wishes = scene.desk.person.reminders
    plan = planning.plan(scene.shelf, scene.desk, scene.at)
    declared = [(issuer.annual_declaration, wishes.declares.get(issuer.id)) for issuer in declared_to(scene.shelf)]
    snoozed = wishes.snooze.until if wishes.wanted and wishes.snooze else None
    return ReminderList(
        wanted=bool(wishes.wanted),
        plan=tuple(
            PlanLine(one.reason.kind, nudge_lines.title(scene, one.reason), one.at.date()) for one in plan[:SHOWN]
        ),
        more=max(0, len(plan) - SHOWN),
        at=wishes.at,
        days=wishes.days,
        zone=wishes.zone or "",
        kinds=tuple((kind, kind not in wishes.off) for kind in _KINDS),
        months=tuple((declaration, month) for declaration, month in declared if declaration and month),
        snoozed=snoozed.astimezone(planning.zone(wishes, scene.at)) if snoozed and snoozed > scene.at else None,
        place=_place(scene, Ask.reminders),
        offers=_offers(scene),
        replaces=replaces,
    )


def _place(scene: Scene, ask: Ask, about: str = "") -> Place:
    hand = scene.desk.in_hand
    return Place(ask, hand.id if hand else "", about)


def _offers(scene: Scene) -> Rows:
    wishes, hand = scene.desk.person.reminders, scene.desk.in_hand
    onward = ((Press(Action.resume, hand.id),),) if hand else ()
    if not wishes.wanted:
        return ((Press(Action.nudge_yes),), *onward)
    kinds = [
        Press(Action.nudge_kind, "", str(number), number, on=kind not in wishes.off)
        for number, kind in enumerate(_KINDS, 1)
    ]
    month = (Press(Action.month_list),) if declared_to(scene.shelf) else ()
    return (
        *rows(kinds, 1),
        (Press(Action.break_list), Press(Action.day_list)),
        *((month,) if month else ()),
        (Press(Action.zone),),
        (Press(Action.nudges_off),),
        *onward,
    )


def _changed(scene: Scene, wishes: Reminders) -> Scene:
    """The scene with other wishes. They count from the next break that begins."""
    was = scene.desk.person.reminders
    wishes = replace(wishes, since=scene.at)
    if (
        (was.at, was.days, was.zone) != (wishes.at, wishes.days, wishes.zone)
        and wishes.snooze is not None
        and wishes.snooze.until > scene.at
    ):
        there = planning.zone(wishes, scene.at)
        day = wishes.snooze.until.astimezone(there).date()
        wishes = replace(wishes, snooze=replace(wishes.snooze, until=next_break(day, wishes, there, scene.at)))
    return replace(scene, desk=replace(scene.desk, person=replace(scene.desk.person, reminders=wishes)))


def kind(scene: Scene, press: Press) -> Turn:
    """Takes a kind of reminder, or leaves it; the list changes in place."""
    wishes, position = scene.desk.person.reminders, _number(press.about)
    if not 0 < position <= len(_KINDS):
        return show(scene)
    chosen = {*wishes.off} ^ {_KINDS[position - 1]}
    after = _changed(scene, replace(wishes, off=tuple(one for one in _KINDS if one in chosen)))
    return after.say(_listed(after, scene.pressed))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def break_list(scene: Scene, _: Press) -> Turn:
    """Asks when the break is."""
    return scene.say(_ask_break(scene))


def _ask_break(scene: Scene, *, doubt: bool = False) -> AskBreak:
    times = [
        Press(Action.break_at, "", str(number), number, f"{clock:%H:%M}") for number, clock in enumerate(BREAKS, 1)
    ]
    return AskBreak(doubt=doubt, place=_place(scene, Ask.break_time), offers=(*rows(times, 2), (Press(Action.nudges),)))


def break_at(scene: Scene, press: Press) -> Turn:
    """Sets the break by its number in the list; a number beyond it is an hour."""
    position = _number(press.about)
    if 0 < position <= len(BREAKS):
        return _at(scene, BREAKS[position - 1])
    clock = clocktime.clock(press.about)
    return _at(scene, clock) if clock else scene.say(_ask_break(scene, doubt=True))


def _at(scene: Scene, clock: time) -> Turn:
    return show(_changed(scene, replace(scene.desk.person.reminders, at=clock)))


def day_list(scene: Scene, _: Press) -> Turn:
    """Asks on which days."""
    return scene.say(_ask_days(scene))


def _ask_days(scene: Scene, replaces: int | None = None) -> AskDays:
    held = scene.desk.person.reminders.days
    days = [Press(Action.day, "", str(number), number, on=number in held) for number in EVERY_DAY]
    return AskDays(
        days=held,
        place=_place(scene, Ask.days),
        offers=(*rows(days, 2), (Press(Action.days_done),)),
        replaces=replaces,
    )


def day(scene: Scene, press: Press) -> Turn:
    """Takes a day of the week, or leaves it; the list changes in place."""
    if _number(press.about) not in EVERY_DAY:
        return day_list(scene, press)
    after = _toggled(scene, (_number(press.about),))
    return after.say(_ask_days(after, scene.pressed))


def _toggled(scene: Scene, chosen: tuple[int, ...]) -> Scene:
    wishes = scene.desk.person.reminders
    days = {*wishes.days}
    for number in chosen:
        days ^= {number}
    return _changed(scene, replace(wishes, days=tuple(sorted(days))))


def ask_zone(scene: Scene, _: Press) -> Turn:
    """Asks where the worker's clock is."""
    return scene.say(_ask_zone(scene))


def _ask_zone(scene: Scene, *, doubt: bool = False) -> AskZone:
    offers = ((Press(Action.zone_ours),), (Press(Action.nudges),))
    return AskZone(doubt=doubt, place=_place(scene, Ask.zone), offers=offers)


def zone_ours(scene: Scene, _: Press) -> Turn:
    """The worker's clock is where the operator's is."""
    return show(_changed(scene, replace(scene.desk.person.reminders, zone=None)))


def month_list(scene: Scene, press: Press) -> Turn:
    """Asks in which month the worker's own declaration is."""
    issuer = _issuer(scene, press.about)
    return scene.say(_ask_month(scene, issuer)) if issuer else show(scene)


def _issuer(scene: Scene, about: str) -> Issuer | None:
    declared = declared_to(scene.shelf)
    return next((one for one in declared if one.id == about), declared[0] if declared else None)


def _ask_month(scene: Scene, issuer: Issuer) -> AskMonth:
    months = [Press(Action.month, "", f"{issuer.id}:{number}", number) for number in range(1, 13)]
    return AskMonth(
        issuer=issuer,
        title=issuer.annual_declaration.title if issuer.annual_declaration else "",
        place=_place(scene, Ask.month, issuer.id),
        offers=(*rows(months, 3), (Press(Action.nudges),)),
    )


def month(scene: Scene, press: Press) -> Turn:
    """Keeps the month of a declaration."""
    about, _, number = press.about.partition(":")
    issuer = _issuer(scene, about)
    if issuer is None or not 0 < _number(number) <= 12:
        return month_list(scene, press)
    wishes = scene.desk.person.reminders
    return show(_changed(scene, replace(wishes, declares={**wishes.declares, issuer.id: _number(number)})))


def take(scene: Scene, event: TextSent, place: Place) -> Turn | None:
    """What is typed where a time, days, a zone or a month is asked for; None for what was meant as an answer."""
    if len(event.text) > LONGEST:
        return None
    wishes = scene.desk.person.reminders
    match place.ask:
        case Ask.break_time:
            clock = clocktime.clock(event.text)
            return _at(scene, clock) if clock else scene.say(_ask_break(scene, doubt=True))
        case Ask.days:
            chosen = tuple(number for number in numbers(event.text) if number in EVERY_DAY)
            after = _toggled(scene, chosen)
            return after.say(_ask_days(after)) if chosen else None
        case Ask.zone:
            zone = clocktime.zone(event.text)
            return (
                show(_changed(scene, replace(wishes, zone=zone))) if zone else scene.say(_ask_zone(scene, doubt=True))
            )
        case Ask.month:
            named = clocktime.month(event.text)
            return month(scene, Press(Action.month, "", f"{place.about}:{named}")) if named else None
        case _:
            return None


ACTIONS: Mapping[Action, Callable[[Scene, Press], Turn]] = {
    Action.nudges: show,
    Action.nudge_kind: kind,
    Action.break_list: break_list,
    Action.break_at: break_at,
    Action.day_list: day_list,
    Action.day: day,
    Action.days_done: show,
    Action.zone: ask_zone,
    Action.zone_ours: zone_ours,
    Action.month_list: month_list,
    Action.month: month,
}
"""What buttons about these wishes do."""
