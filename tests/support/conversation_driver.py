"""A conversation in the test's hands: no Telegram, and a clock, message ids and a voice that do as they are told."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from support.scripted_worker import BADGE, CODE
from support.server_folders import chosen
from support.talk import LIBRARY, WORDING, words

from bot.clock import Clock
from bot.conversation.arrival import Arrival
from bot.conversation.budget import UNLIMITED, Budgets, Limits
from bot.conversation.service import Conversation
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.store import Store
from bot.storage.stored.records import OutboxMessage, SendReceipt
from bot.storage.transaction.unit_of_work import UnitOfWork
from criteria.library import Library
from flows.engine.buttons import Action, Button
from flows.engine.capabilities import Capabilities, ChannelCapabilities
from flows.engine.effects import Effect
from flows.engine.events import AnyEvent, ButtonPressed, CommandSent, TextSent
from flows.model.draft import Draft
from flows.router.render import Wording


@dataclass
class Voice:
    """Speaks nothing by itself: a test says when a message has reached the phone, and under which id."""

    rows: list[OutboxMessage] = field(default_factory=list)

    def say(self, rows: Iterable[OutboxMessage], more: Collection[str] = ()) -> None:
        """Takes messages to be spoken."""
        self.rows += rows

    def acknowledge(self, press: str) -> None:
        """Takes a press to be answered."""

    def last(self, person: str) -> OutboxMessage:
        """The last message for a person."""
        return [row for row in self.rows if row.chat == person][-1]


class Sitting:
    """A conversation whose time, ids and voice are in the test's hands."""

    def __init__(
        self,
        store: Store,
        wording: Wording = WORDING,
        wake: Callable[[Collection[type[Effect]]], None] = lambda _: None,
        library: Library = LIBRARY,
        limits: Limits = UNLIMITED,
        budgets: Budgets | None = None,
        operator: Capabilities | None = None,
    ) -> None:
        self.store = store
        self.ms = 1_900_000_000_000
        self.voice = Voice()
        self.capabilities = ChannelCapabilities()
        self._read: dict[str, Arrival] = {}
        self._updates = itertools.count(1)
        self.clock = Clock(ZoneInfo("Europe/London"), lambda: self.ms)
        self.budgets = budgets or Budgets(limits, lambda: self.ms / 1000)
        self.conversation = Conversation(
            store,
            library,
            {"en": wording},
            self.clock,
            {"telegram": self},
            self.voice,
            wake,
            budgets=self.budgets,
            capabilities=operator,
        )

    def read(self, raw: Mapping[str, object], now: datetime, received_ms: int) -> Arrival:
        """What an update means, as a channel says."""
        return self._read[str(raw["update_id"])]

    def arrives(self, person: str, event: AnyEvent, topic: int | None = None) -> Mapping[str, object]:
        """An update that is yet to be handled."""
        id_ = f"telegram:{next(self._updates)}"
        self._read[id_] = Arrival(id_, person, person, event, self.ms, topic=topic)
        return {"update_id": id_}

    def text(self, person: str, words: str, key: int) -> Mapping[str, object]:
        """A message that is yet to be handled."""
        at = datetime.fromtimestamp(self.ms // 1000, UTC)
        return self.arrives(person, TextSent(at=at, fresh="0" * 32, key=key, text=words))

    def press(self, person: str, action: Action, draft: str = "", about: str = "") -> Mapping[str, object]:
        """A press that is yet to be handled."""
        return self.arrives(
            person,
            ButtonPressed(at=self.clock.now(), fresh="0" * 32, data=f"{action.value}|{draft}|{about}", message=1),
        )

    async def handle(self, *updates: Mapping[str, object]) -> None:
        """One batch. Time goes on by a second."""
        await self.conversation.handle("telegram", updates)
        self.ms += 1000

    async def reach_the_questions(self, person: str) -> Draft:
        """From /start to the first question, which reaches the phone as message 100."""
        start = CommandSent(at=self.clock.now(), fresh="0" * 32, name="start", argument=CODE)
        await self.handle(self.arrives(person, start))
        await self.handle(self.press(person, Action.agree))
        draft = await self.draft(person)
        await self.handle(self.press(person, Action.right, draft.id))
        for key, fact in enumerate(("Isla Brown", "isla@example.org", "1234567", "3", "done", "Glen Care"), 4):
            await self.reached(self.voice.last(person), 10 * key - 1)
            await self.handle(self.text(person, fact, 10 * key))
        await self.reached(self.voice.last(person), 100)
        return await self.draft(person)

    async def send(self, person: str) -> Draft:
        """From /start to having pressed send; what is to be delivered is then due."""
        await self.reach_the_questions(person)
        for number, question in enumerate(BADGE.questions, 1):
            await self.handle(self.text(person, words(question.minimum), 100 * number + 50))
            last = number == len(BADGE.questions)
            await self.presses(person, Action.review if last else Action.next, 100 * number + 100)
        actions = (Action.accept, Action.ai_no, *[Action.agree_to] * len(BADGE.declarations), Action.send)
        for number, action in enumerate(actions):
            await self.presses(person, action, 1000 + number)
        return await self.draft(person)

    async def lock(self, person: str, digits: str, key: int) -> None:
        """Sets a lock with these digits, and shuts it; their messages have this key and the next."""
        await self.handle(self.command(person, "lock"))
        await self.handle(self.text(person, digits, key))
        await self.handle(self.text(person, digits, key + 1))
        await self.handle(self.command(person, "lock"))

    def command(self, person: str, name: str, argument: str = "") -> Mapping[str, object]:
        """A command that is yet to be handled."""
        sent = CommandSent(at=self.clock.now(), fresh="0" * 32, name=name, argument=argument, key=None)
        return self.arrives(person, sent)

    async def presses(self, person: str, action: Action, answered_as: int) -> None:
        """Presses the newest button that does this; what comes of it reaches the phone under this id."""
        mine = [said.message for said in reversed(self.voice.rows) if said.chat == person]
        buttons = [button for message in mine for row in message.buttons for button in row]
        found = (Button.parse(button.data) for button in buttons)
        press = next(press for press in found if press is not None and press.action is action)
        await self.handle(self.press(person, press.action, press.draft, press.about.wire))
        await self.reached(self.voice.last(person), answered_as)

    async def reached(self, row: OutboxMessage, message_id: int) -> None:
        """A message has reached the phone under this id."""
        self.conversation.mark(SendReceipt(row.id, message_id, None, self.ms))
        await self.conversation.settle()

    async def draft(self, person: str) -> Draft:
        """The draft in hand, as it is on disk."""
        async with self.store.transaction() as work:
            draft = (await work.sessions([person]))[person].in_hand
        assert draft is not None
        return draft

    async def answers(self, person: str) -> dict[str, list[str]]:
        """The texts of each answer that has any."""
        draft = await self.draft(person)
        return {
            question: [part.text for part in answer.parts] for question, answer in draft.answers.items() if answer.parts
        }


@dataclass(frozen=True)
class _Begun:
    """What a sitting leaves: its data, what was said, and how far its time and its updates went."""

    folder: TemporaryDirectory[str]
    rows: tuple[OutboxMessage, ...]
    ms: int
    updates: int


_SENT: dict[str, _Begun] = {}


@asynccontextmanager
async def sent(folder: Path, person: str) -> AsyncIterator[Sitting]:
    """A sitting in which a person has sent a submission, on data in this folder; what is to be delivered is due.

    They write once for all tests of this process, each of which gets a copy; on a server, once for each test.
    """
    if chosen():
        async with Store.open(folder) as store:
            sitting = Sitting(store)
            await sitting.send(person)
            yield sitting
        return
    if person not in _SENT:
        data = TemporaryDirectory(ignore_cleanup_errors=True)
        async with Store.open(Path(data.name)) as store:
            first = Sitting(store)
            await first.send(person)
        _SENT[person] = _Begun(data, tuple(first.voice.rows), first.ms, next(first._updates))
    begun = _SENT[person]
    copytree(begun.folder.name, folder, dirs_exist_ok=True)
    async with Store.open(folder) as store:
        sitting = Sitting(store)
        sitting.voice.rows += begun.rows
        sitting.ms, sitting._updates = begun.ms, itertools.count(begun.updates)
        yield sitting


def noted(store: Store, bell: Bell) -> Store:
    """The same store, which rings after every transaction."""
    real = store.transaction

    @asynccontextmanager
    async def transaction(people: Iterable[str] = ()) -> AsyncIterator[UnitOfWork]:
        async with real(people) as work:
            yield work
        # In a moment, when whoever made the transaction has gone on from it.
        asyncio.get_running_loop().call_soon(bell.ring)

    store.transaction = transaction
    return store
