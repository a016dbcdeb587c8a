"""The job that sends due reminders, at a rate that leaves room for replies."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.conversation.turn_record import planned
from bot.monitoring.causes import why
from bot.storage.store import Store
from bot.storage.stored.records import ReminderRow
from criteria.library import Library
from flows.engine.events import ReminderDue
from flows.rules.reminders.reminder_plan import coming

AT_ONCE = 3
"""People in one transaction: few enough that replies are not delayed."""
AHEAD = 8
"""Reminders that may wait to go out: a third of a second's, so that the next are made before these are gone."""
LOOK_SECONDS = 20.0
"""How often to look for due reminders. Breaks do not begin to the second."""
CROWDED_SECONDS = 0.05
"""How long to wait while earlier reminders are still on their way."""
AGAIN_MS = 3_600_000
"""How long somebody is left out whose data cannot be read."""
PLANNED_AT_ONCE = 5
BREATH_SECONDS = 0.01
"""Pause after each few people while planning for everybody, so that replies are not delayed."""

_log = structlog.get_logger(__name__)


class RemindJob:
    """Loops over the people whose reminders are due."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        library: Library,
        clock: Clock,
        waiting: Callable[[], int],
        *,
        paused: bool = False,
    ) -> None:
        """`waiting` tells how many reminders are not on their way yet."""
        self._store = store
        self._conversation = conversation
        self._library = library
        self._clock = clock
        self._waiting = waiting
        self.paused = paused
        """Whether nobody is to be reminded of anything now."""
        self._planned_to = ""
        """The last person for whom it was planned anew."""

    async def run(self) -> None:
        """Works until it is cancelled. Paused, it goes on planning what is due, and says nothing."""
        async with asyncio.TaskGroup() as both:
            # Planning for all people takes minutes. What is due meanwhile is checked again when it is sent.
            both.create_task(self._again_and_again(self._planned))
            if not self.paused:
                both.create_task(self._again_and_again(self.some))
            await asyncio.Event().wait()

    async def _again_and_again(self, step: Callable[[], Awaitable[float | None]]) -> None:
        """Calls `step` in a loop, after as many seconds as it returns, until it returns None."""
        wait: float | None = 0.0
        while wait is not None:
            await asyncio.sleep(wait)
            try:
                wait = await step()
            except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
                _log.error("reminders_not_read", **why(error))
                wait = LOOK_SECONDS

    async def some(self) -> float:
        """Reminds a few people who are due; seconds until it is worth looking again."""
        if self._waiting() > AHEAD - AT_ONCE:
            return CROWDED_SECONDS
        people = await self._store.due_reminders(self._clock.unix_ms(), AT_ONCE)
        if not people:
            return LOOK_SECONDS
        await self._remind(people)
        # However much is due, replies come first.
        return CROWDED_SECONDS if self._waiting() else 0.0

    async def _remind(self, people: Sequence[str]) -> None:
        try:
            await self._conversation.tell([self._news(person) for person in people])
        except Exception as error:  # noqa: BLE001 - what breaks on one person must not keep the others waiting
            if len(people) > 1:
                for person in people:
                    await self._remind([person])
                return
            _log.error("reminder_broke", **why(error))
            async with self._store.transaction() as work:
                await work.reminders.plan([ReminderRow(people[0], self._clock.unix_ms() + AGAIN_MS)])

    def _news(self, person: str) -> News:
        return News(person, ReminderDue(at=self._clock.now(), fresh=self._clock.fresh()))

    async def _planned(self) -> float | None:
        """Plans for everybody anew, if badges or time zone have changed since the last plan."""
        digest = self._digest()
        if await self._store.planned_with() == digest:
            return None
        while people := await self._store.people_with_reminders(self._planned_to, PLANNED_AT_ONCE):
            await self._plan(people)
            self._planned_to = people[-1]
            await asyncio.sleep(BREATH_SECONDS)
        async with self._store.transaction() as work:
            await work.reminders.plan_with(digest)
        return None

    async def _plan(self, people: Sequence[str]) -> None:
        try:
            async with self._store.transaction(people) as work:
                sessions = await work.sessions(people)
                now = self._clock.now()
                await work.reminders.plan(
                    [planned(id_, coming(self._library, session, now)) for id_, session in sessions.items()]
                )
        except Exception as error:  # noqa: BLE001 - what cannot be read of one person must not keep the others out
            if len(people) > 1:
                for person in people:
                    await self._plan([person])
                return
            _log.error("reminder_broke", **why(error))

    def _digest(self) -> str:
        badges = [(badge.key, badge.repeat, badge.open, repr(badge.nudges)) for badge in self._library.badges]
        issuers = [(issuer.id, repr(issuer.annual_declaration)) for issuer in self._library.issuers]
        told = repr((badges, issuers, str(self._clock.zone)))
        return hashlib.sha256(told.encode()).hexdigest()
