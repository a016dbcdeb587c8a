"""Replies of the beginning: first contact, choosing a badge, and the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from criteria.model import Badge, Fact, Issuer
from criteria.routes import Carrier
from flows.engine.capabilities import TranscriptionService
from flows.engine.screen import Phrases, Reply
from flows.model.draft import Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Reply):
    """First contact: what this is, who runs it, and the short privacy notice."""

    carrier: Carrier


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyNotice(Reply):
    """The full privacy notice."""

    carrier: Carrier
    scribe: TranscriptionService | None = None
    agreed: datetime | None = None
    number: str = ""
    """What their channel calls the worker, by which an operator finds their data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingKept(Reply):
    """Words came before consent, so they were not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefused(Reply):
    """No consent: what follows, and the way back."""

    def render(self, say: Phrases) -> str:
        """That nothing is kept, and how to say yes later."""
        return say.phrase("consent-refused")


@dataclass(frozen=True, slots=True)
class Offer:
    """A badge in the list, with the draft of it that may be carried on."""

    badge: Badge
    done: int | None = None
    """Answers done in an open draft of it; None where there is no such draft."""
    held: int = 0
    """Other badges ticked in that draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeChoice(Reply):
    """The badges, one plain line each."""

    badges: tuple[Offer, ...]
    unknown: bool = False
    """A link named a badge that is not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeElsewhere(Reply):
    """A badge that cannot be applied for here yet."""

    badge: Badge
    issuer: Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class RightBadge(Reply):
    """Is this the right badge?"""

    badge: Badge
    issuer: Issuer
    sent_on: date | None = None
    """When the worker sent this badge within the past year."""
    advice: str = ""
    """What to know of the parts of the register, as the badge's register file says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongBadge(Reply):
    """Where to look instead."""

    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility(Reply):
    """Who can read the evidence; said before any of it is collected."""

    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList(Reply):
    """Facts to look over: remembered from before (`asking`), or of this draft."""

    facts: tuple[tuple[Fact, Stated | None], ...]
    asking: bool


class DetailProblem(Enum):
    """Why a fact is asked for again, or looked at twice."""

    unusual_number = "unusual_number"
    not_an_email = "not_an_email"
    too_long = "too_long"
    no_letters = "no_letters"
    no_such_option = "no_such_option"
    none_chosen = "none_chosen"
    reads_like_sentence = "reads_like_sentence"
    no_digits = "no_digits"
    likely_part = "likely_part"
    part_does_not_fit = "part_does_not_fit"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFact(Reply):
    """One fact is asked for, or asked for again."""

    fact: Fact
    number: int
    of: int
    chosen: tuple[str, ...] = ()
    doubt: DetailProblem | None = None
    stated: str = ""
    """What the worker typed, when that is in doubt."""
    kept: tuple[str, str] | None = None
    """The detail that was understood just before: its label and value."""
    advice: str = ""
    """What to know before choosing, as the badge's register file says it."""
    fitting: tuple[str, ...] = ()
    """The labels of the choices that the badge is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailKept(Reply):
    """What was understood of the last detail."""

    label: str
    value: str
    done: bool = False
    """Whether it was the last one before the questions."""

    def render(self, say: Phrases) -> str:
        """The detail, read back, and that they are all there."""
        kept = say.phrase("fact-kept", label=self.label, value=self.value)
        return f"{kept}\n\n{say.phrase('note-facts_done')}" if self.done else kept


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailLater(Reply):
    """A detail is to be given later."""

    label: str

    def render(self, say: Phrases) -> str:
        """When it is asked for again."""
        return say.phrase("fact-later", label=self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDetail(Reply):
    """There is no detail before this one."""

    def render(self, say: Phrases) -> str:
        """That it is the first."""
        return say.phrase("fact-first")


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshStart(Reply):
    """A badge is begun another time: what comes over from the last, and what does not, with the minimums anew."""

    badge: Badge
    changed: Mapping[str, int]
    """What the minimum was the last time, of each question where it was another."""
