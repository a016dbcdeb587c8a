"""Replies of the last steps before sending: the use of AI, the declarations, and the last look."""

from dataclasses import dataclass
from enum import Enum

from criteria.model import Badge, Declaration, Issuer
from flows.engine.screen import Phrases, Reply
from flows.rules.held_badges import Tally
from flows.rules.word_count import TooLong


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiUse(Reply):
    """Whether AI tools were used."""

    explain: str
    written: bool = False
    """Whether the evidence holds words that a program wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiTool(Reply):
    """Which AI tool was used."""

    stated: str = ""
    """What was typed, where it reads like a sentence and is asked about."""


class LinkProblem(Enum):
    """Why a link to an AI chat is asked for again."""

    no_link = "no_link"
    front_page = "front_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiLink(Reply):
    """The link to the AI chat."""

    problem: LinkProblem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAiLink(Reply):
    """There is no link to the AI chat: what the issuer's rule is, and what may follow."""

    issuer: Issuer

    def render(self, say: Phrases) -> str:
        """The rule, and that the pack says so."""
        return say.phrase("ai-no-link", issuer=self.issuer.short)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationRefused(Reply):
    """A statement is not agreed to, or to some of it only: what follows."""

    number: int
    issuer: Issuer
    half: bool

    def render(self, say: Phrases) -> str:
        """That it cannot be sent like that, and what can be done."""
        return say.phrase("declaration-half" if self.half else "declaration-refused", issuer=self.issuer.short)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaShown(Reply):
    """The criteria that a statement is about."""

    badge: Badge
    number: int

    def render(self, say: Phrases) -> str:
        """Each question with its tips, and the badges to hold."""
        blocks = [say.phrase("criteria-head", title=self.badge.title)]
        for number, question in enumerate(self.badge.questions, 1):
            tips = "".join(f"\n{say.phrase('criteria-tip', tip=tip)}" for tip in question.tips)
            blocks.append(say.phrase("criteria-question", number=number, ask=question.ask) + tips)
        if self.badge.prerequisites:
            held = self.badge.prerequisites_needed or len(self.badge.prerequisites)
            blocks.append(say.phrase("criteria-badges", count=held))
        blocks.append(say.phrase("criteria-end", number=self.number))
        return "\n\n".join(blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeAgain(Reply):
    """Statements that were agreed to before a change that left every word as it was."""

    declarations: tuple[Declaration, ...]

    def render(self, say: Phrases) -> str:
        """The statements, all together."""
        lines = "\n".join(say.phrase("agree-again-line", text=one.text) for one in self.declarations)
        return "\n\n".join([say.phrase("agree-again"), lines, say.phrase("agree-again-ask")])


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDeclaration(Reply):
    """One declaration."""

    declaration: Declaration
    issuer: Issuer
    number: int
    of: int
    kept: tuple[str, ...] = ()
    """Likely personal details that the worker looked at and kept, where it is about those."""
    again: bool = False
    """Whether it was agreed to before a change, which makes it be asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCheck(Reply):
    """What will be sent to whom, and that it will be public."""

    badge: Badge
    issuer: Issuer
    total: int
    links: int = 0
    about: bool = False
    """Whether the total is an estimate."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    recordings: tuple[tuple[int, int], ...] = ()
    """The numbers of the answers whose recordings go along, and how many of each."""
    too_long: TooLong | None = None
    """Where the worker pastes the text: that it has too many words for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TooHeavyToSend(Reply):
    """With these recordings the message is larger than the issuer's mailbox takes."""

    issuer: Issuer
    weighs: int
    """MB, rounded up."""
    takes: int
    """MB."""
