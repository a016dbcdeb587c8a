"""The job that delivers submissions to issuers."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.issuers.registry import RouteNotReady
from bot.issuers.route import FailureReason, GaveUp, NeedsHandover, RetryLater, Route
from bot.issuers.route import Receipt as Taken
from bot.jobs.job import Job
from bot.jobs.retry import WORTH_TELLING_MS, delivery_delay_ms
from bot.monitoring import metrics
from bot.monitoring.causes import because, why
from bot.monitoring.issuer_answers import IssuerAnswers
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect, ReceiptRow
from flows.engine.effects import DeliverPack
from flows.engine.events import Delivered, DeliveryDelayed, DeliveryFailed, HandedOver
from flows.model.decision import Failure, Way
from flows.pack.pack import Pack

AT_ONCE: Mapping[FailureReason, Failure] = {
    FailureReason.refused: Failure.refused,
    FailureReason.closed: Failure.refused,
    FailureReason.altered: Failure.refused,
    FailureReason.too_large: Failure.too_large,
    FailureReason.too_long: Failure.too_long,
    FailureReason.no_recordings: Failure.no_recordings,
    FailureReason.recording_gone: Failure.recording,
    FailureReason.recording_changed: Failure.recording,
}
"""What one try is enough to know. Anything else that is given up at once is for the operator to put right."""
OURS = frozenset({FailureReason.broke, FailureReason.not_ready})
"""Failures after three days that were not the issuer's fault."""


def at_once(reason: FailureReason) -> Failure:
    """What the worker is told where trying again would not help."""
    return AT_ONCE.get(reason, Failure.ours)


def after_days(reason: FailureReason) -> Failure:
    """What the worker is told where it was tried for as long as is worth it."""
    return Failure.ours if reason in OURS else Failure.unanswered


_News = TypeVar("_News", Delivered, DeliveryDelayed, DeliveryFailed, HandedOver)

_log = structlog.get_logger(__name__)


def _way(receipt: Taken) -> Way:
    return Way.email if receipt.posted else Way.system


class DeliverJob(Job[DeliverPack]):
    """Tried for three days; after that, or where trying does not help, the worker takes it there."""

    name = "delivery"
    kind = DeliverPack
    at_once = 8
    """One slow issuer holds up nobody else's."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        routes: Callable[[str], Route],
        clock: Clock,
        chance: Callable[[], float] = random.random,
        answers: IssuerAnswers | None = None,
    ) -> None:
        """`routes` gives the route of an issuer by its id; `chance` spreads tries that would come together.

        `answers` is told how each issuer's system answers.
        """
        super().__init__(store, conversation, clock)
        self._answers = answers or IssuerAnswers(clock.unix_ms)
        self._routes = routes
        self._chance = chance

    async def attempt(self, due: DueEffect, effect: DeliverPack) -> None:
        """Delivers, and has the effect done or put off."""
        pack = effect.pack
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
            _log.error("job_broke", job=self.name, **why(error), tries=due.tries)
            await self._later(due, pack, RetryLater(FailureReason.broke))
            return
        if isinstance(result, NeedsHandover):
            metrics.deliveries.labels(pack.issuer.id, "by_hand", "").inc()
            _log.info("delivery_by_hand")
            await self.done(due, self._event(pack, HandedOver))
            return
        self._answers.good(pack.issuer.id)
        metrics.deliveries.labels(pack.issuer.id, "delivered", "").inc()
        seconds = (self._clock.unix_ms() - due.since_ms) // 1000
        if due.tries:
            _log.info("delivery_recovered", tries=due.tries, seconds=seconds)
        else:
            _log.info("delivery_made", seconds=seconds)
        receipt = ReceiptRow(pack.reference, pack.attempt, self._clock.unix_ms(), result.theirs)
        await self.done(due, replace(self._event(pack, Delivered), receipt=result.theirs, way=_way(result)), receipt)

    def _event(self, pack: Pack, kind: Callable[..., _News]) -> _News:
        return self.event(kind, draft=pack.draft, attempt=pack.attempt)

    async def _later(self, due: DueEffect, pack: Pack, error: RetryLater) -> None:
        delay = delivery_delay_ms(due, self._clock.unix_ms(), error.after, self._chance())
        if delay is None:
            await self._given_up(due, pack, error.reason, after_days(error.reason))
            return
        self._answers.failed(pack.issuer.id, error.reason.value)
        metrics.deliveries.labels(pack.issuer.id, "put_off", error.reason.value).inc()
        if self._clock.unix_ms() + delay - due.since_ms >= WORTH_TELLING_MS:
            # The conversation says it once, however often it hears.
            await self.tell(due, self._event(pack, DeliveryDelayed))
        await self.put_off(due, error.reason.value, delay)

    async def _given_up(self, due: DueEffect, pack: Pack, reason: FailureReason, why: Failure) -> None:
        self._answers.failed(pack.issuer.id, reason.value)
        metrics.deliveries.labels(pack.issuer.id, "given_up", reason.value).inc()
        hours = (self._clock.unix_ms() - due.since_ms) // 3_600_000
        _log.error("delivery_given_up", **because(reason.value), tries=due.tries, hours=hours)
        await self.done(due, replace(self._event(pack, DeliveryFailed), why=why))
