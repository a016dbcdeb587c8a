"""Has recordings written down, and tells the conversation what came of it."""

import structlog

from bot.audio.probe import Prober
from bot.audio.transcription.transcriber import Never, NotNow, Transcribed, Transcriber
from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.retry import LONGEST_DELAY_MS, delay_ms, put_off
from bot.jobs.runner import Lane
from bot.media.store import MediaStore
from bot.storage.errors import StorageError
from bot.storage.records import DueEffect
from bot.storage.store import Store
from flows.engine.effects import Transcribe
from flows.engine.events import AnyEvent, TranscriptFailed, TranscriptMade

TRIES = 10
"""Of a recording that cannot be read from the disk now."""

_log = structlog.get_logger(__name__)


class TranscribeJob:
    """Loops over the recordings that are to be written down, one at a time.

    With nobody to write them down, each is told to have failed: what was begun under other settings comes to an end.
    """

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        media: MediaStore,
        prober: Prober,
        transcriber: Transcriber | None,
        clock: Clock,
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._media = media
        self._prober = prober
        self._transcriber = transcriber
        self._clock = clock
        self._lane = Lane(store, clock, Transcribe, 1, self._attempt)

    def wake(self) -> None:
        """There is something new to do."""
        self._lane.wake()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        await self._lane.run()

    async def _attempt(self, due: DueEffect) -> None:
        effect = due.effect
        if not isinstance(effect, Transcribe):
            _log.error("recording_unreadable", tries=due.tries)
            await put_off(self._store, self._clock, due, LONGEST_DELAY_MS, "unreadable")
            return
        try:
            made = await self._made(effect)
        except Never as error:
            await self._failed(due, effect, error.reason)
        except NotNow as error:
            await self._later(due, effect, error)
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, NotNow(type(error).__name__, TRIES))
        else:
            await self._tell(due, made)

    async def _made(self, effect: Transcribe) -> TranscriptMade:
        if self._transcriber is None:
            raise Never("nobody")
        given = await self._transcriber.transcribe(await self._samples(effect.sha256))
        return self._event(effect, self._transcriber, given)

    async def _samples(self, sha256: str) -> bytes:
        """What the original sounds like, decoded anew: samples are kept nowhere."""
        try:
            pcm = await self._prober.samples(await self._media.read(sha256))
        except (OSError, StorageError) as error:
            kind = type(error).__name__
        else:
            if pcm:
                return pcm
            raise Never("no_sound")
        # Raised out here, it drags no path along.
        raise NotNow(kind, TRIES)

    def _event(self, effect: Transcribe, transcriber: Transcriber, given: Transcribed) -> TranscriptMade:
        return TranscriptMade(
            at=self._clock.now(),
            fresh=self._clock.fresh(),
            draft=effect.draft,
            key=effect.key,
            text=given.text,
            engine=transcriber.engine,
            model=transcriber.model,
            sure=given.sure,
        )

    async def _later(self, due: DueEffect, effect: Transcribe, error: NotNow) -> None:
        if due.tries + 1 >= error.tries:
            await self._failed(due, effect, error.reason)
            return
        delay = delay_ms(due.tries)
        _log.warning("transcript_put_off", reason=error.reason, tries=due.tries, seconds=delay // 1000)
        await put_off(self._store, self._clock, due, delay, error.reason)

    async def _failed(self, due: DueEffect, effect: Transcribe, reason: str) -> None:
        _log.warning("transcript_given_up", reason=reason, tries=due.tries)
        told = TranscriptFailed(at=self._clock.now(), fresh=self._clock.fresh(), draft=effect.draft, key=effect.key)
        await self._tell(due, told)

    async def _tell(self, due: DueEffect, event: AnyEvent) -> None:
        await self._conversation.tell([News(due.person, event, done=due.id)])
