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
from flows.features.lock import screens
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


def _lock(context: TurnContext) -> PinLock:
    return context.session.person.lock or PinLock()


def _put(context: TurnContext, lock: PinLock | None) -> TurnContext:
    return context.with_person(replace(context.session.person, lock=lock))


def command_lock(context: TurnContext, event: CommandSent) -> TurnResult:
    """Shuts the lock; where there is none, sets one."""
    digits = read_pin(event.argument)
    if _lock(context).pin is None and digits is not None:
        return _first(context, digits, event.key)
    return shut(context)


def command_unlock(context: TurnContext, _: CommandSent) -> TurnResult:
    """The lock is open: how it is set, and what can be changed."""
    return settings(context) if _lock(context).pin else context.say(screens.NoLock())


def shut(context: TurnContext) -> TurnResult:
    """Shuts the lock; where there is none, asks for a PIN."""
    lock = _lock(context)
    if lock.pin is None:
        return new_pin(context)
    return _put(context, replace(lock, shut=True)).say(locked(screens.Shutting.now))


def locked(why: screens.Shutting, *, left: int = 0, digits_in: int | None = None) -> Screen:
    """The one screen of a lock that is shut."""
    return screens.Locked(why=why, left=left, digits_in=digits_in, place=overlay(PromptKind.locked), offers=_OF_LOCKED)


def new_pin(context: TurnContext) -> TurnResult:
    """Asks for a new PIN."""
    return context.say(_asking())


def _asking(problem: screens.PinProblem | None = None, digits_in: int | None = None) -> Screen:
    return screens.AskPin(problem=problem, digits_in=digits_in, place=overlay(PromptKind.pin), offers=_BACK)


NEW_PIN = frozenset({PromptKind.pin, PromptKind.pin_again})
"""Where a new PIN is asked for."""


def take_pin(context: TurnContext, event: TextSent, place: Prompt) -> TurnResult | None:
    """What is typed where a new PIN is asked for; None for what is no try at one."""
    digits = read_pin(event.text)
    if digits is None:
        return None
    return _first(context, digits, event.key) if place.ask is PromptKind.pin else _second(context, digits, event.key)


def _first(context: TurnContext, digits: str, key: int | None) -> TurnResult:
    if not is_pin(digits):
        return context.say(_asking(screens.PinProblem.length, key))
    if is_easy(digits):
        return context.say(_asking(screens.PinProblem.easy, key))
    lock = replace(_lock(context), pending=digest_of(digits, context.event.fresh))
    ask = screens.AskPinAgain(digits_in=key, place=overlay(PromptKind.pin_again), offers=_BACK)
    return _put(context, lock).say(ask)


def _second(context: TurnContext, digits: str, key: int) -> TurnResult:
    lock = _lock(context)
    if not fits(lock.pending, digits):
        return _put(context, replace(lock, pending=None)).say(_asking(screens.PinProblem.unlike, key))
    after = _put(context, opened(replace(lock, pin=lock.pending), context.at))
    return after.say(_settings(after, fresh=True, digits_in=key))


def settings(context: TurnContext) -> TurnResult:
    """How the lock is set; where there is none, asks for a PIN."""
    return context.say(_settings(context)) if _lock(context).pin else new_pin(context)


def _settings(context: TurnContext, *, fresh: bool = False, digits_in: int | None = None) -> Screen:
    minutes = _lock(context).quiet_minutes
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
    return screens.LockSettings(
        quiet=minutes,
        fresh=fresh,
        digits_in=digits_in,
        place=overlay(PromptKind.lock_set),
        offers=(*quiet, *rest, *_BACK),
    )


def quiet(context: TurnContext, chosen: Nth) -> TurnResult:
    """After how long without a message the lock shuts by itself."""
    lock = _lock(context)
    if lock.pin is not None and chosen.number is not None and 0 < chosen.number <= len(QUIET_MINUTES):
        context = _put(context, replace(lock, quiet_minutes=QUIET_MINUTES[chosen.number - 1]))
    return settings(context)


