"""The job that tells the conversation when an issuer's time to decide has run out."""

from bot.jobs.job import Job
from bot.storage.stored.records import DueEffect
from flows.engine.effects import AwaitDecision
from flows.engine.events import DecisionOverdue


class DecisionOverdueJob(Job[AwaitDecision]):
    """Due on the morning after the issuer's last day."""

    name = "waiting"
    kind = AwaitDecision
    at_once = 4

    async def attempt(self, due: DueEffect, effect: AwaitDecision) -> None:
        """Tells that the decision is overdue; the conversation knows whether it still is."""
        await self.done(due, self.event(DecisionOverdue, draft=effect.draft, attempt=effect.attempt))
