"""The updates of one transaction: which come together, whose turns are taken in it, and whose wait."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.conversation.arrival import Arrival, Blocked, Parked, Raw, Read
from bot.conversation.budget import Admission, Waiting
from bot.conversation.prompt_shown import ShownPrompts, places_of
from bot.conversation.update_turns import UpdateTurns
from bot.storage.stored.records import TurnRecord, WaitingUpdate
from bot.storage.transaction.unit_of_work import UnitOfWork
from flows.engine.events import ButtonPressed
from flows.model.draft import Session
from flows.rules.draft_limits import is_large


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came and as it was read."""

    raw: Raw
    read: Read


def fewest_first(incoming: Sequence[Incoming], few: int) -> list[list[Incoming]]:
    """The updates in one part or two, each for a transaction: first of all who sent at most a `few`, then of the rest.

    So nobody waits for what somebody else has sent in masses. Those of one person stay together, and in order.
    """
    counts = Counter(_sender(one.read) for one in incoming)
    parts: tuple[list[Incoming], list[Incoming]] = ([], [])
    for one in incoming:
        sender = _sender(one.read)
        parts[sender is not None and counts[sender] > few].append(one)
    return [part for part in parts if part]


def _sender(read: Read) -> str | None:
    match read:
        case Arrival():
            return read.chat
        case Blocked() | Parked():
            return read.person
    return None


class UpdateBatch:
    """Takes the turns of a batch. What it has admitted counts once its transaction is on disk."""

    def __init__(self, turns: UpdateTurns, waiting: Mapping[str, Waiting], clock: Clock) -> None:
        """`waiting` says what of each person waits already."""
        self._turns = turns
        self._waiting = waiting
        self._clock = clock
        self._taken: Counter[str] = Counter()
        self.waits: dict[str, Waiting] = {}
        """What of each person waits after this batch."""

    async def records(self, work: UnitOfWork, incoming: Sequence[Incoming]) -> list[TurnRecord]:
        """A record for each update that was not seen before."""
        seen = await work.processed([one.read.update for one in incoming])
        fresh = {one.read.update: one for one in reversed(incoming) if one.read.update not in seen}
        new = [one for one in incoming if fresh.get(one.read.update) is one]
        arrivals = [one.read for one in new if isinstance(one.read, Arrival)]
        people = {arrival.person for arrival in arrivals if arrival.person is not None}
        sessions = await work.sessions(people, self._turns.knows)
        places = await places_of(work, arrivals)
        waits = await work.waits(sessions)
        if waits is not None:
            # Other instances may have some of them wait, or may have taken their turns.
            self._waiting = {
                one: replace(self._waiting.get(one, Waiting()), updates=updates, characters=size)
                for one, (updates, size) in waits.items()
            }
        now_ms = self._clock.unix_ms()
        return [self._record(one, sessions, places, now_ms) for one in new]

    def _record(
        self, one: Incoming, sessions: dict[str, Session], places: Mapping[str, ShownPrompts], now_ms: int
    ) -> TurnRecord:
        """The record of one update; `sessions` gets the new session, for the next update of the same person."""
        if isinstance(one.read, Parked):
            return self._turns.parked(one.read, now_ms)
        if not isinstance(one.read, Arrival):
            blocked = one.read.person if isinstance(one.read, Blocked) else None
            return TurnRecord(now_ms=now_ms, update=one.read.update, blocked=blocked)
        arrival = self._turns.placed(one.read, places.get(one.read.update))
        if arrival.person is None:
            return self._turns.in_group(one.raw, arrival, now_ms)
        session = sessions[arrival.person]
        admitted = self._admitted(arrival, session)
        if admitted is not Admission.now:
            return self._not_now(one, arrival, session, admitted, now_ms)
        change = self._turns.of_update(one.raw, arrival, session, now_ms)
        if change.after is not None:
            sessions[arrival.person] = change.after
        self._turns.spend(arrival, change)
        return change

    def _admitted(self, arrival: Arrival, session: Session) -> Admission:
        if session.person.consent is None:
            return self._turns.budgets.stranger(arrival)
        person = session.person.id
        waits = self.waits.get(person) or self._waiting.get(person) or Waiting()
        large = session.in_hand is not None and is_large(session.in_hand)
        admitted = self._turns.budgets.member(arrival, waits, self._taken[person], large=large)
        self._taken[person] += admitted is Admission.now
        return admitted

    def _not_now(
        self, one: Incoming, arrival: Arrival, session: Session, admitted: Admission, now_ms: int
    ) -> TurnRecord:
        """What is left of an update whose turn is not taken in this batch."""
        person = session.person.id
        done = TurnRecord(now_ms=now_ms, update=arrival.update)
        if admitted is Admission.ignore:
            return done
        waits = self.waits.get(person)
        if waits is None:
            waits = self.waits[person] = replace(self._waiting.get(person, Waiting()))
        if admitted is Admission.refuse:
            if waits.told:
                return done
            waits.told = True
            return self._turns.too_fast(arrival, session, now_ms)
        raw, event = json.dumps(one.raw), arrival.event
        under = getattr(event, "under", None)
        waits.updates += 1
        waits.characters += len(raw)
        waits.last_press = event.data if isinstance(event, ButtonPressed) else None
        kept = WaitingUpdate(person, raw, None if under is None else str(under), arrival.received_ms)
        return replace(done, waits=kept)