def clear_chat(context: TurnContext) -> TurnResult:
    """Has the messages of the last two days deleted from the chat, both sides'. What is kept stays as it is."""
    last = context.event.key if isinstance(context.event, TextSent) else context.pressed
    since = context.at - DELETABLE
    keys = [key for draft in context.session.drafts.values() for key in _keys_since(draft, since)]
    first = min(keys, default=0)
    if last is None:
        return settings(context)
    # Of numbers in between that are of other chats, the channel touches nothing.
    messages = tuple(range(max(1, first or last - FEW_CLEARED, last - MOST_CLEARED + 1), last + 1))
    return start_handlers.resume(context, screens.ChatCleared(messages=messages))


def _keys_since(draft: Draft, since: datetime) -> Iterator[int]:
    """The numbers of messages that are known to be no older."""
    yield from (one.key for one in (*parts(draft), *draft.asides) if one.at >= since)
    if draft.began_at >= since:
        yield from (stated.key for stated in draft.facts.values() if stated.key is not None)


def turn_off(context: TurnContext) -> TurnResult:
    """Takes the lock off: it is open, so the PIN was typed."""
    return start_handlers.resume(_put(context, None), screens.LockOff())


def try_pin(context: TurnContext, digits: str, key: int | None) -> TurnResult:
    """A PIN is typed while the lock is shut."""
    lock = _lock(context)
    until = waits_until(lock, context.at)
    if until is not None:
        return context.say(_wait(context, key))
    if not is_pin(digits):
        return context.say(locked(screens.Shutting.length, digits_in=key))
    if not fits(lock.pin, digits):
        after = _put(context, after_wrong(lock, context.at))
        left = FREE_TRIES - _lock(after).wrong
        return after.say(locked(screens.Shutting.wrong, left=left, digits_in=key) if left > 0 else _wait(after, key))
    unlocked = screens.Unlocked(
        words=lock.words,
        things=lock.things,
        late=bool(lock.withheld),
        stopped=lock.erase_at is not None,
        digits_in=key,
    )
    after = _put(context, opened(lock, context.at))
    agreed = context.session.person.consent is not None
    turn = start_handlers.resume(after, unlocked) if agreed else after.say(unlocked, start_handlers.welcome(after))
    return replace(turn, released=lock.withheld)


def _wait(context: TurnContext, key: int | None) -> Screen:
    until = waits_until(_lock(context), context.at) or context.at
    return screens.LockedWait(until=until, digits_in=key, place=overlay(PromptKind.locked), offers=_OF_LOCKED)


def forgotten(context: TurnContext) -> TurnResult:
    """The PIN is forgotten: what can be done then, which shows nothing and destroys nothing at once."""
    at = _lock(context).erase_at
    came = at is not None and context.at >= at
    offers: Rows = () if at is not None and not came else ((Button(Action.pin_erase),),)
    place = overlay(PromptKind.pin_lost)
    return context.say(
        screens.PinForgotten(erase_at=at, open=came, place=place, offers=(*offers, (Button(Action.pin_back),)))
    )


def erase(context: TurnContext) -> TurnResult:
    """Everything is to be deleted without the PIN: a day after it was asked for, and not if the PIN is typed."""
    lock = _lock(context)
    if lock.erase_at is None:
        return forgotten(_put(context, replace(lock, erase_at=context.at + ERASE_AFTER)))
    return privacy_handlers.erase(context) if context.at >= lock.erase_at else forgotten(context)


def taken_off(context: TurnContext) -> TurnResult:
    """The operator has taken the lock off, because its owner asked them to and showed who they are."""
    lock = context.session.person.lock
    if lock is None:
        return context.say()
    return replace(_put(context, None).say(screens.LockTakenOff()), released=lock.withheld)
