"""Has the text of statement files fetched and read, and tells the conversation what came of it. No file is kept."""

from contextlib import aclosing

import structlog

from bot.audio.intake import FileNotReady, Files, Gone
from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.jobs.retry import LONGEST_DELAY_MS, delay_ms, put_off
from bot.jobs.runner import Lane
from bot.statement_files.outcome import Outcome, ReadText, Refused
from bot.statement_files.reader import StatementReader
from bot.statement_files.stopped import MOST_BYTES
from bot.storage.records import DueEffect
from bot.storage.store import Store
from flows.engine.effects import ReadStatement
from flows.engine.events import StatementRead, StatementUnread
from flows.model.audio import AudioProblem
from flows.rules.file_texts import FileRefusal

AT_ONCE = 2
"""Files side by side: reading one is a processor's work."""
MOST_TRIES = 12
"""With delays that double, these take about an hour: somebody waits for it."""

_log = structlog.get_logger(__name__)


class Statements:
    """Loops over the statement files that are to be read."""

    def __init__(
        self, store: Store, conversation: Conversation, files: Files, reader: StatementReader, clock: Clock
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._files = files
        self._reader = reader
        self._clock = clock
        self._lane = Lane(store, clock, ReadStatement, AT_ONCE, self._attempt)

    def wake(self) -> None:
        """There is something new to do."""
        self._lane.wake()

    async def run(self) -> None:
        """Works until it is cancelled. What was under way is then done again at the next start."""
        await self._lane.run()

    async def _attempt(self, due: DueEffect) -> None:
        if not isinstance(due.effect, ReadStatement):
            _log.error("statement_unreadable", tries=due.tries)
            await put_off(self._store, self._clock, due, LONGEST_DELAY_MS, "unreadable")
            return
        effect = due.effect
        try:
            outcome = await self._outcome(effect)
        except FileNotReady as error:
            await self._later(due, effect, error.reason)
        except Exception as error:  # noqa: BLE001 - a fault that nobody foresaw must not be met every five seconds
            await self._later(due, effect, type(error).__name__)
        else:
            await self._tell(due, effect, outcome)

    async def _outcome(self, effect: ReadStatement) -> Outcome:
        """What is in the file. Raises TryAgain, or OSError where no process can be started."""
        data = bytearray()
        try:
            async with aclosing(self._files.fetch(effect.source)) as pieces:
                async for piece in pieces:
                    data += piece
                    if len(data) > MOST_BYTES:
                        return Refused(FileRefusal.too_big)
        except Gone as error:
            return Refused(FileRefusal.too_big if error.trouble is AudioProblem.too_big else FileRefusal.gone)
        return await self._reader.read(bytes(data))

    async def _later(self, due: DueEffect, effect: ReadStatement, reason: str) -> None:
        if due.tries + 1 >= MOST_TRIES:
            _log.warning("statement_lost", tries=due.tries)
            await self._tell(due, effect, Refused(FileRefusal.gone))
            return
        delay = delay_ms(due.tries)
        _log.warning("statement_put_off", reason=reason, tries=due.tries, seconds=delay // 1000)
        await put_off(self._store, self._clock, due, delay, reason)

    async def _tell(self, due: DueEffect, effect: ReadStatement, outcome: Outcome) -> None:
        at, fresh = self._clock.now(), self._clock.fresh()
        event: StatementRead | StatementUnread
        if isinstance(outcome, ReadText):
            event = StatementRead(
                at=at, fresh=fresh, draft=effect.draft, key=effect.key, text=outcome.text, left_out=outcome.left_out,
                sent_under=effect.under,
            )  # fmt: skip
        else:
            event = StatementUnread(at=at, fresh=fresh, draft=effect.draft, key=effect.key, why=outcome.why)
        await self._conversation.tell([News(due.person, event, done=due.id)])
