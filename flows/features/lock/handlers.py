"""Sets the lock, shuts it, opens it with the PIN, and says what somebody can do who forgot the PIN."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from flows.engine.buttons import Action, Button
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import CommandSent, TextSent
from flows.engine.payloads import Nth
from flows.engine.prompts import Prompt, PromptKind, overlay
from flows.engine.screen import Rows, Screen
from flows.features.lock.screens import (
    AskPin,
    AskPinAgain,
    ChatCleared,
    Locked,
    LockedWait,
    LockOff,
    LockSettings,
    LockTakenOff,
    NoLock,
    PinForgotten,
    PinProblem,
    Shutting,
    Unlocked,
)
from flows.features.privacy import handlers as privacy_handlers
from flows.features.start import handlers as start_handlers
from flows.model.draft import Draft
from flows.model.pin_lock import PinLock
from flows.rules.answer_lock import (
    DELETABLE,
    ERASE_AFTER,
    FEW_CLEARED,
    FREE_TRIES,
    MOST_CLEARED,
    QUIET_MINUTES,
    after_wrong,
    digest_of,
    fits,
    is_easy,
    is_pin,
    opened,
    read_pin,
    waits_until,
)
from flows.rules.evidence.put_away import parts

_BACK: Rows = ((Button(Action.data_back),),)
_OF_LOCKED: Rows = ((Button(Action.pin_lost),),)


def _lock(scene: TurnContext) -> PinLock:
    return scene.desk.person.lock or PinLock()


def _put(scene: TurnContext, lock: PinLock | None) -> TurnContext:
    return replace(scene, desk=replace(scene.desk, person=replace(scene.desk.person, lock=lock)))


def command_lock(scene: TurnContext, event: CommandSent) -> TurnResult:
    """Shuts the lock; where there is none, sets one."""
    digits = read_pin(event.argument)
    if _lock(scene).pin is None and digits is not None:
        return _first(scene, digits, event.key)
    return shut(scene)


def command_unlock(scene: TurnContext, _: CommandSent) -> TurnResult:
    """The lock is open: how it is set, and what can be changed."""
    return settings(scene) if _lock(scene).pin else scene.say(NoLock())


def shut(scene: TurnContext) -> TurnResult:
    """Shuts the lock; where there is none, asks for a PIN."""
    lock = _lock(scene)
    if lock.pin is None:
        return new_pin(scene)
    return _put(scene, replace(lock, shut=True)).say(locked(Shutting.now))


def locked(why: Shutting, *, left: int = 0, digits_in: int | None = None) -> Screen:
    """The one screen of a lock that is shut."""
    return Locked(why=why, left=left, digits_in=digits_in, place=overlay(PromptKind.locked), offers=_OF_LOCKED)


def new_pin(scene: TurnContext) -> TurnResult:
    """Asks for a new PIN."""
    return scene.say(_asking())


def _asking(problem: PinProblem | None = None, digits_in: int | None = None) -> Screen:
    return AskPin(problem=problem, digits_in=digits_in, place=overlay(PromptKind.pin), offers=_BACK)


NEW_PIN = frozenset({PromptKind.pin, PromptKind.pin_again})
"""Where a new PIN is asked for."""


def take_pin(scene: TurnContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What is typed where a new PIN is asked for; None for what is no try at one."""
    digits = read_pin(event.text)
    if digits is None:
        return None
    return _first(scene, digits, event.key) if place.ask is PromptKind.pin else _second(scene, digits, event.key)


def _first(scene: TurnContext, digits: str, key: int | None) -> TurnResult:
    if not is_pin(digits):
        return scene.say(_asking(PinProblem.length, key))
    if is_easy(digits):
        return scene.say(_asking(PinProblem.easy, key))
    lock = replace(_lock(scene), pending=digest_of(digits, scene.event.fresh))
    ask = AskPinAgain(digits_in=key, place=overlay(PromptKind.pin_again), offers=_BACK)
    return _put(scene, lock).say(ask)


def _second(scene: TurnContext, digits: str, key: int) -> TurnResult:
    lock = _lock(scene)
    if not fits(lock.pending, digits):
        return _put(scene, replace(lock, pending=None)).say(_asking(PinProblem.unlike, key))
    after = _put(scene, opened(replace(lock, pin=lock.pending), scene.at))
    return after.say(_settings(after, fresh=True, digits_in=key))


def settings(scene: TurnContext) -> TurnResult:
    """How the lock is set; where there is none, asks for a PIN."""
    return scene.say(_settings(scene)) if _lock(scene).pin else new_pin(scene)


