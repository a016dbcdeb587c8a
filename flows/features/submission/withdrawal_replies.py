"""Replies to a worker who takes back what they sent."""

from dataclasses import dataclass

from criteria.model import Badge, Issuer
from flows.engine.screen import Screen
from flows.model.decision import Decision, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTakeBack(Screen):
    """Is it to be taken back? That closes the application."""

    badge: Badge
    issuer: Issuer
    reference: str
    way: Way
    """How it went to the issuer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(Screen):
    """It is closed, and the issuer is being told."""

    badge: Badge
    issuer: Issuer
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackTold(Screen):
    """The issuer's side has taken the news, and how."""

    issuer: Issuer
    reference: str
    way: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class TellThemYourself(Screen):
    """There is no way from here to tell the issuer: whom to tell, and what to say."""

    badge: Badge
    issuer: Issuer
    reference: str
    theirs: str
    """The issuer's own reference."""
    way: Way
    """How it went to the issuer: one that does not know our reference cannot find it by that."""
    closed: bool
    """It was closed just now, in the same breath."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedAnyway(Screen):
    """The issuer has decided on what was taken back. It stays closed; they have to be asked."""

    badge: Badge
    issuer: Issuer
    reference: str
    decision: Decision
