"""A conversation without Telegram: events in, messages out, the desk pushed through JSON between every two turns."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.conversation.turn_record import released, withhold
from bot.storage.stored import codec
from criteria.library import Library
from criteria.reader import read
from criteria.routes import RouteName
from flows.engine.capabilities import Capabilities, TranscriptionService
from flows.engine.context import TurnResult
from flows.engine.effects import CheckAward, CheckOwnAward, DeliverPack, Effect, KeepMedia, Transcribe
from flows.engine.events import (
    AnyEvent,
    AudioAnalysed,
    AudioSent,
    AwardsFound,
    ButtonPressed,
    CommandSent,
    Delivered,
    FileSent,
    OwnAwardFound,
    ReminderDue,
    TextEdited,
    TextSent,
    TranscriptFailed,
    TranscriptMade,
)
from flows.engine.message import Message
from flows.engine.prompts import Prompt
from flows.engine.screen import Screen
from flows.model.attachments.audio import AudioAnalysis, AudioKind, AudioProblem
from flows.model.attachments.award import AwardFile, AwardFinding, AwardVerdict, Form, MissingField, Why
from flows.model.attachments.award_check import AwardDoubt
from flows.model.draft import Draft, Person, Session
from flows.model.reminders import ReminderPreferences
from flows.router.commands import is_command
from flows.router.render import Wording
from flows.router.turn import take_turn
from flows.rules.reminders import reminder_plan
from flows.text import Catalogue, Operator


def stored(desk: Session) -> tuple[str, tuple[str, ...]]:
    """A desk as the database holds it."""
    return codec.PEOPLE.write(desk.person), tuple(codec.DRAFTS.write(draft) for draft in desk.drafts.values())


def restored(bodies: tuple[str, tuple[str, ...]]) -> Session:
    """A desk as it is read back."""
    person, drafts = bodies
    read_back = [codec.DRAFTS.read(body) for body in drafts]
    return Session(codec.PEOPLE.read(person), {draft.id: draft for draft in read_back})


OPERATOR = Operator("Glen Care Learning", "badges@example.org", "https://t.me/teabreak_bot")
WORDING = Wording(Catalogue(operator=OPERATOR))


def routed(library: Library, route: RouteName) -> Library:
    """The library as it is where every issuer takes submissions by this route."""
    return replace(library, issuers=tuple(one.model_copy(update={"route": route}) for one in library.issuers))


LIBRARY = routed(read(), "folder")
"""The badges and issuers that come with the program, on a route where the bot delivers."""
BY_HAND = routed(LIBRARY, "handover")
"""The same where the worker takes it there: the route of the real issuer today."""


@dataclass
class Shown:
    """A message on the phone: the bot's, or the person's own."""

    key: int
    message: Message | None = None
    text: str = ""


@dataclass
class Talk:
    """One person's phone, with a clock that moves a little at every event."""

    shelf: Library = field(default_factory=lambda: LIBRARY)
    desk: Session = field(
        default_factory=lambda: Session(Person("telegram:7", reminders=ReminderPreferences(wanted=False)))
    )
    """Somebody who does not want to be reminded, so that nobody asks them in the middle of another story."""
    now: datetime = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
    shown: list[Shown] = field(default_factory=list)
    said: tuple[Message, ...] = ()
    replies: tuple[Screen, ...] = ()
    effects: list[Effect] = field(default_factory=list)
    looked: list[CheckAward] = field(default_factory=list)
    keys: int = 100
    turns: int = 0
    scribe: TranscriptionService | None = None
    opens_pages: bool = True

    def _key(self) -> int:
        self.keys += 1
        return self.keys

    def _fresh(self) -> str:
        self.turns += 1
        return hashlib.sha256(str(self.turns).encode()).hexdigest()

    def _stamp(self, wait: timedelta) -> tuple[datetime, str]:
        self.now += wait
        return self.now, self._fresh()

    def take(self, event: AnyEvent) -> tuple[Message, ...]:
        """Takes one turn and shows what comes of it."""
        before = self.desk
        as_it_was = stored(before)
        turn = take_turn(self.shelf, before, event, Capabilities(self.scribe, self.opens_pages))
        assert stored(before) == as_it_was, "a turn changed the desk it was given"
        desk = withhold(turn.session, (message for screen in turn.withheld for message in WORDING.messages(screen)))
        self.desk = restored(stored(desk))
        assert self.desk == desk, "a desk came back from JSON other than it went in"
        self.effects += turn.effects
        self.replies = turn.replies
        first, *rest = [WORDING.messages(reply) for reply in turn.replies] or [()]
        self.said = (*first, *released(turn.released), *(message for one in rest for message in one))
        self.shown += [Shown(self._key(), message) for message in self.said]
        return self.said

    def place(self) -> Prompt | None:
        """The place that the phone showed last."""
        return next((s.message.place for s in reversed(self.shown) if s.message and s.message.place), None)

    def say(self, text: str, wait: timedelta = timedelta(seconds=20)) -> tuple[Message, ...]:
        """The person sends words, or a command."""
        at, fresh = self._stamp(wait)
        name, _, argument = text.removeprefix("/").partition(" ")
        if text.startswith("/") and is_command(name, argument):
            return self.take(CommandSent(at=at, fresh=fresh, name=name, argument=argument))
        under, key = self.place(), self._key()
        self.shown.append(Shown(key, text=text))
        return self.take(TextSent(at=at, fresh=fresh, key=key, text=text, under=under))

    def edit(self, old: str, new: str) -> tuple[Message, ...]:
        """The person edits the last of their own messages that begins with `old`."""
        mine = next(s for s in reversed(self.shown) if s.message is None and s.text.startswith(old))
        mine.text = new
        at, fresh = self._stamp(timedelta(seconds=20))
        return self.take(TextEdited(at=at, fresh=fresh, key=mine.key, text=new))

    def speak(self, caption: str = "", kind: AudioKind = AudioKind.voice) -> tuple[Message, ...]:
        """The person sends a recording."""
        at, fresh = self._stamp(timedelta(seconds=20))
        under, key = self.place(), self._key()
        self.shown.append(Shown(key, text=caption))
        return self.take(
            AudioSent(at=at, fresh=fresh, key=key, kind=kind, source=f"file-{key}", caption=caption, under=under)
        )

    def listen(
        self, seconds: float, count: int, trouble: AudioProblem | None = None, recording: str = "", **more: object
    ) -> tuple[Message, ...]:
        """The last recording's bytes are on disk, and were listened to."""
        fetch = next(effect for effect in reversed(self.effects) if isinstance(effect, KeepMedia))
        given = replace(heard(seconds, count, trouble, recording or fetch.source), **more)
        at, fresh = self._stamp(timedelta(seconds=2))
        under = self.place()
        return self.take(AudioAnalysed(at=at, fresh=fresh, draft=fetch.draft, key=fetch.key, heard=given, under=under))

    def write_down(self, text: str, sure: float | None = 0.9) -> tuple[Message, ...]:
        """A program has written down the last recording that it was to."""
        asked = next(effect for effect in reversed(self.effects) if isinstance(effect, Transcribe))
        at, fresh = self._stamp(timedelta(seconds=15))
        return self.take(
            TranscriptMade(
                at=at, fresh=fresh, draft=asked.draft, key=asked.key, text=text, engine="faster-whisper 1.2.1",
                model="small", sure=sure, under=self.place(),
            )
        )  # fmt: skip

    def write_nothing(self) -> tuple[Message, ...]:
        """No program could write down the last recording that was to be."""
        asked = next(effect for effect in reversed(self.effects) if isinstance(effect, Transcribe))
        at, fresh = self._stamp(timedelta(seconds=15))
        return self.take(TranscriptFailed(at=at, fresh=fresh, draft=asked.draft, key=asked.key))

    def give(self, called: str, caption: str = "", *, too_big: bool = False) -> tuple[Message, ...]:
        """The person sends a file that is no recording."""
        at, fresh = self._stamp(timedelta(seconds=20))
        under, key = self.place(), self._key()
        self.shown.append(Shown(key, text=caption))
        return self.take(
            FileSent(
                at=at, fresh=fresh, key=key, source=f"file-{key}", called=called, caption=caption, too_big=too_big,
                under=under,
            )
        )  # fmt: skip

    def look(self, asked: CheckAward | CheckOwnAward, *found: AwardFinding) -> tuple[Message, ...]:
        """What was asked for has been looked at."""
        at, fresh = self._stamp(timedelta(seconds=2))
        if isinstance(asked, CheckOwnAward):
            return self.take(OwnAwardFound(at=at, fresh=fresh, draft=asked.draft, number=asked.number, found=found[0]))
        return self.take(
            AwardsFound(
                at=at, fresh=fresh, draft=asked.draft, key=asked.key, part=asked.part, found=found, under=self.place()
            )
        )

    def press(self, label: str) -> tuple[Message, ...]:
        """The person presses the newest button with this label."""
        for shown in reversed(self.shown):
            for button in (b for row in shown.message.buttons for b in row) if shown.message else ():
                if button.label == label:
                    at, fresh = self._stamp(timedelta(seconds=5))
                    under = self.place()
                    return self.take(
                        ButtonPressed(at=at, fresh=fresh, data=button.data, message=shown.key, under=under)
                    )
        raise AssertionError(f"no button {label!r}; there are {self.labels()}")

    def pressed(self, data: str, under: Prompt | None = None) -> TurnResult:
        """What would come of pressing a button a day later; the talk itself does not go on."""
        event = ButtonPressed(at=self.now + timedelta(days=1), fresh="f" * 64, data=data, message=1, under=under)
        return take_turn(self.shelf, self.desk, event)

    def remind(self) -> tuple[Message, ...]:
        """Time passes until the calendar has something for this person, and they are reminded, or not."""
        moment = reminder_plan.next_at(self.shelf, self.desk, self.now)
        assert moment is not None, "nothing is planned"
        self.now = max(self.now, moment.astimezone(self.now.tzinfo))
        return self.take(ReminderDue(at=self.now, fresh=self._fresh(), under=self.place()))

    def labels(self) -> list[str]:
        """The buttons of the last messages."""
        return [b.label for m in self.said for row in m.buttons for b in row]

    def text(self) -> str:
        """What the bot said last, in one string."""
        return "\n---\n".join(message.text for message in self.said)

    def deliver(self) -> tuple[Message, ...]:
        """The issuer's system takes the last pack."""
        pack = next(effect.pack for effect in reversed(self.effects) if isinstance(effect, DeliverPack))
        at, fresh = self._stamp(timedelta(seconds=1))
        return self.take(Delivered(at=at, fresh=fresh, draft=pack.draft, attempt=pack.attempt))

    @property
    def draft(self) -> Draft:
        """The draft in hand."""
        draft = self.desk.in_hand
        assert draft is not None
        return draft


