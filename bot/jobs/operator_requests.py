"""The job that carries out requests from the command line."""

import asyncio
from typing import assert_never

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.issuers.decision_intake import Decisions, UnknownQuestions
from bot.jobs.runner import JobRunner
from bot.jobs.submissions.deliver import DeliverJob
from bot.monitoring.causes import why
from bot.storage.store import Store
from bot.storage.stored.records import Asked, Submitted
from bot.storage.stored.requested import OperatorRequest, RequestKind
from flows.engine.events import DeliveryFailed
from flows.model.decision import Decision, Failure

LOOK_SECONDS = 2.0
AGAIN_MS = 60_000
"""How long what broke is left alone."""

_log = structlog.get_logger(__name__)


class OperatorRequestsJob:
    """Loops over what is asked for. Each is done once, with its row gone in the same transaction."""

    def __init__(
        self, store: Store, conversation: Conversation, decisions: Decisions, jobs: JobRunner, clock: Clock
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._decisions = decisions
        self._jobs = jobs
        self._clock = clock
        self._broken: dict[int, int] = {}

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is done at the next start."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Does all that can be done now."""
        try:
            waiting = await self._store.asked()
        except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
            _log.error("requests_not_read", **why(error))
            return
        for one in waiting:
            if self._broken.get(one.id, 0) <= self._clock.unix_ms():
                await self._try(one)

    async def _try(self, one: Asked) -> None:
        try:
            await self._do(one)
        except Exception as error:  # noqa: BLE001 - it stays, and must not keep the others from being done
            self._broken[one.id] = self._clock.unix_ms() + AGAIN_MS
            _log.error("request_broke", **why(error))

    async def _do(self, one: Asked) -> None:
        request = one.request
        submitted = await self._store.submitted(request.reference, request.attempt) if request else None
        if request is None or submitted is None:
            raise LookupError("what is asked for cannot be read, or is about nothing that was sent")
        match request.wish:
            case Decision():
                await self._decide(one, submitted, request.wish, request.credential)
            case RequestKind.retry:
                await self._retry(one, request)
            case RequestKind.give_up:
                await self._give_up(one, request, submitted)
            case _:
                assert_never(request.wish)

    async def _decide(self, one: Asked, submitted: Submitted, decision: Decision, credential: str) -> None:
        whole = await self._decisions.with_award(submitted.person, decision, credential)
        try:
            news = self._decisions.news(submitted, whole, request=one.id)
        except UnknownQuestions:
            _log.error("request_refused")
            await self._drop(one)
            return
        await self._conversation.tell([news])
        _log.info("request_done", what=decision.verdict.value)

    async def _retry(self, one: Asked, request: OperatorRequest) -> None:
        async with self._store.transaction() as work:
            await work.effects.due_now(request.reference, request.attempt, self._clock.unix_ms())
            await work.answered([one.id])
        self._jobs.wake()
        _log.info("request_done", what=RequestKind.retry.value)

    async def _give_up(self, one: Asked, request: OperatorRequest, submitted: Submitted) -> None:
        effect = await self._store.delivery(request.reference, request.attempt)
        if effect is None:
            # It has arrived, or was given up, since it was asked for.
            await self._drop(one)
            return
        failed = DeliveryFailed(
            at=self._clock.now(),
            fresh=self._clock.fresh(),
            draft=submitted.pack.draft,
            attempt=request.attempt,
            why=Failure.stopped,
        )
        news = News(submitted.person, failed, done=effect, request=one.id)
        # A try that is under way may yet succeed: what becomes of it is waited for, until the next look.
        if await self._jobs.instead(DeliverJob.name, effect, lambda: self._conversation.tell([news])):
            _log.info("request_done", what=RequestKind.give_up.value)

    async def _drop(self, one: Asked) -> None:
        async with self._store.transaction() as work:
            await work.answered([one.id])
