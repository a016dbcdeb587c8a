"""The models of a badge version and of an issuer.

Every limit, question, declaration and policy stands here once, as data. What a badge author may write, with
an example of each field, is in `criteria/README.md`.
"""

from enum import Enum
from typing import Literal

from pydantic import Field, HttpUrl, model_validator

from criteria.award_rules import Awards
from criteria.fields import BadgeId, Flag, Line, Model, Paragraph, Slug, Version, Whole
from criteria.reminder_rules import AnnualDeclaration, ReminderRules
from criteria.routes import SECTIONS, Carrier, EmailRoute, RouteName, WebhookRoute
from criteria.systems import BadgeKitRoute, FactoryRoute


class FactKind(Enum):
    """How a fact is asked for and checked."""

    name = "name"
    email = "email"
    number = "number"
    choices = "choices"
    text = "text"


class Option(Model):
    """One of the things that may be chosen for a fact."""

    id: Slug
    label: Line
    also: tuple[Line, ...] = ()
    """Other names for it that a worker may type."""


class Fact(Model):
    """A short piece of data that is not reflection: a name, a number, an employer."""

    id: Slug
    kind: FactKind
    label: Line
    """The name of the fact in the evidence, such as "Registration number"."""
    ask: Line
    """The question that the worker reads."""
    hint: Line | None = None
    digits: Whole | None = Field(default=None, ge=1, le=20)
    """How many digits are usual. Another count gets a warning, never a refusal."""
    options: tuple[Option, ...] = ()
    in_evidence: Flag = True
    """Whether it stands at the top of the evidence, where anyone shown the badge can read it."""

    @model_validator(mode="after")
    def _fields_match_the_kind(self) -> "Fact":
        if (self.kind is FactKind.choices) != bool(self.options):
            raise ValueError("options: give at least one for kind choices, and none for any other kind")
        if self.digits is not None and self.kind is not FactKind.number:
            raise ValueError("digits: only kind number has them")
        return self


class Question(Model):
    """One criterion to be answered, with its minimum words and its tips."""

    id: Slug
    heading: Line
    """Stands above the answer in the evidence, so that the assessor sees which criterion it meets."""
    ask: Paragraph
    """The question in plain words."""
    minimum: Whole = Field(ge=0, le=5000)
    """Words, by the strict count."""
    tips: tuple[Line, ...] = ()
    also: tuple[Line, ...] = ()
    """Other forms of the heading, for finding the answers in a statement that is pasted whole."""
    asked: tuple[Line, ...] = ()
    """The full question as the issuer asks it, which people paste above their answer."""
    cues: tuple[Line, ...] = ()
    """Beginnings of words and phrases that are likely in an answer, for a statement without headings."""


class Words(Model):
    """The limits on all answers together."""

    minimum: Whole = Field(ge=0)
    """Words, by the strict count."""
    maximum: Whole = Field(gt=0)
    """Words, by the loose count, as a web form counts."""


class Declaration(Model):
    """One statement that the worker agrees to on its own before sending."""

    id: Slug
    text: Paragraph


class Prerequisite(Model):
    """Another badge that has to be held for this one."""

    id: Slug
    title: Line
    also: tuple[Line, ...] = ()
    """Other titles that its awards have, and ids by which they name the badge."""
    page: HttpUrl | None = None
    """Where it is earned. The page of the badge itself stands in where this is left out."""


class AiPolicy(Model):
    """What the issuer says of AI tools. The bot itself never writes evidence."""

    rule: Literal["declare", "banned", "silent"]
    """`declare`: asked, and what was used goes into the evidence. `banned`: said. `silent`: not mentioned."""
    explain: Paragraph | None = None

    @model_validator(mode="after")
    def _a_rule_is_explained(self) -> "AiPolicy":
        if (self.rule == "silent") == (self.explain is not None):
            raise ValueError("explain: give it for the rules declare and banned, and leave it out for silent")
        return self


class Fit(Model):
    """What helps a worker to tell whether this is the right badge."""

    audience: Paragraph
    """Who it is for."""
    checks: tuple[Line, ...] = Field(min_length=1)
    """What must be true of the worker."""
    minutes: Whole = Field(gt=0)
    """How long it takes, all told."""
    ready: tuple[Line, ...] = ()
    """What to have to hand."""
    otherwise: Paragraph
    """Where to look when this badge is the wrong one."""


