"""Replies to a worker who passes on what an issuer wrote to them."""

from dataclasses import dataclass

from criteria.model import Badge, Issuer
from flows.engine.screen import Screen
from flows.model.decision import DecisionVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOutcome(Screen):
    """What did the issuer write back?"""

    issuer: Issuer
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSure(Screen):
    """Is that what they wrote? It closes the application."""

    badge: Badge
    issuer: Issuer
    verdict: DecisionVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTheirWords(Screen):
    """Asks for what the issuer wrote, so that it stands beside the work."""

    issuer: Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhichQuestions(Screen):
    """For which questions does the issuer want more? Each can be chosen, and chosen off again."""

    issuer: Issuer
    chosen: tuple[int, ...]
