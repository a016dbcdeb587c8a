"""Takes the turn of an update, and makes its record. The only caller of `take_turn`."""

from dataclasses import replace

from bot.clock import Clock
from bot.conversation.arrival import Arrival, Parked, Raw
from bot.conversation.budget import Admission, Budgets
from bot.conversation.parked_text import parked_text
from bot.conversation.prompt_shown import ShownPrompts
from bot.conversation.receipts import Receipts
from bot.conversation.turn_record import TurnRecorder
from bot.monitoring import metrics
from bot.storage.stored.records import TurnRecord
from criteria.library import Library
from flows.engine.capabilities import Capabilities
from flows.engine.context import TurnResult
from flows.engine.events import AnyEvent, AttachmentSent, AudioSent, ButtonPressed, FileSent, TextSent, TurnFailed
from flows.features.help.screens import Aside, Note
from flows.model.draft import Person, Session
from flows.router.turn import take_turn

TRIES = 3
"""Tries of a turn or a transaction. Only the random ids differ between two tries of a turn."""


class UpdateTurns:
    """Takes turns. Turns are pure: what comes of one is its record, which a transaction stores."""

    def __init__(
        self,
        library: Library,
        recorder: TurnRecorder,
        clock: Clock,
        receipts: Receipts,
        capabilities: Capabilities,
        budgets: Budgets,
    ) -> None:
        """`receipts` hear of prompts that were guessed, `budgets` of what each turn cost."""
        self._library = library
        self._recorder = recorder
        self._clock = clock
        self._receipts = receipts
        self._capabilities = capabilities
        self.budgets = budgets

    def knows(self, badge: str, version: str) -> bool:
        """Whether this release has a version of a badge."""
        return self._library.at(badge, version) is not None

    def of_news(self, session: Session, event: AnyEvent, now_ms: int) -> TurnRecord:
        """The record of an event that did not come from a phone. Raises what the turn raises."""
        turn = take_turn(self._library, session, event, self._capabilities)
        return self._recorder.of_turn(turn, session, session.person.id, event, now_ms)

    def of_update(self, raw: Raw, arrival: Arrival, session: Session, now_ms: int) -> TurnRecord:
        """Takes the turn of an update. One that breaks it is put aside, and the rest go on."""
        for _ in range(TRIES):
            event = replace(arrival.event, fresh=self._clock.fresh())
            try:
                with metrics.turn_seconds.time():
                    turn = take_turn(self._library, session, event, self._capabilities)
                    if arrival.person is None:
                        return self._recorder.of_group(turn, arrival, now_ms)
                    return self._recorder.of_turn(turn, session, arrival.chat, event, now_ms, arrival)
            except Exception as error:  # noqa: BLE001 - whatever it raises is a fault of ours, kept for the operator
                kind = type(error).__name__
        return self.parked(Parked(arrival.update, parked_text(raw, arrival, session), kind, arrival.person), now_ms)

    def in_group(self, raw: Raw, arrival: Arrival, now_ms: int) -> TurnRecord:
        """The record of an update in a group, which says where the bot works and keeps nothing."""
        if self.budgets.stranger(arrival) is not Admission.now:
            return TurnRecord(now_ms=now_ms, update=arrival.update)
        return self.of_update(raw, arrival, Session(Person(arrival.chat)), now_ms)

    def too_fast(self, arrival: Arrival, session: Session, now_ms: int) -> TurnRecord:
        """The record of an update that is not kept, because too many of its sender wait: they are told."""
        turn = TurnResult(session, (Aside(note=Note.too_fast),))
        messages = self._recorder.messages(turn, arrival.chat, arrival.topic)
        return TurnRecord(now_ms=now_ms, update=arrival.update, messages=messages)

    def placed(self, arrival: Arrival, found: ShownPrompts | None) -> Arrival:
        """The arrival under the prompt that its phone showed, if that is known."""
        event = arrival.event
        if found is None or not isinstance(event, TextSent | AttachmentSent | AudioSent | FileSent | ButtonPressed):
            return arrival
        if found.guess is not None and found.otherwise is not None and not isinstance(event, ButtonPressed):
            self._receipts.guessed(found.guess, (arrival.chat, event.key, found.otherwise))
        return replace(arrival, event=replace(event, under=found.place))

    def spend(self, arrival: Arrival, change: TurnRecord) -> None:
        """Counts what a turn cost its person: what was sent and what was answered."""
        sent = len(arrival.event.text) if isinstance(arrival.event, TextSent) else 0
        said = sum(len(message.text) for _, message in change.messages)
        self.budgets.spend(arrival.chat, sent + said)

    def parked(self, parked: Parked, now_ms: int) -> TurnRecord:
        """The record of a parked update. Its sender is told, where they are known."""
        person = parked.person
        if person is None:
            return TurnRecord(now_ms=now_ms, update=parked.update, parked=parked)
        failed = TurnFailed(at=self._clock.now(), fresh=self._clock.fresh())
        turn = take_turn(self._library, Session(Person(person)), failed)
        return TurnRecord(
            now_ms=now_ms, update=parked.update, parked=parked, messages=self._recorder.messages(turn, person)
        )
