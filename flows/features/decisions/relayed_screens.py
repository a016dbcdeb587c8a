"""The screens of a worker who passes on what an issuer wrote to them."""

from dataclasses import dataclass

from criteria.model import Badge, Issuer
from flows.engine.screen import Notice, Phrases, Screen
from flows.model.decision import DecisionVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOutcome(Notice):
    """What did the issuer write back?"""

    issuer: Issuer
    reference: str

    KEY = "ask-outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSure(Screen):
    """Is that what they wrote? It closes the application."""

    badge: Badge
    issuer: Issuer
    verdict: DecisionVerdict

    def render(self, say: Phrases) -> str:
        key = "ask-sure-awarded" if self.verdict is DecisionVerdict.awarded else "ask-sure-declined"
        return say.phrase(key, issuer=self.issuer.short, title=self.badge.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTheirWords(Notice):
    """Asks for what the issuer wrote, so that it stands beside the work."""

    issuer: Issuer

    KEY = "ask-their-words"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhichQuestions(Screen):
    """For which questions does the issuer want more? Each can be chosen, and chosen off again."""

    issuer: Issuer
    chosen: tuple[int, ...]

    def render(self, say: Phrases) -> str:
        chosen = ", ".join(str(number) for number in self.chosen)
        asked = say.phrase("ask-which", issuer=self.issuer.short)
        return f"{asked}\n\n{say.phrase('fact-chosen', chosen=chosen)}" if chosen else asked
