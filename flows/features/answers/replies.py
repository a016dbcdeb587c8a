"""Replies while questions are answered: each question, how its answer stands, and the list of all."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from criteria.model import Badge, Question
from flows.engine.screen import Reply
from flows.model.audio import AudioAnalysis
from flows.rules.held_badges import Tally
from flows.rules.links import Ticked


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion(Reply):
    """One question."""

    question: Question
    number: int
    of: int
    count: int
    left: int
    about: bool = False
    about_in_all: bool = False
    """Whether the words left are an estimate, because some answer was spoken."""
    sound: bool = False
    """Whether it may be answered by voice."""
    links: bool = False
    """Whether it may be answered by a link, and there is none yet."""
    link: Ticked | None = None
    """How far the checklist of its own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    comment: str | None = None
    """What the assessor says of the answer that was sent, where more of it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tips(Reply):
    """What good evidence has, for one question."""

    question: Question
    number: int


class Kept(Enum):
    """What has just happened to an answer."""

    added = "added"
    edited = "edited"
    moved = "moved"
    restored = "restored"
    sound_back = "sound_back"
    cleared = "cleared"
    heard = "heard"
    noted = "noted"
    short = "short"
    taken_out = "taken_out"
    link_out = "link_out"
    words_right = "words_right"
    words_mended = "words_mended"
    sound_only = "sound_only"
    left = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Reply):
    """An answer's count against its minimum, and the words left, in one line."""

    kept: Kept
    number: int
    count: int
    minimum: int
    left: int
    """Words left under the maximum; below zero when there are too many."""
    maximum: int
    missing: int
    all_done: bool
    total_missing: int
    characters_over: int = 0
    """Characters that all answers together have too many."""
    about: bool = False
    """Whether the count is an estimate, because some of it was spoken."""
    about_in_all: bool = False
    """Whether what is said of all answers is an estimate."""
    heard: AudioAnalysis | None = None
    """What came of listening to the recording that has just been kept."""
    link: Ticked | None = None
    """How far the checklist of the answer's own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    words_needed: bool = False
    """Whether that recording counts only once its words are vouched for."""
    writing: bool = False
    """Whether its words are being written down."""
    marks: int = 0
    """Marks that count for the maximum and are no words, such as lone bullets."""

    of: int = 0
    heading: str = ""
    """What is asked, where the worker comes back after hours; else empty."""

    @property
    def state_of(self) -> str:
        """The answer, where words were added to it: the next count has them too."""
        draft = next((press.draft for row in self.offers for press in row), "")
        return f"{draft}:{self.number}" if self.kept is Kept.added else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAgainCheck(Reply):
    """Asks before an answer is started again."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A question in a list."""

    number: int
    heading: str
    count: int
    minimum: int
    done: bool
    about: bool = False
    short: bool = False
    """Spoken, shorter than asked, and kept so by the worker."""
    spoken: float = 0.0
    """Seconds of recordings."""
    link: Ticked | None = None
    """How far the checklist of the answer's own link has come."""
    whole: bool = False
    """Whether a link answers every question."""
    locked: bool = False
    """It stays as it was sent."""
    wanted: bool = False
    """The issuer asks for more, and the worker has neither changed it nor left it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionList(Reply):
    """All questions: done and not yet."""

    badge: Badge
    lines: tuple[Line, ...]
    total: int
    left: int
    loose: int
    """Words that are in no answer."""
    whole: Ticked | None = None
    """How far the checklist has come of a link that answers every question."""
    about: bool = False
    """Whether the total is an estimate."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    marks: int = 0
    """Marks that count for the maximum and are no words, such as lone bullets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting(Reply):
    """The worker stops for now. All is kept."""

    reminded: date | None = None
    """When they are reminded of it, if they are."""
    word: bool = False
    """Whether it was a word, sent where an answer is written, that may have been meant for that answer."""
