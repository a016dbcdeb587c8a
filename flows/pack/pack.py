"""The pack: the assembled submission, as it was frozen at the moment of sending."""

from dataclasses import dataclass
from datetime import datetime

from flows.pack.packed_badges import PackHeldBadge
from flows.pack.recordings import PackFile


@dataclass(frozen=True, slots=True)
class PackBadge:
    """Which badge it is for, at which version of its criteria."""

    id: str
    code: str | None
    title: str
    criteria_version: str


@dataclass(frozen=True, slots=True)
class PackIssuer:
    """To whom it goes."""

    id: str
    name: str
    page: str


@dataclass(frozen=True, slots=True)
class PackFact:
    """A fact as stated, ready to be shown."""

    id: str
    label: str
    values: tuple[str, ...]
    many: bool
    in_evidence: bool


@dataclass(frozen=True, slots=True)
class PackTick:
    """What the applicant says of the page behind a link, in its exact words, and when they ticked it."""

    text: str
    ticked_at: datetime


@dataclass(frozen=True, slots=True)
class PackLink:
    """A link given as evidence. Nobody here has opened it; the checklist says what the applicant vouches for."""

    url: str
    line: str
    """What the evidence says of it."""
    checklist: tuple[PackTick, ...] = ()


@dataclass(frozen=True, slots=True)
class PackAnswer:
    """An answer under the heading of its criterion, in the worker's words, untouched."""

    criterion_id: str
    heading: str
    text: str
    words: int
    minimum: int
    about: bool = False
    """Whether the count is an estimate, because some of it was spoken."""
    short: bool = False
    """Spoken, shorter than asked, and kept so by the applicant."""
    link: PackLink | None = None
    """A page of the applicant's that answers this question."""
    elsewhere: bool = False
    """Answered by a page, its own or the one for every question, of which nobody counted the words."""
    question: str = ""
    """The whole question as the worker read it; empty in packs that were frozen before this was kept."""
    tips: tuple[str, ...] = ()
    """The tips that the worker could read with it."""

    @property
    def count(self) -> str:
        """Who counted: `exact` by the bot, `estimate` from sound, or `stated` by the applicant."""
        if self.elsewhere:
            return "stated"
        return "estimate" if self.about else "exact"


@dataclass(frozen=True, slots=True)
class PackKeptDetail:
    """Words in an answer that may point to a person: a program found them, and the applicant looked and kept them."""

    criterion_id: str
    words: str
    kind: str
    """A value of `flows.rules.details.personal_details.Kind`."""
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class PackAi:
    """What the worker says of AI tools, and the rule that it answers."""

    rule: str
    used: bool | None = None
    tool: str | None = None
    link: str | None = None
    written_down: bool = False
    """Whether the evidence holds spoken words that a program wrote down, each marked as such."""
    no_link: bool = False
    """The applicant says that there is no link to the chat."""


@dataclass(frozen=True, slots=True)
class PackDeclaration:
    """A declaration in its exact text, and when it was agreed to."""

    id: str
    text: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Pack:
    """The submission. Equal drafts at the same attempt give equal packs."""

    draft: str
    reference: str
    attempt: int
    timestamp: datetime
    badge: PackBadge
    issuer: PackIssuer
    facts: tuple[PackFact, ...]
    answers: tuple[PackAnswer, ...]
    total_words: int
    ai: PackAi
    declarations: tuple[PackDeclaration, ...]
    evidence_text: str
    files: tuple[PackFile, ...] = ()
    supersedes: str | None = None
    """The id of the attempt that the issuer has and that this one replaces."""
    whole: PackLink | None = None
    """A page of the applicant's that answers every question."""
    holdings: tuple[PackHeldBadge, ...] = ()
    """Other badges that the applicant holds."""
    holdings_of: int = 0
    """How many the badge lists."""
    kept_details: tuple[PackKeptDetail, ...] = ()
    """Likely personal details that the applicant looked at and kept; none in packs that were frozen before this."""
    by_hand: bool = False
    """The worker takes it to the issuer, whatever the issuer's route is."""

    @property
    def total_count(self) -> str:
        """What the total is, at its least certain: `exact`, `estimate`, or `stated` where words stand on a page."""
        kinds = {answer.count for answer in self.answers}
        return next((kind for kind in ("stated", "estimate") if kind in kinds), "exact")

    @property
    def submission_id(self) -> str:
        """The id under which the issuer gets it: the same on every try of this attempt."""
        return f"{self.reference}-{self.attempt}"
