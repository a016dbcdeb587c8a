"""Replies about a newer version of the badge that a draft is on."""

from dataclasses import dataclass
from enum import Enum

from criteria.model import Badge
from flows.engine.screen import Screen


class QuestionChange(Enum):
    """How a newer badge version differs."""

    question_added = "question_added"
    question_removed = "question_removed"
    question_reworded = "question_reworded"
    minimum = "minimum"
    limits = "limits"
    facts = "facts"
    declarations = "declarations"
    prerequisites = "prerequisites"
    links = "links"
    ai = "ai"
    sound = "sound"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two badge versions."""

    change: QuestionChange
    name: str = ""
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionOffer(Screen):
    """A newer version of the badge is here, and how it differs."""

    badge: Badge
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMoved(Screen):
    """The draft is on the newer version."""

    badge: Badge
    loose: int
    unwritten: bool = False
    """Words of recordings that were vouched for are not used by the newer version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsGone(Screen):
    """The version of the badge that a draft is on has lost questions for which something was written."""

    badge: Badge
    loose: int
    """Words that are in no answer now; none where only recordings or links are."""
