"""Promises that hold whatever a person does, in any order: no word is lost, nothing is sent too early or twice."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from talk import WORDING, heard, restored, stored
from test_wording import read_as_telegram
from transcripts.starts import ENOUGH, library, newer, no_links, two_open, without_questions

from flows import vouching
from flows.buttons import Press
from flows.commands import COMMANDS
from flows.decisions import Decision, Remark, Verdict
from flows.draft import Answer, Desk, Draft, LinkPart, Person, SoundPart, TextPart
from flows.effects import DeliverPack, KeepMedia
from flows.events import (
    AnyEvent,
    ButtonPressed,
    CommandSent,
    DecisionMade,
    DecisionOverdue,
    Delivered,
    DeliveryDelayed,
    DeliveryFailed,
    GroupSpoken,
    HandedOver,
    OutageEnded,
    PlaceCorrected,
    SoundHeard,
    SoundLate,
    SoundLost,
    SoundSent,
    TextEdited,
    TextSent,
    Thing,
    ThingSent,
    TurnFailed,
)
from flows.here import place_of
from flows.messages import Message
from flows.pack import Pack
from flows.places import Ask, Place
from flows.progress import (
    is_about,
    listening_digest,
    loose_total,
    recordings,
    standing,
    text,
    total,
    words,
)
from flows.recordings import Use
from flows.replies.asides import Aside, Note
from flows.scene import Scene
from flows.sound import SoundKind, Trouble, enough
from flows.stages import Stage
from flows.turn import take_turn
from flows.twins import typed
from flows.vouching import WHOLE

BEGUN = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
LIBRARIES = (two_open(), without_questions(), newer(), library(), no_links())
WORD = re.compile(r"\bw\d+x\b")

NEWS = (Delivered, Delivered, DeliveryDelayed, DeliveryFailed, HandedOver, DecisionOverdue)
TWINS = (
    *("yes", "no", "next", "back", "skip", "tips", "later", "list", "check", "keep", "done", "send", "agree"),
    *("sent", "read", "details", "stay", "move", "start again", "bring it back", "1", "2", "3", "5", "9"),
)
twins = st.sampled_from(TWINS)
messages = st.one_of(
    st.integers(1, 12),
    st.integers(20, 200),
    st.sampled_from(["headed", "headed with a beginning", "nearly full"]),
)
links = st.sampled_from(
    ["https://example.org/%s", "https://example.org/%s", "example.org/%s", "http://example.org/%s", "https://10.0.0.1/%s",
     "https://me:%s@example.org/", "See https://example.org/%s"]
)  # fmt: skip
choices = st.sampled_from(["", "this question", "every question", "just words", "take it out", "1 2"])
garbage = st.one_of(
    st.text(max_size=64),
    st.sampled_from(
        ["", "|", "||", "send||", "q|x|", "place|%s|1:1", "choose|%s|", "badge||99", "fact|%s|0", "q|%s|²"]
    ),
)


def _held(draft: Draft) -> list[str]:
    """All words that a draft holds, wherever they are."""
    parts = [part for given in draft.answers.values() for part in (*given.parts, *given.struck)]
    links = [part.url for part in (*parts, draft.whole) if isinstance(part, LinkPart)]
    parts = [part for part in parts if isinstance(part, TextPart)]
    facts = [value for stated in draft.facts.values() for value in stated.values]
    use = [draft.ai.tool or "", draft.ai.link or ""] if draft.ai else []
    loose = [part for part in draft.unplaced if isinstance(part, TextPart)]
    return [part.text for part in (*parts, *draft.pasted, *loose)] + links + facts + use


def _recordings(draft: Draft) -> list[int]:
    """The messages of all recordings that a draft holds, wherever they are."""
    answered = [part for given in draft.answers.values() for part in (*given.parts, *given.struck)]
    return [part.key for part in (*answered, *draft.unplaced) if isinstance(part, SoundPart)]


def _linked(draft: Draft) -> list[LinkPart]:
    """Every link that a draft holds as evidence, put away or not."""
    answered = [part for given in draft.answers.values() for part in (*given.parts, *given.struck)]
    return [part for part in (*answered, draft.whole) if isinstance(part, LinkPart)]


WRITTEN = (Stage.answering, Stage.reviewing, Stage.declaring)


def writing(person: "Person7") -> bool:
    """Whether there are questions to be answered now."""
    draft = person.desk.in_hand
    return draft is not None and draft.stage in WRITTEN


class Person7(RuleBasedStateMachine):
    """One person, who does anything at all, and a bot that must keep its promises."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(Person(7))
        self.now = BEGUN
        self.turns = self.key = self.word = 0
        self.buttons: list[str] = []
        self.places: list[Place] = []
        self.sent: dict[int, str] = {}
        self.kept: dict[int, tuple[str, set[str]]] = {}
        self.packs: list[Pack] = []
        self.fetches: list[KeepMedia] = []
        self.last: tuple[Message, ...] = ()

    @initialize(
        shelf=st.sampled_from(LIBRARIES),
        start=st.sampled_from(["new", "agreed", "answering", "answering", "answered", "with_issuer", "came back"]),
    )
    def begin(self, shelf: object, start: str) -> None:
        """Somebody finds the bot, and has perhaps come some way."""
        self.shelf = shelf
        if start == "new":
            return
        self.command("start", "OB-1249")
        self.press_data("agree||")
        if start != "agreed":
            self.settles_the_facts()
        if start in ("answered", "with_issuer", "came back"):
            self.press_data(f"stay|{self.desk.person.in_hand}|")
            self.writes_enough()
        if start in ("with_issuer", "came back"):
            self.goes_all_the_way(ai=False)
            self.news_comes(kind=Delivered, which=0, twice=False)
        if start == "came back":
            self.the_issuer_decides(verdict=Verdict.returned, wanted={0, 3}, which=0)

    # What a turn must always do

    def take(self, event: AnyEvent) -> None:
        """Takes a turn and holds all that must be true of every turn."""
        before = stored(self.desk)
        turn = take_turn(self.shelf, self.desk, event)
        assert stored(self.desk) == before
        assert restored(stored(turn.desk)) == turn.desk
        again = take_turn(self.shelf, restored(before), event)
        assert again == turn, "the same turn taken again comes out otherwise"
        self.desk = restored(stored(turn.desk))
        self.packs += [self._judged(effect.pack) for effect in turn.effects if isinstance(effect, DeliverPack)]
        self.fetches += [effect for effect in turn.effects if isinstance(effect, KeepMedia)]
        self.last = tuple(message for reply in turn.replies for message in WORDING.messages(reply))
        for message in self.last:
            self._fits(message)

    def _fits(self, message: Message) -> None:
        shown = message.text if message.plain else read_as_telegram(message.text)
        assert shown.strip() or message.recording
        assert len(shown.encode("utf-16-le", "surrogatepass")) // 2 <= (1024 if message.attachment else 4096)
        for button in (button for row in message.buttons for button in row):
            assert 1 <= len(button.data.encode()) <= 64
            assert 1 <= len(button.label) <= 64
            self.buttons.append(button.data)
        if message.place is not None:
            assert Place.parse(str(message.place)) == message.place
            self.places.append(message.place)

    def _judged(self, pack: Pack) -> Pack:
        """A pack goes only when every rule is met, and holds just what was written, in order."""
        draft = self.desk.drafts[pack.draft]
        badge = self.shelf.at(draft.badge, draft.version)
        assert draft.stage is Stage.sending
        assert pack.submission_id not in {earlier.submission_id for earlier in self.packs}
        for question, answer in zip(badge.questions, pack.answers, strict=True):
            given = draft.answers.get(question.id, Answer())
            linked = vouching.stands(question, draft)
            if not linked:
                self._enough(question.minimum, given)
            assert given.parts or draft.whole
            assert (answer.count == "stated") == (draft.whole is not None or vouching.link_of(given) is not None)
            said = [p.url if isinstance(p, LinkPart) else p.text for p in given.parts if not isinstance(p, SoundPart)]
            assert WORD.findall(answer.text) == WORD.findall(" ".join(said))
            typed_parts = [part.text for part in given.parts if isinstance(part, TextPart)]
            if given.parts and not recordings(given) and not vouching.link_of(given):
                assert answer.text == text(given)
                assert answer.text.split() == " ".join(typed_parts).split()
        self._heard(pack, draft)
        self._vouched(pack, draft)
        self._stayed(pack, draft)
        if badge.words:
            short = any(given.kept_short for given in draft.answers.values())
            short = short or any(vouching.stands(question, draft) for question in badge.questions)
            assert short or total(badge, draft) >= enough(badge.words.minimum)
            assert loose_total(badge, draft) <= badge.words.maximum
        assert [(d.id, d.text) for d in pack.declarations] == [(d.id, d.text) for d in badge.declarations]
        assert all(BEGUN <= d.accepted_at <= pack.timestamp for d in pack.declarations)
        assert badge.ai.rule != "declare" or pack.ai.used is not None
        assert not pack.ai.used or (pack.ai.tool and pack.ai.link)
        place = 0
        for answer in pack.answers:
            place = pack.evidence_text.index(answer.heading, place) + len(answer.heading)
            place = pack.evidence_text.index(answer.text, place) + len(answer.text)
        email = draft.facts["email"].values[0]
        assert email not in pack.evidence_text or any(email in answer.text for answer in pack.answers)
        return pack

    def _stayed(self, pack: Pack, draft: Draft) -> None:
        """Where the issuer asked for more in some answers, all else goes again as it went before."""
        if draft.returned is None or not draft.returned.locks:
            return
        before = next(p for p in self.packs if p.draft == draft.id and p.attempt == draft.returned.attempt)
        assert pack.facts == before.facts
        assert pack.reference == before.reference
        for old, new in zip(before.answers, pack.answers, strict=True):
            assert old == new or draft.returned.about(old.criterion_id)

    def _enough(self, minimum: int, given: Answer) -> None:
        if given.kept_short and recordings(given):
            return
        assert words(given) >= (enough(minimum) if is_about(given) else minimum)

    def _vouched(self, pack: Pack, draft: Draft) -> None:
        """Every link went with all that has to be said of its page, ticked before it was sent."""
        badge = self.shelf.at(draft.badge, draft.version)
        links = {WHOLE: pack.whole, **{answer.criterion_id: answer.link for answer in pack.answers}}
        for scope, packed in links.items():
            held = vouching.link_at(draft, scope)
            assert (packed.url if packed else None) == (held.url if held else None)
            if packed:
                assert tuple(tick.text for tick in packed.checklist) == vouching.asked(badge, scope)
                assert all(BEGUN <= tick.ticked_at <= pack.timestamp for tick in packed.checklist)
                assert packed.url in pack.evidence_text

    def _heard(self, pack: Pack, draft: Draft) -> None:
        """Every recording was kept and asked about, and each that plays goes along, bound by its digest."""
        sounds = [sound for given in draft.answers.values() for sound in recordings(given)]
        assert all(sound.heard or sound.lost for sound in sounds)
        assert not sounds or draft.listened == listening_digest(draft)
        asked = [draft.answers[a.criterion_id] for a in pack.answers if a.criterion_id in draft.answers]
        copies = [s.heard.copy_sha256 for given in asked for s in recordings(given) if s.heard and s.heard.copy_sha256]
        assert copies == [file.sha256 for file in pack.files if file.use is Use.listening]
        assert len({file.name for file in pack.files}) == len(pack.files)

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
        if str(size).startswith("headed"):
            first = " ".join(fresh[:5]) + "\n" if "beginning" in str(size) else ""
            return f"{first}Topic\n{' '.join(fresh[5:30])}\nRelevance\n{' '.join(fresh[30:])}\n" + (
                "" if first else " ".join(fresh[:5])
            )
        return " ".join(fresh)

    def send(self, said: str, under: Place | None, seconds: int = 20) -> None:
        """Sends words, and remembers those that must never be lost."""
        at, fresh = self.stamp(seconds)
        key = self.next_key()
        place = self._place(under)
        self.take(TextSent(at=at, fresh=fresh, key=key, text=said, under=under))
        self.sent[key] = said
        self._remember(key, said, place)

    def _place(self, under: Place | None) -> Place | None:
        """Where words belong: where they were sent, or where that is not known, where the draft in hand stands."""
        if under and (not under.draft or under.draft in self.desk.drafts):
            return under
        draft = self.desk.in_hand
        if draft is None:
            return None
        event = OutageEnded(at=self.now, fresh="f" * 64)
        return place_of(Scene(self.shelf, self.desk, event).with_draft(draft))

    def _remember(self, key: int, said: str, place: Place | None) -> None:
        draft = self.desk.drafts.get(place.draft) if place else None
        if draft is None or not WORD.search(said):
            return
        short = place.ask in (Ask.fact, Ask.ai_tool, Ask.ai_link) and len(said) <= 500
        # Where there are badges to tick and no questions, nothing but a number, a link or a file is an answer.
        nowhere = not self.shelf.at(draft.badge, draft.version).questions
        if draft.is_open and draft.stage is not Stage.checking and not short and not nowhere:
            self.kept[key] = (draft.id, set(WORD.findall(said)))

    def press_data(self, data: str) -> None:
        """Presses a button of which only its data is known."""
        at, fresh = self.stamp(5)
        self.take(ButtonPressed(at=at, fresh=fresh, data=data, message=1))

    # What people do

    @rule(size=messages, seconds=st.sampled_from([1, 20, 86_400]))
    def writes(self, size: int | str, seconds: int) -> None:
        """Writes under what the phone shows."""
        self.send(self.written(size), self.places[-1] if self.places else None, seconds)

    @rule(size=messages, back=st.integers(2, 12))
    def writes_late(self, size: int | str, back: int) -> None:
        """Writes under something from further up, as a phone without signal does."""
        self.send(self.written(size), self.places[-min(back, len(self.places))] if self.places else None)

    @rule(size=messages, gone=st.booleans())
    def writes_from_nowhere(self, size: int | str, gone: bool) -> None:
        """Writes, and what the phone showed is not known, or was of a draft that nobody has."""
        self.send(self.written(size), Place(Ask.question, "ffffffffff", "topic") if gone else None)

    @rule(word=twins)
    def types(self, word: str) -> None:
        """Types a word instead of pressing."""
        self.send(word, self.places[-1] if self.places else None)

    @rule(words=st.sampled_from(["Mary Ross", "mary@example.org", "1234567", "12", "https://chat.example.org/a", "3"]))
    def answers_a_fact(self, words: str) -> None:
        """Types something that some fact asks for."""
        self.send(words, self.places[-1] if self.places else None)

    @precondition(lambda self: self.buttons)
    @rule(back=st.integers(1, 400))
    def presses(self, back: int) -> None:
        """Presses a button, mostly a new one, sometimes a very old one."""
        near = back if back < 40 else back * 7
        self.press_data(self.buttons[-(1 + near % len(self.buttons))])

    @precondition(lambda self: any(message.buttons for message in self.last))
    @rule(which=st.integers(0, 40))
    def presses_what_is_there(self, which: int) -> None:
        """Presses a button of the last messages: it does something, and is never called an old one."""
        offered = [b.data for message in self.last for row in message.buttons for b in row]
        before = self.last
        self.press_data(offered[which % len(offered)])
        old = WORDING.messages(Aside(note=Note.old_button))[0].text
        assert old not in [message.text for message in self.last], (offered[which % len(offered)], before)

    @rule(data=garbage, said=st.text(min_size=1, max_size=80))
    def does_something_odd(self, data: str, said: str) -> None:
        """Types anything that a keyboard can, and sends button data that nobody drew."""
        self.send(said, self.places[-1] if self.places else None)
        self.press_data(data.replace("%s", self.desk.person.in_hand or ""))

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 200), size=messages)
    def edits(self, which: int, size: int | str) -> None:
        """Edits a message of their own; its old words may go, and the new ones are there."""
        self._edit(sorted(self.sent)[-(1 + which % len(self.sent))], self.written(size))

    def _edit(self, key: int, said: str) -> None:
        draft_id, _ = self.kept.get(key, ("", set()))
        open_now = draft_id in self.desk.drafts and self.desk.drafts[draft_id].is_open
        at, fresh = self.stamp()
        self.take(TextEdited(at=at, fresh=fresh, key=key, text=said))
        # What the assessor has read stays, and the bot says so.
        refused = WORDING.messages(Aside(note=Note.edit_too_late))[0].text in [message.text for message in self.last]
        if open_now and not refused:
            self.kept[key] = (draft_id, set(WORD.findall(said)))

    @rule(
        name=st.sampled_from([*COMMANDS, "dance", ""]), argument=st.sampled_from(["", "OB-1249", "OB-2", "OB-1", "x"])
    )
    def command(self, name: str, argument: str) -> None:
        """Sends a command."""
        at, fresh = self.stamp()
        self.take(CommandSent(at=at, fresh=fresh, name=name, argument=argument))

    @rule(thing=st.sampled_from(Thing), size=st.one_of(st.none(), messages))
    def sends_a_thing(self, thing: Thing, size: int | str | None) -> None:
        """Sends a picture or the like, perhaps with words below it."""
        at, fresh = self.stamp()
        under = self.places[-1] if self.places else None
        key, caption = self.next_key(), self.written(size) if size else ""
        place = self._place(under)
        self.take(ThingSent(at=at, fresh=fresh, key=key, thing=thing, caption=caption, under=under))
        if caption:
            self.sent[key] = caption
            self._remember(key, caption, place)

    @rule(kind=st.sampled_from(SoundKind), big=st.booleans(), caption=st.booleans(), back=st.integers(1, 12))
    def speaks(self, kind: SoundKind, big: bool, caption: bool, back: int) -> None:
        """Sends a recording, at the place shown last or at an older one, perhaps with words beside it."""
        under = self.places[-min(back, len(self.places))] if self.places else None
        at, fresh = self.stamp()
        key, place = self.next_key(), self._place(under)
        said = self.written(4) if caption else ""
        taken = len(self.fetches)
        self.take(
            SoundSent(
                at=at, fresh=fresh, key=key, kind=kind, source=f"file{key % 7}", too_big=big, caption=said, under=under
            )
        )
        self.sent[key] = said
        if said and len(self.fetches) > taken:
            self._remember(key, said, place)

    def _link(self, form: str) -> str:
        """A link with a word in it that is used once."""
        return form.replace("%s", self.written(1))

    @rule(form=links, back=st.integers(1, 12), choice=choices)
    def sends_a_link(self, form: str, back: int, choice: str) -> None:
        """Sends a link, at the place shown last or at an older one, and perhaps says what it answers."""
        self.send(self._link(form), self.places[-min(back, len(self.places))] if self.places else None)
        if choice:
            self.send(choice, self.places[-1] if self.places else None)

    @precondition(lambda self: any(_linked(draft) for draft in self.desk.drafts.values()))
    @rule(which=st.integers(0, 20), form=links)
    def edits_a_link(self, which: int, form: str) -> None:
        """Changes a link, into another or into one that cannot be evidence."""
        keys = [part.key for draft in self.desk.drafts.values() for part in _linked(draft) if part.key in self.sent]
        if keys:
            self._edit(keys[which % len(keys)], self._link(form))

    @precondition(writing)
    @rule(which=st.integers(0, 4), whole=st.booleans(), ticks=st.sampled_from(["1", "1 2", "1, 2, 3, 4, 5, 6 and 7"]))
    def vouches(self, which: int, whole: bool, ticks: str) -> None:
        """Gives a link for a question, or for all of them, and ticks some of what has to be said of it."""
        draft, question = self._somewhere(which)
        self.send(self._link("https://example.org/%s"), Place(Ask.question, draft, question))
        self.press_data(f"link{'w' if whole else 'q'}|{draft}|{question}:{self.key}")
        self.send(ticks, Place(Ask.ticks, draft, WHOLE if whole else question))

    @precondition(lambda self: self.fetches)
    @rule(
        which=st.integers(0, 20),
        count=st.integers(0, 200),
        trouble=st.one_of(st.none(), st.sampled_from(Trouble)),
        lost=st.booleans(),
        late=st.booleans(),
    )
    def is_heard(self, which: int, count: int, trouble: Trouble | None, lost: bool, late: bool) -> None:
        """A recording was fetched and listened to, perhaps a second time, or cannot be had."""
        fetch = self.fetches[which % len(self.fetches)]
        at, fresh = self.stamp(1)
        common = {"at": at, "fresh": fresh, "draft": fetch.draft, "key": fetch.key}
        if late:
            self.take(SoundLate(**common))
        if lost:
            self.take(SoundLost(**common, trouble=Trouble.gone))
        else:
            words_heard = 0 if trouble else count
            self.take(SoundHeard(**common, heard=heard(12.0, words_heard, trouble, fetch.source)))

    @precondition(lambda self: self.sent and self.places)
    @rule(which=st.integers(0, 20), back=st.integers(1, 20))
    def is_put_right(self, which: int, back: int) -> None:
        """A message proves to have been sent under another place."""
        key = sorted(self.sent)[-(1 + which % len(self.sent))]
        at, fresh = self.stamp(0)
        self.take(PlaceCorrected(at=at, fresh=fresh, key=key, under=self.places[-min(back, len(self.places))]))

    @rule(kind=st.sampled_from([GroupSpoken, OutageEnded, TurnFailed]))
    def something_happens(self, kind: type[GroupSpoken]) -> None:
        """Something happens that is no answer."""
        at, fresh = self.stamp()
        self.take(kind(at=at, fresh=fresh))

    @precondition(lambda self: self.packs)
    @rule(kind=st.sampled_from(NEWS), which=st.integers(0, 5), twice=st.booleans())
    def news_comes(self, kind: type[Delivered], which: int, twice: bool) -> None:
        """News of a delivery comes, perhaps twice, perhaps of an attempt that is over."""
        pack = self.packs[-(1 + which % len(self.packs))]
        for _ in range(1 + twice):
            at, fresh = self.stamp(1)
            self.take(kind(at=at, fresh=fresh, draft=pack.draft, attempt=pack.attempt))

    @precondition(lambda self: self.packs)
    @rule(
        verdict=st.sampled_from([*Verdict, Verdict.returned, Verdict.returned]),
        wanted=st.sets(st.integers(0, 4), max_size=3),
        which=st.integers(0, 3),
    )
    def the_issuer_decides(self, verdict: Verdict, wanted: set[int], which: int) -> None:
        """The issuer says something of an attempt, perhaps of one that is over, or not said to be there."""
        pack = self.packs[-(1 + which % len(self.packs))]
        remarks = tuple(Remark(a.criterion_id, n not in wanted, "Say more.") for n, a in enumerate(pack.answers))
        at, fresh = self.stamp(1)
        decision = Decision(verdict, "Thank you.", remarks if wanted else ())
        self.take(DecisionMade(at=at, fresh=fresh, draft=pack.draft, attempt=pack.attempt, decision=decision))

    @precondition(lambda self: self.packs)
    @rule(wanted=st.lists(st.integers(1, 5), max_size=3), every=st.booleans(), back=st.integers(0, 3))
    def tells_of_a_letter(self, wanted: list[int], every: bool, back: int) -> None:
        """The worker says that the issuer asks for more, copies the letter, and says for which questions."""
        draft = self.packs[-(1 + back % len(self.packs))].draft
        self.press_data(f"wrote|{draft}|")
        self.press_data(f"more|{draft}|")
        self.send("They wrote this.", Place(Ask.their_words, draft))
        for number in wanted:
            self.press_data(f"which|{draft}|{number}")
        self.press_data(f"{'every' if every else 'these'}|{draft}|")

    @precondition(lambda self: any(draft.returned and draft.is_open for draft in self.desk.drafts.values()))
    @rule(words=st.integers(1, 30), leave=st.booleans())
    def works_on_what_came_back(self, words: int, leave: bool) -> None:
        """Adds to each answer of which more is wanted, or leaves it."""
        draft = next(draft for draft in self.desk.drafts.values() if draft.returned and draft.is_open)
        for one in draft.returned.questions:
            if leave:
                self.press_data(f"leave|{draft.id}|{one.question}")
            else:
                self.send(self.written(words), Place(Ask.question, draft.id, one.question))

    @rule(shelf=st.sampled_from(LIBRARIES))
    def the_badges_change(self, shelf: object) -> None:
        """A badge file comes out, or another; none that a draft stands on goes."""
        if all(shelf.at(draft.badge, draft.version) for draft in self.desk.drafts.values()):
            self.shelf = shelf

    # Detours that take several steps in a row, which chance alone seldom takes

    def _somewhere(self, which: int) -> tuple[str, str]:
        draft = self.desk.in_hand
        questions = self.shelf.at(draft.badge, draft.version).questions
        return draft.id, questions[which % len(questions)].id if questions else ""

    @precondition(writing)
    @rule(which=st.integers(0, 4), steps=st.lists(st.sampled_from(["again!", "restore", "write"]), max_size=6))
    def starts_again_and_again(self, which: int, steps: list[str]) -> None:
        """Starts an answer again, writes, brings it back, in any order."""
        for step in steps:
            draft, question = self._somewhere(which)
            if step == "write":
                self.send(self.written(3), Place(Ask.question, draft, question))
            else:
                self.press_data(f"{step}|{draft}|{question}")

    @precondition(writing)
    @rule(which=st.integers(0, 4), to=st.integers(1, 5), long=st.booleans(), edits=st.integers(0, 3))
    def pastes_a_statement(self, which: int, to: int, long: bool, edits: int) -> None:
        """Pastes a statement, of one message or two, files it, places what stood above it, and edits either half."""
        draft, question = self._somewhere(which)
        head = self.written("headed with a beginning")
        self.send(head + (self.written(600) if long else ""), Place(Ask.question, draft, question))
        first = self.key
        if long:
            self.send(f"{self.written(4)}\nConfidence\n{self.written(20)}", Place(Ask.question, draft, question), 1)
        self.press_data(f"file|{draft}|{question}")
        if to % 2:
            self.press_data(f"place|{draft}|{first}:{to}")
        if edits and long:
            self._edit(self.key, f"{self.written(4)}\nConfidence\n{self.written(20)}")
        if edits > 1:
            self._edit(first, self.written("headed"))

    @precondition(writing)
    @rule(which=st.integers(0, 4))
    def writes_far_too_much(self, which: int) -> None:
        """Writes more than any badge takes."""
        draft, question = self._somewhere(which)
        for _ in range(2):
            self.send(self.written(500), Place(Ask.question, draft, question))

    # A person who knows where they are going, so that the far stages are reached in few steps

    @precondition(lambda self: self.desk.in_hand and self.desk.in_hand.stage is Stage.checking)
    @rule()
    def settles_the_facts(self) -> None:
        """Answers whatever is asked until the questions come."""
        self.press_data(f"right|{self.desk.person.in_hand}|")
        self.press_data(f"same|{self.desk.person.in_hand}|")
        facts = {
            "name": "Mary Ross", "email": "mary@example.org", "registration_number": "1234567",
            "register_parts": "3", "employer": "Glen Care",
        }  # fmt: skip
        for fact, said in facts.items():
            self.send(said, Place(Ask.fact, self.desk.person.in_hand, fact))
        self.press_data(f"chosen|{self.desk.person.in_hand}|register_parts")

    @precondition(lambda self: self.desk.in_hand and self.desk.in_hand.stage is Stage.answering)
    @rule()
    def writes_enough(self) -> None:
        """Gives every question what it still needs."""
        draft = self.desk.in_hand
        for question in self.shelf.at(draft.badge, draft.version).questions:
            need = question.minimum - (words(draft.answers[question.id]) if question.id in draft.answers else 0)
            if need > 0:
                self.send(self.written(need), Place(Ask.question, draft.id, question.id))

    @precondition(lambda self: self.desk.in_hand and self.desk.in_hand.stage in (Stage.answering, Stage.reviewing))
    @rule()
    def goes_on_to_declare(self) -> None:
        """Goes on from the check, keeping what was pointed out."""
        for data in ("stay", "review", "accept", "keepw", "nobody"):
            self.press_data(f"{data}|{self.desk.person.in_hand}|")

    @precondition(lambda self: self.desk.in_hand and self.desk.in_hand.stage is Stage.declaring)
    @rule(ai=st.booleans())
    def declares_and_sends(self, ai: bool) -> None:
        """Says yes to everything and presses send twice."""
        draft = self.desk.in_hand
        self.press_data(f"ai-{'yes' if ai else 'no'}|{draft.id}|")
        if ai:
            self.send("ChatGPT", Place(Ask.ai_tool, draft.id))
            self.send("https://chat.example.org/share/1", Place(Ask.ai_link, draft.id))
        for declaration in self.shelf.at(draft.badge, draft.version).declarations:
            self.press_data(f"decl|{draft.id}|{declaration.id}")
        self.press_data(f"send|{draft.id}|")
        self.press_data(f"send|{draft.id}|")

    @precondition(lambda self: self.desk.in_hand and self.desk.in_hand.stage in (*WRITTEN, Stage.returned))
    @rule(ai=st.booleans())
    def goes_all_the_way(self, ai: bool) -> None:
        """Does whatever is still to be done, and sends."""
        draft = self.desk.in_hand
        for question in self.shelf.at(draft.badge, draft.version).questions:
            if draft.returned and draft.returned.about(question.id):
                self.press_data(f"leave|{draft.id}|{question.id}")
        self.writes_enough()
        self.goes_on_to_declare()
        if self.desk.in_hand.stage is Stage.declaring:
            self.declares_and_sends(ai=ai)

    # What is true at every moment

    @invariant()
    def no_word_is_lost(self) -> None:
        """Every word that was taken is still in its draft, in an answer or waiting for one."""
        held = {name: set(WORD.findall("\n".join(_held(draft)))) for name, draft in self.desk.drafts.items()}
        for draft, said in self.kept.values():
            assert said <= held[draft]

    @invariant()
    def no_word_is_there_twice(self) -> None:
        """A word stands in one place only: no answer is doubled."""
        for draft in self.desk.drafts.values():
            found = WORD.findall("\n".join(_held(draft)))
            assert len(found) == len(set(found))

    @invariant()
    def no_recording_is_lost_or_doubled(self) -> None:
        """Every recording that was taken is in its draft once: in an answer, taken out, or waiting for a place."""
        for name, draft in self.desk.drafts.items():
            assert sorted(_recordings(draft)) == sorted(fetch.key for fetch in self.fetches if fetch.draft == name)

    @invariant()
    def a_tick_stands_only_on_its_link(self) -> None:
        """Each tick is of a link as it is now, in words that are asked for now; an answer has one link at most."""
        for draft in self.desk.drafts.values():
            badge = self.shelf.at(draft.badge, draft.version)
            for tick in draft.ticks:
                link = vouching.link_at(draft, tick.scope)
                assert link is not None
                assert link.url == tick.link
                assert tick.text in vouching.asked(badge, tick.scope)
            for given in draft.answers.values():
                assert sum(isinstance(part, LinkPart) for part in given.parts) <= 1
            assert badge.links == "accepted" or not vouching.scopes(badge, draft)
            assert not any(isinstance(part, LinkPart) for part in draft.unplaced)

    @invariant()
    def nothing_is_kept_before_consent(self) -> None:
        """Without a yes there is no draft."""
        assert self.desk.person.consent or not self.desk.drafts

    @invariant()
    def what_is_sent_is_what_was_packed(self) -> None:
        """A draft that is with the issuer has one pack for each attempt."""
        for draft in self.desk.drafts.values():
            attempts = [pack.attempt for pack in self.packs if pack.draft == draft.id]
            assert attempts == list(range(1, len(attempts) + 1))
            assert (draft.sending.attempt if draft.sending else 0) == len(attempts)

    @invariant()
    def a_declaration_stands_only_on_what_it_was_made_on(self) -> None:
        """Where declarations stand, the answers are complete: a change of the evidence takes them back."""
        for draft in self.desk.drafts.values():
            if draft.declarations and draft.stage is not Stage.closed:
                now = standing(self.shelf.at(draft.badge, draft.version), draft)
                assert now.every_answer_long_enough
                assert now.every_link_vouched_for


