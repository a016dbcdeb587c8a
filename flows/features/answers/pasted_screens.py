"""The screens of what is in no answer: a pasted statement, and words or recordings that need a place."""

from dataclasses import dataclass

from flows.engine.message import Message
from flows.engine.screen import Notice, Phrases, Screen, named
from flows.rules.statement import Doubt
from flows.text.paging import pasteable


@dataclass(frozen=True, slots=True)
class Share:
    """A passage of a pasted statement, and the question that it would answer."""

    number: int
    heading: str
    count: int
    begins: str
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteProposal(Screen):
    """Which passage of a pasted statement answers which question."""

    shares: tuple[Share, ...]
    before: int
    """Words that would stay in no answer."""
    left_out: str = ""
    """How they begin."""
    empty: tuple[int, ...] = ()
    """The numbers of the questions that would have no words."""
    replaced: tuple[int, ...] = ()
    """The numbers of the questions whose answers have an older version of the words."""
    doubts: tuple[Doubt, ...] = ()
    """Why it is not sure; none where it is, or where the worker chose the places."""
    asked_number: int
    """The question under which it was pasted."""

    @property
    def state_of(self) -> str:
        """The whole statement, of which more may come."""
        return f"{self.place.draft}:paste" if self.place else ""

    def render(self, say: Phrases) -> str:
        lines = (("paste-line" if share.ends else "paste-line-short", named(share)) for share in self.shares)
        shares = "\n".join(say.phrase(key, **values) for key, values in lines)
        blocks = [say.phrase("paste-unsure" if self.doubts else "paste"), shares]
        blocks += [say.phrase(f"paste-doubt-{doubt.value}") for doubt in self.doubts]
        if self.empty:
            blocks.append(say.phrase("paste-empty", numbers=_listed(say, self.empty), count=len(self.empty)))
        if self.replaced:
            blocks.append(say.phrase("paste-replaced", numbers=_listed(say, self.replaced), count=len(self.replaced)))
        if self.before:
            blocks.append(say.phrase("paste-before", count=self.before, begins=self.left_out))
        return "\n\n".join([*blocks, say.phrase("paste-ask", number=self.asked_number)])


def _listed(say: Phrases, numbers: tuple[int, ...]) -> str:
    *first, last = map(str, numbers)
    return say.phrase("paste-and", first=", ".join(first), last=last) if first else last


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteMoves(Screen):
    """The passages of a pasted statement, numbered, to move one of them."""

    passages: tuple[Share, ...]
    """Each with the number of its question, 0 where it is in no answer."""

    def render(self, say: Phrases) -> str:
        lines = "\n".join(
            say.phrase("paste-passage" if share.number else "paste-passage-out", place=place, **named(share))
            for place, share in enumerate(self.passages, 1)
        )
        return f"{say.phrase('paste-moves')}\n\n{lines}\n\n{say.phrase('paste-moves-ask')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteTo(Screen):
    """Asks where one passage goes."""

    count: int
    begins: str
    ends: str

    def render(self, say: Phrases) -> str:
        key = "paste-to" if self.ends else "paste-to-short"
        return say.phrase(key, count=self.count, begins=self.begins, ends=self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteStep(Screen):
    """One piece of a pasted statement, and the question that it likely answers."""

    text: str
    number: int
    of: int
    current: int
    """The question of the piece before it; 0 for the first piece."""
    likely: int
    heading: str
    """The heading of the likely question."""

    def render(self, say: Phrases) -> str:
        key = "paste-likely" if self.likely else "paste-likely-none"
        blocks = [
            say.phrase("paste-step", number=self.number, of=self.of),
            say.phrase("paste-piece", text=self.text),
            say.phrase(key, number=self.likely, heading=self.heading),
        ]
        return "\n\n".join(blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseList(Notice):
    """All words that are in no answer, whole."""

    texts: tuple[str, ...]

    KEY = "loose-list"

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (Message(self.render(say)), *(message for text in self.texts for message in pasteable(text)))
