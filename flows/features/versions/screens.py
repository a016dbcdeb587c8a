"""The screens of a newer version of the badge that a draft is on."""

from dataclasses import dataclass
from enum import Enum

from criteria.model import Badge
from flows.engine.screen import Phrases, Screen


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

    def render(self, say: Phrases) -> str:
        said = [
            "• " + say.phrase(f"version-{d.change.value}", name=d.name, before=d.before, after=d.after)
            for d in self.differences
        ]
        return "\n\n".join(
            [
                say.phrase("version", title=self.badge.title),
                "\n".join(said or ["• " + say.phrase("version-none")]),
                say.phrase("version-ask"),
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMoved(Screen):
    """The draft is on the newer version."""

    badge: Badge
    loose: int
    unwritten: bool = False
    """Words of recordings that were vouched for are not used by the newer version."""

    def render(self, say: Phrases) -> str:
        moved = say.phrase("version-moved", title=self.badge.title)
        loose = [say.phrase("version-loose", count=self.loose)] if self.loose else []
        unwritten = [say.phrase("version-unwritten")] if self.unwritten else []
        return " ".join([moved, *loose, *unwritten])


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsGone(Screen):
    """The version of the badge that a draft is on has lost questions for which something was written."""

    badge: Badge
    loose: int
    """Words that are in no answer now; none where only recordings or links are."""

    def render(self, say: Phrases) -> str:
        loose = say.phrase("version-loose", count=self.loose) if self.loose else say.phrase("version-loose-other")
        return " ".join(
            [say.phrase("version-changed", title=self.badge.title), loose, say.phrase("version-loose-where")]
        )
