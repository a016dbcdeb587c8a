"""Sends the messages of one channel: in order within a chat, in parallel across chats."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Iterable
from contextlib import asynccontextmanager, suppress

import structlog

from bot.channels.bursts import Bursts
from bot.channels.channel import Channel, SendableFile, SendError, SlowDown
from bot.channels.flood_limits import FloodLimits
from bot.channels.rate import RateLimits
from bot.channels.send_retry import FIRST_DELAY, LONGEST_DELAY, SendRetry
from bot.channels.timing import SendTiming
from bot.monitoring import metrics
from bot.monitoring.causes import why
from bot.storage.stored.records import BLOCKED, LATE, OVERTAKEN, OutboxMessage, SendReceipt
from flows.engine.buttons import LONGEST_DATA
from flows.engine.message import AnyAttachment

UNMADE = "unmade"
"""The failure of a message whose attachment could not be made."""

Documents = Callable[[AnyAttachment], Awaitable[SendableFile]]

REMINDERS_IN_FLIGHT = 8
"""So many reminders at a time: after a crash, no more than these may be on a phone without our knowing."""
_MOST_TRIES_AT_A_DOCUMENT = 3
_REAL = SendTiming()
_log = structlog.get_logger(__name__)


async def _at_once() -> None:
    pass


class Outbox:
    """A queue for each chat that has messages to get. No queue waits for another.

    Each message ends in one `SendReceipt`. What is not sent at `stop` gets none, and is sent at the next start.
    """

    def __init__(
        self,
        channel: Channel,
        documents: Documents,
        on_mark: Callable[[SendReceipt], None],
        waits: SendTiming = _REAL,
        in_flight: int = 64,
        *,
        may_send: Callable[[], Awaitable[None]] = _at_once,
        on_pause: Callable[[float], None] = lambda _: None,
    ) -> None:
        """`on_mark` runs in the event loop and must be quick. `in_flight` bounds the calls at one time.

        `may_send` is waited for before each call. `on_pause` is told for how many seconds the channel wants silence
        of the whole bot.

        Raises ValueError for a channel that cannot carry the data of buttons.
        """
        if channel.capabilities.button_bytes < LONGEST_DATA:
            raise ValueError(f"{channel.name}: a button has up to {LONGEST_DATA} bytes, all of which must come back")
        self._channel = channel
        self._documents = documents
        self._on_mark = on_mark
        self._may_send = may_send
        self._on_pause = on_pause
        self._waits = waits
        self._slots = asyncio.Semaphore(in_flight)
        self._floods = FloodLimits()
        self._rate = RateLimits()
        self._reminders: deque[OutboxMessage] = deque()
        self._sending_reminders = False
        """Whether reminders are being sent."""
        self._reminding = asyncio.Semaphore(REMINDERS_IN_FLIGHT)
        self._bursts = Bursts()
        self._lanes: dict[str, deque[OutboxMessage]] = {}
        self._under_way: dict[str, OutboxMessage] = {}
        """Of each chat, the message that is being sent."""
        self._holds: dict[str, asyncio.Event] = {}
        """Of each chat whose next message is held: set when another is queued behind it."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False
        self._calls = 0
        self._leaving: asyncio.Event | None = None
        """Set once no call is under way, where this instance sends no more."""

    @property
    def waiting(self) -> int:
        """How many messages are not sent yet."""
        return sum(len(lane) for lane in self._lanes.values()) + len(self._reminders)

    @property
    def reminders_waiting(self) -> int:
        """How many reminders wait until there is room for them beside the replies."""
        return len(self._reminders)

    def say(self, rows: Iterable[OutboxMessage], more: Collection[str] = ()) -> None:
        """Queue messages, each behind the earlier ones of its chat. Returns at once.

        `more` are the chats that have sent more than is answered yet. See `bursts`.

        Reminders wait for capacity that replies leave, so no reply ever waits for a reminder. Somebody who gets another
        message meanwhile is in conversation: their reminder is returned as LATE, to be planned again.
        """
        if self._stopped:
            return
        for row in rows:
            if row.chat in more:
                self._bursts.more_comes(row.chat)
            else:
                self._bursts.all_came(row.chat)
            if not row.message.is_reminder:
                self._give_back(row.chat)
                self._queue(row)
                continue
            self._reminders.append(row)
            if not self._sending_reminders:
                self._sending_reminders = True
                self._start(self._remind())

    def _give_back(self, chat: str) -> None:
        for row in [one for one in self._reminders if one.chat == chat]:
            self._reminders.remove(row)
            self._on_mark(self._failed(row, LATE))

    def _queue(self, row: OutboxMessage) -> None:
        lane = self._lanes.get(row.chat)
        if lane is None:
            lane = self._lanes[row.chat] = deque()
            self._start(self._run(row.chat, lane))
        self._overtake(lane, row)
        lane.append(row)
        if row.chat in self._holds:
            self._holds[row.chat].set()

    def _overtake(self, lane: deque[OutboxMessage], row: OutboxMessage) -> None:
        """Takes what tells an older state of the same thing out of the queue, unless it is on its way."""
        state, under_way = row.message.state_of, self._under_way.get(row.chat)
        for old in [one for one in lane if state and one.message.state_of == state and one is not under_way]:
            lane.remove(old)
            metrics.sends.labels(self._channel.name, OVERTAKEN).inc()
            self._on_mark(SendReceipt(old.id, None, OVERTAKEN, self._waits.unix_ms(), old.again, chat=old.chat))

    async def _hold(self, chat: str, lane: deque[OutboxMessage]) -> None:
        """Waits while a burst goes on and nothing else is queued behind the next message."""
        first = newest = self._waits.now()
        while len(lane) == 1 and lane[0].message.state_of:
            seconds = self._bursts.until(chat, first, newest) - self._waits.now()
            if seconds <= 0:
                return
            queued = self._holds[chat] = asyncio.Event()
            ends = [asyncio.ensure_future(self._waits.sleep(seconds)), asyncio.ensure_future(queued.wait())]
            try:
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            finally:
                del self._holds[chat]
                for one in ends:
                    one.cancel()
            if queued.is_set():
                newest = self._waits.now()

    async def _remind(self) -> None:
        """Sends reminders one by one, as far as the rate limit leaves room beside replies."""
        while self._reminders:
            await self._reminding.acquire()
            while (wait := self._rate.wait(self._waits.now())) > 0:
                await self._waits.sleep(wait)
            if not self._reminders:
                # The last of them was given back meanwhile.
                self._reminding.release()
                break
            self._rate.reminded(self._waits.now())
            self._queue(self._reminders[0])
            self._reminders.popleft()
        self._sending_reminders = False

    def be_silent(self, seconds: float) -> None:
        """Another instance was told that the channel wants silence of the whole bot for so long."""
        self._floods.be_silent(seconds, self._waits.now())

    def share_limits(self, senders: int) -> None:
        """So many instances send, each of which gets the same share of what the channel takes."""
        self._rate.share(senders)

    def acknowledge(self, press: str) -> None:
        """Acknowledge a button press, which stops its spinner. Returns at once; nothing depends on its success."""
        if not self._stopped:
            self._start(self._acknowledge(press))

    async def drain(self, seconds: float) -> bool:
        """Wait until all is sent, for at most `seconds`; returns whether it is."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._tasks and (left := end - loop.time()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        return not self._tasks

    async def leave(self, seconds: float) -> None:
        """Begin no more calls, and wait for those that are under way, for at most `seconds`.

        What is not sent is for another instance.
        """
        self._leaving = asyncio.Event()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds if self._calls else 0):
                await self._leaving.wait()

    async def stop(self) -> None:
        """Send no more. A call that is under way is cancelled, and its message stays in the outbox."""
        self._stopped = True
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("lane_broke", **why(error))

    async def _run(self, chat: str, lane: deque[OutboxMessage]) -> None:
        try:
            while lane:
                await self._hold(chat, lane)
                row = self._under_way[chat] = lane[0]
                if row.message.state_of:
                    self._bursts.sent(chat, self._waits.now())
                mark = await self._spoken(row)
                self._let_go(lane.popleft())
                self._on_mark(mark)
                if mark.failure == BLOCKED:
                    self._give_up(lane)
        finally:
            del self._lanes[chat]
            self._under_way.pop(chat, None)

    def _let_go(self, row: OutboxMessage) -> None:
        if row.message.is_reminder:
            self._reminding.release()

    def _give_up(self, lane: deque[OutboxMessage]) -> None:
        """The person has blocked the bot: the rest would be refused just the same."""
        while lane:
            row = lane.popleft()
            self._let_go(row)
            self._on_mark(self._failed(row, BLOCKED))

    async def _spoken(self, row: OutboxMessage) -> SendReceipt:
        """Send one message, with as many tries as it takes."""
        retry, file = SendRetry(row.chat, row.message, row.again), None
        while True:
            await self._wait_for_flood()
            if self._is_late(row) or self._is_answered(row):
                return self._failed(row, LATE)
            # A recording that the channel does not play becomes a file on the way.
            if file is None and retry.message.attachment is not None:
                file = await self._document(retry.message.attachment)
                if file is None:
                    return self._failed(row, UNMADE)
            step = await self._try(retry, file)
            if isinstance(step, int):
                metrics.sends.labels(self._channel.name, "sent").inc()
                return SendReceipt(row.id, step, None, self._waits.unix_ms(), retry.again, _reminded(row), row.chat)
            if isinstance(step, str):
                return self._failed(row, step)
            if step > 0:
                await self._waits.sleep(step)

    async def _wait_for_flood(self) -> None:
        """Waits while the channel's flood limit forbids all messages."""
        while (silence := self._floods.silence(self._waits.now())) > 0:
            # All queues wait for the same moment: spread their next calls.
            await self._waits.sleep(silence + self._waits.chance())

    async def _try(self, retry: SendRetry, file: SendableFile | None) -> int | float | str:
        """The id of the message that was sent, or seconds to wait before another try, or a final failure."""
        try:
            async with self._slots, self._calling():
                began = self._waits.now()
                self._rate.spoke(began)
                self._floods.sent(retry.chat, began)
                with metrics.send_seconds.time():
                    number = await self._channel.send(retry.chat, retry.message, file)
                self._floods.passed(began)
                return number
        except SendError as error:
            if isinstance(error, SlowDown):
                self._met_limit(retry.chat, error.seconds)
            step = retry.after(error, self._waits)
            _log.warning("not_spoken", **why(error.kind), step=step, failures=retry.failures)
            return step

    @asynccontextmanager
    async def _calling(self) -> AsyncIterator[None]:
        await self._may_send()
        if self._leaving is not None:
            # It is another's to send.
            await asyncio.Event().wait()
        self._calls += 1
        try:
            yield
        finally:
            self._calls -= 1
            if self._leaving is not None and not self._calls:
                self._leaving.set()

    def _met_limit(self, chat: str, seconds: float) -> None:
        before = self._floods.silence(self._waits.now())
        self._floods.met(chat, seconds, self._waits.now())
        if (silence := self._floods.silence(self._waits.now())) > before:
            self._on_pause(silence)

    async def _document(self, attachment: AnyAttachment) -> SendableFile | None:
        for attempt in range(1, _MOST_TRIES_AT_A_DOCUMENT + 1):
            (made,) = await asyncio.gather(self._documents(attachment), return_exceptions=True)
            if not isinstance(made, BaseException):
                return made
            _log.error("document_not_made", **why(made), attempt=attempt)
            if attempt < _MOST_TRIES_AT_A_DOCUMENT:
                await self._waits.sleep(self._waits.backoff(attempt, FIRST_DELAY, LONGEST_DELAY))
        return None

    def _failed(self, row: OutboxMessage, failure: str) -> SendReceipt:
        metrics.sends.labels(self._channel.name, failure).inc()
        _log.warning("given_up", failure=failure)
        return SendReceipt(row.id, None, failure, self._waits.unix_ms(), reminded=_reminded(row), chat=row.chat)

    def _is_late(self, row: OutboxMessage) -> bool:
        reminder = row.message.reminder
        return reminder is not None and self._waits.unix_ms() > reminder.until.timestamp() * 1000

    def _is_answered(self, row: OutboxMessage) -> bool:
        """Whether a reply is queued behind the reminder."""
        return row.message.is_reminder and len(self._lanes[row.chat]) > 1

    async def _acknowledge(self, press: str) -> None:
        try:
            await self._channel.acknowledge(press)
        except SendError as error:
            # Mostly the channel has forgotten it: the press itself is on disk, and only its spinner goes on.
            _log.info("press_not_answered", **why(error.kind))


def _reminded(row: OutboxMessage) -> str | None:
    """The person whom a message reminds; None for any other message."""
    return row.chat if row.message.is_reminder else None
