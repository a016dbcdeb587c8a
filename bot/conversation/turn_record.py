"""Builds the record of a turn for the store: session, messages, effects, audit row, next reminder."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import structlog

from bot.clock import Clock
from bot.conversation.arrival import Arrival
from bot.monitoring.causes import why
from bot.storage.errors import StorageError
from bot.storage.stored.codec import MESSAGES
from bot.storage.stored.records import Audit, ReminderRow, ReminderSent, TurnRecord
from criteria.library import Library
from flows.engine.capabilities import ChannelCapabilities
from flows.engine.context import TurnResult
from flows.engine.events import AnyEvent, PersonErased
from flows.engine.message import Message
from flows.engine.screen import Screen
from flows.model.channel_ids import channel_of
from flows.model.draft import DEFAULT_LANGUAGE, Person, Session
from flows.router.render import Wording
from flows.rules.reminders.reminder_plan import coming
from flows.rules.reminders.reminder_schedule import Planned


class TurnRecorder:
    """Builds the record of a turn that its transaction stores."""

    def __init__(
        self,
        library: Library,
        wordings: Mapping[str, Wording],
        clock: Clock,
        capabilities: Mapping[str, ChannelCapabilities],
    ) -> None:
        """`wordings` by language, `capabilities` by the names of channels."""
        self._library = library
        self._wordings = wordings
        self._clock = clock
        self._capabilities = capabilities

    def of_turn(
        self,
        turn: TurnResult,
        before: Session,
        chat: str,
        event: AnyEvent,
        now_ms: int,
        arrival: Arrival | None = None,
    ) -> TurnRecord:
        """What a turn changes. `arrival` is the update that it was taken on; None for news from elsewhere."""
        hidden = [message for screen in turn.withheld for message in self._said(turn, chat, screen)]
        turn = replace(turn, session=withhold(turn.session, hidden))
        return TurnRecord(
            now_ms=now_ms,
            update=arrival.update if arrival else None,
            before=before,
            after=turn.session,
            messages=self.messages(turn, chat, arrival.topic if arrival else None),
            effects=turn.effects,
            audit=() if isinstance(event, PersonErased) else (_audit(before, turn.session, event),),
            plan=self._plan(before, turn.session),
            reminders=_settled(before.person, turn.session.person),
        )

    def of_group(self, turn: TurnResult, arrival: Arrival, now_ms: int) -> TurnRecord:
        """What is said in a group: nothing is kept of anybody there."""
        said = self.messages(turn, arrival.chat, arrival.topic)
        return TurnRecord(now_ms=now_ms, update=arrival.update, messages=said)

    def _plan(self, before: Session, after: Session) -> ReminderRow | None:
        """When to look at somebody's reminders next; None for those who never wanted any."""
        if not (before.person.reminders.wanted or after.person.reminders.wanted):
            return None
        return planned(after.person.id, coming(self._library, after, self._clock.now()))

    def messages(self, turn: TurnResult, chat: str, topic: int | None = None) -> tuple[tuple[str, Message], ...]:
        """What a turn says, in sentences, and to which chat and topic of it."""
        # What was withheld comes after the line that the lock is open, and before where the person is.
        first, *rest = [self._said(turn, chat, screen) for screen in turn.screens] or [()]
        said = [*first, *released(turn.released), *(message for one in rest for message in one)]
        return tuple((chat, message if topic is None else replace(message, topic=topic)) for message in said)

    def _said(self, turn: TurnResult, chat: str, screen: Screen) -> tuple[Message, ...]:
        wording = self._wordings.get(turn.session.language) or self._wordings[DEFAULT_LANGUAGE]
        channel = self._capabilities.get(channel_of(chat)) or ChannelCapabilities()
        return wording.messages(screen, channel)


def planned(person: str, found: Planned | None) -> ReminderRow:
    """When to look at somebody's reminders next, as it is stored."""
    return (
        ReminderRow(person, int(found.at.timestamp() * 1000), found.reason.kind) if found else ReminderRow(person, None)
    )


def _settled(before: Person, after: Person) -> tuple[ReminderSent, ...]:
    """The reminders that a turn has settled: sent, or dropped."""
    known = {*before.reminders.told}
    new = (one for one in after.reminders.told if one not in known)
    return tuple(ReminderSent(after.id, one.kind, one.handled) for one in new)


def _audit(before: Session, after: Session, event: AnyEvent) -> Audit:
    draft = after.in_hand
    was = before.drafts.get(draft.id) if draft else None
    return Audit(
        person=after.person.id,
        draft=draft.id if draft else None,
        event=type(event).__name__,
        before=was.stage if was else None,
        after=draft.stage if draft else None,
    )


_log = structlog.get_logger(__name__)


def withhold(session: Session, messages: Iterable[Message]) -> Session:
    """The session with these messages behind its lock; as it is where it has none."""
    lock = session.person.lock
    bodies = tuple(MESSAGES.write(one) for one in messages) if lock else ()
    if lock is None or not bodies:
        return session
    locked = replace(lock, withheld=(*lock.withheld, *bodies))
    return replace(session, person=replace(session.person, lock=locked))


def released(bodies: Iterable[str]) -> tuple[Message, ...]:
    """The messages as they are said late: each as a new one, and asking for nothing by itself."""
    found = []
    for body in bodies:
        try:
            found.append(replace(MESSAGES.read(body), place=None, replaces=None))
        except StorageError as error:
            # The rest, and the way in, must not be lost with it.
            _log.error("withheld_unreadable", **why(error))
    return tuple(found)
