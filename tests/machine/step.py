"""One turn, as its promises look at it."""

from dataclasses import dataclass

from criteria.library import Library
from flows.engine.capabilities import TranscriptionService
from flows.engine.context import TurnResult
from flows.engine.events import AnyEvent
from flows.model.draft import Draft, Session


@dataclass(frozen=True)
class MachineTurn:
    """One turn: what there was, what happened, what came of it."""

    shelf: Library
    scribe: TranscriptionService | None
    opens_pages: bool
    before: Session
    event: AnyEvent
    turn: TurnResult

    @property
    def pairs(self) -> list[tuple[Draft, Draft]]:
        """Each draft that there was, before and after."""
        assert self.before.drafts.keys() <= self.turn.session.drafts.keys(), "a draft is gone"
        return [(draft, self.turn.session.drafts[name]) for name, draft in self.before.drafts.items()]
