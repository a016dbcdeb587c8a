"""The job that polls issuers' systems for decisions."""

import asyncio
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.issuers.polled import Polled
from bot.issuers.route import DeliveryError, RetryLater
from bot.jobs.retry import LONGEST_ASKED_MS
from bot.monitoring.causes import because, why
from bot.monitoring.issuer_answers import IssuerAnswers
from bot.monitoring.trace import trace_of
from bot.storage.store import Store
from bot.storage.stored.records import Undecided
from flows.engine.events import DecisionMade
from flows.model.decision import Decision

LOOK_SECONDS = 60.0
"""How often to look for submissions whose poll is due."""
PACE_SECONDS = 1.0
"""Pause between two polls of one issuer."""
AT_ONCE = 60
"""Polls of one issuer in a row; the rest wait for the next look."""
OFTEN_MS = 10 * 60_000
SELDOM_MS = 6 * 3_600_000
AGES = 24
"""What has waited for a day is asked for every hour: a decision that took long may come an hour late."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Turn:
    """When a submission is asked for next, after how many failures in a row."""

    at_ms: int
    failures: int = 0


def interval_ms(age_ms: int, failures: int, chance: float) -> int:
    """How long until a submission is asked for again: longer for an old one, longer with every failure, never even.

    `chance` is between 0 and 1.
    """
    calm = min(SELDOM_MS, max(OFTEN_MS, age_ms // AGES))
    return int(min(SELDOM_MS, calm << min(failures, 10)) * (0.9 + chance / 5))


class PollDecisionsJob:
    """Loops over the submissions that wait for a decision of a system that has to be asked.

    Which wait is in the database; when each is asked for next is not, so a start asks for all of them, in turn.
    """

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        polled: Mapping[str, Polled],
        clock: Clock,
        chance: Callable[[], float] = random.random,
        answers: IssuerAnswers | None = None,
    ) -> None:
        """`polled` are the routes that have to be asked, by their issuer's id; `answers` is told how each answers."""
        self._answers = answers or IssuerAnswers(clock.unix_ms)
        self._store = store
        self._conversation = conversation
        self._polled = polled
        self._clock = clock
        self._chance = chance
        self._turns: dict[tuple[str, int], _Turn] = {}

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is asked again at the next start."""
        while True:
            if self._polled:
                await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Asks for every submission whose turn it is, each issuer's one after the other."""
        try:
            waiting = await self._store.undecided(tuple(self._polled))
        except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
            _log.error("undecided_not_read", **why(error))
            return
        self._turns = {one.key: self._turns.get(one.key) or _Turn(self._clock.unix_ms()) for one in waiting}
        due = sorted(
            (one for one in waiting if self._turns[one.key].at_ms <= self._clock.unix_ms()),
            key=lambda one: self._turns[one.key].at_ms,
        )
        await asyncio.gather(
            *(
                self._ask_in_turn(route, [one for one in due if one.issuer == id_])
                for id_, route in self._polled.items()
            )
        )

    async def _ask_in_turn(self, route: Polled, due: Iterable[Undecided]) -> None:
        for number, one in enumerate(list(due)[:AT_ONCE]):
            if number:
                await asyncio.sleep(PACE_SECONDS)
            if not await self._asked(route, one):
                # A system in trouble is not asked for all the others as well; they come with the next look.
                return

    async def _asked(self, route: Polled, one: Undecided) -> bool:
        """Asks for one; whether the system is there to be asked for more."""
        after: float | None = None
        try:
            pack = await self._store.pack(one.reference, one.attempt)
            decision = await route.outcome(pack, one.receipt) if pack else None
            if decision is not None:
                await self._tell(one, decision)
        except DeliveryError as error:
            there = not isinstance(error, RetryLater)
            self._answers.failed(one.issuer, error.reason.value)
            after = error.after if isinstance(error, RetryLater) else None
            failures = self._turns[one.key].failures + 1
            _log.warning("outcome_not_known", **because(error.reason.value), failures=failures, **_named(one))
        except Exception as error:  # noqa: BLE001 - what one submission breaks must not keep others from being asked for
            there = True
            _log.error("outcome_broke", **why(error), **_named(one))
        else:
            self._answers.good(one.issuer)
            self._next(one, 0, None)
            return True
        self._next(one, self._turns[one.key].failures + 1, after)
        return there

    def _next(self, one: Undecided, failures: int, after: float | None) -> None:
        now_ms = self._clock.unix_ms()
        wait = interval_ms(now_ms - one.delivered_ms, failures, self._chance())
        asked = min(LONGEST_ASKED_MS, round((after or 0) * 1000))
        self._turns[one.key] = _Turn(now_ms + max(wait, asked), failures)

    async def _tell(self, one: Undecided, decision: Decision) -> None:
        event = DecisionMade(
            at=self._clock.now(),
            fresh=self._clock.fresh(),
            draft=one.draft,
            attempt=one.attempt,
            decision=decision,
        )
        await self._conversation.tell([News(one.person, event)])
        _log.info("outcome_told", verdict=decision.verdict.value, **_named(one))


def _named(one: Undecided) -> dict[str, str | int]:
    """What the log calls a submission."""
    return {
        "reference": one.reference, "attempt": one.attempt, "issuer": one.issuer, "trace": trace_of(one.draft)
    }  # fmt: skip
