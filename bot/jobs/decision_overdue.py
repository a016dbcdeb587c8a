"""Speaks up when an issuer has not decided by the day that it names itself."""

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.retry import put_off
from bot.jobs.runner import Lane
from bot.storage.records import DueEffect
from bot.storage.store import Store
from flows.engine.effects import AwaitDecision
from flows.engine.events import DecisionOverdue

AT_ONCE = 4
AGAIN_MS = 3_600_000

_log = structlog.get_logger(__name__)


class DecisionOverdueJob:
    """Loops over the submissions whose decision is due."""

    def __init__(self, store: Store, conversation: Conversation, clock: Clock) -> None:
        self._store = store
        self._conversation = conversation
        self._clock = clock
        self._lane = Lane(store, clock, AwaitDecision, AT_ONCE, self._attempt)

    def wake(self) -> None:
        """There is something new to wait for."""
        self._lane.wake()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        await self._lane.run()

    async def _attempt(self, due: DueEffect) -> None:
        if not isinstance(due.effect, AwaitDecision):
            _log.error("waiting_unreadable", tries=due.tries)
            await put_off(self._store, self._clock, due, AGAIN_MS, "unreadable")
            return
        event = DecisionOverdue(
            at=self._clock.now(), fresh=self._clock.fresh(), draft=due.effect.draft, attempt=due.effect.attempt
        )
        await self._conversation.tell([News(due.person, event, done=due.id)])
