"""Reminders as they come up in the talk: the yes to them, the reminder itself, snoozing it, stopping them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from flows import nudge_lines, planning, starting
from flows.buttons import Action, Press
from flows.events import NudgeDue, NudgeNews, TextSent
from flows.here import here, place_of
from flows.nudges import Reason
from flows.places import Ask, Place, over
from flows.reminders import Handled, NudgeKind, Reminders, Snooze, Told
from flows.replies.nudging import DeclarationDone, Nudge, RemindersOff, RemindersOn, Snoozed
from flows.scene import Scene, Turn
from flows.snoozing import WAITS, Wait, after_snooze


def settled(scene: Scene, turn: Turn) -> Turn:
    """The turn, with what has become too late noted."""
    wishes = planning.settled(scene.shelf, turn.desk, scene.at)
    if wishes is turn.desk.person.reminders:
        return turn
    return replace(turn, desk=_put(replace(scene, desk=turn.desk), wishes).desk)


def _put(scene: Scene, wishes: Reminders) -> Scene:
    return replace(scene, desk=replace(scene.desk, person=replace(scene.desk.person, reminders=wishes)))


def _over(scene: Scene, ask: Ask, draft: str = "") -> Place:
    """A place that comes up over the one that the phone shows: what is no answer to it belongs there."""
    event, hand = scene.event, scene.desk.in_hand
    under = scene.known(event.under) if isinstance(event, TextSent | NudgeDue) else None
    beneath = under or (place_of(scene.with_draft(hand)) if hand else None)
    return over(ask, beneath, draft)


def yes(scene: Scene, _: Press) -> Turn:
    """Reminders are wanted. What is due already waits for the next break."""
    wishes = replace(scene.desk.person.reminders, wanted=True, since=scene.at)
    return _put(scene, wishes).say(RemindersOn(at=wishes.at, offers=((Press(Action.nudges),),)))


def off(scene: Scene, _: Press) -> Turn:
    """No reminders are wanted, from this moment on."""
    wishes = replace(scene.desk.person.reminders, wanted=False, snooze=None)
    return _put(scene, wishes).say(RemindersOff())


def news(scene: Scene, event: NudgeNews) -> Turn:
    """What the calendar brings."""
    return _speak(scene) if isinstance(event, NudgeDue) else _unsaid(scene)


def _speak(scene: Scene) -> Turn:
    """Says what is due, all of it in one message. Whatever is no reason any more is not said."""
    found = planning.due(scene.shelf, scene.desk, scene.at)
    if not found.say or found.until is None:
        return scene.say()
    say = sorted(found.say, key=lambda one: _ORDER.index(one.kind))
    ordered = replace(found, say=tuple(say))
    after = _put(scene, planning.said(scene.desk.person.reminders, ordered, scene.at))
    return after.say(_nudge(after, say, found.until))


_ORDER = (NudgeKind.returned, NudgeKind.draft, NudgeKind.declaration, NudgeKind.again)


def _nudge(scene: Scene, say: list[Reason], until: datetime) -> Nudge:
    lines = [nudge_lines.line(scene, reason) for reason in say]
    first = next((one.about for one in say if one.about in scene.desk.drafts), "")
    ways = [_way(one.kind, one.about, n if len(say) > 1 else 0, lines[n - 1].title) for n, one in enumerate(say, 1)]
    return Nudge(
        lines=tuple(lines),
        until=until,
        place=_over(scene, Ask.nudge, first),
        offers=(
            *((way,) for way in ways),
            (Press(Action.snooze_hour), Press(Action.snooze_day), Press(Action.snooze_week)),
            (Press(Action.nudges_off),),
        ),
    )


def _way(kind: NudgeKind, about: str, number: int, title: str) -> Press:
    if kind is NudgeKind.declaration:
        return Press(Action.nudge_done, "", about, number)
    return Press(Action.nudge_go, "", f"{kind.value[0]}:{about}", number, title)


def _unsaid(scene: Scene) -> Turn:
    """The last reminder did not get through: it is due again, if its reason stands."""
    wishes = scene.desk.person.reminders
    told = tuple(one for one in wishes.told if one.at != wishes.last_at)
    return _put(scene, replace(wishes, told=told, last_at=None)).say()


def _last(wishes: Reminders) -> tuple[Told, ...]:
    """What the last reminder said, in its order."""
    return tuple(one for one in wishes.told if one.at == wishes.last_at and one.handled is Handled.said)


def snooze(scene: Scene, wait: Wait) -> Turn:
    """Puts off what was said last: silence until then."""
    wishes = scene.desk.person.reminders
    if not wishes.wanted:
        return scene.say(RemindersOff())
    there = planning.zone(wishes, scene.at)
    until = after_snooze(wishes, there, scene.at, WAITS[wait])
    keys = tuple(one.key for one in _last(wishes)) or (wishes.snooze.keys if wishes.snooze else ())
    told = tuple(one for one in wishes.told if one.key not in keys)
    put = _put(scene, replace(wishes, told=told, snooze=Snooze(until, keys)))
    plan = planning.plan(put.shelf, put.desk, put.at)
    at = next((one.at for one in plan if one.reason.is_of(keys)), None)
    offers = ((Press(Action.nudges),),)
    return put.say(Snoozed(at=at, offers=offers)) if at else scene.say(Snoozed(at=None, offers=offers))


_GOES = frozenset(kind.value[0] for kind in (NudgeKind.draft, NudgeKind.returned, NudgeKind.again))


def go(scene: Scene, press: Press) -> Turn:
    """Goes on exactly there: by what the button is about, or by the number of a line in the last reminder."""
    kind, _, about = press.about.partition(":")
    # Typed, it names no draft: it brings along what stood on the phone beneath, or a number.
    if kind not in _GOES or not about:
        last = _last(scene.desk.person.reminders)
        number = int(kind) if kind.isdecimal() else 1
        if not 0 < number <= len(last):
            return starting.resume(scene)
        if last[number - 1].kind is NudgeKind.declaration:
            return done(scene, Press(Action.nudge_done, "", last[number - 1].key.split(":")[1]))
        kind, about = last[number - 1].kind.value[0], last[number - 1].key.split(":")[1]
    if kind == NudgeKind.again.value[0]:
        return starting.wanted_badge(scene, about)
    draft = scene.desk.drafts.get(about)
    if draft is None:
        return starting.resume(scene)
    work = scene.with_draft(draft)
    return work.say(here(work))


def done(scene: Scene, press: Press) -> Turn:
    """The worker has made their declaration: no more of it until next year."""
    wishes = scene.desk.person.reminders
    issuer = press.about if press.about in wishes.declares else _declared(wishes)
    every = [
        one
        for one in planning.every_reason(scene.shelf, scene.desk, scene.at)
        if one.kind is NudgeKind.declaration and one.about == issuer and one.until is not None
    ]
    this_year = min((one.until for one in every if one.until), default=None)
    keys = {one.key: one for one in every if one.until == this_year and one.key not in {t.key for t in wishes.told}}
    told = tuple(Told(one.key, one.kind, scene.at, Handled.gone) for one in keys.values())
    return _put(scene, replace(wishes, told=(*wishes.told, *told))).say(DeclarationDone())


def _declared(wishes: Reminders) -> str:
    last = [one.key.split(":")[1] for one in _last(wishes) if one.kind is NudgeKind.declaration]
    return (last or [*wishes.declares, ""])[0]


ACTIONS: Mapping[Action, Callable[[Scene, Press], Turn]] = {
    Action.nudge_yes: yes,
    Action.nudge_no: off,
    Action.nudges_off: off,
    Action.nudge_go: go,
    Action.nudge_done: done,
    Action.snooze_hour: lambda scene, _: snooze(scene, Wait.hour),
    Action.snooze_day: lambda scene, _: snooze(scene, Wait.day),
    Action.snooze_week: lambda scene, _: snooze(scene, Wait.week),
}
"""What buttons about reminders do. They are about the person, so no draft is needed."""
