"""The result of a reading: what a message is, how sure that is, and which rules say so."""

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What a person does with a message."""

    evidence = "evidence"
    answer = "answer"
    """The detail, the yes or the no that was asked for."""
    ack = "ack"
    """Thanks, a greeting, small talk, thinking aloud: nothing is to be done."""
    go_on = "go_on"
    go_back = "go_back"
    """To another question or a detail, often to change it; `Reading.target` where it was named."""
    skip = "skip"
    pause = "pause"
    count = "count"
    repeat = "repeat"
    """The question again, or what was written so far."""
    where = "where"
    help = "help"
    """With a word or with what to write; `Reading.topic` where a word of the glossary was named."""
    about = "about"
    """A question about the bot or what happens to the answers; `Reading.topic` says which."""
    undo = "undo"
    stop_reminders = "stop_reminders"
    human = "human"
    erase = "erase"
    mixed = "mixed"
    """Evidence and something else in one message; `Reading.evidence` is the part that belongs in the answer."""


class Confidence(Enum):
    """How sure a reading is. What is unsure is to be asked about, once."""

    sure = "sure"
    likely = "likely"
    unsure = "unsure"


class TargetKind(Enum):
    """What a person wants to go to."""

    number = "number"
    """A question by its number."""
    name = "name"
    """A question by words of its heading."""
    fact = "fact"
    """A detail: name, email, number, register_part, employer."""
    previous = "previous"
    last = "last"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a person wants to go. `name` is a heading word or the kind of a detail; `number` counts from one."""

    kind: TargetKind
    name: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message was understood as."""

    act: Act
    confidence: Confidence = Confidence.sure
    because: tuple[str, ...] = ()
    """The rules that spoke for and against, the strongest first, as they stand in the data files."""
    evidence: str = ""
    """The part of the message that belongs in the answer: an exact substring. The whole of it where `act` is evidence,
    or where it is unsure whether it is."""
    other: Act | None = None
    """What the rest of a mixed message is; or, where the reading is unsure, what else the message may be."""
    topic: str = ""
    target: Target | None = None
    value: str = ""
    """The detail that was understood, as it would be kept: digits, an address, a name, option ids joined by commas."""
    agrees: bool | None = None
    """For an answer to a yes/no prompt: what was said."""

    @property
    def asks(self) -> bool:
        """Whether the bot is to ask about it."""
        return self.confidence is Confidence.unsure
