"""Badges that are held, as an issuer gets them: one honest line for each, and the award where it was given."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from criteria.model import Badge
from flows.model.attachments.award import AwardFile, Form
from flows.model.draft import Draft
from flows.pack.recordings import FileUse, PackFile, day
from flows.rules import held_badges as held_rules
from flows.rules.held_badges import AwardDoubtFound, Ground, HeldBadge


@dataclass(frozen=True, slots=True)
class PackHeldBadge:
    """A badge that the applicant says they hold, and on what ground."""

    id: str
    title: str
    number: int
    """Its place in the badge's list, from 1."""
    ground: Ground
    stated_at: datetime
    """When the applicant ticked it."""
    checked_at: datetime | None = None
    """When the bot checked its award, or could not."""
    link: str = ""
    file: str = ""
    """The name of the award among the files of the pack."""
    left_out: bool = False
    """Whether the issuer's side has no room for that file."""
    assigned: bool = False
    """Whether it is the applicant who says that the award is of this badge, because its own name does not tell."""
    named: str = ""
    """What such an award calls the badge; empty where it could not be read."""
    against: tuple[AwardDoubtFound, ...] = ()
    """What speaks against it; nothing in packs that were frozen before this was kept."""

    @property
    def said(self) -> str:
        """On what ground it is said to be held, in words."""
        if self.ground is Ground.checked and self.checked_at:
            checked = f"checked by this bot on {day(self.checked_at)}{self.whose_word}"
            return f"{checked}: {self.link}" if self.link else checked
        if self.ground is Ground.link:
            return f"link given, not checked{self.whose_word}: {self.link}"
        return _SAID.get(self.ground, "stated by the applicant") + self.whose_word

    @property
    def whose_word(self) -> str:
        """That the award's own name does not tell which badge it is; empty where it does, or there is only a link."""
        if not self.assigned:
            return ""
        if self.named:
            return f'; it calls itself "{self.named.translate(_BRACKETS)}", and the applicant says it is this badge'
        return "; the applicant says it is this badge" if self.file else ""

    @property
    def line(self) -> str:
        """What the evidence says of it. The square brackets are the bot's, and the title is the issuer's."""
        left = "; its file has no place in this system, and is not here" if self.left_out else ""
        return f"{self.number}. {self.title} [{self.said}{left}]"


_SAID: Mapping[Ground, str] = {Ground.file: "award given to this bot as a file, not checked"}

_BRACKETS = str.maketrans({"[": "(", "]": ")", '"': "'"})
"""What a name may not end the bot's own words with."""

_TYPES: Mapping[Form, str] = {
    Form.png: "image/png",
    Form.svg: "image/svg+xml",
    Form.json: "application/json",
    Form.jwt: "application/jwt",
}


def pack_holdings(badge: Badge, draft: Draft) -> tuple[PackHeldBadge, ...]:
    """The badges that are held, in the badge's order."""
    return tuple(_packed(badge, draft, holding) for holding in held_rules.held(badge, draft))


def _packed(badge: Badge, draft: Draft, holding: HeldBadge) -> PackHeldBadge:
    item, award = holding.prerequisite, holding.award
    found = award.found if award else None
    goes = holding.ground is not Ground.stated
    assigned = goes and award is not None and award.said and (found is None or found.thing != item.id)
    return PackHeldBadge(
        item.id,
        item.title,
        holding.number,
        holding.ground,
        holding.at,
        checked_at=found.at if found else None,
        link=award.link if award else "",
        file=_name(holding, found.file) if found and found.file else "",
        assigned=assigned,
        named=found.badge if found and assigned else "",
        against=held_rules.against(badge, draft, item.id),
    )


def files(badge: Badge, draft: Draft) -> tuple[PackFile, ...]:
    """The awards that were given as files, the strongest for each badge, as they came."""
    return tuple(
        PackFile(
            _name(holding, found.file),
            holding.prerequisite.id,
            1,
            FileUse.award,
            _TYPES[found.file.form],
            found.file.size,
            found.file.sha256,
            0.0,
            0,
        )
        for holding in held_rules.held(badge, draft)
        if (found := holding.award.found if holding.award else None) and found.file
    )


def _name(holding: HeldBadge, file: AwardFile) -> str:
    return f"badge-{holding.number}-{holding.prerequisite.id}.{file.form.value}"


def text(held: tuple[PackHeldBadge, ...], of: int) -> str:
    """All of them as the evidence has them; empty where none is held."""
    return "\n".join([f"Badges held: {len(held)} of {of}", *(one.line for one in held)]) if held else ""


def without(held: tuple[PackHeldBadge, ...], names: Container[str]) -> tuple[PackHeldBadge, ...]:
    """The badges held as they are told where the files of these names do not go along."""
    return tuple(replace(one, left_out=True) if one.file and one.file in names else one for one in held)