def _settings(scene: TurnContext, *, fresh: bool = False, digits_in: int | None = None) -> Screen:
    minutes = _lock(scene).quiet_minutes
    quiet = tuple(
        (Button(Action.lock_quiet, "", Nth(number), number, on=choice == minutes),)
        for number, choice in enumerate(QUIET_MINUTES, 1)
    )
    rest = (
        (Button(Action.lock),),
        (Button(Action.chat_clear),),
        (Button(Action.lock_pin),),
        (Button(Action.lock_off),),
    )
    return LockSettings(
        quiet=minutes,
        fresh=fresh,
        digits_in=digits_in,
        place=overlay(PromptKind.lock_set),
        offers=(*quiet, *rest, *_BACK),
    )


def quiet(scene: TurnContext, chosen: Nth) -> TurnResult:
    """After how long without a message the lock shuts by itself."""
    lock = _lock(scene)
    if lock.pin is not None and chosen.number is not None and 0 < chosen.number <= len(QUIET_MINUTES):
        scene = _put(scene, replace(lock, quiet_minutes=QUIET_MINUTES[chosen.number - 1]))
    return settings(scene)


def clear_chat(scene: TurnContext) -> TurnResult:
    """Has the messages of the last two days deleted from the chat, both sides'. What is kept stays as it is."""
    last = scene.event.key if isinstance(scene.event, TextSent) else scene.pressed
    since = scene.at - DELETABLE
    keys = [key for draft in scene.desk.drafts.values() for key in _keys_since(draft, since)]
    first = min(keys, default=0)
    if last is None:
        return settings(scene)
    # Of numbers in between that are of other chats, the channel touches nothing.
    messages = tuple(range(max(1, first or last - FEW_CLEARED, last - MOST_CLEARED + 1), last + 1))
    return start_handlers.resume(scene, ChatCleared(messages=messages))


def _keys_since(draft: Draft, since: datetime) -> Iterator[int]:
    """The numbers of messages that are known to be no older."""
    yield from (one.key for one in (*parts(draft), *draft.asides) if one.at >= since)
    if draft.began_at >= since:
        yield from (stated.key for stated in draft.facts.values() if stated.key is not None)


def turn_off(scene: TurnContext) -> TurnResult:
    """Takes the lock off: it is open, so the PIN was typed."""
    return start_handlers.resume(_put(scene, None), LockOff())


def try_pin(scene: TurnContext, digits: str, key: int | None) -> TurnResult:
    """A PIN is typed while the lock is shut."""
    lock = _lock(scene)
    until = waits_until(lock, scene.at)
    if until is not None:
        return scene.say(_wait(scene, key))
    if not is_pin(digits):
        return scene.say(locked(Shutting.length, digits_in=key))
    if not fits(lock.pin, digits):
        after = _put(scene, after_wrong(lock, scene.at))
        left = FREE_TRIES - _lock(after).wrong
        return after.say(locked(Shutting.wrong, left=left, digits_in=key) if left > 0 else _wait(after, key))
    unlocked = Unlocked(
        words=lock.words,
        things=lock.things,
        late=bool(lock.withheld),
        stopped=lock.erase_at is not None,
        digits_in=key,
    )
    after = _put(scene, opened(lock, scene.at))
    agreed = scene.desk.person.consent is not None
    turn = start_handlers.resume(after, unlocked) if agreed else after.say(unlocked, start_handlers.welcome(after))
    return replace(turn, released=lock.withheld)


def _wait(scene: TurnContext, key: int | None) -> Screen:
    until = waits_until(_lock(scene), scene.at) or scene.at
    return LockedWait(until=until, digits_in=key, place=overlay(PromptKind.locked), offers=_OF_LOCKED)


def forgotten(scene: TurnContext) -> TurnResult:
    """The PIN is forgotten: what can be done then, which shows nothing and destroys nothing at once."""
    at = _lock(scene).erase_at
    came = at is not None and scene.at >= at
    offers: Rows = () if at is not None and not came else ((Button(Action.pin_erase),),)
    place = overlay(PromptKind.pin_lost)
    return scene.say(PinForgotten(erase_at=at, open=came, place=place, offers=(*offers, (Button(Action.pin_back),))))


def erase(scene: TurnContext) -> TurnResult:
    """Everything is to be deleted without the PIN: a day after it was asked for, and not if the PIN is typed."""
    lock = _lock(scene)
    if lock.erase_at is None:
        return forgotten(_put(scene, replace(lock, erase_at=scene.at + ERASE_AFTER)))
    return privacy_handlers.erase(scene) if scene.at >= lock.erase_at else forgotten(scene)


def taken_off(scene: TurnContext) -> TurnResult:
    """The operator has taken the lock off, because its owner asked them to and showed who they are."""
    lock = scene.desk.person.lock
    if lock is None:
        return scene.say()
    return replace(_put(scene, None).say(LockTakenOff()), released=lock.withheld)
