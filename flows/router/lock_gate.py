"""What happens while the lock is shut: words are kept, jobs go on, and nothing of what is kept is shown."""

from collections.abc import Callable
from dataclasses import replace

from flows.engine.buttons import Action, Button
from flows.engine.context import TurnContext, TurnResult
from flows.engine.events import (
    AnyEvent,
    AttachmentSent,
    AudioSent,
    ButtonPressed,
    CommandSent,
    FileSent,
    GroupMessage,
    LockRemoved,
    OutageEnded,
    PhoneAct,
    PromptCorrected,
    TextEdited,
    TextSent,
)
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Shown
from flows.engine.typed_words import EVERYWHERE, STOP, spoken, typed
from flows.features.answers import asides
from flows.features.lock import handlers as lock_handlers
from flows.features.lock.screens import LockedExpiring, LockedNews, LockedReminder, Shutting
from flows.features.reminders import handlers as reminder_handlers
from flows.features.reminders.nudge_screen import Nudge
from flows.features.retention.screens import Expiring
from flows.model.draft import PutAside
from flows.model.pin_lock import PinLock
from flows.router.current_screen import finish, place_under
from flows.router.edits import is_unchanged
from flows.rules.answer_lock import is_shut, read_pin, seen
from flows.rules.evidence.put_away import healed, holds
from flows.understanding import Act, Confidence, PromptRole, Utterance, read
from flows.understanding.own_data import DataWish, data_wish

EDITED = 2**40
"""Added to the number of a message, for what it was changed to while the lock was shut: no channel counts so far."""

Turn = Callable[[AnyEvent], TurnResult]
"""The turn that an event takes where nothing is locked."""


def gated(context: TurnContext, take: Turn) -> TurnResult:
    """The turn of an event: as it is while the lock is open, and without anything to see while it is shut."""
    lock, event = context.session.person.lock, context.event
    if lock is None or isinstance(event, GroupMessage | LockRemoved):
        return take(event)
    phone = isinstance(event, PhoneAct)
    if not is_shut(lock, context.at):
        turn = take(event)
        return _with_lock(turn, lambda after: seen(after, context.at)) if phone else turn
    return finish(context, _from_phone(context, take) if phone else _news(context, take))


def _with_lock(turn: TurnResult, change: Callable[[PinLock], PinLock]) -> TurnResult:
    person = turn.session.person
    if person.lock is None:
        return turn
    return replace(turn, session=replace(turn.session, person=replace(person, lock=change(person.lock))))


def _from_phone(context: TurnContext, take: Turn) -> TurnResult:
    match context.event:
        case TextSent() as event:
            return _words(context, event)
        case ButtonPressed(data=data):
            return _pressed(context, Button.parse(data))
        case CommandSent() as event:
            return _command(context, event)
        case TextEdited() as event:
            return _edited(context, event)
        case AudioSent() | FileSent() | AttachmentSent() as event:
            return _thing(context, event, take)
        case _:
            return _pressed(context, None)


def _command(context: TurnContext, event: CommandSent) -> TurnResult:
    digits = read_pin(event.argument) if event.name in ("lock", "unlock") else None
    if digits is not None:
        return lock_handlers.try_pin(context, digits, event.key)
    return _pressed(context, Button(Action.nudges_off) if event.name == STOP else None)


def _pressed(context: TurnContext, press: Button | None) -> TurnResult:
    """The few buttons that do something here; every other shows that all is locked."""
    match press and press.action:
        case Action.pin_lost:
            return lock_handlers.forgotten(context)
        case Action.pin_erase:
            return lock_handlers.erase(context)
        case Action.nudges_off:
            # A person who wants no more messages gets none, whoever holds the phone.
            return reminder_handlers.off(context)
        case _:
            return context.say(lock_handlers.locked(Shutting.still))


