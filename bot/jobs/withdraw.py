"""Tells issuers that a submission is taken back, and tells the conversation what came of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.issuers.registry import RouteNotReady
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater, Route, Withdrawing
from bot.jobs.retry import LONGEST_DELAY_MS, delivery_delay_ms, put_off
from bot.jobs.runner import Lane
from bot.storage.records import DueEffect
from bot.storage.store import Store
from flows.engine.effects import DeliverWithdrawal
from flows.engine.events import WithdrawalDelivered, WithdrawalFailed
from flows.model.decision import Way

AT_ONCE = 4

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _NoWay:
    """The issuer cannot be told from here."""


class WithdrawJob:
    """Loops over what was taken back and whose issuer does not know it yet."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        routes: Callable[[str], Route],
        clock: Clock,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`routes` gives the route of an issuer by its id; `chance` spreads tries that would come together."""
        self._store = store
        self._conversation = conversation
        self._routes = routes
        self._clock = clock
        self._chance = chance
        self._lane = Lane(store, clock, DeliverWithdrawal, AT_ONCE, self._attempt)

    def wake(self) -> None:
        """There is something new to tell."""
        self._lane.wake()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        await self._lane.run()

    async def _attempt(self, due: DueEffect) -> None:
        if not isinstance(due.effect, DeliverWithdrawal):
            _log.error("withdrawal_unreadable", tries=due.tries)
            await put_off(self._store, self._clock, due, LONGEST_DELAY_MS, "unreadable")
            return
        try:
            told = await self._told(due.effect)
        except RetryLater as error:
            await self._later(due, due.effect, error)
        except GaveUp as error:
            await self._untold(due, due.effect, error.reason)
        else:
            await self._tell(due, due.effect, told)

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
        _log.warning("withdrawal_put_off", reason=error.reason.value, tries=due.tries, seconds=delay // 1000)
        await put_off(self._store, self._clock, due, delay, error.reason.value)

    async def _untold(self, due: DueEffect, effect: DeliverWithdrawal, reason: FailureReason) -> None:
        _log.error("withdrawal_given_up", reason=reason.value, tries=due.tries)
        await self._tell(due, effect, _NoWay())

    async def _tell(self, due: DueEffect, effect: DeliverWithdrawal, told: Receipt | _NoWay) -> None:
        at, fresh = self._clock.now(), self._clock.fresh()
        event: WithdrawalDelivered | WithdrawalFailed
        if isinstance(told, _NoWay):
            event = WithdrawalFailed(at=at, fresh=fresh, draft=effect.draft, attempt=effect.attempt)
        else:
            way = Way.email if told.posted else Way.system
            event = WithdrawalDelivered(at=at, fresh=fresh, draft=effect.draft, attempt=effect.attempt, way=way)
        await self._conversation.tell([News(due.person, event, done=due.id)])
