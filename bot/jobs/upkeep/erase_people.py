"""The job that finishes erasures: files, folders of the issuer's inbox, and the journal of the database."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.media.store import MediaStore
from bot.monitoring.causes import why
from bot.storage.erasing import erasure_journal
from bot.storage.erasing.erasure import Erasure
from bot.storage.erasing.media_references import every_reference
from bot.storage.kept_files.media_place import parts
from bot.storage.store import Store
from flows.engine.events import PersonErased

AGAIN_SECONDS = 30.0
"""How long an erasure that could not be finished waits for its next try."""
_LOOKS, _LOOK_SECONDS = 20, 0.1
"""How often the journal of the database is tried before the erasure waits: a reader may be in the way."""

_log = structlog.get_logger(__name__)


class CopiesElsewhere(Protocol):
    """Copies of what people sent that are kept on this machine, outside the database and its media."""

    async def erase(self, erasure: Erasure) -> None:
        """Removes all of one person. It may have been done before. Raises OSError."""


class ErasePeopleJob:
    """Finishes each erasure whose rows are gone, in an order that a crash may interrupt anywhere."""

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        data: Path,
        media: MediaStore,
        clock: Clock,
        stop_work: Callable[[str], Awaitable[None]],
        elsewhere: Sequence[CopiesElsewhere] = (),
    ) -> None:
        """`stop_work` ends what jobs are doing for a person; nothing new is begun, for their effects are gone."""
        self._store = store
        self._conversation = conversation
        self._data = data
        self._media = media
        self._clock = clock
        self._stop_work = stop_work
        self._elsewhere = tuple(elsewhere)
        self._new = asyncio.Event()

    def wake(self) -> None:
        """There may be something to do."""
        self._new.set()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is done again at the next start."""
        while True:
            self._new.clear()
            left = await self.look()
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN_SECONDS if left else None):
                    await self._new.wait()

    async def look(self) -> bool:
        """Finishes all that can be finished now; whether anything is left."""
        left = False
        try:
            for erasure in await self._store.erasures():
                left |= not await self._finished(erasure)
        except Exception as error:  # noqa: BLE001 - a store or a disk in trouble must not end the loop
            _log.error("erasure_broke", **why(error))
            return True
        return left

    async def _finished(self, erasure: Erasure) -> bool:
        await self._stop_work(erasure.person)
        # Noted first: a backup that is restored later must not bring them back, whatever happens here.
        await asyncio.to_thread(erasure_journal.note, self._data, erasure.person, erasure.at_ms)
        for copies in self._elsewhere:
            await copies.erase(erasure)
        await self._remove_files(erasure)
        if not await self._emptied():
            _log.warning("erasure_waits", reason="a reader is in the way")
            return False
        event = PersonErased(
            at=self._clock.now(),
            fresh=self._clock.fresh(),
            drafts=erasure.drafts,
            submissions=len(erasure.submissions),
            files=len(erasure.files),
        )
        await self._conversation.tell([News(erasure.person, event, erased=True)])
        _log.info("person_erased")
        return True

    async def _remove_files(self, erasure: Erasure) -> None:
        await asyncio.to_thread(self._media.remove_sealed, erasure.key)
        plain = [name for name in erasure.files if not parts(name)[1]]
        for name in set(erasure.files) - set(plain):
            await asyncio.to_thread(self._media.remove, name, math.inf)
        if plain:
            # The same file in the clear may have been sent by two people, and may be on its way for the other.
            named = await asyncio.to_thread(every_reference, self._data)
            for name in plain:
                if not named.holds(name):
                    await asyncio.to_thread(self._media.remove, name, math.inf)

    async def _emptied(self) -> bool:
        """Whether the journal of the database holds nothing any more of rows as they were."""
        for _ in range(_LOOKS):
            if await self._store.empty_journal(keys_went=True):
                return True
            await asyncio.sleep(_LOOK_SECONDS)
        return False