def _words(context: TurnContext, event: TextSent) -> TurnResult:
    """A PIN, a wish that is granted here too, or words: they are put aside, for the owner to look at."""
    digits = read_pin(event.text)
    if digits is not None:
        return lock_handlers.try_pin(context, digits, event.key)
    asked = event.under if event.under and event.under.ask is PromptKind.pin_lost else None
    press = (typed(event.text, asked) if asked else None) or typed(event.text, Prompt(PromptKind.locked))
    if press is not None or EVERYWHERE.get(spoken(event.text)) is Action.nudges_off:
        return _pressed(context, press or Button(Action.nudges_off))
    wish = None if event.forwarded else data_wish(event.text)
    if wish is DataWish.erase:
        return lock_handlers.forgotten(context)
    if wish is not None or (not event.forwarded and _asks_the_bot(event.text)):
        return context.say(lock_handlers.locked(Shutting.still))
    return _put_aside(context, context.say(lock_handlers.locked(Shutting.nothing)), event)


def _asks_the_bot(text: str) -> bool:
    """Whether words are surely said to the bot, such as "read it back": no words of an answer are in them."""
    reading = read(Utterance(text, PromptRole.question))
    return reading.act not in (Act.evidence, Act.mixed) and reading.confidence is Confidence.sure


def _put_aside(context: TurnContext, turn: TurnResult, event: TextSent) -> TurnResult:
    """The turn with words kept in no answer; as it is where no draft can take any."""
    kept = asides.beside(context, turn, event, place_under(context, event.under))
    if kept is turn:
        return turn
    told = replace(kept, replies=(lock_handlers.locked(Shutting.words),))
    return _with_lock(told, lambda lock: replace(lock, words=lock.words + 1))


def _edited(context: TurnContext, event: TextEdited) -> TurnResult:
    """An edit of an old message changes nothing: whoever holds the phone made it. Its words are put aside."""
    drafts = tuple(context.session.drafts.values())
    if any(is_unchanged(healed(draft, event.key), event) for draft in drafts):
        # Telegram sends one where only a preview changed.
        return TurnResult(context.session)
    draft = next((one for one in drafts if one.is_open and holds(one, event.key)), None)
    if draft is None:
        return context.say(lock_handlers.locked(Shutting.nothing))
    held = (q for q, given in draft.answers.items() if any(p.key == event.key for p in (*given.parts, *given.struck)))
    # A later edit of the same message, once all is open, is of what it was.
    aside = PutAside(event.key + EDITED, event.text, event.at, next(held, ""), act="ack")
    kept = asides.put_aside(context.with_draft(draft), aside)
    told = TurnResult(kept.session, (lock_handlers.locked(Shutting.edit),))
    return _with_lock(told, lambda lock: replace(lock, words=lock.words + 1))


def _thing(context: TurnContext, event: AudioSent | FileSent | AttachmentSent, take: Turn) -> TurnResult:
    """A recording or a file is kept as ever. Its caption is not read: it could press a button."""
    turn = take(replace(event, caption=""))
    # What is of use has to be fetched.
    said = _kept(context, turn, bool(turn.effects))
    if not event.caption:
        return said
    words = TextSent(at=event.at, fresh=event.fresh, key=event.key, text=event.caption, under=event.under)
    return _put_aside(context, said, words)


def _kept(context: TurnContext, turn: TurnResult, kept: bool) -> TurnResult:
    if not kept:
        return context.say(lock_handlers.locked(Shutting.nothing))
    silent = TurnResult(turn.session, (lock_handlers.locked(Shutting.thing),), turn.effects)
    return _with_lock(silent, lambda lock: replace(lock, things=lock.things + 1))


def _news(context: TurnContext, take: Turn) -> TurnResult:
    """What happens elsewhere goes on. What it would show is withheld, and one line says that there is something."""
    turn = take(context.event)
    lock = turn.session.person.lock
    if lock is None:
        # Nothing is kept of them any more.
        return turn
    withheld = tuple(one for one in turn.screens if not isinstance(one, Nudge))
    if isinstance(context.event, OutageEnded | PromptCorrected):
        # What it shows is where the person is, which they see as soon as the lock is open.
        return replace(turn, replies=())
    replies: list[Shown] = [LockedReminder(until=one.until) for one in turn.screens if isinstance(one, Nudge)]
    if any(isinstance(one, Expiring) for one in withheld):
        replies.append(LockedExpiring())
    elif withheld and not lock.told:
        replies.append(LockedNews())
    told = _with_lock(turn, lambda after: replace(after, told=after.told or bool(withheld)))
    return replace(told, replies=tuple(replies), withheld=withheld)
