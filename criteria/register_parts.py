"""Which parts of a register a badge is for, and jobs that belong to each part, kept beside a badge.

A published version of a badge never changes. Whether a choice of a fact fits what the badge demands, and what people
call their jobs, asks nothing new of anybody. So it stands in `register/<badge id>.yaml`, outside `published.lock`, and
holds for every version of the badge that has the fact.
"""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from criteria.fields import BadgeId, Line, Model, Paragraph, Slug
from criteria.file_problem import Problem
from criteria.model import Badge


class RegisterPart(Model):
    """One choice of the fact, and whether the badge is for people on it."""

    id: Slug
    """The id of the option, in any version of the badge."""
    fits: bool
    """Whether the badge is for people on this part. Who chooses only parts that do not fit is told so at once."""
    jobs: tuple[Line, ...] = ()
    """Jobs and services of this part, in small letters. A worker who types one is asked if they mean the part."""


class RegisterParts(Model):
    """The parts of a register, as far as one badge asks for them."""

    badge: BadgeId
    fact: Slug
    """The id of the fact whose options the parts are."""
    note: Paragraph | None = None
    """What a worker should know before they choose, such as that one part has two names."""
    parts: tuple[RegisterPart, ...] = Field(min_length=1)

    def fits(self, chosen: Sequence[str]) -> bool:
        """Whether one of the chosen parts fits. A part that is not named here is taken to fit."""
        known = {part.id: part.fits for part in self.parts}
        return any(known.get(one, True) for one in chosen)


def lint_register(files: Mapping[str, RegisterParts], badges: Sequence[Badge]) -> Iterator[Problem]:
    """Report a fact or a part that no version has, a part that is named twice, and a badge that no part fits."""
    for file, register in files.items():
        versions = [badge for badge in badges if badge.id == register.badge]
        if not versions:
            yield Problem(file, "badge", f"there is no badge {register.badge}; correct the name")
            continue
        facts = [fact for badge in versions for fact in badge.facts if fact.id == register.fact]
        options = {option.id for fact in facts for option in fact.options}
        if not options:
            yield Problem(file, "fact", f"no version of the badge has a fact {register.fact} with options")
            continue
        seen: set[str] = set()
        for index, part in enumerate(register.parts):
            if part.id not in options:
                yield Problem(file, f"parts[{index}].id", f"no version of the badge has an option {part.id}")
            if part.id in seen:
                yield Problem(file, f"parts[{index}].id", f"the part {part.id} stands here twice; keep one")
            seen.add(part.id)
        if not any(part.fits for part in register.parts) and options <= seen:
            yield Problem(file, "parts", "no part fits, so nobody could apply; set fits to true for one")
