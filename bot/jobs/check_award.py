"""Has awards looked at, and tells the conversation what came of it."""

import time
from collections.abc import Callable
from functools import partial

import structlog

from bot.audio.intake import FileNotReady
from bot.awards.intake import AwardIntake
from bot.awards.quota import for_people
from bot.awards.visit import always
from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.retry import LONGEST_DELAY_MS, delay_ms, put_off
from bot.jobs.runner import Lane
from bot.storage.records import DueEffect
from bot.storage.store import Store
from flows.engine.effects import CheckAward
from flows.engine.events import AwardLate, AwardsFound
from flows.features.decisions.own_award import OWN
from flows.model.award import AwardFinding, AwardVerdict
from flows.model.award_check import AwardDoubt

AT_ONCE = 4
"""Awards side by side. Each is small, and most of the time is spent waiting for pages."""
MOST_TRIES = 35
"""With delays that double to an hour, these take a day."""
LATE = 6
"""After so many failures, which take a minute, the worker is told that it takes longer."""

_log = structlog.get_logger(__name__)


class CheckAwardJob:
    """Loops over the awards that are to be looked at."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        looking: AwardIntake,
        clock: Clock,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` is a clock that never goes back, by which it is counted what each person has looked at."""
        self._store = store
        self._conversation = conversation
        self._looking = looking
        self._clock = clock
        self._people = for_people(seconds)
        self._lane = Lane(store, clock, CheckAward, AT_ONCE, self._attempt, in_turn=True)

    def wake(self) -> None:
        """There is something new to do."""
        self._lane.wake()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        await self._lane.run()

    async def _attempt(self, due: DueEffect) -> None:
        if not isinstance(due.effect, CheckAward):
            _log.error("award_unreadable", tries=due.tries)
            await put_off(self._store, self._clock, due, LONGEST_DELAY_MS, "unreadable")
            return
        effect = due.effect
        # Nobody sent their own award themselves, so nobody can send too many of those.
        may = always if effect.key == OWN else partial(self._people.take, due.person)
        if not may():
            await self._in_a_while(due, effect)
            return
        try:
            found = await self._looking.look(effect, may)
        except FileNotReady as error:
            spent = error.reason == AwardDoubt.busy.value and not self._people.has_room(due.person)
            await (self._in_a_while(due, effect) if spent else self._later(due, effect, error.reason))
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, type(error).__name__)
        else:
            await self._tell(due, effect, found)

    async def _in_a_while(self, due: DueEffect, effect: CheckAward) -> None:
        """Somebody sent more than is looked at at a time. They are told; the rest is looked at by itself later."""
        await self._slow(due, effect, busy=True)
        delay = 1 + int(self._people.left() * 1000)
        _log.warning("award_put_off", reason=AwardDoubt.busy.value, tries=due.tries, seconds=delay // 1000)
        await put_off(self._store, self._clock, due, delay, AwardDoubt.busy.value)

    async def _later(self, due: DueEffect, effect: CheckAward, reason: str) -> None:
        failures = due.tries + 1
        if failures >= MOST_TRIES:
            _log.warning("award_lost", tries=due.tries)
            await self._tell(due, effect, (self._looking.not_had(effect, reason),))
            return
        delay = delay_ms(due.tries)
        _log.warning("award_put_off", reason=reason, tries=due.tries, seconds=delay // 1000)
        if failures == LATE:
            await self._slow(due, effect, busy=reason == AwardDoubt.busy.value)
        await put_off(self._store, self._clock, due, delay, reason)

    async def _slow(self, due: DueEffect, effect: CheckAward, *, busy: bool) -> None:
        """The worker hears that it takes longer."""
        late = AwardLate(
            at=self._clock.now(),
            fresh=self._clock.fresh(),
            draft=effect.draft,
            key=effect.key,
            part=effect.part,
            busy=busy,
        )
        await self._conversation.tell([News(due.person, late)])

    async def _tell(self, due: DueEffect, effect: CheckAward, found: tuple[AwardFinding, ...]) -> None:
        if effect.key == OWN and found[0].verdict is AwardVerdict.wrong and found[0].why:
            _log.error("own_award_not_right", why=found[0].why.value)
        told = AwardsFound(
            at=self._clock.now(),
            fresh=self._clock.fresh(),
            draft=effect.draft,
            key=effect.key,
            part=effect.part,
            found=found,
        )
        await self._conversation.tell([News(due.person, told, done=due.id)])
