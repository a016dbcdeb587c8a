"""The job that checks the awards that people sent."""

import time
from collections.abc import Callable
from functools import partial

import structlog

from bot.awards.award_intake import AwardIntake
from bot.awards.web.quota import for_people
from bot.channels.channel import FileNotReady
from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.jobs.job import Job
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect
from flows.engine.effects import CheckAward
from flows.engine.events import AwardLate, AwardsFound
from flows.model.attachments.award import AwardFinding
from flows.model.attachments.award_check import AwardDoubt
from flows.rules.draft_limits import file_room

MOST_TRIES = 35
"""With delays that double to an hour, these take a day."""
LATE = 6
"""After so many failures, which take a minute, the worker is told that it takes longer."""

_log = structlog.get_logger(__name__)


class CheckAwardJob(Job[CheckAward]):
    """Limited for each person, so that nobody's awards wait behind a great many of somebody else's."""

    name = "award"
    kind = CheckAward
    at_once = 4
    """Each is small, and most of the time is spent waiting for pages."""
    in_turn = True

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        looking: AwardIntake,
        clock: Clock,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` is a clock that never goes back, by which it is counted what each person has looked at."""
        super().__init__(store, conversation, clock)
        self._looking = looking
        self._people = for_people(seconds)

    async def attempt(self, due: DueEffect, effect: CheckAward) -> None:
        """Checks the award and tells what was found."""
        may = partial(self._people.take, due.person)
        if not may():
            await self._in_a_while(due, effect)
            return
        try:
            room = file_room(await self._store.session(due.person), effect.draft)
            found = await self._looking.look(due.person, effect, room, may)
        except FileNotReady as error:
            spent = error.reason == AwardDoubt.busy.value and not self._people.has_room(due.person)
            await (self._in_a_while(due, effect) if spent else self._later(due, effect, error.reason))
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, type(error).__name__)
        else:
            await self._found(due, effect, found)

    async def _in_a_while(self, due: DueEffect, effect: CheckAward) -> None:
        """Somebody sent more than is looked at at a time. They are told; the rest is looked at by itself later."""
        await self._slow(due, effect, busy=True)
        await self.put_off(due, AwardDoubt.busy.value, 1 + int(self._people.left() * 1000))

    async def _later(self, due: DueEffect, effect: CheckAward, reason: str) -> None:
        failures = due.tries + 1
        if failures >= MOST_TRIES:
            _log.warning("award_lost", tries=due.tries)
            await self._found(due, effect, (self._looking.not_had(effect, reason),))
            return
        if failures == LATE:
            await self._slow(due, effect, busy=reason == AwardDoubt.busy.value)
        await self.put_off(due, reason)

    async def _slow(self, due: DueEffect, effect: CheckAward, *, busy: bool) -> None:
        """The worker hears that it takes longer."""
        late = self.event(AwardLate, draft=effect.draft, key=effect.key, part=effect.part, busy=busy)
        await self.tell(due, late)

    async def _found(self, due: DueEffect, effect: CheckAward, found: tuple[AwardFinding, ...]) -> None:
        await self.done(due, self.event(AwardsFound, draft=effect.draft, key=effect.key, part=effect.part, found=found))
