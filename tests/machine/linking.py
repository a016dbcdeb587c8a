"""Links as evidence: given, decided upon, ticked, changed."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.kept import links
from machine.phone import WRITTEN
from machine.writing import Writes

from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.rules.evidence.links import WHOLE

forms = st.sampled_from(
    ["https://example.org/%s", "https://example.org/%s", "example.org/%s", "http://example.org/%s", "https://10.0.0.1/%s",
     "https://me:%s@example.org/", "See https://example.org/%s"]
)  # fmt: skip
choices = st.sampled_from(["", "this question", "every question", "just words", "take it out", "1 2"])


class Links(Writes):
    """Somebody who has pages of their own."""

    def linked(self, form: str) -> str:
        """A link with a word in it that is used once."""
        return form.replace("%s", self.written(1))

    @rule(form=forms, back=st.integers(1, 12), choice=choices)
    def sends_a_link(self, form: str, back: int, choice: str) -> None:
        """Sends a link, at the place shown last or at an older one, and perhaps says what it answers."""
        self.send(self.linked(form), self.shown(back))
        if choice:
            self.send(choice, self.shown())

    @precondition(lambda self: any(links(draft) for draft in self.desk.drafts.values()))
    @rule(which=st.integers(0, 20), form=forms)
    def edits_a_link(self, which: int, form: str) -> None:
        """Changes a link, into another or into one that cannot be evidence."""
        keys = [part.key for draft in self.desk.drafts.values() for part in links(draft) if part.key in self.sent]
        if keys:
            self.edit(keys[which % len(keys)], self.linked(form))

    @precondition(lambda self: self.is_at(*WRITTEN))
    @rule(which=st.integers(0, 4), whole=st.booleans(), ticks=st.sampled_from(["1", "1 2", "1, 2, 3, 4, 5, 6 and 7"]))
    def vouches(self, which: int, whole: bool, ticks: str) -> None:
        """Gives a link for a question, or for all of them, and ticks some of what has to be said of it."""
        draft, question = self.somewhere(which)
        self.send(self.linked("https://example.org/%s"), Prompt(PromptKind.question, draft, OfQuestion(question)))
        self.press_data(f"link{'w' if whole else 'q'}|{draft}|{question}:{self.key}")
        self.send(ticks, Prompt(PromptKind.ticks, draft, OfQuestion(WHOLE if whole else question)))
