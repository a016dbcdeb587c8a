"""The base class of jobs: one kind of effect, retried until it is done or given up."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.retry import LONGEST_DELAY_MS, delay_ms
from bot.monitoring.causes import because
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect, PutOff, ReceiptRow
from flows.engine.effects import Effect
from flows.engine.events import AnyEvent

E = TypeVar("E", bound=Effect)
_Event = TypeVar("_Event", bound=AnyEvent)

_log = structlog.get_logger(__name__)


class Job(ABC, Generic[E]):
    """Does the effects of one kind. Results go to the conversation as events."""

    name: ClassVar[str]
    """What the log calls this job."""
    kind: ClassVar[type[Effect]]
    """The effects that this job does."""
    at_once: ClassVar[int]
    """How many effects are done side by side."""
    in_turn: ClassVar[bool] = False
    """Whether everybody has one effect done before anybody has a second."""

    def __init__(self, store: Store, conversation: Conversation, clock: Clock) -> None:
        self._store = store
        self._conversation = conversation
        self._clock = clock

    @abstractmethod
    async def attempt(self, due: DueEffect, effect: E) -> None:
        """Tries once: has the effect done, or puts it off."""

    def event(self, kind: Callable[..., _Event], **fields: object) -> _Event:
        """An event that happens now."""
        return kind(at=self._clock.now(), fresh=self._clock.fresh(), **fields)

    async def done(self, due: DueEffect, event: AnyEvent, receipt: ReceiptRow | None = None) -> None:
        """Ends the effect with an event, both in one transaction."""
        await self._conversation.tell([News(due.person, event, done=due.id, receipt=receipt)])

    async def tell(self, due: DueEffect, event: AnyEvent) -> None:
        """Tells an event while the effect stays due."""
        await self._conversation.tell([News(due.person, event)])

    async def put_off(self, due: DueEffect, reason: str, delay: int | None = None) -> None:
        """Has the effect tried again after `delay` milliseconds, or after the usual wait. `reason` is a kind."""
        wait = delay_ms(due.tries) if delay is None else delay
        _log.warning("job_put_off", job=self.name, **because(reason), tries=due.tries, seconds=wait // 1000)
        async with self._store.transaction() as work:
            await work.effects.put_off([PutOff(due.id, self._clock.unix_ms() + wait, reason)])

    async def put_off_unreadable(self, due: DueEffect) -> None:
        """Keeps an effect that cannot be read. Only the operator can help, and nothing is dropped."""
        _log.error("job_unreadable", job=self.name, tries=due.tries)
        async with self._store.transaction() as work:
            await work.effects.put_off([PutOff(due.id, self._clock.unix_ms() + LONGEST_DELAY_MS, "unreadable")])