class Badge(Model):
    """What an issuer awards, at one version. Immutable once it is published."""

    id: BadgeId
    version: Version
    code: Line | None = None
    """The issuer's own code, which also works as a deep link."""
    title: Line
    """Shown exactly."""
    issuer: BadgeId
    summary: Line
    """One plain line, for choosing among badges."""
    standard: Line | None = None
    page: HttpUrl
    """The issuer's page for this badge."""
    open: Flag = True
    """Whether it can be applied for here. Otherwise it is listed with the issuer's page."""
    repeat: Literal["yearly", "once"]
    fit: Fit
    visibility: Paragraph
    """Who can read the evidence; said before any of it is collected."""
    facts: tuple[Fact, ...] = Field(min_length=1)
    words: Words | None = None
    questions: tuple[Question, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    """Other badges, of which the worker says that they hold them."""
    prerequisites_needed: Whole | None = Field(default=None, ge=1)
    """How many of them are enough; all of them where this is left out."""
    sound: Literal["counts", "with_transcript", "no"] = "no"
    """Whether an answer may be spoken: a recording counts as about the words that are said in it; or only once the
    worker has checked the words that a program wrote down; or not at all."""
    picture: Literal["no", "wanted"] = "no"
    """What becomes of a video: its sound alone goes to the issuer, or the video as it was sent as well."""
    links: Literal["accepted", "no"] = "no"
    """Whether a link to the worker's own page may stand in for an answer, or for all of them."""
    ai: AiPolicy
    declarations: tuple[Declaration, ...] = Field(min_length=1)
    assessment_days: Whole = Field(gt=0)
    deciding: Line | None = None
    """What a worker reads of how long the decision takes, where it is not as the issuer's file says."""
    nudges: ReminderRules = ReminderRules()
    """When a worker who wants to be reminded is reminded."""

    @property
    def key(self) -> str:
        """The badge and its version in one word, such as `cpl-2025-leadership@2025-1`."""
        return f"{self.id}@{self.version}"

    @property
    def age(self) -> tuple[int, int]:
        """Where the version stands among others of its badge, from old to new: 2025-10 comes after 2025-9."""
        year, number = self.version.split("-")
        return int(year), int(number)

    @property
    def needed(self) -> int:
        """How many of the other badges have to be held: none where there are none."""
        return len(self.prerequisites) if self.prerequisites_needed is None else self.prerequisites_needed

    def prerequisite(self, prerequisite: str) -> Prerequisite | None:
        """Finds another badge that has to be held by its id."""
        return next((p for p in self.prerequisites if p.id == prerequisite), None)

    def earned_at(self, prerequisite: Prerequisite) -> str:
        """The page where another badge is earned, or else this badge's own."""
        return str(prerequisite.page or self.page)

    def question(self, question: str) -> Question | None:
        """Finds a question by its id."""
        return next((q for q in self.questions if q.id == question), None)

    def fact(self, fact: str) -> Fact | None:
        """Finds a fact by its id."""
        return next((f for f in self.facts if f.id == fact), None)

    @model_validator(mode="after")
    def _ids_are_used_once(self) -> "Badge":
        for field in ("facts", "questions", "prerequisites", "declarations"):
            ids = [item.id for item in getattr(self, field)]
            twice = sorted({i for i in ids if ids.count(i) > 1})
            if twice:
                raise ValueError(f"{field}: the id {twice[0]} is used twice; give each its own")
        if bool(self.questions) != (self.words is not None):
            raise ValueError("words: give the limits when there are questions, and leave them out when there are none")
        return self


class Issuer(Model):
    """Who awards badges, and how a finished submission goes to them."""

    id: BadgeId
    name: Line
    short: Line
    route: RouteName
    """How a submission goes there. All but `folder` and `handover` have a section of their own below."""
    contact: Line
    """Where a worker asks about an assessment."""
    address: HttpUrl
    readers: Line | None = None
    """Who can see the evidence once the badge is awarded, as the beginning of a sentence. Without it: the issuer."""
    deciding: Line | None = None
    """What a worker reads of how long a decision takes. Without it, the bot says the most days that it takes."""
    annual_declaration: AnnualDeclaration | None = None
    """What a worker who is registered with this issuer declares to it each year."""
    webhook: WebhookRoute | None = None
    email: EmailRoute | None = None
    badgekit: BadgeKitRoute | None = None
    obf: FactoryRoute | None = None
    awards: Awards | None = None
    """What makes an award this issuer's. Without it, none of its awards can be checked."""

    @property
    def carrier(self) -> Carrier:
        """Who takes a submission to this issuer: the worker on the route `handover`, else the bot."""
        return "worker" if self.route == "handover" else "bot"

    @model_validator(mode="after")
    def _the_route_has_its_section(self) -> "Issuer":
        section = SECTIONS.get(self.route)
        if section is not None and getattr(self, section) is None:
            raise ValueError(f"{section}: the route {self.route} needs this section; add it")
        return self
