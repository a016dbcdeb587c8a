"""Workers go through whole submissions while the bot, a process of its own, is killed again and again."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from support.balancer import Balancer, balancer, free_port
from support.scripted_worker import Manner, Worker
from support.served_bot import BotProcess, child

from bot.playground.telegram import Sandbox

AT_ONCE = 14
"""Workers at a time. One who is finished makes room for another while there are kills to come."""

MOMENTS = ("before a message", "after a message", "before an answer to a press", "in a poll", "at a call", "at a time")
_AGAIN = 75
"""The exit status of a process that is to be started again."""
_HOLDS = {
    "before a message": ("sendMessage", False),
    "after a message": ("sendMessage", True),
    "before an answer to a press": ("answerCallbackQuery", False),
    "in a poll": ("getUpdates", False),
}
"""The call that a moment is about, and whether it has taken effect by then."""


@dataclass
class Killing:
    """One run. `within` is how many seconds a worker waits for any one thing to be seen."""

    sandbox: Sandbox
    data: Path
    kills: int
    seed: int
    within: float = 60.0
    at_once: int = AT_ONCE
    settings: dict[str, str] = field(default_factory=dict)
    """More settings of each child."""
    standby: bool = False
    """Whether another child stands by to take over; else each is started once the one before is dead."""
    manners: tuple[Manner, ...] = tuple(Manner)
    """How people work, by turns."""
    workers: list[Worker] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    starts: list[float] = field(default_factory=list)
    """Seconds from each start to its first poll."""

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self._going: set[asyncio.Task[None]] = set()

    async def run(self) -> BotProcess:
        """Kills so often, then lets all finish. Raises what stopped a worker. The last child is left running."""
        spare: BotProcess | None = None
        for _ in range(self.kills):
            self._keep_busy()
            running = spare or await self._started()
            spare = await self._started(standby="true") if self.standby else None
            try:
                await self._moment(running)
            finally:
                await running.kill()
        last = spare or await self._started()
        try:
            await asyncio.gather(*self._going)
        except BaseException:
            await last.kill()
            raise
        return last

    async def _started(self, **more: str) -> BotProcess:
        return await child(self.sandbox, self.data, **self.settings, **more)

    def _keep_busy(self) -> None:
        for task in [task for task in self._going if task.done()]:
            self._going.discard(task)
            task.result()
        while len(self._going) < self.at_once:
            manner = self.manners[len(self.workers) % len(self.manners)]
            worker = Worker(self.sandbox.user("Morag"), manner, self.within)
            self.workers.append(worker)
            self._going.add(asyncio.create_task(worker.apply()))

    async def _moment(self, running: BotProcess) -> None:
        """Lets the child live for a while, up to the instant at which it is to die."""
        moment = self._dice.choice(MOMENTS)
        self.killed[moment] += 1
        began = time.monotonic()
        if moment == "at a time":
            # Any time from before it has read its settings to the thick of it.
            await _whichever_first(running, asyncio.sleep(self._dice.uniform(0.0, 2.5)))
            return
        await _whichever_first(running, self._first_poll(began))
        calls = sum(self.sandbox.log.counts.values()) + self._dice.randrange(60)
        await _whichever_first(running, self._busy(calls))
        await self._hold_a_call(moment, running)

    async def _hold_a_call(self, moment: str, running: BotProcess) -> None:
        if moment in _HOLDS:
            method, after = _HOLDS[moment]
            hold = self.sandbox.faults.hold(method, after=after)
            await _whichever_first(running, hold.reached.wait())
            # Telegram goes on with a call whose sender is dead.
            asyncio.get_running_loop().call_soon(hold.release)
            running.signal(signal.SIGKILL)

    async def _first_poll(self, began: float) -> None:
        counts = self.sandbox.log.counts
        known = sum(counts.values())
        while sum(counts.values()) == known and not self.sandbox.updates.is_held:
            await self.sandbox.log.bell.heard()
        self.starts.append(time.monotonic() - began)

    async def _busy(self, calls: int) -> None:
        """Until so many calls have been made, with new workers for those who are finished."""
        while sum(self.sandbox.log.counts.values()) < calls:
            self._keep_busy()
            await self.sandbox.log.bell.heard()


@dataclass
class KillingOneOfMany(Killing):
    """One run with several instances behind a load balancer and the webhook: one of them is killed each time."""

    instances: int = 3
    takeover: float = 4.0
    """After how many seconds without a sign of life the others take over."""
    ahead: tuple[float, ...] = (0.0, 60.0, -60.0)
    """By how many seconds the clock of each is wrong."""
    running: list[BotProcess] = field(default_factory=list)
    balancer: Balancer | None = None

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        """All instances serve, until the block ends: then each is told to stop, one after the other."""
        async with balancer([free_port() for _ in range(self.instances)], self.seed) as self.balancer:
            try:
                self.running = [await self._instance(place) for place in range(self.instances)]
                yield
                await self._start_again()
                for one in self.running:
                    one.signal(signal.SIGTERM)
                    assert await one.ended(30) == 0
            finally:
                for one in self.running:
                    await one.kill()

    async def _instance(self, place: int) -> BotProcess:
        assert self.balancer is not None
        return await child(
            self.sandbox,
            self.data,
            "support.skewed_bot",
            test_ahead=str(self.ahead[place % len(self.ahead)]),
            together="true",
            takeover_seconds=str(self.takeover),
            web_port=str(self.balancer.ports[place]),
            webhook_url=f"{self.balancer.url}/telegram",
            **self.settings,
        )

    async def _start_again(self) -> None:
        """Does what a supervisor does: one from which others have taken over, because this machine is slow, ends."""
        for place, one in enumerate(self.running):
            if one.process.returncode is not None:
                assert one.process.returncode == _AGAIN, one.heard()[-500:]
                self.running[place] = await self._instance(place)

    async def kill_one(self, place: int) -> None:
        """Kills one without warning, and starts another in its place."""
        await self.running[place].kill()
        self.running[place] = await self._instance(place)

    async def kill_at_random(self) -> None:
        """Kills so often, then lets all finish. Raises what stopped a worker."""
        for _ in range(self.kills):
            self._keep_busy()
            await self._start_again()
            place = self._dice.randrange(self.instances)
            await self._moment(self.running[place])
            await self.kill_one(place)
        await asyncio.gather(*self._going)

    async def _moment(self, running: BotProcess) -> None:
        moment = self._dice.choice([one for one in MOMENTS if one != "in a poll"])
        self.killed[moment] += 1
        if moment == "at a time":
            await _whichever_first(running, asyncio.sleep(self._dice.uniform(0.0, 1.5)))
        else:
            calls = sum(self.sandbox.log.counts.values()) + self._dice.randrange(20)
            await _whichever_first(running, self._busy(calls))
        await self._hold_a_call(moment, running)


async def _whichever_first(running: BotProcess, something: Coroutine[None, None, object]) -> None:
    """Waits for something, at most some seconds; a child that ends by itself meanwhile is a failure."""
    waiting = asyncio.create_task(something)
    ending = asyncio.create_task(running.process.wait())
    await asyncio.wait({waiting, ending}, timeout=5, return_when=asyncio.FIRST_COMPLETED)
    ended = ending.done()
    waiting.cancel()
    ending.cancel()
    await asyncio.gather(waiting, ending, return_exceptions=True)
    if ended and running.process.returncode != _AGAIN:
        raise AssertionError(f"the bot ended by itself with {running.process.returncode}: {running.heard()[-500:]}")