@pytest.mark.slow
class TestAnybody(Person7.TestCase):
    """Anybody at all: the same events every time, so that a build is as good as the last."""

    settings = settings(
        max_examples=40,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        # Making a failing talk shorter takes minutes; the slow lane does that.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.slow
class TestManyPeople(Person7.TestCase):
    """Many people, the same ones every time; `make people` meets others."""

    settings = settings(
        max_examples=200,
        stateful_step_count=50,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )


def test_the_paths_of_the_machine_lead_to_sending() -> None:
    """The machine reaches the end: were the far stages out of its reach, its promises about sending would be empty."""
    person = Person7()
    person.begin(shelf=library(), start="agreed")
    person.settles_the_facts()
    person.writes_enough()
    person.goes_on_to_declare()
    person.declares_and_sends(ai=True)
    assert len(person.packs) == 1
    assert person.packs[0].total_words == sum(ENOUGH)
    person.news_comes(kind=Delivered, which=0, twice=True)
    assert next(iter(person.desk.drafts.values())).stage is Stage.with_issuer
    assert typed("yes", Place(Ask.declaration))
    assert Press.parse(person.buttons[-1])


def test_the_paths_of_the_machine_lead_to_sending_a_link() -> None:
    """The machine reaches the end by a link as well, so that its promises about links are not empty."""
    person = Person7()
    person.begin(shelf=library(), start="answering")
    person.vouches(which=0, whole=True, ticks="1, 2, 3, 4, 5, 6 and 7")
    person.goes_on_to_declare()
    person.declares_and_sends(ai=False)
    assert [len(pack.whole.checklist) for pack in person.packs] == [7]
