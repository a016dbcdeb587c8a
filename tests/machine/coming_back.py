"""Work that came back: what is open is worked on, and everything there is, is aimed at what is not."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.badges import HoldsBadges
from machine.linking import Links
from machine.sending import Sends
from machine.speaking import Speaks

from flows.engine.buttons import ACTIONS, Action
from flows.engine.payloads import HeldPart, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.model.draft import Draft
from flows.rules import progress
from flows.rules.progress import is_locked

of_an_answer = st.sampled_from(
    [*("q", "tips", "again", "again!", "restore", "short", "takeout", "links", "linkq", "linkw", "words", "drop"),
     *("unlink", "tick", "leave", "place", "sounds", "words-ok", "words-fix", "words-no", "file", "whole")]
)  # fmt: skip
of_the_rest = st.sampled_from(
    [*("facts", "fact", "keep", "choose", "chosen", "hold", "holdall", "holdnone!", "for", "awardout", "move", "same")]
)
COMES = ("words", "link", "recording", "file", "number", "edit", "right")


class ComesBack(Sends, Speaks, Links, HoldsBadges):
    """Somebody of whom more is wanted."""

    def returned(self) -> Draft | None:
        """A draft that came back."""
        return next((draft for draft in self.desk.drafts.values() if draft.returned and draft.is_open), None)

    def locked(self, which: int) -> tuple[Draft, str]:
        """A draft that came back and one of its questions that is not open, if there is one."""
        draft = self.returned()
        assert draft is not None
        questions = [question.id for question in self.shelf.at(draft.badge, draft.version).questions]
        closed = [question for question in questions if is_locked(draft, question)] or questions or [""]
        return draft, closed[which % len(closed)]

    @precondition(lambda self: self.returned())
    @rule(words=st.integers(1, 30), leave=st.booleans())
    def works_on_what_came_back(self, words: int, leave: bool) -> None:
        """Adds to each answer of which more is wanted, or leaves it."""
        draft = self.returned()
        for one in draft.returned.questions:
            if leave:
                self.press_data(f"leave|{draft.id}|{one.question}")
            else:
                self.send(self.written(words), Prompt(PromptKind.question, draft.id, OfQuestion(one.question)))

    @precondition(lambda self: self.returned())
    @rule(which=st.integers(0, 4), action=of_an_answer, key=st.integers(0, 9), form=st.integers(0, 3))
    def presses_at_what_is_locked(self, which: int, action: str, key: int, form: int) -> None:
        """Presses a button of an answer that stays, as it hung there before."""
        draft, question = self.locked(which)
        given = draft.answers.get(question)
        keys = [part.key for part in (*given.parts, *given.struck)] if given else []
        keys += [part.key for part in draft.unplaced]
        held = keys[key % len(keys)] if keys else 0
        number = progress.number(self.shelf.at(draft.badge, draft.version), question)
        about = (question, f"{question}:{held}", f"{held}:{number}", f"{number}")[form]
        self.press_data(f"{action}|{draft.id}|{about}")

    @precondition(lambda self: self.returned())
    @rule(action=of_the_rest, about=st.sampled_from(["", "1", "name", "email", "register_parts:1", "register_parts"]))
    def presses_at_the_rest(self, action: str, about: str) -> None:
        """Presses a button of facts, or of badges held."""
        draft = self.returned()
        thing = next(iter(draft.held), "thing_01")
        award = draft.awards[0].id if draft.awards else "1.0"
        about = {"hold": thing, "for": f"{award}:1", "awardout": award}.get(action, about)
        self.press_data(f"{action}|{draft.id}|{about}")

    @precondition(lambda self: self.returned())
    @rule(
        which=st.integers(0, 4), what=st.sampled_from(COMES), size=st.integers(1, 90), ask=st.sampled_from(PromptKind)
    )
    def aims_at_what_is_locked(self, which: int, what: str, size: int, ask: PromptKind) -> None:
        """Sends words, links, recordings, files and edits where everything stays as it was sent."""
        draft, question = self.locked(which)
        under = Prompt(ask if size % 2 else PromptKind.question, draft.id, OfQuestion(question))
        match what:
            case "words":
                self.send(self.written(size), under)
            case "link":
                self.send(self.linked("https://example.org/%s"), under)
                self.press_data(f"link{'w' if size % 3 else 'q'}|{draft.id}|{question}:{self.key}")
            case "recording":
                self.record(under)
            case "file":
                self.gives_a_file(source=size % 6, big=False, quiet=False, caption="2", back=1)
            case "number":
                self.send(str(size % 24), Prompt(PromptKind.holding, draft.id, HeldPart(1)))
            case "edit":
                self._edits_what_is_locked(draft, question, size)
            case "right":
                self.is_put_right(which=size % 20, back=1 + which)

    def _edits_what_is_locked(self, draft: Draft, question: str, size: int) -> None:
        given = draft.answers.get(question)
        keys = [part.key for part in (*given.parts, *given.struck) if part.key in self.sent] if given else []
        keys += [stated.key for stated in draft.facts.values() if stated.key in self.sent]
        if keys:
            self.edit(keys[size % len(keys)], self.written(size) if size % 3 else self.linked("https://example.org/%s"))

    @precondition(lambda self: self.returned())
    @rule(action=st.sampled_from([*ACTIONS.values()]))
    def presses_anything(self, action: Action) -> None:
        """Presses any button there is, about nothing in particular."""
        self.press_data(f"{action.value}|{self.returned().id}|")
