"""A phone, and a bot behind it: events go in, messages come out, and every turn is held to its promises."""

import hashlib
from datetime import UTC, datetime, timedelta

from hypothesis.stateful import RuleBasedStateMachine
from machine import each_turn, packed
from machine.kept import KeptWords
from machine.shelves import SHELVES
from machine.step import MachineTurn
from support.talk import WORDING, restored, stored
from test_wording import read_as_telegram

from criteria.library import Library
from flows.engine.buttons import Button
from flows.engine.capabilities import Capabilities, TranscriptionService
from flows.engine.confirmations import CONFIRMED_AT
from flows.engine.context import TurnContext
from flows.engine.effects import CheckAward, CheckOwnAward, DeliverPack, KeepMedia, Transcribe
from flows.engine.events import AnyEvent, ButtonPressed, OutageEnded, TextSent
from flows.engine.message import Message
from flows.engine.prompts import Prompt
from flows.engine.screen import Screen
from flows.model.draft import Draft, Person, Session
from flows.model.stages import Stage
from flows.pack.pack import Pack
from flows.router.current_screen import place_of
from flows.router.turn import take_turn

BEGUN = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
WRITTEN = (Stage.answering, Stage.reviewing, Stage.declaring)
REWORKED = (*WRITTEN, Stage.returned)


class Phone(RuleBasedStateMachine):
    """One person's phone and what the bot holds of them, with a clock that moves at every event."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf: Library = SHELVES["as it is"]
        self.scribe: TranscriptionService | None = None
        self.opens_pages = False
        self.desk = Session(Person("telegram:7"))
        self.now = BEGUN
        self.turns = self.key = self.word = 0
        self.buttons: list[str] = []
        self.places: list[Prompt] = []
        self.sent: dict[int, str] = {}
        self.kept = KeptWords()
        self.packs: list[Pack] = []
        self.fetches: list[KeepMedia] = []
        self.to_write: list[Transcribe] = []
        self.looks: list[CheckAward | CheckOwnAward] = []
        self.replies: tuple[Screen, ...] = ()
        self.last: tuple[Message, ...] = ()

    def take(self, event: AnyEvent) -> None:
        """Takes a turn and holds all that must be true of every turn."""
        before = self.desk
        bodies = stored(before)
        turn = take_turn(self.shelf, before, event, Capabilities(self.scribe, self.opens_pages))
        assert stored(before) == bodies, "a turn changed the desk that it was given"
        after = restored(stored(turn.session))
        assert after == turn.session, "a desk came back from JSON other than it went in"
        same = take_turn(self.shelf, restored(bodies), event, Capabilities(self.scribe, self.opens_pages))
        assert same == turn, "the same turn came out otherwise"
        self.desk, self.replies = after, turn.replies
        self.last = tuple(message for reply in turn.replies for message in WORDING.messages(reply))
        each_turn.hold(MachineTurn(self.shelf, self.scribe, self.opens_pages, before, event, turn))
        self._note(turn.effects)
        for message in self.last:
            self._fits(message)

    def _note(self, effects: tuple[object, ...]) -> None:
        for effect in effects:
            match effect:
                case DeliverPack(pack=pack):
                    packed.judge(self.shelf, self.desk, pack, self.packs)
                    self.packs.append(pack)
                case KeepMedia():
                    self.fetches.append(effect)
                case Transcribe():
                    self.to_write.append(effect)
                case CheckAward() | CheckOwnAward():
                    self.looks.append(effect)

    def _fits(self, message: Message) -> None:
        """A message can be sent as it is, and what hangs on it comes back as it went."""
        shown = message.text if message.plain else read_as_telegram(message.text)
        assert shown.strip() or message.recording
        assert len(shown.encode("utf-16-le", "surrogatepass")) // 2 <= (1024 if message.attachment else 4096)
        for button in (button for row in message.buttons for button in row):
            assert 1 <= len(button.data.encode()) <= 64
            assert 1 <= len(button.label) <= 64
            self.buttons.append(button.data)
        if message.place is not None:
            assert Prompt.parse(str(message.place)) == message.place
            self.places.append(message.place)

    # What every rule needs

    def stamp(self, seconds: int = 20) -> tuple[datetime, str]:
        """The next moment, and randomness for it."""
        self.now += timedelta(seconds=seconds)
        self.turns += 1
        return self.now, hashlib.sha256(str(self.turns).encode()).hexdigest()

    def next_key(self) -> int:
        """The id of the next message."""
        self.key += 1
        return self.key

    def written(self, size: int | str) -> str:
        """A message of words that are used once each, so that every one of them can be looked for."""
        count = {"headed": 60, "headed with a beginning": 60, "nearly full": 640}.get(str(size), size)
        fresh = [f"w{self.word + n}x" for n in range(int(count))]
        self.word += len(fresh)
        if not str(size).startswith("headed"):
            return " ".join(fresh)
        first = " ".join(fresh[:5]) + "\n" if "beginning" in str(size) else ""
        last = "" if first else " ".join(fresh[:5])
        return f"{first}Topic\n{' '.join(fresh[5:30])}\nRelevance\n{' '.join(fresh[30:])}\n{last}"

    def shown(self, back: int = 1) -> Prompt | None:
        """The place that the phone showed last, or one so far up."""
        return self.places[-min(back, len(self.places))] if self.places else None

    def send(self, said: str, under: Prompt | None, seconds: int = 20) -> None:
        """Sends words, and remembers those that must never be lost."""
        at, fresh = self.stamp(seconds)
        key = self.next_key()
        place, draft = self.whither(under)
        self.take(TextSent(at=at, fresh=fresh, key=key, text=said, under=under))
        self.sent[key] = said
        self.kept.remember(self.shelf, draft, place, key, said)

    def whither(self, under: Prompt | None) -> tuple[Prompt | None, Draft | None]:
        """Where words belong, and to which draft: where they were sent, or else where the draft in hand stands."""
        if under and (not under.draft or under.draft in self.desk.drafts):
            return under, self.desk.drafts.get(under.draft)
        draft = self.desk.in_hand
        if draft is None:
            return None, None
        event = OutageEnded(at=self.now, fresh="f" * 64)
        return place_of(TurnContext(self.shelf, self.desk, event).with_draft(draft)), draft

    def press_data(self, data: str, message: int = 1) -> None:
        """Presses a button of which only its data is known."""
        at, fresh = self.stamp(5)
        self.take(ButtonPressed(at=at, fresh=fresh, data=data, message=message, under=self.shown()))

    def confirm(self, data: str) -> None:
        """Presses a button that confirms, of which only its data is known, where that is asked."""
        press = Button.parse(data)
        assert press is not None
        under = Prompt(CONFIRMED_AT[press.action], press.draft, press.about)
        at, fresh = self.stamp(5)
        self.take(ButtonPressed(at=at, fresh=fresh, data=data, message=1, under=under))

    def somewhere(self, which: int) -> tuple[str, str]:
        """The draft in hand and one of its questions, or no question where its badge has none."""
        draft = self.desk.in_hand
        assert draft is not None
        questions = self.shelf.at(draft.badge, draft.version).questions
        return draft.id, questions[which % len(questions)].id if questions else ""

    def is_at(self, *stages: Stage) -> bool:
        """Whether the draft in hand stands at one of these stages."""
        return self.desk.in_hand is not None and self.desk.in_hand.stage in stages
