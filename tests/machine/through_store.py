"""A person whose turns go through the store: each is kept, with its messages and effects, and read back."""

import asyncio
from collections.abc import Callable
from itertools import count
from typing import Any, ClassVar

from machine.person import Person7

from bot.storage.store import Store
from bot.storage.stored.records import TurnRecord
from flows.engine.events import AnyEvent
from flows.model.draft import Session


class StoredPerson(Person7):
    """Anybody at all, in a database."""

    new_store: ClassVar[Callable[[], tuple[asyncio.Runner, Store]]]
    """Opens an empty store for the next person; how the one before is closed is its business."""
    _updates = count(1)

    def __init__(self) -> None:
        super().__init__()
        self.effects: tuple[Any, ...] = ()
        self.loop, self.store = type(self).new_store()

    def _note(self, effects: tuple[object, ...]) -> None:
        super()._note(effects)
        self.effects = effects

    def take(self, event: AnyEvent) -> None:
        """Takes the turn and keeps it: what is in the store is what the turn made, before it and after it."""
        before = self.desk
        super().take(event)
        self.loop.run(self._keep(before))

    async def _keep(self, before: Session) -> None:
        person = before.person.id
        async with self.store.transaction() as work:
            assert (await work.sessions([person]))[person] == before, "the store has another session"
            turn = TurnRecord(
                now_ms=int(self.now.timestamp() * 1000),
                update=f"telegram:{next(self._updates)}",
                before=before,
                after=self.desk,
                messages=tuple((person, message) for message in self.last),
                effects=self.effects,
            )
            await work.keep([turn])
        kept = await self.store.session(person)
        assert kept == self.desk, "a session came back from the store other than it went in"
        assert list(kept.drafts) == list(self.desk.drafts), "drafts came back in another order"
        for pack in self.packs:
            found = await self.store.submitted(pack.reference, pack.attempt)
            assert found is None or found.pack == pack, "a pack came back other than it went in"
