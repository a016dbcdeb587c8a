"""Words, buttons and commands, in any order, at any place, now or late."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.phone import WRITTEN, Phone
from machine.shelves import CODES, NEWER, SHELVES

from flows.engine.buttons import ACTIONS
from flows.engine.events import (
    AttachmentKind,
    AttachmentSent,
    CommandSent,
    GroupMessage,
    OutageEnded,
    PromptCorrected,
    TextEdited,
    TurnFailed,
)
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.typed_words import ALIASES
from flows.features.help.screens import Aside, Note
from flows.router.commands import COMMANDS

sizes = st.one_of(
    st.integers(1, 12),
    st.integers(20, 200),
    st.sampled_from(["headed", "headed with a beginning", "nearly full"]),
)
twins = st.sampled_from(sorted({word for here in ALIASES.values() for word in here.words} | set("12359")))
talk = st.sampled_from(
    ["ok", "thanks pal", "who reads this", "how many words", "kettle's on", "skip this one", "what does that mean",
     "yes but", "delete my last message", "is that enough?", "I am not sure about", "stop it now"]
)  # fmt: skip
about = st.sampled_from(
    ["", "x", "9", "²", "topic", "name", "0", "1:1", "register_parts:1", "topic:1", ":1", "*", "1.0"]
)
garbage = st.one_of(
    st.text(max_size=64),
    st.sampled_from(["", "|", "||", "send||", "badge||99"]),
    st.builds(lambda action, about: f"{action.value}|%s|{about}", st.sampled_from([*ACTIONS.values()]), about),
)


class Writes(Phone):
    """Somebody who types and presses."""

    @rule(size=sizes, seconds=st.sampled_from([1, 20, 86_400]))
    def writes(self, size: int | str, seconds: int) -> None:
        """Writes under what the phone shows."""
        self.send(self.written(size), self.shown(), seconds)

    @rule(said=talk, size=st.integers(0, 9), back=st.integers(1, 6))
    def talks(self, said: str, size: int, back: int) -> None:
        """Says something to the bot wherever they are, with words of their own in it or none."""
        self.send(f"{said} {self.written(size)}" if size else said, self.shown(back))

    @rule(size=sizes, back=st.integers(2, 12))
    def writes_late(self, size: int | str, back: int) -> None:
        """Writes under something from further up, as a phone without signal does."""
        self.send(self.written(size), self.shown(back))

    @rule(size=sizes, gone=st.booleans())
    def writes_from_nowhere(self, size: int | str, gone: bool) -> None:
        """Writes, and what the phone showed is not known, or was of a draft that nobody has."""
        self.send(self.written(size), Prompt(PromptKind.question, "ffffffffff", OfQuestion("topic")) if gone else None)

    @rule(word=twins)
    def types(self, word: str) -> None:
        """Types a word instead of pressing."""
        self.send(word, self.shown())

    @precondition(lambda self: self.places and ALIASES[self.places[-1].beneath.ask].words)
    @rule(which=st.integers(0, 30))
    def types_a_word_of_the_place(self, which: int) -> None:
        """Types one of the words that mean something there."""
        words = sorted(ALIASES[(self.places[-1].beneath if which % 2 else self.places[-1]).ask].words)
        self.send(words[which % len(words)] if words else "yes", self.shown())

    @rule(words=st.sampled_from(["Mary Ross", "mary@example.org", "1234567", "12", "https://chat.example.org/a", "3"]))
    def answers_a_fact(self, words: str) -> None:
        """Types something that some fact asks for."""
        self.send(words, self.shown())

    @precondition(lambda self: self.buttons)
    @rule(back=st.integers(1, 400), message=st.integers(1, 2))
    def presses(self, back: int, message: int) -> None:
        """Presses a button, mostly a new one, sometimes a very old one."""
        near = back if back < 40 else back * 7
        self.press_data(self.buttons[-(1 + near % len(self.buttons))], message)

    @precondition(lambda self: any(message.buttons for message in self.last))
    @rule(which=st.integers(0, 40))
    def presses_what_is_there(self, which: int) -> None:
        """Presses a button of the last messages."""
        offered = [b.data for message in self.last for row in message.buttons for b in row]
        self.press_data(offered[which % len(offered)])

    @rule(data=garbage, said=st.text(min_size=1, max_size=80))
    def does_something_odd(self, data: str, said: str) -> None:
        """Types anything that a keyboard can, and sends button data that nobody drew."""
        self.send(said, self.shown())
        self.press_data(data.replace("%s", self.desk.person.in_hand or ""))

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 200), size=sizes)
    def edits(self, which: int, size: int | str) -> None:
        """Edits a message of their own; its old words may go, and the new ones are there."""
        self.edit(sorted(self.sent)[-(1 + which % len(self.sent))], self.written(size))

    def edit(self, key: int, said: str) -> None:
        """Edits one message."""
        draft, _ = self.kept.words.get(key, ("", frozenset()))
        open_now = draft in self.desk.drafts and self.desk.drafts[draft].is_open
        at, fresh = self.stamp()
        self.take(TextEdited(at=at, fresh=fresh, key=key, text=said))
        # What the assessor has read stays, and so do words that the person has replaced; the bot says so.
        refused = {Aside(note=Note.edit_too_late), Aside(note=Note.edit_unknown)} & set(self.replies)
        if open_now and not refused:
            self.kept.reworded(key, said)

    @rule(name=st.sampled_from([*COMMANDS, "dance", ""]), argument=st.sampled_from(CODES))
    def command(self, name: str, argument: str) -> None:
        """Sends a command."""
        at, fresh = self.stamp()
        self.take(CommandSent(at=at, fresh=fresh, name=name, argument=argument))

    @rule(thing=st.sampled_from(AttachmentKind), size=st.one_of(st.none(), sizes))
    def sends_a_thing(self, thing: AttachmentKind, size: int | str | None) -> None:
        """Sends a picture or the like, perhaps with words below it."""
        at, fresh = self.stamp()
        under, key, caption = self.shown(), self.next_key(), self.written(size) if size else ""
        place, draft = self.whither(under)
        self.take(AttachmentSent(at=at, fresh=fresh, key=key, thing=thing, caption=caption, under=under))
        if caption:
            self.sent[key] = caption
            self.kept.remember(self.shelf, draft, place, key, caption)

    @precondition(lambda self: self.sent and self.places)
    @rule(which=st.integers(0, 20), back=st.integers(1, 20))
    def is_put_right(self, which: int, back: int) -> None:
        """A message proves to have been sent under another place."""
        key = sorted(self.sent)[-(1 + which % len(self.sent))]
        at, fresh = self.stamp(0)
        under = self.shown(back)
        assert under is not None
        self.take(PromptCorrected(at=at, fresh=fresh, key=key, under=under))

    @rule(kind=st.sampled_from([GroupMessage, OutageEnded, TurnFailed]))
    def something_happens(self, kind: type[GroupMessage]) -> None:
        """Something happens that is no answer."""
        at, fresh = self.stamp()
        self.take(kind(at=at, fresh=fresh))

    @rule(shelf=st.sampled_from(sorted(SHELVES)))
    def the_badges_change(self, shelf: str) -> None:
        """A badge file comes out, or another; none that a draft stands on goes."""
        if all(SHELVES[shelf].at(draft.badge, draft.version) for draft in self.desk.drafts.values()):
            self.shelf = SHELVES[shelf]

    @precondition(lambda self: self.desk.in_hand)
    @rule(
        shelf=st.sampled_from(NEWER), presses=st.lists(st.sampled_from(["resume", "move", "stay", "loose"]), max_size=4)
    )
    def is_offered_a_newer_version(self, shelf: str, presses: list[str]) -> None:
        """A newer version of the badge comes out, which is taken or left, perhaps by a button that is old."""
        self.the_badges_change(shelf=shelf)
        for action in ("resume", *presses):
            self.press_data(f"{action}|{self.desk.person.in_hand}|")

    # Detours that take several steps in a row, which chance alone seldom takes

    @precondition(lambda self: self.is_at(*WRITTEN))
    @rule(which=st.integers(0, 4), steps=st.lists(st.sampled_from(["again!", "restore", "write"]), max_size=6))
    def starts_again_and_again(self, which: int, steps: list[str]) -> None:
        """Starts an answer again, writes, brings it back, in any order."""
        for step in steps:
            draft, question = self.somewhere(which)
            if step == "write":
                self.send(self.written(3), Prompt(PromptKind.question, draft, OfQuestion(question)))
            else:
                act = self.confirm if step == "again!" else self.press_data
                act(f"{step}|{draft}|{question}")

    @precondition(lambda self: self.is_at(*WRITTEN))
    @rule(which=st.integers(0, 4), to=st.integers(1, 5), long=st.booleans(), edits=st.integers(0, 3))
    def pastes_a_statement(self, which: int, to: int, long: bool, edits: int) -> None:
        """Pastes a statement, of one message or two, files it, places what stood above it, and edits either half."""
        draft, question = self.somewhere(which)
        head = self.written("headed with a beginning")
        self.send(head + (self.written(600) if long else ""), Prompt(PromptKind.question, draft, OfQuestion(question)))
        first = self.key
        if long:
            self.send(
                f"{self.written(4)}\nConfidence\n{self.written(20)}",
                Prompt(PromptKind.question, draft, OfQuestion(question)),
                1,
            )
        self.press_data(f"file|{draft}|{question}")
        if to % 2:
            self.press_data(f"place|{draft}|{first}:{to}")
        if edits and long:
            self.edit(self.key, f"{self.written(4)}\nConfidence\n{self.written(20)}")
        if edits > 1:
            self.edit(first, self.written("headed"))

    @precondition(lambda self: self.is_at(*WRITTEN))
    @rule(which=st.integers(0, 4))
    def writes_far_too_much(self, which: int) -> None:
        """Writes more than any badge takes."""
        draft, question = self.somewhere(which)
        for _ in range(2):
            self.send(self.written(500), Prompt(PromptKind.question, draft, OfQuestion(question)))
