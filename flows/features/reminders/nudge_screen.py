"""A reminder: a line for each thing, in numbers and titles."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from criteria.routes import Carrier
from flows.engine.message import Message, ReminderTime
from flows.engine.screen import Phrases, Screen
from flows.model.reminders import ReminderKind
from flows.rules.held_badges import Tally


class Lies(Enum):
    """How a draft lies there."""

    facts = "facts"
    answers = "answers"
    check = "check"
    statements = "statements"
    to_take = "to_take"


@dataclass(frozen=True, slots=True)
class NudgeLine:
    """One thing that a worker is reminded of: its state in a line, and never any of their words."""

    kind: ReminderKind
    title: str
    issuer: str = ""
    lies: Lies = Lies.answers
    done: int = 0
    of: int = 0
    words: int = 0
    about: bool = False
    """Whether the words are an estimate."""
    by: date | None = None
    """By when returned work must be sent again."""
    on: date | None = None
    """When it was last touched, or sent."""
    month: int = 0
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    gather: tuple[str, ...] = ()
    text: str = ""
    """The issuer's own sentence."""
    earned: bool = False
    """Whether what was sent has been awarded."""
    carrier: Carrier = "bot"
    """Who takes it to its issuer."""
    newer: str = ""
    """What the badge is called now, where that is something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge(Screen):
    """A reminder."""

    lines: tuple[NudgeLine, ...]
    until: datetime
    """After this moment it is not sent."""

    def render(self, say: Phrases) -> str:
        lines = [_line(say, line, number if len(self.lines) > 1 else 0) for number, line in enumerate(self.lines, 1)]
        return "\n\n".join([say.phrase("nudge"), *lines])

    def compose(self, say: Phrases) -> tuple[Message, ...]:
        return (Message(self.render(say), reminder=ReminderTime(self.until)),)


def _draft(say: Phrases, line: NudgeLine) -> str:
    head = say.phrase("nudge-draft", title=line.title, on=line.on or date.min)
    return f"{head} {_lies(say, line)}"


def _lies(say: Phrases, line: NudgeLine) -> str:
    if line.lies is not Lies.answers:
        return say.phrase(f"nudge-{line.lies.value}", issuer=line.issuer, carrier=line.carrier)
    words = say.phrase("nudge-words-about" if line.about else "nudge-words", words=line.words)
    answered = [say.phrase("nudge-answers", done=line.done, of=line.of, words=words)] if line.of else []
    held = [say.phrase("nudge-held", held=line.held.held, of=line.held.of)] if line.held else []
    return " ".join([*answered, *held])


def _returned(say: Phrases, line: NudgeLine) -> str:
    head = say.phrase("nudge-returned", title=line.title, issuer=line.issuer)
    by = say.phrase("returned-by", by=line.by) if line.by else ""
    if line.lies is not Lies.answers or not line.of:
        state = say.phrase("nudge-check", carrier=line.carrier) if line.lies is not Lies.answers else ""
    else:
        state = say.phrase("nudge-wanted", done=line.done, of=line.of)
    return " ".join(filter(None, [head, by, state]))


def _again(say: Phrases, line: NudgeLine) -> str:
    head = say.phrase("nudge-earned" if line.earned else "nudge-sent", title=line.title, on=line.on or date.min)
    newer = [say.phrase("nudge-newer", title=line.newer)] if line.newer else []
    return " ".join([head, say.phrase("nudge-again"), *newer])


def _declaration(say: Phrases, line: NudgeLine) -> str:
    gather = "\n".join(f"• {say.phrase('nudge-text', text=each)}" for each in line.gather)
    return say.phrase("nudge-declaration", title=line.title, month=line.month) + "\n" + gather


_LINES = {
    ReminderKind.draft: _draft,
    ReminderKind.returned: _returned,
    ReminderKind.again: _again,
    ReminderKind.declaration: _declaration,
}


def _line(say: Phrases, line: NudgeLine, number: int) -> str:
    said = _LINES[line.kind](say, line)
    if line.text:
        said += "\n" + say.phrase("nudge-text", text=line.text)
    return f"{number}. {said}" if number else said
