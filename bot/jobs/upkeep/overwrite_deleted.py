"""The job that leaves nothing on the disk of words that were deleted for good."""

from bot.jobs.job import Job
from bot.storage.stored.records import DueEffect
from flows.engine.effects import OverwriteDeleted

SOON_MS = 2_000


class OverwriteDeletedJob(Job[OverwriteDeleted]):
    """Empties the journal of the database, in which rows stand as they were before.

    Files that no row refers to any more are removed by `Housekeeping`.
    """

    name = "overwrite"
    kind = OverwriteDeleted
    at_once = 1

    async def attempt(self, due: DueEffect, effect: OverwriteDeleted) -> None:
        """Empties it, and ends."""
        del effect
        if not await self._store.empty_journal():
            await self.put_off(due, "busy", SOON_MS)
            return
        async with self._store.transaction() as work:
            await work.effects.done([due.id])
