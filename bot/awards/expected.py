"""The input of a check: whose award it has to be, by which issuer's rules, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.awards.check_errors import AwardRefused, CouldNotCheck
from bot.awards.json_node import Node
from bot.awards.web.public_addresses import same
from criteria.award_rules import Awards
from flows.model.attachments.award_check import Award, AwardDoubt, AwardFault

LEEWAY = timedelta(minutes=5)
"""By so much may the issuer's clock be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Whose an award must be, whose rules it must meet, and when."""

    emails: Sequence[str]
    rules: Awards | None
    """What the issuer's file says of its awards; None where it says nothing."""
    now: datetime

    def must_hold_now(self, begins: datetime | None, ends: datetime | None) -> None:
        """Ends the check of an award that has run out, or only begins later. Raises AwardRefused."""
        if ends is not None and ends <= self.now:
            raise AwardRefused(AwardFault.expired)
        if begins is not None and begins > self.now + LEEWAY:
            raise AwardRefused(AwardFault.not_yet)

    def known_rules(self) -> Awards:
        """The rules. Raises CouldNotCheck where there are none."""
        if self.rules is None:
            raise CouldNotCheck(AwardDoubt.no_rules)
        return self.rules

    def rules_for(self, issuer: str) -> Awards:
        """The rules, if they are this issuer's. Raises CouldNotCheck without rules, AwardRefused for another issuer."""
        self.profile_for(issuer)
        return self.known_rules()

    def profile_for(self, issuer: str) -> str:
        """The profile that an award names as its issuer, as the issuer's file spells it.

        Raises CouldNotCheck where there are no rules, and AwardRefused for another issuer.
        """
        rules = self.known_rules()
        if (found := own_profile(rules, issuer)) is None:
            raise AwardRefused(AwardFault.other_issuer)
        return found


def own_profile(rules: Awards, id_: str) -> str | None:
    """The profile with an id, as the rules spell it; None where it is not the issuer's."""
    listed = next((profile for profile in rules.profiles if same(profile, id_)), None)
    return listed if listed is not None else rules.in_series(id_)


def claimed(node: Node, badge: Node | None, issuer: Node | None, begins: str, ends: str) -> Award:
    """What an award says of itself, as far as it can be read. `begins` and `ends` name its fields for them."""
    known = badge or Node({})
    return Award(
        id=node.id,
        badge=known.id or node.text("badge") or "",
        name=known.name(),
        issuer=(issuer.name() or issuer.id) if issuer else known.id_of("issuer"),
        awarded=_read(node, begins),
        expires=_read(node, ends),
    )


def _read(node: Node, field: str) -> datetime | None:
    try:
        return node.moment(field)
    except CouldNotCheck:
        return None
