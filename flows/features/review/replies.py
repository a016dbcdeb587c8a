"""Replies of the check: all answers, the whole text, and likely personal details."""

from dataclasses import dataclass

from criteria.model import Badge, Fact
from flows.engine.screen import Screen
from flows.features.answers.replies import Line
from flows.model.draft import AiUse, Stated
from flows.rules.answer_doubts import DoubtKind
from flows.rules.details.personal_details import Kind, Why
from flows.rules.held_badges import Tally
from flows.rules.links import Ticked
from flows.rules.word_count import TooLong


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Something in an answer that does not read like evidence: the answer's number, and the words."""

    kind: DoubtKind
    number: int
    words: str
    other: int = 0
    """Of words that stand twice: the number of the other answer that has them; 0 where it is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Screen):
    """Check your answers: facts, counts, what is missing."""

    badge: Badge
    facts: tuple[tuple[Fact, Stated | None], ...]
    lines: tuple[Line, ...]
    total: int
    over: int
    total_missing: int
    facts_missing: tuple[str, ...]
    loose: int
    ready: bool
    unchecked: int = 0
    """Recordings whose words the worker has not yet looked at."""
    characters_over: int = 0
    """Characters that all answers together have too many."""
    about: bool = False
    """Whether the total is an estimate."""
    waiting: bool = False
    """Whether a recording is not on our disk yet."""
    whole: Ticked | None = None
    """How far the checklist has come of a link that answers every question."""
    again: bool = False
    """Whether the issuer has an earlier attempt."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    too_long: TooLong | None = None
    """Where the worker pastes the text: that it has too many words for it."""
    ai: AiUse | None = None
    """What was said of AI tools, where it was."""
    marks: int = 0
    """Marks that count for the maximum and are no words, such as lone bullets."""
    openings: tuple[str, ...] = ()
    """The first words of each answer, in the order of `lines`; empty for one without words."""
    doubts: tuple[DoubtLine, ...] = ()
    """What does not read like evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeText(Screen):
    """The evidence as the assessor will read it."""

    text: str
    sent: bool = False
    """Whether it is what was sent, and not what will be."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A likely personal detail: in which answer, of what kind, in the worker's words."""

    number: int
    kind: Kind
    words: str
    why: Why = Why.shape


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDetails(Screen):
    """Likely personal details about others, to be changed or kept."""

    sightings: tuple[Sighting, ...]
    """All that are still to be decided about, in the order of the answers. The buttons are about the first."""
