"""The badges as a turn sees them: values that were read before, never a folder or a file."""

from typing import Protocol

from criteria.model import Badge, Issuer
from criteria.routes import Carrier


class Library(Protocol):
    """Every badge at every version that is still in use."""

    def latest(self, badge_id: str) -> Badge | None:
        """The newest version of a badge."""

    def at(self, badge_id: str, version: str) -> Badge | None:
        """A badge at one version."""

    def find(self, word: str) -> Badge | None:
        """The newest version of the badge with this code or id, in any case."""

    def offered(self) -> tuple[Badge, ...]:
        """The newest version of each badge, those that can be applied for first."""

    @property
    def carrier(self) -> Carrier:
        """Who takes submissions to the issuers of the badges that are open."""

    def issuer(self, badge: Badge) -> Issuer:
        """Who awards a badge."""
