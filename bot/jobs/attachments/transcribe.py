"""The job that has recordings transcribed."""

import structlog

from bot.audio.probe import Prober
from bot.audio.transcription.transcriber import Never, NotNow, Transcribed, Transcriber
from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.jobs.job import Job
from bot.media.store import MediaStore
from bot.monitoring import metrics
from bot.storage.errors import StorageError
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect
from flows.engine.effects import Transcribe
from flows.engine.events import TranscriptFailed, TranscriptMade

TRIES = 10
"""Of a recording that cannot be read from the disk now."""

_log = structlog.get_logger(__name__)


class TranscribeJob(Job[Transcribe]):
    """One recording at a time.

    Without a transcriber each one is told to have failed: what was begun under other settings comes to an end.
    """

    name = "transcript"
    kind = Transcribe
    at_once = 1

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        media: MediaStore,
        prober: Prober,
        transcriber: Transcriber | None,
        clock: Clock,
    ) -> None:
        super().__init__(store, conversation, clock)
        self._media = media
        self._prober = prober
        self._transcriber = transcriber

    async def attempt(self, due: DueEffect, effect: Transcribe) -> None:
        """Transcribes the recording, or tells that it failed."""
        try:
            made = await self._made(effect)
        except Never as error:
            await self._failed(due, effect, error.reason)
        except NotNow as error:
            await self._later(due, effect, error)
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, NotNow(type(error).__name__, TRIES))
        else:
            metrics.transcriptions.labels("made").inc()
            await self.done(due, made)

    async def _made(self, effect: Transcribe) -> TranscriptMade:
        if self._transcriber is None:
            raise Never("nobody")
        samples = await self._samples(effect.sha256)
        with metrics.transcription_seconds.time():
            given = await self._transcriber.transcribe(samples)
        return self._made_event(effect, self._transcriber, given)

    async def _samples(self, sha256: str) -> bytes:
        """What the original sounds like, decoded anew: samples are kept nowhere."""
        try:
            pcm = await self._prober.samples(self._media.pieces(sha256))
        except (OSError, StorageError) as error:
            kind = type(error).__name__
        else:
            if pcm:
                return pcm
            raise Never("no_sound")
        # Raised outside the handler: its traceback holds no path.
        raise NotNow(kind, TRIES)

    def _made_event(self, effect: Transcribe, transcriber: Transcriber, given: Transcribed) -> TranscriptMade:
        return self.event(
            TranscriptMade,
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
        metrics.transcriptions.labels("put_off").inc()
        await self.put_off(due, error.reason)

    async def _failed(self, due: DueEffect, effect: Transcribe, reason: str) -> None:
        metrics.transcriptions.labels("given_up").inc()
        _log.warning("transcript_given_up", reason=reason, tries=due.tries)
        await self.done(due, self.event(TranscriptFailed, draft=effect.draft, key=effect.key))
