"""Has recordings fetched and heard, and tells the conversation what came of it."""

import structlog

from bot.audio.intake import AudioIntake, FileNotReady, Gone
from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.retry import LONGEST_DELAY_MS, delay_ms, put_off
from bot.jobs.runner import Lane
from bot.storage.records import DueEffect
from bot.storage.store import Store
from flows.engine.effects import KeepMedia
from flows.engine.events import AnyEvent, AudioAnalysed, AudioLate, AudioLost
from flows.model.audio import AudioProblem

AT_ONCE = 2
"""Recordings side by side: hearing one is a processor's work."""
MOST_TRIES = 35
"""With delays that double to an hour, these take a day."""
LATE = 6
"""After so many failures, which take a minute, the worker is told that it takes longer."""

_log = structlog.get_logger(__name__)


class KeepRecordingJob:
    """Loops over the recordings that are to be kept."""

    def __init__(self, store: Store, conversation: Conversation, recordings: AudioIntake, clock: Clock) -> None:
        self._store = store
        self._conversation = conversation
        self._recordings = recordings
        self._clock = clock
        self._lane = Lane(store, clock, KeepMedia, AT_ONCE, self._attempt)

    def wake(self) -> None:
        """There is something new to do."""
        self._lane.wake()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        await self._lane.run()

    async def _attempt(self, due: DueEffect) -> None:
        if not isinstance(due.effect, KeepMedia):
            _log.error("recording_unreadable", tries=due.tries)
            await put_off(self._store, self._clock, due, LONGEST_DELAY_MS, "unreadable")
            return
        effect = due.effect
        try:
            heard = await self._recordings.keep(effect.source)
        except Gone as error:
            await self._lost(due, effect, error.trouble)
        except FileNotReady as error:
            await self._later(due, effect, error)
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, FileNotReady(type(error).__name__))
        else:
            told = AudioAnalysed(
                at=self._clock.now(), fresh=self._clock.fresh(), draft=effect.draft, key=effect.key, heard=heard
            )
            await self._tell(due, told)

    async def _later(self, due: DueEffect, effect: KeepMedia, error: FileNotReady) -> None:
        failures = due.tries + 1
        if failures >= MOST_TRIES:
            await self._lost(due, effect, AudioProblem.gone)
            return
        delay = delay_ms(due.tries)
        _log.warning("recording_put_off", reason=error.reason, tries=due.tries, seconds=delay // 1000)
        if failures == LATE:
            late = AudioLate(at=self._clock.now(), fresh=self._clock.fresh(), draft=effect.draft, key=effect.key)
            await self._conversation.tell([News(due.person, late)])
        await put_off(self._store, self._clock, due, delay, error.reason)

    async def _lost(self, due: DueEffect, effect: KeepMedia, trouble: AudioProblem) -> None:
        _log.warning("recording_lost", trouble=trouble.value, tries=due.tries)
        lost = AudioLost(
            at=self._clock.now(), fresh=self._clock.fresh(), draft=effect.draft, key=effect.key, trouble=trouble
        )
        await self._tell(due, lost)

    async def _tell(self, due: DueEffect, event: AnyEvent) -> None:
        await self._conversation.tell([News(due.person, event, done=due.id)])
