"""The bench that attacks run on: a conversation on a real database, a queue as Telegram keeps one, and workers."""

import asyncio
import resource
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from support.conversation_driver import Sitting, Voice

from bot.conversation.budget import Budgets, Limits
from bot.storage.store import Store
from bot.storage.stored.records import OutboxMessage, SendReceipt
from flows.engine.buttons import Action
from flows.model.draft import Draft

Raw = Mapping[str, object]
WORKERS = ("telegram:5", "telegram:6", "telegram:7", "telegram:8")
"""They take turns, so that none of them writes faster than people write: who does waits for the others."""
ATTACKERS = ("telegram:66", "telegram:67", "telegram:68", "telegram:69")
FETCHED = 100
"""Updates that Telegram hands over at a time."""


@dataclass
class AttackedPhone(Voice):
    """Hears at once, under growing message ids, and tells who waits for an answer."""

    bench: "Bench | None" = None
    heard: dict[str, asyncio.Event] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def say(self, rows: Iterable[OutboxMessage], more: Collection[str] = ()) -> None:
        """Takes messages; each is on the phone in that moment."""
        for row in rows:
            self.counts[row.chat] = self.counts.get(row.chat, 0) + 1
            if self.bench is None:
                self.rows.append(row)
                continue
            self.bench.conversation.mark(SendReceipt(row.id, self.bench.key(), None, row.created_ms))
            if row.chat in self.heard:
                self.heard[row.chat].set()


@dataclass(frozen=True)
class Wait:
    """From a message to its answer, in milliseconds."""

    clock: float
    work: float
    """What the bot's process computed meanwhile, for anybody: what else the machine does is not in it."""


class Bench:
    """One bot, a few workers, and whoever attacks it."""

    def __init__(self, sitting: Sitting, phone: AttackedPhone, database: Path) -> None:
        self.sitting = sitting
        self.conversation = sitting.conversation
        self.phone = phone
        self.database = database
        self.drafts: dict[str, Draft] = {}
        self._keys = iter(range(100_000, 10_000_000))
        self._queue: list[Raw] = []
        self._more = asyncio.Event()
        self._empty = asyncio.Event()

    def key(self) -> int:
        """The id of the next message in any chat."""
        return next(self._keys)

    def text(self, person: str, words: str) -> Raw:
        """A message that is yet to be fetched. It is as long as a real one: by that it is told what may be heavy."""
        return {**self.sitting.text(person, words, self.key()), "text": words}

    def press(self, person: str, action: Action, draft: str, about: str = "") -> Raw:
        """A press that is yet to be fetched."""
        return self.sitting.press(person, action, draft, about)

    def send(self, *updates: Raw) -> None:
        """Updates reach Telegram, behind those that it keeps already."""
        self._queue += updates
        self._empty.clear()
        self._more.set()

    async def poll(self) -> None:
        """Fetches and hands over until it is cancelled, as the poller does."""
        while True:
            if not self._queue:
                self._more.clear()
                self._empty.set()
                await self._more.wait()
            batch = self._queue[:FETCHED]
            await self.conversation.handle("telegram", batch)
            del self._queue[: len(batch)]
            self.sitting.ms = time.time_ns() // 1_000_000

    async def worker(
        self, messages: int, pause: float = 0.01, goes_on: Callable[[], bool] = lambda: True
    ) -> list[Wait]:
        """A worker writes, waits for the answer, and the next one writes, for as long as something `goes_on`."""
        waits: list[Wait] = []
        for number in range(messages):
            if not goes_on():
                break
            who = WORKERS[number % len(WORKERS)]
            heard = self.phone.heard.setdefault(who, asyncio.Event())
            heard.clear()
            began, computed = time.perf_counter(), time.process_time()
            self.send(self.text(who, f"I asked about the rota, time {number}."))
            async with asyncio.timeout(300):
                await heard.wait()
            waits.append(Wait(1000 * (time.perf_counter() - began), 1000 * (time.process_time() - computed)))
            await asyncio.sleep(pause)
        return waits

    async def drained(self) -> None:
        """Returns once nothing is left with Telegram."""
        await self._empty.wait()

    async def begin(self) -> None:
        """Everybody stands at the first question."""
        for person in (*WORKERS, *ATTACKERS):
            self.drafts[person] = await self.sitting.reach_the_questions(person)
        self.phone.bench = self
        self.phone.rows.clear()
        self.phone.counts.clear()
        self.sitting.ms = time.time_ns() // 1_000_000

    def size(self) -> float:
        """Megabytes of the database with its journal."""
        return sum(path.stat().st_size for path in self.database.parent.glob(self.database.name + "*")) / 2**20


def memory() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


@asynccontextmanager
async def bench(limits: Limits | None = None) -> AsyncIterator[Bench]:
    """A bench on an empty database, with the limits that a bot has."""
    with tempfile.TemporaryDirectory() as name:
        async with Store.open(Path(name)) as store:
            sitting = Sitting(store, budgets=Budgets(limits or Limits(), time.monotonic))
            phone = AttackedPhone()
            sitting.voice = phone
            sitting.conversation._outbox = phone
            made = Bench(sitting, phone, Path(name) / "teabreak.db")
            await made.begin()
            try:
                yield made
            finally:
                if hasattr(sitting.conversation, "rest"):
                    await sitting.conversation.rest()
                await asyncio.sleep(0.05)
                await sitting.conversation.settle()
