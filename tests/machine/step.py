"""One turn, as its promises look at it."""

from dataclasses import dataclass

from criteria.library import Library
from flows.draft import Desk, Draft
from flows.events import (
    AnyEvent,
)
from flows.scene import Turn
from flows.scribe import Scribe


@dataclass(frozen=True)
class Step:
    """One turn: what there was, what happened, what came of it."""

    shelf: Library
    scribe: Scribe | None
    opens_pages: bool
    before: Desk
    event: AnyEvent
    turn: Turn

    @property
    def pairs(self) -> list[tuple[Draft, Draft]]:
        """Each draft that there was, before and after."""
        assert self.before.drafts.keys() <= self.turn.desk.drafts.keys(), "a draft is gone"
        return [(draft, self.turn.desk.drafts[name]) for name, draft in self.before.drafts.items()]
