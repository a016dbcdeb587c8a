"""Builds the record of a turn for the store: session, messages, effects, audit row, next reminder."""

from bot.clock import Clock
from bot.storage.records import Audit, ReminderRow, ReminderSent, TurnRecord
from criteria.library import Library
from flows.engine.context import TurnResult
from flows.engine.events import AnyEvent
from flows.engine.message import Message
from flows.model.draft import Person, Session
from flows.router.render import Wording
from flows.rules.reminder_plan import coming
from flows.rules.reminder_schedule import Planned


class TurnRecorder:
    """Builds the record of a turn that its transaction stores."""

    def __init__(self, library: Library, wording: Wording, clock: Clock) -> None:
        self._library = library
        self._wording = wording
        self._clock = clock

    def of_turn(
        self,
        turn: TurnResult,
        before: Session,
        chat: int,
        event: AnyEvent,
        now_ms: int,
        update: int | None = None,
    ) -> TurnRecord:
        """What a turn changes. `update` is the update that it was taken on; None for news from elsewhere."""
        nobody = before.person.id == 0
        return TurnRecord(
            now_ms=now_ms,
            update=update,
            before=None if nobody else before,
            after=None if nobody else turn.desk,
            messages=self.messages(turn, chat),
            effects=turn.effects,
            audit=() if nobody else (_audit(before, turn.desk, event),),
            plan=None if nobody else self._plan(before, turn.desk),
            nudged=() if nobody else _nudged(before.person, turn.desk.person),
        )

    def _plan(self, before: Session, after: Session) -> ReminderRow | None:
        """When to look at somebody's reminders next; None for those who never wanted any."""
        if not (before.person.reminders.wanted or after.person.reminders.wanted):
            return None
        return planned(after.person.id, coming(self._library, after, self._clock.now()))

    def messages(self, turn: TurnResult, chat: int) -> tuple[tuple[int, Message], ...]:
        """What a turn says, in sentences, and to which chat."""
        return tuple((chat, message) for screen in turn.screens for message in self._wording.messages(screen))


def planned(person: int, found: Planned | None) -> ReminderRow:
    """When to look at somebody's reminders next, as it is stored."""
    return (
        ReminderRow(person, int(found.at.timestamp() * 1000), found.reason.kind) if found else ReminderRow(person, None)
    )


def _nudged(before: Person, after: Person) -> tuple[ReminderSent, ...]:
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
