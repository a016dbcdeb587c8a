"""Takes packs to issuers, and tells the conversation what came of it."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.issuers.registry import RouteNotReady
from bot.issuers.route import FailureReason, GaveUp, NeedsHandover, RetryLater, Route
from bot.issuers.route import Receipt as Taken
from bot.jobs.failures import after_days, at_once
from bot.jobs.retry import LONGEST_DELAY_MS, WORTH_TELLING_MS, delivery_delay_ms, put_off
from bot.storage.records import DueEffect, ReceiptRow
from bot.storage.store import Store
from flows.engine.effects import DeliverPack
from flows.engine.events import AnyEvent, Delivered, DeliveryDelayed, DeliveryFailed, HandedOver
from flows.model.decision import Failure, Way
from flows.pack.pack import Pack

_News = TypeVar("_News", Delivered, DeliveryDelayed, DeliveryFailed, HandedOver)

_log = structlog.get_logger(__name__)


def _way(receipt: Taken) -> Way:
    return Way.email if receipt.posted else Way.system


class DeliverJob:
    """One try at one delivery. What it finds out comes back through the conversation's door, as an event."""

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

    async def attempt(self, due: DueEffect) -> None:
        """Delivers, and has the effect done or put off."""
        if not isinstance(due.effect, DeliverPack):
            # Only the operator can help, and a submission is never dropped.
            _log.error("delivery_unreadable", tries=due.tries)
            await put_off(self._store, self._clock, due, LONGEST_DELAY_MS, "unreadable")
            return
        pack = due.effect.pack
        try:
            result = NeedsHandover() if pack.by_hand else await self._routes(pack.issuer.id).deliver(pack)
        except RetryLater as error:
            await self._later(due, pack, error)
            return
        except GaveUp as error:
            await self._given_up(due, pack, error.reason, at_once(error.reason))
            return
        except RouteNotReady:
            await self._later(due, pack, RetryLater(FailureReason.not_ready))
            return
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw is not met again every few seconds
            _log.error("delivery_broke", kind=type(error).__name__, tries=due.tries)
            await self._later(due, pack, RetryLater(FailureReason.broke))
            return
        if isinstance(result, NeedsHandover):
            await self._tell(due, self._event(pack, HandedOver))
            return
        receipt = ReceiptRow(pack.reference, pack.attempt, self._clock.unix_ms(), result.theirs)
        await self._tell(due, replace(self._event(pack, Delivered), receipt=result.theirs, way=_way(result)), receipt)

    def _event(self, pack: Pack, kind: type[_News]) -> _News:
        return kind(at=self._clock.now(), fresh=self._clock.fresh(), draft=pack.draft, attempt=pack.attempt)

    async def _tell(self, due: DueEffect, event: AnyEvent, receipt: ReceiptRow | None = None) -> None:
        await self._conversation.tell([News(due.person, event, done=due.id, receipt=receipt)])

    async def _later(self, due: DueEffect, pack: Pack, error: RetryLater) -> None:
        delay = delivery_delay_ms(due, self._clock.unix_ms(), error.after, self._chance())
        if delay is None:
            await self._given_up(due, pack, error.reason, after_days(error.reason))
            return
        reason = error.reason.value
        _log.warning("delivery_put_off", reason=reason, tries=due.tries, seconds=delay // 1000)
        if self._clock.unix_ms() + delay - due.since_ms >= WORTH_TELLING_MS:
            # The conversation says it once, however often it hears.
            await self._conversation.tell([News(due.person, self._event(pack, DeliveryDelayed))])
        await put_off(self._store, self._clock, due, delay, reason)

    async def _given_up(self, due: DueEffect, pack: Pack, reason: FailureReason, why: Failure) -> None:
        hours = (self._clock.unix_ms() - due.since_ms) // 3_600_000
        _log.error("delivery_given_up", reason=reason.value, tries=due.tries, hours=hours)
        await self._tell(due, replace(self._event(pack, DeliveryFailed), why=why))
