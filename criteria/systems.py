"""The sections of an issuer's file for BadgeKit and Open Badge Factory.

Where a badge goes in them, and which of their fields holds what. Their names for things are their own.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, HttpUrl, StringConstraints, model_validator

from criteria.fields import BadgeId, Flag, Line, Model, Slug, Whole
from criteria.routes import SafeUrl

# It stands in an address as it is, so nothing in it has to be spelled differently there.
THEIR_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"
GETS_PATTERN = (
    r"^((answers|facts)\.[a-z][a-z0-9_]{0,23}"
    r"|submission|reference|attempt|replaces|evidence|badges|words|ai|declarations|version)$"
)

TheirId = Annotated[str, StringConstraints(pattern=THEIR_ID_PATTERN)]


class BadgeKitCriterion(Model):
    """A criterion of a badge in BadgeKit, and the question that it is here."""

    id: Whole = Field(gt=0)
    question: Slug


class BadgeKitBadge(Model):
    """A badge as BadgeKit knows it."""

    badge: BadgeId
    slug: TheirId
    criteria: tuple[BadgeKitCriterion, ...] = ()
    """What an assessor says of a criterion that is not here goes to the worker with the comment on everything."""

    @model_validator(mode="after")
    def _criteria_are_named_once(self) -> "BadgeKitBadge":
        _once("criteria", (str(criterion.id) for criterion in self.criteria))
        return self


class BadgeKitRoute(Model):
    """A BadgeKit system. Its secret stands in the environment."""

    url: SafeUrl
    """Of the interface, without `/systems`."""
    system: TheirId
    issuer: TheirId | None = None
    program: TheirId | None = None
    key: TheirId = "master"
    """Who signs: `master`, or the key of one who may call for this system only."""
    email: Slug = "email"
    """The fact that says who applies."""
    badges: tuple[BadgeKitBadge, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _everything_has_its_place(self) -> "BadgeKitRoute":
        if self.program is not None and self.issuer is None:
            raise ValueError("issuer: a program belongs to an issuer; name it too")
        _once("badges", (badge.badge for badge in self.badges))
        return self

    def path(self, badge: BadgeKitBadge) -> str:
        """Where a badge stands in the system."""
        above = (("systems", self.system), ("issuers", self.issuer), ("programs", self.program))
        return "".join(f"/{kind}/{name}" for kind, name in (*above, ("badges", badge.slug)) if name is not None)


class FactoryField(Model):
    """A field of an issuer's form, and what it gets."""

    field: Line
    """The field's name in the form."""
    gets: Annotated[str, StringConstraints(pattern=GETS_PATTERN)]


class FactoryBadge(Model):
    """An earnable badge of Open Badge Factory."""

    badge: BadgeId
    earnable: TheirId
    public: Flag
    """Whether the application becomes evidence in the badge, which anybody who is shown the badge can read."""
    fields: tuple[FactoryField, ...] = Field(min_length=1)
    recordings: tuple[Line, ...] = ()
    """The form's fields for files. Each takes one recording."""
    awards: tuple[Line, ...] = ()
    """The form's fields for files of badges held. Each takes one; those beyond are named in the evidence."""

    @model_validator(mode="after")
    def _a_repeat_can_be_told(self) -> "FactoryBadge":
        _once("fields", (*(one.field for one in self.fields), *self.recordings, *self.awards))
        if not any(one.gets == "submission" for one in self.fields):
            raise ValueError("fields: let one get submission, so that a repeat can be told from a new application")
        return self


class FactoryRoute(Model):
    """A client of Open Badge Factory. Its certificate is named in the environment."""

    url: SafeUrl = HttpUrl("https://openbadgefactory.com/v1")
    client: TheirId
    name: Slug = "name"
    """The fact with the applicant's name."""
    email: Slug = "email"
    """The fact with the applicant's address."""
    badges: tuple[FactoryBadge, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _badges_are_named_once(self) -> "FactoryRoute":
        _once("badges", (badge.badge for badge in self.badges))
        return self


def _once(field: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{field}: {name} stands here twice; keep one")
        seen.add(name)
