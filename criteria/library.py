"""The library: all badges and issuers that were read, and lookups in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from criteria.model import Badge, Fact, Issuer
from criteria.register_parts import RegisterParts
from criteria.routes import Carrier


@dataclass(frozen=True)
class Library:
    """Every badge at every version, and every issuer. Does not change after it was read."""

    badges: tuple[Badge, ...]
    """All versions, by id and then from old to new."""
    issuers: tuple[Issuer, ...]
    unpublished: frozenset[str] = frozenset()
    """The keys of the versions that are not in `published.lock`, such as `first@2025-2`: they may still change."""
    withheld: frozenset[str] = frozenset()
    """The keys of the versions that nobody is offered. A draft that was begun on one stays on it."""

    registers: Mapping[str, RegisterParts] = field(default_factory=dict)
    """Which parts of a register a badge is for, by the badge's id, for badges that say so."""

    def register(self, badge: Badge, fact: Fact) -> RegisterParts | None:
        """Find which options of a fact fit a badge; None for a fact of which nothing is said."""
        found = self.registers.get(badge.id)
        return found if found and found.fact == fact.id else None

    def published_only(self) -> "Library":
        """The same library, in which nobody is offered a version that may still change."""
        return replace(self, withheld=self.unpublished)

    def titled(self, title: Callable[[str], str]) -> "Library":
        """The same library, with another title for each version that is not published."""
        badges = tuple(
            badge.model_copy(update={"title": title(badge.title)}) if badge.key in self.unpublished else badge
            for badge in self.badges
        )
        return replace(self, badges=badges)

    def latest(self, badge_id: str) -> Badge | None:
        """Find the newest version of a badge that is offered."""
        return self._latest.get(badge_id)

    def at(self, badge_id: str, version: str) -> Badge | None:
        """Find the version that a draft began with."""
        return self._versions.get((badge_id, version))

    def offered(self) -> tuple[Badge, ...]:
        """List the newest version of each badge: those open for applying first, then by title."""
        return tuple(sorted(self._latest.values(), key=lambda b: (not b.open, b.title.casefold(), b.id)))

    def find(self, word: str) -> Badge | None:
        """Find the newest version of a badge by its id or its issuer's code, in small letters or capitals."""
        return self._words.get(word.strip().casefold())

    def issuer(self, badge: Badge) -> Issuer:
        """Find who awards a badge of this library."""
        return self._issuers[badge.issuer]

    def named(self, issuer_id: str) -> Issuer:
        """Find an issuer of this library by its id. Raises KeyError for one that is not there."""
        return self._issuers[issuer_id]

    @cached_property
    def carrier(self) -> Carrier:
        """Who takes submissions to the issuers of the badges that are open: `either` where that differs by badge."""
        found = {self.issuer(badge).carrier for badge in self.offered() if badge.open}
        return found.pop() if len(found) == 1 else "either"

    @cached_property
    def _versions(self) -> Mapping[tuple[str, str], Badge]:
        return {(badge.id, badge.version): badge for badge in self.badges}

    @cached_property
    def _latest(self) -> Mapping[str, Badge]:
        return {badge.id: badge for badge in self.badges if badge.key not in self.withheld}

    @cached_property
    def _words(self) -> Mapping[str, Badge]:
        offered = (badge for badge in self.badges if badge.key not in self.withheld)
        codes = {b.code.casefold(): self._latest[b.id] for b in offered if b.code is not None}
        return codes | {badge.id: badge for badge in self._latest.values()}

    @cached_property
    def _issuers(self) -> Mapping[str, Issuer]:
        return {issuer.id: issuer for issuer in self.issuers}
