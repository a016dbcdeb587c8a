"""The job that fetches recordings, keeps them and measures what was said."""

import structlog

from bot.audio.recording_intake import AudioIntake
from bot.channels.channel import FileGone, FileNotReady
from bot.clock import Clock
from bot.conversation.service import Conversation
from bot.jobs.job import Job
from bot.storage.store import Store
from bot.storage.stored.records import DueEffect
from bot.system.counted_log import CountedLog
from flows.engine.effects import KeepMedia
from flows.engine.events import AudioAnalysed, AudioLate, AudioLost
from flows.model.attachments.audio import AudioProblem
from flows.rules.draft_limits import file_room

MOST_TRIES = 35
"""With delays that double to an hour, these take a day."""
LATE = 6
"""After so many failures, which take a minute, the worker is told that it takes longer."""

_log = structlog.get_logger(__name__)
_counted_log = CountedLog()


class KeepRecordingJob(Job[KeepMedia]):
    """Tried for a day, since a channel may not give a file at once."""

    name = "recording"
    kind = KeepMedia
    at_once = 2
    """Decoding a recording takes a processor."""

    def __init__(self, store: Store, conversation: Conversation, recordings: AudioIntake, clock: Clock) -> None:
        super().__init__(store, conversation, clock)
        self._recordings = recordings

    async def attempt(self, due: DueEffect, effect: KeepMedia) -> None:
        """Keeps the recording and tells what was heard in it."""
        try:
            room = file_room(await self._store.session(due.person), effect.draft)
            heard = await self._recordings.keep(due.person, effect.source, room)
        except FileGone as error:
            await self._lost(due, effect, error.trouble)
        except FileNotReady as error:
            await self._later(due, effect, error)
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, FileNotReady(type(error).__name__))
        else:
            await self.done(due, self.event(AudioAnalysed, draft=effect.draft, key=effect.key, heard=heard))

    async def _later(self, due: DueEffect, effect: KeepMedia, error: FileNotReady) -> None:
        failures = due.tries + 1
        if failures >= MOST_TRIES:
            await self._lost(due, effect, AudioProblem.gone)
            return
        if failures == LATE:
            await self.tell(due, self.event(AudioLate, draft=effect.draft, key=effect.key))
        await self.put_off(due, error.reason)

    async def _lost(self, due: DueEffect, effect: KeepMedia, trouble: AudioProblem) -> None:
        if trouble is AudioProblem.gone:
            _log.warning("recording_lost", trouble=trouble.value, tries=due.tries)
        else:
            # Anybody can send any number of files that nobody can play.
            _counted_log.count("recording_not_kept", trouble=trouble.value)
        await self.done(due, self.event(AudioLost, draft=effect.draft, key=effect.key, trouble=trouble))
