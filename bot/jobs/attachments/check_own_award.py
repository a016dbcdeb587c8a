"""The job that checks the awards that came with a decision."""

import structlog

from bot.awards.award_intake import AwardIntake
from bot.channels.channel import FileNotReady
from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.jobs.attachments.check_award import LATE, MOST_TRIES
from bot.jobs.job import Job
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect
from flows.engine.effects import CheckOwnAward
from flows.engine.events import OwnAwardFound, OwnAwardLate
from flows.model.attachments.award import AwardFinding, AwardVerdict

_log = structlog.get_logger(__name__)


class CheckOwnAwardJob(Job[CheckOwnAward]):
    """Without a limit for each person: nobody sent their own award themselves, so nobody can send too many."""

    name = "own_award"
    kind = CheckOwnAward
    at_once = 4
    """Each is small, and most of the time is spent waiting for pages."""

    def __init__(self, store: Store, conversation: Conversation, looking: AwardIntake, clock: Clock) -> None:
        super().__init__(store, conversation, clock)
        self._looking = looking

    async def attempt(self, due: DueEffect, effect: CheckOwnAward) -> None:
        """Checks the award and tells what was found."""
        try:
            found = await self._looking.look_at_own(effect)
        except FileNotReady as error:
            await self._later(due, effect, error.reason)
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, type(error).__name__)
        else:
            await self._found(due, effect, found)

    async def _later(self, due: DueEffect, effect: CheckOwnAward, reason: str) -> None:
        failures = due.tries + 1
        if failures >= MOST_TRIES:
            _log.warning("award_lost", tries=due.tries)
            await self._found(due, effect, self._looking.not_had(effect, reason))
            return
        if failures == LATE:
            await self.tell(due, self.event(OwnAwardLate, draft=effect.draft))
        await self.put_off(due, reason)

    async def _found(self, due: DueEffect, effect: CheckOwnAward, found: AwardFinding) -> None:
        if found.verdict is AwardVerdict.wrong and found.why:
            _log.error("own_award_not_right", why=found.why.value)
        await self.done(due, self.event(OwnAwardFound, draft=effect.draft, number=effect.number, found=found))
