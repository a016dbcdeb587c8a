"""Somebody who sends a great many awards: they are told, they get an answer to all, and nobody else waits for them."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from awarding import NOW, itxt, png
from served import rows
from sitting import Sitting

from bot.awards import allowance
from bot.awards.allowance import Allowance, for_people
from bot.awards.checking import Checker
from bot.looking import Looking
from bot.looks import Looks
from bot.sandbox.clock import Bell
from bot.storage.media import MediaStore
from bot.storage.store import Store
from bot.storage.work import Work
from criteria.library import read
from flows.buttons import Action
from flows.draft import Draft
from flows.events import CommandSent, FileSent
from flows.places import Ask, Place

pytestmark = pytest.mark.slow

ISLA, MORAG = 7, 8
THINGS = "elc-leadership-23-things"


class Phone:
    """Where files come from: each has its own name in it, and none can be checked. It remembers who was served."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """A picture with an award that nobody knows."""
        self.asked.append(source)
        yield png(itxt(f'{{"source": "{source}"}}'))


class Office:
    """A conversation, the looking at what is sent to it, and two clocks that a test moves."""

    def __init__(self, store: Store, data: Path) -> None:
        self.data = data
        self.phone = Phone()
        self.bell = Bell()
        self.seconds = 0.0
        self.sitting = Sitting(_noted(store, self.bell))
        media = MediaStore(data / "media", 10_000_000)
        looking = Looking(self.phone, media, Checker(None), read(), lambda: NOW)
        self.looks = Looks(store, self.sitting.conversation, looking, self.sitting.clock, lambda: self.seconds)

    async def reaches_the_list(self, person: int) -> Draft:
        """From /start to the badges."""
        start = CommandSent(at=self.sitting.clock.now(), fresh=f"{person}" * 32, name="start", argument=THINGS)
        await self.sitting.handle(self.sitting.arrives(person, start))
        await self.sitting.handle(self.sitting.press(person, Action.agree))
        draft = await self.sitting.draft(person)
        await self.sitting.handle(self.sitting.press(person, Action.right, draft.id))
        for key, fact in enumerate(("Isla Example", f"{person}@example.org"), 4):
            await self.sitting.handle(self.sitting.text(person, fact, key))
        return await self.sitting.draft(person)

    async def gives(self, person: int, draft: Draft, count: int, first: int = 100) -> None:
        """So many files, one after the other."""
        for key in range(first, first + count):
            at = datetime.fromtimestamp(self.sitting.ms // 1000, UTC)
            under = Place(Ask.holding, draft.id, "1")
            file = FileSent(at=at, fresh="0" * 32, key=key, source=f"{person}-{key}", called="a.png", under=under)
            await self.sitting.handle(self.sitting.arrives(person, file))

    def waiting(self) -> list[tuple[object, ...]]:
        """Tries and time of what is still to be looked at."""
        return rows(self.data, "SELECT tries, due_ms FROM effect WHERE kind = 'check_award'")

    async def until(self, waiting: int, tries: int = 0) -> None:
        """Waits until so many are left, each tried so often."""
        async with asyncio.timeout(60):
            while [int(str(row[0])) for row in self.waiting()] != [tries] * waiting:
                await self.bell.heard()

    def news(self, person: int) -> list[str]:
        """What the worker was told of their awards."""
        said = [row.message.text for row in self.sitting.voice.rows if row.chat == person]
        return [text for text in said if "I have looked at" in text or "not checked yet" in text]

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Looking goes on until the block ends."""
        running = asyncio.create_task(self.looks.run())
        yield
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def _noted(store: Store, bell: Bell) -> Store:
    """The same store, which rings after every transaction."""
    real = store.transaction

    @asynccontextmanager
    async def transaction() -> AsyncIterator[Work]:
        async with real() as work:
            yield work
        asyncio.get_running_loop().call_soon(bell.ring)

    store.transaction = transaction
    return store


async def test_whoever_sends_too_many_waits_and_others_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of seven files three are looked at; the rest by themselves ten minutes later, told of in one message.

    Two files of somebody else, who sent them after all seven, are looked at among the first four.
    """
    monkeypatch.setattr(allowance, "PER_PERSON", 3)
    async with Store.open(tmp_path) as store:
        office = Office(store, tmp_path)
        isla, morag = await office.reaches_the_list(ISLA), await office.reaches_the_list(MORAG)
        await office.gives(ISLA, isla, 7)
        await office.gives(MORAG, morag, 2, first=200)
        async with office.at_work():
            await office.until(4, tries=1)
            assert sum(source.startswith(f"{MORAG}-") for source in office.phone.asked[:4]) == 2
            assert len(office.news(MORAG)) == 1
            (told,) = office.news(ISLA)
            assert "what you sent: 3 in all" in told
            assert "4 are not checked yet, because many came at once" in told
            assert all(int(str(due)) - office.sitting.ms > 590_000 for _, due in office.waiting())
            for _ in range(2):
                office.seconds += 600.0
                office.sitting.ms += 601_000
                office.looks.wake()
                await office.until(1 if office.seconds < 601.0 else 0, tries=2)
        # All of them, once each; and of those that had to wait, one message when the last was looked at.
        assert sorted(office.phone.asked) == sorted(set(office.phone.asked))
        assert len(office.phone.asked) == 9
        assert len(office.news(ISLA)) == 2
        assert "what you sent: 4 in all" in office.news(ISLA)[1]
        draft = await office.sitting.draft(ISLA)
        assert all(given.found and given.told and not given.busy for given in draft.awards)


def test_an_allowance_for_people_is_bounded() -> None:
    """Nobody gets more than their share, all together no more than is remembered, and after ten minutes all is new."""
    clock = [0.0]
    people = for_people(lambda: clock[0])
    assert sum(people.take(ISLA) for _ in range(500)) == allowance.PER_PERSON
    assert not people.has_room(ISLA)
    assert people.take(MORAG)
    assert people.left() == allowance.PERSONS_WINDOW
    clock[0] = allowance.PERSONS_WINDOW
    assert people.has_room(ISLA)
    few = Allowance(lambda: 0.0, each=2, in_all=3)
    assert sum(few.take(person) for person in range(100)) == 3
