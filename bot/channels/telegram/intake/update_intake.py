"""What polling and the webhook share: rounds that a stop cuts short, and what to do while Telegram is away."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import TypedDict, TypeVar, Unpack

import structlog

from bot.channels.telegram.bot_api.raw_calls import RawCalls
from bot.channels.telegram.bot_api.transport import Transport
from bot.channels.telegram.intake.poll_policy import NoService, PollPolicy, Service
from bot.channels.timing import SendTiming

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

RawUpdate = Mapping[str, object]
Handle = Callable[[Sequence[RawUpdate]], Awaitable[None]]

_Found = TypeVar("_Found")
_log = structlog.get_logger(__name__)


class WedgedError(Exception):
    """Telegram has not answered for so long that only a new process can help."""


class IntakeOptions(TypedDict, total=False):
    """What an intake need not be told."""

    policy: PollPolicy
    waits: SendTiming
    service: Service
    """How long this bot has served before, and is counted on; without it, it has not."""
    turned: Callable[[], None]
    """Called before each round, and each minute of a pause."""


class UpdateIntake(ABC):
    """Takes updates from Telegram until it is stopped."""

    def __init__(
        self, transport: Transport, token: str, api_url: str, handle: Handle, **options: Unpack[IntakeOptions]
    ) -> None:
        """`handle` must commit a batch before it returns. The intake may rebuild its transport."""
        self._transport = transport
        self._calls = RawCalls(transport, token, api_url)
        self._handle = handle
        self._policy = options.get("policy", PollPolicy())
        self._waits = options.get("waits", SendTiming())
        self._service = options.get("service", NoService())
        self._turned = options.get("turned", lambda: None)
        self._heard = self._rebuilt = self._waits.now()
        self._failures = 0
        self._stopping = False
        self._held: asyncio.Task[object] | None = None
        self._over = asyncio.Event()
        self._over.set()

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @property
    def silence(self) -> float:
        """Seconds since Telegram was last known to reach us, or to have nothing for us."""
        return self._waits.now() - self._heard

    async def run(self) -> None:
        """Take updates until `stop`. BadTokenError, AnotherInstanceError or WedgedError: going on is pointless."""
        self._over.clear()
        self._heard = self._rebuilt = self._waits.now()
        try:
            await self._transport.initialize()
            while not self._stopping:
                self._turned()
                await self._round()
        finally:
            self._over.set()

    async def stop(self) -> None:
        """Drop a held call or a wait at once, let a batch in handling finish, and return when it is over."""
        self._stopping = True
        if self._held is not None:
            self._held.cancel()
        await self._over.wait()

    @abstractmethod
    async def _round(self) -> None:
        """One call of Telegram, what follows from it, and the wait after it if there is one."""

    async def _rebuild_if_silent(self) -> None:
        """After a call that failed: new connections after a while, and WedgedError after a long one."""
        now, silence = self._waits.now(), self.silence
        if silence >= self._policy.wedged_after:
            raise WedgedError(f"Telegram has not answered for {silence:.0f} seconds.")
        if silence >= self._policy.rebuild_after and now - self._rebuilt >= self._policy.rebuild_after:
            _log.warning("connections_rebuilt", silence=round(silence))
            self._rebuilt = now
            await self._transport.rebuild()

    async def _sleep(self, seconds: float) -> None:
        """Wait, unless a stop cuts it short."""
        if not self._stopping:
            await self._interruptible(_plain(self._waits.sleep(seconds)))

    async def _interruptible(self, work: Coroutine[object, object, _Found]) -> _Found | None:
        """The result of `work`; None when `stop` cut it short."""
        task = asyncio.ensure_future(work)
        self._held = task
        try:
            await asyncio.wait({task})
        finally:
            self._held = None
            task.cancel()
        return None if task.cancelled() else task.result()


def update_id(update: RawUpdate) -> int:
    """The id of an update; -1 where it has none that can be one."""
    number = update.get("update_id")
    return number if isinstance(number, int) and 0 <= number < 2**62 else -1


async def _plain(waiting: Awaitable[None]) -> None:
    await waiting