def heard(seconds: float, count: int, trouble: AudioProblem | None = None, recording: str = "one") -> AudioAnalysis:
    """What listening to a recording might say."""
    digest = hashlib.sha256(recording.encode()).hexdigest()
    played = trouble not in (AudioProblem.not_media, AudioProblem.damaged, AudioProblem.no_sound) or count > 0
    partial = count > 0 and trouble in (AudioProblem.damaged, AudioProblem.cut, AudioProblem.too_long)
    copy = hashlib.sha256(digest.encode()).hexdigest() if played else None
    return AudioAnalysis(digest, 9000, "ogg", seconds, seconds * 0.8, count, trouble, partial, copy, 7000)


def award(
    asked: CheckAward,
    at: datetime,
    *,
    verdict: AwardVerdict = AwardVerdict.checked,
    why: Why | None = None,
    thing: str | None = None,
    perhaps: tuple[str, ...] = (),
    called: str = "",
    badge: str = "",
    content: str = "",
) -> AwardFinding:
    """What looking at an award might say. The same content makes the same file."""
    digest = hashlib.sha256((content or f"{asked.key} {called}").encode()).hexdigest()
    file = None if asked.link else AwardFile(digest, 4000, Form.png)
    if why in (MissingField.gone, AwardDoubt.nothing_inside, AwardDoubt.photo, AwardDoubt.unreadable):
        file = None
    return AwardFinding(verdict, at, asked.email, why, file, called, badge, thing, perhaps)


def words(count: int, word: str = "care") -> str:
    """So many words."""
    return " ".join(f"{word}{n}" for n in range(count))


def with_shelf(talk: Talk, shelf: Library) -> Talk:
    """The same talk after the badge files have changed."""
    return replace(talk, shelf=shelf)
