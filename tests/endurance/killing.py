"""Workers go through whole submissions while the bot, a process of its own, is killed again and again."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path

from support.scripted_worker import Manner, Worker
from support.served_bot import Child, child

from bot.playground.telegram import Sandbox

AT_ONCE = 14
"""Workers at a time. One who is finished makes room for another while there are kills to come."""

MOMENTS = ("before a message", "after a message", "before an answer to a press", "in a poll", "at a call", "at a time")


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
    workers: list[Worker] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    starts: list[float] = field(default_factory=list)
    """Seconds from each start to its first poll."""

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self._going: set[asyncio.Task[None]] = set()

    async def run(self) -> Child:
        """Kills so often, then lets all finish. Raises what stopped a worker. The last child is left running."""
        spare: Child | None = None
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

    async def _started(self, **more: str) -> Child:
        return await child(self.sandbox, self.data, **self.settings, **more)

    def _keep_busy(self) -> None:
        for task in [task for task in self._going if task.done()]:
            self._going.discard(task)
            task.result()
        while len(self._going) < self.at_once:
            manner = list(Manner)[len(self.workers) % len(Manner)]
            worker = Worker(self.sandbox.user("Morag"), manner, self.within)
            self.workers.append(worker)
            self._going.add(asyncio.create_task(worker.apply()))

    async def _moment(self, running: Child) -> None:
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
        holds = {
            "before a message": ("sendMessage", False),
            "after a message": ("sendMessage", True),
            "before an answer to a press": ("answerCallbackQuery", False),
            "in a poll": ("getUpdates", False),
        }
        if moment in holds:
            method, after = holds[moment]
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


async def _whichever_first(running: Child, something: Coroutine[None, None, object]) -> None:
    """Waits for something, at most five seconds; a child that ends by itself meanwhile is a failure."""
    waiting = asyncio.create_task(something)
    ending = asyncio.create_task(running.process.wait())
    await asyncio.wait({waiting, ending}, timeout=5, return_when=asyncio.FIRST_COMPLETED)
    ended = ending.done()
    waiting.cancel()
    ending.cancel()
    await asyncio.gather(waiting, ending, return_exceptions=True)
    if ended:
        raise AssertionError(f"the bot ended by itself with {running.process.returncode}: {running.heard()[-500:]}")
