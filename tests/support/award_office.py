"""A conversation to which people send files of badges, and the looking at them, with clocks that a test moves."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from support.conversation_driver import Sitting
from support.fake_award_issuers import NOW, itxt, png
from support.served_bot import rows

from bot.awards.award_intake import AwardIntake
from bot.awards.checker import AwardChecker
from bot.jobs.attachments.check_award import CheckAwardJob
from bot.jobs.runner import JobRunner
from bot.media.store import MediaStore
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.store import Store
from bot.storage.transaction.unit_of_work import UnitOfWork
from criteria.reader import read
from flows.engine.buttons import Action
from flows.engine.events import CommandSent, FileSent
from flows.engine.payloads import HeldPart
from flows.engine.prompts import Prompt, PromptKind
from flows.model.draft import Draft

ISLA, MORAG = "telegram:7", "telegram:8"
THINGS = "elc-leadership-23-things"


def picture(source: str) -> bytes:
    """A picture with an award that nobody knows, another one for each source."""
    return png(itxt(f'{{"source": "{source}"}}'))


class FileSource:
    """Where files come from. It remembers who was served."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, person: str, source: str) -> AsyncGenerator[bytes, None]:
        """The picture."""
        self.asked.append(source)
        yield picture(source)


class AwardIntakeDriver:
    """A conversation, the looking at what is sent to it, and two clocks that a test moves."""

    def __init__(self, store: Store, data: Path) -> None:
        self.data = data
        self.phone = FileSource()
        self.bell = Bell()
        self.seconds = 0.0
        self.sitting = Sitting(_noted(store, self.bell))
        media = MediaStore(data / "media", 10_000_000)
        looking = AwardIntake(self.phone, media, AwardChecker(None), read(), lambda: NOW)
        job = CheckAwardJob(store, self.sitting.conversation, looking, self.sitting.clock, lambda: self.seconds)
        self.looks = JobRunner(store, self.sitting.clock, (job,))

    async def reaches_the_list(self, person: str) -> Draft:
        """From /start to the badges."""
        start = CommandSent(at=self.sitting.clock.now(), fresh=f"{person}" * 32, name="start", argument=THINGS)
        await self.sitting.handle(self.sitting.arrives(person, start))
        await self.sitting.handle(self.sitting.press(person, Action.agree))
        draft = await self.sitting.draft(person)
        await self.sitting.handle(self.sitting.press(person, Action.right, draft.id))
        for key, fact in enumerate(("Isla Brown", f"{person}@example.org"), 4):
            await self.sitting.handle(self.sitting.text(person, fact, key))
        return await self.sitting.draft(person)

    async def gives(self, person: str, draft: Draft, count: int, first: int = 100) -> None:
        """So many files, one after the other."""
        for key in range(first, first + count):
            at = datetime.fromtimestamp(self.sitting.ms // 1000, UTC)
            under = Prompt(PromptKind.holding, draft.id, HeldPart(1))
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

    def news(self, person: str) -> list[str]:
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
    async def transaction(people: Iterable[str] = ()) -> AsyncIterator[UnitOfWork]:
        async with real(people) as work:
            yield work
        asyncio.get_running_loop().call_soon(bell.ring)

    store.transaction = transaction
    return store
