"""The job that puts everybody into the index by which operators find a person, where they are not in it yet."""

import asyncio

import structlog

from bot.monitoring.causes import why
from bot.storage.store import Store

AT_ONCE = 5
"""People in one transaction: few enough that replies are not delayed."""
BREATH_SECONDS = 0.01
AGAIN_SECONDS = 60.0

_log = structlog.get_logger(__name__)


class IndexPeopleJob:
    """After an update or a restore, or with a new key, everybody is put in. Later changes go in with their turns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def run(self) -> None:
        """Works until it is cancelled. What a stop leaves is done from the beginning at the next start."""
        while True:
            try:
                await self.index()
                await asyncio.Event().wait()
            except Exception as error:  # noqa: BLE001 - a store in trouble must not end the loop
                _log.error("people_not_indexed", **why(error))
                await asyncio.sleep(AGAIN_SECONDS)

    async def index(self) -> None:
        """Puts everybody in, if they are not."""
        if await self._store.is_indexed():
            return
        async with self._store.transaction() as work:
            await work.index.empty()
        after = ""
        while people := await self._store.people(after, AT_ONCE):
            async with self._store.transaction(people) as work:
                await work.index.put_in(await work.sessions(people))
            after = people[-1]
            await asyncio.sleep(BREATH_SECONDS)
        async with self._store.transaction() as work:
            await work.index.complete()
