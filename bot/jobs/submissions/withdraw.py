"""The job that tells issuers that a submission is withdrawn."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.issuers.registry import RouteNotReady
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater, Route, Withdrawing
from bot.jobs.job import Job
from bot.jobs.retry import delivery_delay_ms
from bot.monitoring.causes import because
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect
from flows.engine.effects import DeliverWithdrawal
from flows.engine.events import WithdrawalDelivered, WithdrawalFailed
from flows.model.decision import Way

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _NoWay:
    """The issuer cannot be told from here."""


class WithdrawJob(Job[DeliverWithdrawal]):
    """Tried for as long as a delivery; an issuer that cannot be told is left to the worker."""

    name = "withdrawal"
    kind = DeliverWithdrawal
    at_once = 4

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        routes: Callable[[str], Route],
        clock: Clock,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`routes` gives the route of an issuer by its id; `chance` spreads tries that would come together."""
        super().__init__(store, conversation, clock)
        self._routes = routes
        self._chance = chance

    async def attempt(self, due: DueEffect, effect: DeliverWithdrawal) -> None:
        """Tells the issuer, where there is a way."""
        try:
            told = await self._told(effect)
        except RetryLater as error:
            await self._later(due, effect, error)
        except GaveUp as error:
            await self._untold(due, effect, error.reason)
        else:
            await self._told_issuer(due, effect, told)

    async def _told(self, effect: DeliverWithdrawal) -> Receipt | _NoWay:
        pack = await self._store.pack(effect.reference, effect.attempt)
        if pack is None or pack.by_hand:
            return _NoWay()
        try:
            route = self._routes(pack.issuer.id)
        except RouteNotReady:
            raise RetryLater(FailureReason.not_ready) from None
        return await route.withdraw(pack, effect.at) if isinstance(route, Withdrawing) else _NoWay()

    async def _later(self, due: DueEffect, effect: DeliverWithdrawal, error: RetryLater) -> None:
        delay = delivery_delay_ms(due, self._clock.unix_ms(), error.after, self._chance())
        if delay is None:
            await self._untold(due, effect, error.reason)
            return
        await self.put_off(due, error.reason.value, delay)

    async def _untold(self, due: DueEffect, effect: DeliverWithdrawal, reason: FailureReason) -> None:
        _log.error("withdrawal_given_up", **because(reason.value), tries=due.tries, reference=effect.reference)
        await self._told_issuer(due, effect, _NoWay())

    async def _told_issuer(self, due: DueEffect, effect: DeliverWithdrawal, told: Receipt | _NoWay) -> None:
        event: WithdrawalDelivered | WithdrawalFailed
        if isinstance(told, _NoWay):
            event = self.event(WithdrawalFailed, draft=effect.draft, attempt=effect.attempt)
        else:
            way = Way.email if told.posted else Way.system
            event = self.event(WithdrawalDelivered, draft=effect.draft, attempt=effect.attempt, way=way)
        await self.done(due, event)
