"""The job that carries out what operators ask for of one person."""

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.periodic import look_every
from bot.storage.store import Store
from flows.engine.events import DetailCorrected, LockRemoved

LOOK_SECONDS = 2.0

_log = structlog.get_logger(__name__)


class PersonRequestsJob:
    """Loops over what is asked for. Each is done once: its row goes after its turn, which may be taken again."""

    def __init__(self, store: Store, conversation: Conversation, clock: Clock) -> None:
        self._store = store
        self._conversation = conversation
        self._clock = clock

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is done at the next start."""
        await look_every(LOOK_SECONDS, self.look, "person_requests_broke")

    async def look(self) -> None:
        """Does all that can be done now."""
        for id_, person, wish in await self._store.asked_of_people():
            if wish is None:
                _log.error("person_request_unreadable")
            else:
                at, fresh = self._clock.now(), self._clock.fresh()
                event = (
                    LockRemoved(at=at, fresh=fresh)
                    if wish.lock_off
                    else DetailCorrected(at=at, fresh=fresh, fact=wish.fact, value=wish.value)
                )
                await self._conversation.tell([News(person, event)])
                _log.info("request_done", what="unlock" if wish.lock_off else "correct")
            async with self._store.transaction() as work:
                await work.index.answered([id_])
